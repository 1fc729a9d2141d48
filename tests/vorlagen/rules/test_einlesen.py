"""Names compared, short names made, ticked boxes read: pure functions on plain values."""

import pytest

from gremien.enums import Gremienart
from vorlagen.enums import Ausgang, Kaestchenbedeutung, Vorlagenart
from vorlagen.rules.ausgang import OHNE_KAESTCHEN
from vorlagen.rules.einlesen import (
    ErgebnisDaten,
    derive_kuerzel,
    guess_gremienart,
    normalise_name,
    place_anlagen,
    read_ergebnis,
    suggest_namen,
)
from vorlagen.rules.formular import AnlageDaten, StationDaten

RASTER = {(nummer // 4 + 1, nummer % 4 + 1): bedeutung for nummer, bedeutung in enumerate(Kaestchenbedeutung)}
"""The twelve meanings in the order of the enum, row by row."""
GEHT_NICHT = "Das Ergebnis wurde nicht gespeichert, sondern als Text aufgehoben. Bitte prüfen Sie die Station."


@pytest.mark.parametrize(
    "text",
    [
        "Haupt- und Finanzausschuss",
        "HAUPT – und Finanzausschuß",
        "  Haupt-und  Finanzausschuss ",
        "Haupt und Finanzausschuss",
    ],
)
def test_case_blanks_and_hyphens_do_not_part_names(text: str) -> None:
    assert normalise_name(text) == "hauptundfinanzausschuss"


def test_other_words_part_names() -> None:
    assert normalise_name("Haupt- und Bauausschuss") != normalise_name("Haupt- und Finanzausschuss")


def test_suggestions_are_similar_names_best_first() -> None:
    namen = ["Kulturausschuss", "Stadtrat", "Schulträgerausschuss", "Ausschuss für Kultur"]
    assert suggest_namen("Kulturausschuß der Stadt", namen)[0] == "Kulturausschuss"
    assert suggest_namen("Xyz", namen) == []


@pytest.mark.parametrize(
    ("name", "vergeben", "kuerzel"),
    [
        ("Haupt- und Finanzausschuss", [], "HF"),
        ("Haupt- und Finanzausschuss", ["hf"], "HFA"),
        ("Haupt- und Finanzausschuss", ["HF", "HFA"], "HFB"),
        ("Stadtrat", [], "STA"),
        ("Übergangsrat", [], "ÜBE"),
        ("Ö", [], "Ö"),
        ("2030", [], "G"),
        ("A B C D E F G H I J K L M N", [], "ABCDEFGHI"),
    ],
)
def test_a_new_body_gets_a_free_kuerzel_of_letters(name: str, vergeben: list[str], kuerzel: str) -> None:
    assert derive_kuerzel(name, vergeben) == kuerzel


@pytest.mark.parametrize(
    ("name", "art"),
    [
        ("Stadtrat", Gremienart.RAT),
        ("Rat der Stadt Koblenz", Gremienart.RAT),
        ("Haupt- und Finanzausschuss", Gremienart.AUSSCHUSS),
        ("Werkausschuss Stadtentwässerung", Gremienart.WERKAUSSCHUSS),
        ("Ortsbeirat Güls", Gremienart.ORTSBEIRAT),
        ("Seniorenbeirat", Gremienart.BEIRAT),
        ("Beirat für Migration und Integration", Gremienart.BEIRAT),
        ("Jugendrat", Gremienart.BEIRAT),
        ("Kommission", Gremienart.AUSSCHUSS),
    ],
)
def test_a_new_body_gets_the_kind_its_name_speaks_of(name: str, art: Gremienart) -> None:
    assert guess_gremienart(name) == art


def test_attachments_keep_their_printed_number_as_far_as_it_ascends() -> None:
    anlagen = [("01", "A"), ("03", "C"), ("", "ohne"), ("2", "B"), ("2a", "B2"), ("7", "Anlage 7")]
    assert place_anlagen(AnlageDaten(nummer, titel) for nummer, titel in anlagen) == [
        (1, "A"),
        (3, "C"),
        (4, "ohne"),
        (5, "Anlage 2: B"),
        (6, "Anlage 2a: B2"),
        (7, "Anlage 7"),
    ]


def station(
    *kreuze: Kaestchenbedeutung, top: str = "", gegenstimmen: int | None = None, enthaltungen: int | None = None
) -> StationDaten:
    """Return a station with these boxes ticked."""
    raster = [[RASTER[(zeile, spalte)] in kreuze for spalte in (1, 2, 3, 4)] for zeile in (1, 2, 3)]
    return StationDaten(
        None,
        "Stadtrat",
        top=top,
        angekreuzt=tuple(map(tuple, raster)),
        gegenstimmen=gegenstimmen,
        enthaltungen=enthaltungen,
    )


def read(daten: StationDaten, *, art: Vorlagenart = Vorlagenart.BV, entscheidend: bool = True) -> ErgebnisDaten:
    """Read a station in a grid whose boxes stand in the order of the enum."""
    return read_ergebnis(daten, RASTER, art=art, entscheidend=entscheidend)


def test_a_blank_grid_is_no_result() -> None:
    assert read(station()) == ErgebnisDaten()


def test_a_blank_zero_is_kept_apart_from_nothing() -> None:
    ergebnis = read(station(Kaestchenbedeutung.EINSTIMMIG, gegenstimmen=0))
    assert (ergebnis.gegenstimmen, ergebnis.enthaltungen) == (0, None)


@pytest.mark.parametrize(
    "bedeutung", [Kaestchenbedeutung(ausgang.value) for ausgang in Ausgang if ausgang not in OHNE_KAESTCHEN]
)
def test_each_outcome_is_read_from_its_box(bedeutung: Kaestchenbedeutung) -> None:
    ergebnis = read(station(bedeutung), entscheidend=False)
    assert (ergebnis.ausgang, ergebnis.hinweise) == (Ausgang(bedeutung.value), ())


def test_the_place_of_a_box_is_the_citys_choice() -> None:
    gedreht = {(zeile, 5 - spalte): bedeutung for (zeile, spalte), bedeutung in RASTER.items()}
    daten = station(Kaestchenbedeutung.EINSTIMMIG)
    assert read_ergebnis(daten, gedreht, art=Vorlagenart.BV, entscheidend=True).ausgang == Ausgang.ABGELEHNT


def test_contradicting_ticks_are_kept_as_text() -> None:
    ergebnis = read(station(Kaestchenbedeutung.EINSTIMMIG, Kaestchenbedeutung.ABGELEHNT, enthaltungen=2, top="Ö 4"))
    assert ergebnis.ausgang is None
    assert ergebnis.reste == ("TOP Ö 4", "angekreuzt: einstimmig, abgelehnt", "Enthaltungen: 2")
    assert ergebnis.hinweise[0].startswith("„einstimmig beschlossen“ und „abgelehnt“ schließen einander aus.")
    assert ergebnis.hinweise[-1] == GEHT_NICHT


def test_a_unanimous_vote_with_votes_against_is_kept_as_text() -> None:
    ergebnis = read(station(Kaestchenbedeutung.EINSTIMMIG, gegenstimmen=3))
    assert (ergebnis.ausgang, ergebnis.gegenstimmen) == (None, None)
    assert ergebnis.reste == ("angekreuzt: einstimmig", "Gegenstimmen: 3")
    assert ergebnis.hinweise[0].startswith("Ein einstimmiger Beschluss kann keine Gegenstimmen haben.")


def test_counts_without_a_tick_are_kept_as_text() -> None:
    assert read(station(gegenstimmen=1)) == ErgebnisDaten(hinweise=(GEHT_NICHT,), reste=("Gegenstimmen: 1",))


def test_a_changed_decision_is_taken_over_and_its_wording_asked_for() -> None:
    ergebnis = read(station(Kaestchenbedeutung.MEHRHEITLICH, Kaestchenbedeutung.GEAENDERT, gegenstimmen=3))
    assert (ergebnis.ausgang, ergebnis.geaendert, ergebnis.gegenstimmen) == (Ausgang.MEHRHEITLICH, True, 3)
    assert ergebnis.hinweise == ("Beschlossen wurde mit geändertem Wortlaut; das Formular nennt ihn nicht.",)


def test_a_warning_does_not_stop_a_result_of_the_past() -> None:
    ergebnis = read(station(Kaestchenbedeutung.EINSTIMMIG), art=Vorlagenart.UV)
    assert ergebnis.ausgang == Ausgang.EINSTIMMIG
    assert ergebnis.hinweise[0].startswith("Über eine Unterrichtungsvorlage wird nicht beschlossen.")


def test_a_tick_beside_the_result_in_the_free_box_is_kept_as_text() -> None:
    ergebnis = read(station(Kaestchenbedeutung.ABGELEHNT, Kaestchenbedeutung.FREI))
    assert (ergebnis.ausgang, ergebnis.reste) == (Ausgang.ABGELEHNT, ("angekreuzt: freies Kästchen",))


def test_a_tick_outside_the_grid_is_kept_as_text() -> None:
    daten = StationDaten(None, "Stadtrat", angekreuzt=((True, False, False, False, True),))
    ergebnis = read(daten)
    assert ergebnis.ausgang is None
    assert ergebnis.reste == ("angekreuzt: einstimmig", "angekreuzt: Kästchen außerhalb des Abstimmungsfelds")


@pytest.mark.parametrize(
    ("worte", "ausgang"),
    [
        ("einstimmig", Ausgang.EINSTIMMIG),
        ("Einstimmig beschlossen.", Ausgang.EINSTIMMIG),
        ("mit Mehrheit angenommen", Ausgang.MEHRHEITLICH),
        ("ohne Beschlussempfehlung", Ausgang.OHNE_BE),
        ("abgelehnt", Ausgang.ABGELEHNT),
        ("zur Kenntnis genommen", Ausgang.KENNTNIS),
        ("abgesetzt", Ausgang.ABGESETZT),
        ("verwiesen", Ausgang.VERWIESEN),
        ("vertagt", Ausgang.VERTAGT),
        ("zurückgezogen", Ausgang.ZURUECKGEZOGEN),
        ("schriftlich beantwortet", Ausgang.SCHRIFTLICH_BEANTWORTET),
        ("beschlossen", Ausgang.BESCHLOSSEN),
        ("zugestimmt", Ausgang.BESCHLOSSEN),
        ("Die Anfrage soll schriftlich beantwortet werden.", Ausgang.SOLL_SCHRIFTLICH),
        ("erledigt", Ausgang.ERLEDIGT),
    ],
)
def test_a_result_in_words_is_read(worte: str, ausgang: Ausgang) -> None:
    station = StationDaten(None, "Stadtrat", ergebnis=worte)
    gelesen = read(station, entscheidend=False)
    assert (gelesen.ausgang, gelesen.reste) == (ausgang, ())


@pytest.mark.parametrize(
    "worte", ["vorberaten", "teilweise zugestimmt", "nicht abgelehnt", "einstimmig, 2 Enthaltungen"]
)
def test_a_result_in_words_that_says_something_else_is_kept_as_text(worte: str) -> None:
    gelesen = read(StationDaten(None, "Stadtrat", top="4", ergebnis=worte))
    assert gelesen == ErgebnisDaten(reste=("TOP 4", f"Ergebnis: {worte}"))
