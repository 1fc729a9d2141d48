"""Whom a paper is shown to, in which order, and what an author may arrange."""

from datetime import date
from decimal import Decimal

import pytest

from vorlagen.enums import Anfrageherkunft, Entwurfsteil, Regelbedingung
from vorlagen.rules.mitzeichnungsplan import (
    Anfrage,
    Inhalt,
    Regel,
    Stelle,
    Wunsch,
    arrange,
    check_plan,
    is_betroffen,
    list_pflichten,
    split_woerter,
)

AMT, RECHTSAMT, KAEMMEREI, UMWELTAMT = (Stelle("amt", zahl) for zahl in (31, 30, 20, 36))
DEZERNAT = Stelle("dezernat", 2)
HEUTE = date(2026, 12, 2)


def build_wortregel(*woerter: str, ausnahmen: tuple[str, ...] = (), stelle: Stelle = RECHTSAMT) -> Regel:
    return Regel(stelle=stelle, bedingung=Regelbedingung.WORT, grund="Satzung", woerter=woerter, ausnahmen=ausnahmen)


def build_betragsregel(betrag: str, **angaben: object) -> Regel:
    vorgaben: dict[str, object] = {"stelle": KAEMMEREI, "grund": f"ab {betrag} Euro"}
    return Regel(bedingung=Regelbedingung.BETRAG, betrag=Decimal(betrag), **vorgaben | angaben)  # type: ignore[arg-type]


def build_inhalt(
    betreff: str = "", beschluss: str = "", finanzen: bool | None = None, betrag: str | None = None
) -> Inhalt:
    return Inhalt(
        betreff=betreff,
        beschlussentwurf=beschluss,
        finanzen=finanzen,
        betrag=Decimal(betrag) if betrag is not None else None,
    )


@pytest.mark.parametrize(
    ("betreff", "beschluss", "betroffen"),
    [
        ("31. Änderung der Hauptsatzung", "", True),
        ("Aufhebung der Wettbürosteuersatzung", "", True),
        ("SATZUNG über das Friedhofswesen", "", True),
        ("Satzungsänderung", "", True),
        ("Friedhof", "Die Friedhofs-Satzung wird beschlossen.", True),
        ("Zwei Satzungen", "", True),
        ("Neubau einer Kita", "Der Stadtrat stimmt zu.", False),
        ("Zusatzung", "", True),
        ("Besatzung der Feuerwache", "Die Besatzungen werden verstärkt.", False),
        ("Besatzung und Satzung", "", True),
        ("", "", False),
    ],
)
def test_a_word_is_found_at_the_edges_of_longer_ones_but_for_exceptions(
    betreff: str, beschluss: str, betroffen: bool
) -> None:
    regel = build_wortregel("satzung", "satzungen", ausnahmen=("besatzung",))
    assert is_betroffen(regel, build_inhalt(betreff, beschluss)) is betroffen


@pytest.mark.parametrize(
    ("betreff", "betroffen"),
    [("Stelle einer\nAmtsleitung wird besetzt", True), ("Baustelle einer Amtsleitung", False), ("Stelle", False)],
)
def test_several_words_are_found_where_they_stand_so(betreff: str, betroffen: bool) -> None:
    assert is_betroffen(build_wortregel("stelle einer amtsleitung"), build_inhalt(betreff)) is betroffen


