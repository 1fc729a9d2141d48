"""Reading a draft: nothing is refused, nothing is lost."""

import datetime

import pytest

from dokumente.text.richtext import richtext_to_text
from tests.vorlagen.einlesebeispiele import read_seed, station
from vorlagen.enums import Vorlagenart
from vorlagen.rules.formular import parse_formular
from vorlagen.rules.formular_entwurf import NICHT_ZUGEORDNET, parse_entwurf
from vorlagen.rules.formular_text import FormularFehler

KOPF = (
    "Unterrichtungsvorlage\n\nVorlage:\tDatum: 05.02.2026\n\nBürgermeisterin\n\n"
    "Verfasser: 31-Ordnungsamt\tAz.: 31-7\n\n"
)


def test_a_form_without_a_number_is_a_draft() -> None:
    text = f"{KOPF}Betreff: Kita\n\nGremienweg:\n{station()}\n\nBeschlussentwurf:\n\nNein.\n\nBegründung:\n\nDarum.\n"
    daten = parse_entwurf(text)
    assert (daten.art, daten.nummer, daten.datum) == (Vorlagenart.UV, "", datetime.date(2026, 2, 5))
    assert (daten.dezernat, daten.amt_nummer, daten.amt_name) == ("Bürgermeisterin", "31", "Ordnungsamt")
    assert (daten.aktenzeichen, daten.betreff) == ("31-7", "Kita")
    assert [s.gremium for s in daten.stationen] == ["Stadtrat"]
    assert (daten.beschlussentwurf_html, daten.begruendung_html) == ("<p>Nein.</p>", "<p>Darum.</p>")
    assert (daten.nicht_zugeordnet, daten.hinweise) == ((), ())


def test_an_official_paper_is_read_as_the_form_reads_it() -> None:
    amtlich, entwurf = parse_formular(read_seed()), parse_entwurf(read_seed())
    gemeinsame = ("datum", "dezernat", "betreff", "stationen", "beschlussentwurf_html", "anlagen", "nicht_zugeordnet")
    assert [getattr(entwurf, name) for name in gemeinsame] == [getattr(amtlich, name) for name in gemeinsame]
    assert entwurf.nummer == "BV/0546/2018"
    assert entwurf.begruendung_html.startswith(amtlich.begruendung_html)


def test_a_text_without_headings_is_the_begruendung_as_a_whole() -> None:
    daten = parse_entwurf("Neubau der Kita\n\nDie Kita ist zu klein.\n\n- Lärm\n- Enge\n")
    assert daten.begruendung_html == (
        "<p>Neubau der Kita</p><p>Die Kita ist zu klein.</p><ul><li>Lärm</li><li>Enge</li></ul>"
    )
    assert daten.betreff == ""
    assert daten.hinweise[0].startswith("In der Datei stehen keine Überschriften")


def test_what_no_field_takes_stands_at_the_end_of_the_begruendung() -> None:
    daten = parse_entwurf("Bitte bis Freitag prüfen!\n\nBetreff: Kita\n\nBegründung:\n\nDarum.\n")
    assert [zeile.text for zeile in daten.nicht_zugeordnet] == ["Bitte bis Freitag prüfen!"]
    assert daten.begruendung_html == f"<p>Darum.</p><h3>{NICHT_ZUGEORDNET}</h3><p>Bitte bis Freitag prüfen!</p>"


@pytest.mark.parametrize(
    ("zeile", "satz"),
    [
        ("Vorlage: BV-7", "„BV-7“ ist keine Vorlagennummer."),
        ("Datum: 31.02.2026", "Das Datum „31.02.2026“ gibt es nicht."),
    ],
)
def test_a_wrong_line_of_the_head_is_said_and_kept(zeile: str, satz: str) -> None:
    daten = parse_entwurf(f"Vorlage:\n{zeile}\nAz.: 7\n\nBetreff: Kita\n\nBegründung:\n\nDarum.\n")
    assert satz in " ".join(daten.hinweise)
    assert zeile in [z.text for z in daten.nicht_zugeordnet]
    assert (daten.aktenzeichen, daten.betreff) == ("7", "Kita")


def test_a_route_with_a_day_that_does_not_exist_is_kept_as_text() -> None:
    daten = parse_entwurf("Betreff: Kita\n\nGremienweg:\n31.02.2026 Stadtrat\n\nBegründung:\n\nDarum.\n")
    assert daten.stationen == ()
    assert "31.02.2026 Stadtrat" in richtext_to_text(daten.begruendung_html)


def test_only_no_text_at_all_is_refused() -> None:
    with pytest.raises(FormularFehler, match="Die Datei ist leer"):
        parse_entwurf(" \n")
