"""The fillable sheet: names that bind, numbers as people write them, and what a sheet proposes."""

import pytest

from gremien.rules.befund import Stufe
from mappen.rules.bogen import (
    Bogenpunkt,
    Bogenstelle,
    collect_punkte,
    parse_feldname,
    propose_ergebnis,
    read_zahl,
    sign_feldname,
)
from sitzungen.enums import Teil
from vorlagen.enums import Ausgang, Kaestchenbedeutung
from vorlagen.rules.ausgang import OHNE_KAESTCHEN, Zaehlung

K = Kaestchenbedeutung
STELLE = Bogenstelle(sitzung=5, top=17, fassung=4, teil=Teil.OEFFENTLICH, nummer="27.1")
KENNUNG = "a" * 43
NUR_EINES = "Bitte kreuzen Sie nur eines davon an."


def propose(*kreuze: K, **angaben: object) -> tuple[Ausgang | None, list[str]]:
    vorschlag = propose_ergebnis(Bogenpunkt(STELLE, frozenset(kreuze), **angaben))  # type: ignore[arg-type]
    return vorschlag.ausgang, [befund.satz for befund in vorschlag.befunde]


@pytest.mark.parametrize(
    ("stelle", "name"),
    [
        (STELLE, "S5_T17_F4_oe-27-1_gegenstimmen"),
        (Bogenstelle(5, 17, 0, Teil.NICHTOEFFENTLICH, ""), "S5_T17_F0_n-0_gegenstimmen"),
    ],
)
def test_a_name_binds_to_keys_and_can_be_taken_apart(stelle: Bogenstelle, name: str) -> None:
    assert stelle.format_feldname("gegenstimmen") == name
    feld = parse_feldname(sign_feldname(name, KENNUNG))
    assert feld is not None
    assert (feld.stelle, feld.eingabe, feld.kennung, feld.rest) == (stelle, "gegenstimmen", KENNUNG, name)


def test_the_printed_number_can_be_read() -> None:
    assert (STELLE.bezeichnung, Bogenstelle(1, 1, 0, Teil.NICHTOEFFENTLICH, "").bezeichnung) == ("Ö 27.1", "")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Text1",
        "S5_T17_F4_oe-1_ja",
        f"B{KENNUNG}_S5_T17_F4_oe-1_Ja",
        f"B{KENNUNG}_S5_T17_F4_oe-1_nein",
        f"B{KENNUNG}_S5_T17_F4_x-1_ja",
        f"B{KENNUNG}_S5_T17_F4_oe-_ja",
        f"B{KENNUNG}_S5_T17_F4_oe-1_ja\n",
        f"B{KENNUNG}_S{'9' * 19}_T17_F4_oe-1_ja",
        f"B{KENNUNG}_S٥_T17_F4_oe-1_ja",
        f"B{KENNUNG[1:]}_S5_T17_F4_oe-1_ja",
        "BV-0546-2018_1_1_1",
    ],
)
def test_other_names_are_none_of_ours(name: str) -> None:
    assert parse_feldname(name) is None


@pytest.mark.parametrize(
    ("text", "zahl"),
    [("12", 12), (" 12 ", 12), ("1 2", 12), ("0", 0), ("007", 7), ("999", 999), ("0" * 5000 + "3", 3)],
)
def test_a_number_is_read_however_it_is_spaced(text: str, zahl: int) -> None:
    assert read_zahl(text) == zahl


@pytest.mark.parametrize("text", ["", " ", "-", "–", "—", " – "])
def test_a_dash_is_not_counted_and_not_zero(text: str) -> None:
    assert read_zahl(text) is None


@pytest.mark.parametrize(
    ("text", "satz"),
    [
        ("zwölf", "„zwölf“ ist keine Zahl. Bitte tragen Sie die richtige Zahl ein."),
        ("-3", "„-3“ ist keine Zahl. Bitte tragen Sie die richtige Zahl ein."),
        ("1,5", "„1,5“ ist keine Zahl. Bitte tragen Sie die richtige Zahl ein."),
        ("١٢", "„١٢“ ist keine Zahl. Bitte tragen Sie die richtige Zahl ein."),
        ("1000", "„1000“ ist zu groß. Bitte tragen Sie die richtige Zahl ein."),
    ],
)
def test_what_is_no_count_is_said_so(text: str, satz: str) -> None:
    with pytest.raises(ValueError, match="Zahl") as fehler:
        read_zahl(text)
    assert str(fehler.value) == satz