@pytest.mark.parametrize(
    ("finanzen", "betrag", "betroffen"),
    [
        (True, "50000", True),
        (True, "49999.99", False),
        (True, "50000.01", True),
        (True, "-60000", True),
        (True, None, True),
        (False, "90000", False),
        (None, "90000", False),
        (None, None, False),
        (False, None, False),
    ],
)
def test_an_amount_counts_from_the_limit_on_and_a_missing_one_counts(
    finanzen: bool | None, betrag: str | None, betroffen: bool
) -> None:
    assert is_betroffen(build_betragsregel("50000"), build_inhalt(finanzen=finanzen, betrag=betrag)) is betroffen


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        ("", ((), ())),
        ("Satzung\n\n Verordnung ,Ortsrecht", (("satzung", "verordnung", "ortsrecht"), ())),
        ("Satzung\n-Besatzung\n- Zusatzung", (("satzung",), ("besatzung", "zusatzung"))),
        ("-\n;,", ((), ())),
        ("Stelle  einer   Leitung", (("stelle einer leitung",), ())),
    ],
)
def test_words_come_one_a_line_or_after_commas(text: str, erwartet: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    assert split_woerter(text) == erwartet


def plan(*regeln: Regel, amt: Stelle | None = AMT, dezernat: Stelle | None = DEZERNAT) -> list[Anfrage]:
    inhalt = build_inhalt("Satzung", finanzen=True, betrag="70000")
    return list_pflichten(eigenes_amt=amt, regeln=regeln, inhalt=inhalt, dezernat=dezernat)


def test_first_the_own_office_then_side_by_side_whom_rules_name_last_the_department() -> None:
    anfragen = plan(build_wortregel("satzung"), build_betragsregel("50000"), build_betragsregel("80000"))
    assert [(a.stelle, a.schritt, a.gruende) for a in anfragen] == [
        (AMT, 1, ()),
        (RECHTSAMT, 2, ("Satzung",)),
        (KAEMMEREI, 2, ("ab 50000 Euro",)),
        (DEZERNAT, 3, ()),
    ]


def test_where_nobody_could_answer_the_own_office_and_the_department_are_not_asked() -> None:
    assert [a.stelle for a in plan(build_wortregel("satzung"), amt=None, dezernat=None)] == [RECHTSAMT]


def test_an_office_two_rules_name_is_asked_once_about_the_parts_of_both() -> None:
    eng, weit = frozenset({Entwurfsteil.BEGRUENDUNG}), frozenset({Entwurfsteil.BESCHLUSSENTWURF})
    regeln = [build_betragsregel("1", teile=eng), build_betragsregel("2", teile=weit)]
    [anfrage] = plan(*regeln, amt=None, dezernat=None)
    assert (anfrage.teile, anfrage.gruende) == (eng | weit, ("ab 1 Euro", "ab 2 Euro"))
    [anfrage] = plan(*regeln, build_betragsregel("3"), amt=None, dezernat=None)
    assert anfrage.teile == frozenset()


def test_a_rule_about_the_own_office_changes_neither_its_step_nor_what_it_covers() -> None:
    regel = build_betragsregel("1", stelle=AMT, teile=frozenset({Entwurfsteil.BEGRUENDUNG}))
    [anfrage] = plan(regel, dezernat=None)
    assert (anfrage.herkunft, anfrage.schritt, anfrage.gruende, anfrage.teile) == (
        Anfrageherkunft.EIGENES_AMT,
        1,
        ("ab 1 Euro",),
        frozenset(),
    )


@pytest.mark.parametrize(
    ("wuensche", "erwartet"),
    [
        ([], [(AMT, 1), (RECHTSAMT, 2), (DEZERNAT, 3)]),
        ([Wunsch(UMWELTAMT)], [(AMT, 1), (RECHTSAMT, 2), (UMWELTAMT, 2), (DEZERNAT, 3)]),
        ([Wunsch(UMWELTAMT, 1)], [(AMT, 1), (UMWELTAMT, 1), (RECHTSAMT, 2), (DEZERNAT, 3)]),
        ([Wunsch(DEZERNAT, 1)], [(AMT, 1), (DEZERNAT, 1), (RECHTSAMT, 2)]),
        ([Wunsch(RECHTSAMT, 5)], [(AMT, 1), (DEZERNAT, 3), (RECHTSAMT, 5)]),
        ([Wunsch(UMWELTAMT), Wunsch(UMWELTAMT, 4)], [(AMT, 1), (RECHTSAMT, 2), (DEZERNAT, 3), (UMWELTAMT, 4)]),
    ],
)
def test_an_author_adds_and_arranges_and_takes_nobody_away(
    wuensche: list[Wunsch], erwartet: list[tuple[Stelle, int]]
) -> None:
    geordnet = arrange(plan(build_wortregel("satzung")), wuensche)
    assert [(a.stelle, a.schritt) for a in geordnet] == erwartet
    assert {a.stelle for a in geordnet if a.is_pflicht} == {AMT, RECHTSAMT, DEZERNAT}


NAMEN = {AMT: "31-Ordnungsamt", UMWELTAMT: "36-Umweltamt", DEZERNAT: "Bürgermeisterin"}
WEITERE = Anfrageherkunft.WEITERE


@pytest.mark.parametrize(
    ("stelle", "herkunft", "schritt", "frist", "satz"),
    [
        (UMWELTAMT, WEITERE, 2, None, ""),
        (UMWELTAMT, WEITERE, 9, HEUTE, ""),
        (UMWELTAMT, WEITERE, 0, None, "36-Umweltamt: Bitte wählen Sie einen Schritt von 1 bis 9."),
        (UMWELTAMT, WEITERE, 10, None, "36-Umweltamt: Bitte wählen Sie einen Schritt von 1 bis 9."),
        (
            UMWELTAMT,
            WEITERE,
            1,
            date(2026, 12, 1),
            "36-Umweltamt: Die Frist liegt in der Vergangenheit. Bitte wählen Sie einen Tag ab heute.",
        ),
        (
            RECHTSAMT,
            Anfrageherkunft.REGEL,
            1,
            None,
            "Ein Amt, das mitzeichnen soll, gibt es nicht mehr. Bitte wenden Sie sich an die Administration.",
        ),
        (
            AMT,
            WEITERE,
            1,
            None,
            (
                "31-Ordnungsamt: Dort kann zurzeit niemand mitzeichnen, der nicht selbst an der Vorlage geschrieben "
                "hat. Bitte "
                "entfernen Sie die Zeile, oder lassen Sie zuerst eine Vertretung eintragen."
            ),
        ),
        (AMT, Anfrageherkunft.REGEL, 1, None, ""),
    ],
)
def test_what_cannot_be_arranged_is_said(
    stelle: Stelle, herkunft: Anfrageherkunft, schritt: int, frist: date | None, satz: str
) -> None:
    anfrage = Anfrage(stelle=stelle, herkunft=herkunft, schritt=schritt, frist=frist)
    befunde = check_plan([anfrage], namen=NAMEN, erreichbar={UMWELTAMT, DEZERNAT}, heute=HEUTE)
    assert [befund.satz for befund in befunde] == ([satz] if satz else [])


@pytest.mark.parametrize(
    ("code", "stelle"),
    [
        ("amt-31", AMT),
        ("dezernat-2", DEZERNAT),
        ("amt-", None),
        ("amt-3x", None),
        ("konto-1", None),
        ("amt-٣", None),
        ("amt-" + "9" * 30, None),
        ("", None),
    ],
)
def test_what_travels_in_forms(code: str, stelle: Stelle | None) -> None:
    assert Stelle.parse(code) == stelle
    assert stelle is None or stelle.code == code
