"""The sentences of the minutes, in literal German, at every boundary of the counts."""

import pytest

from sitzungen.rules.ergebnissatz import Ergebniswerte, say_abstimmung, say_aufnahme, say_befangen, say_ergebnis
from vorlagen.enums import Ausgang

E, M, A = Ausgang.EINSTIMMIG, Ausgang.MEHRHEITLICH, Ausgang.ABGELEHNT

ABSTIMMUNGEN: list[tuple[Ausgang, tuple[int | None, int | None, int | None], str]] = [
    (E, (None, None, None), "einstimmig"),
    (E, (None, 0, 0), "einstimmig"),
    (E, (None, None, 1), "einstimmig bei einer Enthaltung"),
    (E, (None, 0, 2), "einstimmig bei 2 Enthaltungen"),
    (E, (48, 0, 2), "einstimmig mit 48 Ja-Stimmen bei 2 Enthaltungen"),
    (E, (1, None, None), "einstimmig mit einer Ja-Stimme"),
    (M, (None, None, None), "mehrheitlich"),
    (M, (None, 4, 22), "mehrheitlich bei 4 Gegenstimmen und 22 Enthaltungen"),
    (M, (20, 4, 22), "mehrheitlich mit 20 Ja-Stimmen bei 4 Gegenstimmen und 22 Enthaltungen"),
    (M, (None, 1, 1), "mehrheitlich bei einer Gegenstimme und einer Enthaltung"),
    (M, (None, 7, 0), "mehrheitlich bei 7 Gegenstimmen ohne Enthaltungen"),
    (M, (None, 0, 3), "mehrheitlich bei 3 Enthaltungen ohne Gegenstimmen"),
    (M, (30, 0, 0), "mehrheitlich mit 30 Ja-Stimmen ohne Gegenstimmen und Enthaltungen"),
    (M, (None, 4, None), "mehrheitlich bei 4 Gegenstimmen"),
    (A, (0, 30, None), "abgelehnt ohne Ja-Stimmen bei 30 Gegenstimmen"),
]


@pytest.mark.parametrize(("ausgang", "zahlen", "worte"), ABSTIMMUNGEN)
def test_how_a_vote_went(ausgang: Ausgang, zahlen: tuple[int | None, int | None, int | None], worte: str) -> None:
    ja, gegen, enthaltungen = zahlen
    werte = Ergebniswerte(ausgang=ausgang, ja=ja, gegenstimmen=gegen, enthaltungen=enthaltungen)
    assert say_abstimmung(werte) == worte


SAETZE: list[tuple[Ergebniswerte, str]] = [
    (Ergebniswerte(ausgang=E, enthaltungen=2), "Der Beschluss wurde einstimmig bei 2 Enthaltungen gefasst."),
    (Ergebniswerte(ausgang=E, vorberatend=True), "Die Beschlussempfehlung wurde einstimmig gefasst."),
    (
        Ergebniswerte(ausgang=M, geaendert=True, gegenstimmen=3),
        "Der Beschluss wurde mit geändertem Wortlaut mehrheitlich bei 3 Gegenstimmen gefasst.",
    ),
    (
        Ergebniswerte(ausgang=A, ja=12, gegenstimmen=20, enthaltungen=1),
        "Der Beschlussvorschlag wurde mit 12 Ja-Stimmen bei 20 Gegenstimmen und einer Enthaltung abgelehnt.",
    ),
    (Ergebniswerte(ausgang=A), "Der Beschlussvorschlag wurde abgelehnt."),
    (
        Ergebniswerte(ausgang=Ausgang.OHNE_BE, enthaltungen=5),
        "Die Angelegenheit wurde bei 5 Enthaltungen ohne Beschlussempfehlung weitergegeben.",
    ),
    (Ergebniswerte(ausgang=Ausgang.KENNTNIS), "Die Mitglieder haben davon Kenntnis genommen."),
    (Ergebniswerte(ausgang=Ausgang.ABGESETZT), "Der Punkt wurde von der Tagesordnung abgesetzt."),
    (Ergebniswerte(ausgang=Ausgang.VERTAGT), "Die Angelegenheit wurde vertagt."),
    (
        Ergebniswerte(ausgang=Ausgang.VERWIESEN, gegenstimmen=1, verwiesen_an="Umweltausschuss"),
        "Die Angelegenheit wurde bei einer Gegenstimme verwiesen an: Umweltausschuss.",
    ),
    (Ergebniswerte(ausgang=Ausgang.VERWIESEN), "Die Angelegenheit wurde verwiesen."),
    (Ergebniswerte(ausgang=Ausgang.ZURUECKGEZOGEN), "Die Vorlage wurde zurückgezogen."),
    (Ergebniswerte(ausgang=Ausgang.SCHRIFTLICH_BEANTWORTET), "Die Anfrage wurde schriftlich beantwortet."),
    (Ergebniswerte(ausgang=Ausgang.SOLL_SCHRIFTLICH), "Die Anfrage soll schriftlich beantwortet werden."),
    (Ergebniswerte(ausgang=Ausgang.ERLEDIGT), "Der Punkt ist damit erledigt."),
    (Ergebniswerte(ausgang=Ausgang.BESCHLOSSEN), "Der Beschluss wurde gefasst."),
    (
        Ergebniswerte(ausgang=Ausgang.BESCHLOSSEN, geaendert=True, vorberatend=True, enthaltungen=2),
        "Die Beschlussempfehlung wurde mit geändertem Wortlaut bei 2 Enthaltungen gefasst.",
    ),
]