@pytest.mark.parametrize("ausgang", sorted(set(Ausgang) - OHNE_KAESTCHEN))
def test_every_outcome_box_proposes_its_outcome(ausgang: Ausgang) -> None:
    gefunden, saetze = propose(K(ausgang.value))
    assert gefunden == ausgang
    verwiesen = ["Wohin verwiesen wurde, steht nicht auf dem Bogen. Bitte wählen Sie es beim Feststellen."]
    assert saetze == (verwiesen if ausgang == Ausgang.VERWIESEN else [])


def test_two_outcomes_propose_none_and_say_why() -> None:
    assert propose(K.EINSTIMMIG, K.MEHRHEITLICH) == (
        None,
        ["„einstimmig beschlossen“ und „mehrheitlich beschlossen“ schließen einander aus. " + NUR_EINES],
    )


def test_numbers_without_an_outcome_are_kept_and_said() -> None:
    vorschlag = propose_ergebnis(Bogenpunkt(STELLE, zahlen={"gegenstimmen": "12", "ja": "–", "enthaltungen": "x"}))
    assert (vorschlag.ausgang, vorschlag.zaehlung) == (None, Zaehlung(gegenstimmen=12))
    assert [befund.satz for befund in vorschlag.befunde] == [
        "Enthaltungen: „x“ ist keine Zahl. Bitte tragen Sie die richtige Zahl ein.",
        "Auf dem Bogen ist kein Ergebnis angekreuzt. Bitte wählen Sie es beim Feststellen.",
    ]
    assert {befund.stufe for befund in vorschlag.befunde} == {Stufe.SPERRE, Stufe.WARNUNG}


def test_the_modifier_and_its_wording_belong_together() -> None:
    assert propose(K.EINSTIMMIG, K.GEAENDERT, wortlaut="Neu.") == (Ausgang.EINSTIMMIG, [])
    assert propose(K.EINSTIMMIG, wortlaut="Neu.")[1] == [
        "Ein geänderter Wortlaut ist eingetragen, „geändert“ aber nicht angekreuzt. Bitte entscheiden Sie."
    ]
    assert "„geändert“ gilt nur zusammen mit" in propose(K.KENNTNIS, K.GEAENDERT)[1][0]


def test_free_writing_and_contradicting_boxes_are_shown_to_the_clerk() -> None:
    assert propose(K.EINSTIMMIG, K.FREI, freitext="unter Vorbehalt", unstimmig=True)[1] == [
        "Im freien Feld steht: „unter Vorbehalt“. Bitte berücksichtigen Sie es.",
        "Bei einem Kästchen stimmen Wert und Bild nicht überein. Bitte sehen Sie im Bogen nach, was gemeint ist.",
    ]
    assert "angekreuzt, ohne Text" in propose(K.EINSTIMMIG, K.FREI)[1][0]


def test_fields_are_collected_item_by_item_in_the_order_of_the_sheet() -> None:
    andere = Bogenstelle(5, 3, 0, Teil.OEFFENTLICH, "1")
    eintraege = [
        (STELLE, "einstimmig", "on", False),
        (STELLE, "gegenstimmen", "", False),
        (andere, "wortlaut", "", False),
        (STELLE, "wortlaut", "Neu.", True),
    ]
    felder = [
        (parse_feldname(sign_feldname(stelle.format_feldname(eingabe), KENNUNG)), text, unstimmig)
        for stelle, eingabe, text, unstimmig in eintraege
    ]
    punkte = collect_punkte([(feld, text, unstimmig) for feld, text, unstimmig in felder if feld])
    assert punkte == [
        Bogenpunkt(STELLE, frozenset({K.EINSTIMMIG}), {}, "Neu.", "", unstimmig=True),
        Bogenpunkt(andere),
    ]
    assert [punkt.is_leer for punkt in punkte] == [False, True]