@pytest.mark.parametrize(("werte", "satz"), SAETZE)
def test_the_whole_sentence(werte: Ergebniswerte, satz: str) -> None:
    assert say_ergebnis(werte) == satz


@pytest.mark.parametrize("ausgang", list(Ausgang))
def test_every_outcome_is_a_sentence(ausgang: Ausgang) -> None:
    satz = say_ergebnis(Ergebniswerte(ausgang=ausgang))
    assert satz[0].isupper()
    assert satz.endswith(".")
    assert "  " not in satz


@pytest.mark.parametrize(
    ("anzahl", "satz"),
    [
        (0, ""),
        (1, "Ein Mitglied hat wegen Befangenheit weder beraten noch abgestimmt (§ 22 GemO)."),
        (2, "2 Mitglieder haben wegen Befangenheit weder beraten noch abgestimmt (§ 22 GemO)."),
    ],
)
def test_who_was_biased(anzahl: int, satz: str) -> None:
    assert say_befangen(anzahl) == satz


@pytest.mark.parametrize(
    ("namen", "wer"),
    [
        (["Ada Muster"], "Ada Muster hat"),
        (["Ada Muster", "Bo Beispiel"], "Ada Muster und Bo Beispiel haben"),
        (["Ada Muster", "Bo Beispiel", "Cem Probe"], "Ada Muster, Bo Beispiel und Cem Probe haben"),
    ],
)
def test_who_was_biased_by_name(namen: list[str], wer: str) -> None:
    satz = f"{wer} wegen Befangenheit weder beraten noch abgestimmt (§ 22 GemO)."
    assert say_befangen(len(namen), namen) == satz


def test_the_vote_on_an_urgent_item() -> None:
    assert say_aufnahme(ja=None, anwesend=None, aufgenommen=False) == ""
    drin = say_aufnahme(ja=40, anwesend=50, aufgenommen=True)
    assert drin == "Der Punkt wurde mit 40 Stimmen von 50 Anwesenden aufgenommen (§ 34 Abs. 7 GemO)."
    eine = say_aufnahme(ja=1, anwesend=50, aufgenommen=False)
    assert eine == "Der Punkt wurde mit einer Stimme von 50 Anwesenden nicht aufgenommen (§ 34 Abs. 7 GemO)."
    keine = say_aufnahme(ja=0, anwesend=50, aufgenommen=False)
    assert keine == "Der Punkt wurde mit keiner Stimme von 50 Anwesenden nicht aufgenommen (§ 34 Abs. 7 GemO)."
