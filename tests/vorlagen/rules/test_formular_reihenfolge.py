"""The parts of a form in every order, under every heading, with every date and in every dress of the route."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from vorlagen.rules.formular import FormularDaten, StationDaten, parse_formular
from vorlagen.rules.formular_datum import read_datum, read_ortsdatum
from vorlagen.rules.formular_text import FormularFehler
from vorlagen.rules.formular_ueberschriften import ANLAGEN, UEBERSCHRIFTEN, ZUSATZ

BLOECKE = {
    "kopf": "Vorlage: BV/0901/2019\tDatum: 03.04.2019\nBaudezernent\n"
    "Verfasser: 61-Amt für Stadtentwicklung\tAz.: 61.10",
    "betreff": "Betreff: Sanierung des Beispielplatzes",
    "gremienweg": "Gremienweg:\n06.05.2019\tStadtrat\t[ ]\t[ ]\t[ ]\t[ ]\n"
    "\t\t[ ]\t[ ]\t[ ]\t[ ]\n\t\t[ ]\t[ ]\t[ ]\t[ ]\n"
    "\tTOP\töffentlich\t\tEnthaltungen\tGegenstimmen",
    "beschlussentwurf": "Beschlussentwurf:\n\nDer Stadtrat beschließt die Sanierung.",
    "begruendung": "Begründung:\n\nDer Platz ist alt.",
    "anlagen": "Anlage/n:\n\n- Anlage 01: Lageplan",
}
VORLAGE = parse_formular("Beschlussvorlage\n\n" + "\n\n".join(BLOECKE.values()))
TEXTE = {
    "beschlussentwurf": "<p>Der Stadtrat beschließt die Sanierung.</p>",
    "begruendung": "<p>Der Platz ist alt.</p>",
}


def build(reihenfolge: tuple[str, ...], luecke: str) -> str:
    """Return the form with its parts in this order."""
    return "Beschlussvorlage\n\n" + luecke.join(BLOECKE[name] for name in reihenfolge) + "\n"


def test_the_usual_order_is_read_whole() -> None:
    assert (VORLAGE.nicht_zugeordnet, VORLAGE.beiwerk, VORLAGE.hinweise) == ((), (), ())
    assert (VORLAGE.betreff, VORLAGE.dezernat) == ("Sanierung des Beispielplatzes", "Baudezernent")
    assert (VORLAGE.beschlussentwurf_html, VORLAGE.begruendung_html) == tuple(TEXTE.values())


@pytest.mark.parametrize("luecke", ["\n\n", "\n"])
def test_every_order_of_the_parts_gives_the_same_paper(luecke: str) -> None:
    falsche = [r for r in permutations(BLOECKE) if parse_formular(build(r, luecke)) != VORLAGE]
    assert falsche == []


def dress(wortlaut: str) -> list[str]:
    """Return a heading as forms write it."""
    alt = wortlaut.replace("ss", "ß")
    gesperrt = "   ".join(" ".join(wort) for wort in wortlaut.split())
    return [
        f"{wortlaut}:",
        wortlaut,
        wortlaut.upper(),
        f"{wortlaut} :",
        f"{alt}:",
        f"  {wortlaut}:",
        f"II. {wortlaut}",
        *([gesperrt] if wortlaut.isalpha() and len(wortlaut) > 5 else []),
    ]


@pytest.mark.parametrize("teil", ["betreff", "gremienweg", "beschlussentwurf", "begruendung"])
def test_every_spelling_of_a_heading_in_every_dress(teil: str) -> None:
    alt = BLOECKE[teil].split(":", 1)[1]
    falsche = []
    for wortlaut in UEBERSCHRIFTEN[teil]:
        for kleid in dress(wortlaut):
            text = build(tuple(BLOECKE), "\n\n").replace(BLOECKE[teil], kleid + alt)
            if parse_formular(text) != VORLAGE:
                falsche.append(kleid)
    assert falsche == []


@pytest.mark.parametrize("wortlaut", UEBERSCHRIFTEN[ANLAGEN])
def test_every_spelling_of_the_attachments(wortlaut: str) -> None:
    assert parse_formular(build(tuple(BLOECKE), "\n\n").replace("Anlage/n:", f"{wortlaut}:")) == VORLAGE


@pytest.mark.parametrize("wortlaut", UEBERSCHRIFTEN[ZUSATZ])
@pytest.mark.parametrize("vor", ["begruendung", "anlagen", ""])
def test_further_headings_stay_in_the_reasons_wherever_they_stand(wortlaut: str, vor: str) -> None:
    text = build(tuple(BLOECKE), "\n\n")
    zusatz = f"{wortlaut}:\n\nGering.\n\n"
    text = text.replace(BLOECKE[vor], zusatz + BLOECKE[vor]) if vor else f"{text}\n{zusatz}"
    eigenes = TEXTE["begruendung"]
    extra = f"<h3>{wortlaut}</h3><p>Gering.</p>"
    erwartet = extra + eigenes if vor == "begruendung" else eigenes + extra
    assert parse_formular(text) == replace(VORLAGE, begruendung_html=erwartet)


def test_two_headings_of_the_reasons_both_stay() -> None:
    text = build(tuple(BLOECKE), "\n\n").replace("Begründung:", "Sachverhalt:\n\nEs regnet.\n\nBegründung:")
    assert parse_formular(text).begruendung_html == (
        "<h3>Sachverhalt</h3><p>Es regnet.</p><h3>Begründung</h3><p>Der Platz ist alt.</p>"
    )


@pytest.mark.parametrize(
    "fremdes",
    ["Zwischenüberschrift:", "Lfd. Nr.\tBezeichnung\tBetrag", "\nEin Absatz, der nicht dazugehört.", "\nKosten: 5 €"],
)
def test_nothing_flows_into_the_subject(fremdes: str) -> None:
    text = build(tuple(BLOECKE), "\n").replace(BLOECKE["betreff"], f"{BLOECKE['betreff']}\n{fremdes}")
    daten = parse_formular(text)
    assert replace(daten, nicht_zugeordnet=()) == VORLAGE
    assert [zeile.text for zeile in daten.nicht_zugeordnet] == [" ".join(fremdes.split())]


@pytest.mark.parametrize("zusatz", ["hier: Offenlage", "\nhier: Offenlage", "hier – Offenlage", "\n\nHier: Offenlage"])
def test_what_the_subject_is_about_belongs_to_it(zusatz: str) -> None:
    text = build(tuple(BLOECKE), "\n").replace(BLOECKE["betreff"], f"{BLOECKE['betreff']}\n{zusatz}")
    assert parse_formular(text) == replace(VORLAGE, betreff=f"Sanierung des Beispielplatzes {zusatz.strip()}")


# --- Days

MONATE = {
    1: ("Januar", "Jan.", "Jänner"), 2: ("Februar", "Feb."), 3: ("März", "Mär.", "Maerz"), 4: ("April", "Apr."),
    5: ("Mai",), 6: ("Juni", "Jun."), 7: ("Juli", "Jul."), 8: ("August", "Aug."), 9: ("September", "Sept.", "Sep."),
    10: ("Oktober", "Okt."), 11: ("November", "Nov."), 12: ("Dezember", "Dez."),
}  # fmt: skip
DAVOR = ("", "Koblenz, ", "Koblenz, den ", "den ", "Mittwoch, ", "Mittwoch, den ", "Koblenz, Mittwoch, den ",
         "Bad Neuenahr-Ahrweiler, den ")  # fmt: skip


def test_every_way_to_write_a_day() -> None:
    for monat, namen in MONATE.items():
        tag = date(2019, monat, 3)
        ziffern = (
            f"03.{monat:02}.2019",
            f"3.{monat}.2019",
            f"03. {monat:02}. 2019",
            f"3.{monat}.19",
            f"2019-{monat:02}-03",
        )
        worte = tuple(f"{t} {name} {j}" for name in namen for t in ("3.", "03.") for j in ("2019", "19"))
        for text in (*ziffern, *worte, *(f"3.{name} 2019" for name in namen)):
            assert read_datum(text, 1) == (tag, ""), text
            for davor in DAVOR:
                assert read_ortsdatum(davor + text, 1) == (tag, ""), davor + text


@pytest.mark.parametrize("text", ["31.02.2019", "31. Februar 2019", "2019-02-31", "0.1.2019"])
def test_a_day_that_does_not_exist_is_refused_in_words(text: str) -> None:
    with pytest.raises(FormularFehler, match=r"gibt es nicht\. Bitte berichtigen"):
        read_datum(text, 1)


@pytest.mark.parametrize("text", ["3. Mail 2019", "im April 2019", "13.04.", "1.2.3", "120.000,00 €", "Mai 2019"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_datum(text, 1) == (None, text)


# --- Dresses of the route

JA = StationDaten(date(2019, 5, 6), "Haupt- und Finanzausschuss", oeffentlich=True)
NEIN = StationDaten(date(2019, 5, 16), "Stadtrat", oeffentlich=False)
KLEIDER = {
    "Tabulatoren mit Kopf": "Gremium\tSitzung am\tö\tnö\nHaupt- und Finanzausschuss\t06.05.2019\tx\t\n"
    "Stadtrat\t16.05.2019\t\tx",
    "Datum zuerst": "Datum\tGremium\tÖffentlichkeit\n06.05.2019\tHaupt- und Finanzausschuss\töffentlich\n"
    "16.05.2019\tStadtrat\tnichtöffentlich",
    "Striche": "Gremium | Termin | Status\nHaupt- und Finanzausschuss | 06.05.2019 | öffentlich\n"
    "Stadtrat | 16.05.2019 | nö",
    "Leerzeichen": "Gremium                      Datum        ö   nö\n"
    "Haupt- und Finanzausschuss   06.05.2019   x\nStadtrat                     16.05.2019   nö",
    "Kästchen": "Gremium\tDatum\tö\tnö\nHaupt- und Finanzausschuss\t06.05.2019\t☒\t☐\nStadtrat\t16.05.2019\t[ ]\t[x]",
    "Sätze": "1. Haupt- und Finanzausschuss am 06.05.2019 (öffentlich)\n2. Stadtrat am 16. Mai 2019 (nichtöffentlich)",
    "Datum, Gremium": "06.05.2019 Haupt- und Finanzausschuss, öffentlich\n16.05.2019 Stadtrat, nicht öffentlich",
    "Aufzählung": "- Haupt- und Finanzausschuss, 06.05.2019, öffentlich\n- Stadtrat, 16.05.2019, nichtöffentlich",
    "Tabulatoren ohne Kopf": "06.05.2019\tHaupt- und Finanzausschuss\tö\n16.05.2019\tStadtrat\tnö",
}


def read_weg(weg: str) -> FormularDaten:
    """Return the paper with this route below another heading."""
    alt = BLOECKE["gremienweg"]
    return parse_formular(build(tuple(BLOECKE), "\n\n").replace(alt, f"Beratungsfolge:\n{weg}"))


@pytest.mark.parametrize("name", KLEIDER)
def test_a_route_in_any_dress(name: str) -> None:
    daten = read_weg(KLEIDER[name])
    assert daten.stationen == (JA, NEIN)
    assert (daten.nicht_zugeordnet, daten.hinweise) == ((), ())


def test_top_result_and_competence_of_a_list() -> None:
    kopf = "Gremium\tTermin\tTOP\tStatus\tZuständigkeit\tErgebnis\n"
    weg = (
        f"{kopf}Kulturausschuss\t06.05.2019\t2\tö\tVorberatung\tohne Beschlussempfehlung\n"
        "Stadtrat\t16.05.2019\tN 4.1\tnö\tEntscheidung\t"
    )
    assert read_weg(weg).stationen == (
        StationDaten(
            date(2019, 5, 6),
            "Kulturausschuss",
            top="2",
            oeffentlich=True,
            ergebnis="ohne Beschlussempfehlung",
            entscheidend=False,
        ),
        StationDaten(date(2019, 5, 16), "Stadtrat", top="N 4.1", oeffentlich=False, entscheidend=True),
    )


def test_a_line_of_a_list_without_a_day_stays_where_it_is_seen() -> None:
    daten = read_weg(KLEIDER["Sätze"] + "\nder Ältestenrat wird beteiligt")
    assert [zeile.text for zeile in daten.nicht_zugeordnet] == ["der Ältestenrat wird beteiligt"]


def test_a_station_both_public_and_not_is_asked() -> None:
    daten = read_weg("Gremium\tDatum\tö\tnö\nStadtrat\t16.05.2019\tx\tx")
    assert [station.oeffentlich for station in daten.stationen] == [None]
    assert "Es steht nicht eindeutig da, ob öffentlich beraten wird." in daten.hinweise[0]


# --- Labels beside boxes


@pytest.mark.parametrize("kaestchen", ["", "[ ] ", "☐ "])
@pytest.mark.parametrize("trenner", ["  ", "\t", " "])
def test_labels_beside_boxes_are_never_part_of_a_name(kaestchen: str, trenner: str) -> None:
    reihen = [
        trenner.join(kaestchen + wort for wort in reihe)
        for reihe in (
            ("einstimmig", "mehrheitl.", "ohne BE", "abgelehnt"),
            ("Kenntnis", "abgesetzt", "verwiesen", "vertagt"),
            ("geändert", "zurückgezogen", "schriftl. beantw.", "" if not kaestchen else "____"),
        )
    ]
    weg = (
        f"Datum Gremium Ergebnis der Beratung\n20.08.2018{trenner}Haupt- und{trenner}{reihen[0]}\n"
        f"{trenner}Finanzausschuss{trenner}{reihen[1]}\n{trenner}{reihen[2]}\nTOP öffentlich Enthaltungen Gegenstimmen"
    )
    (station,) = read_weg(weg).stationen
    assert (station.datum, station.gremium, station.oeffentlich) == (
        date(2018, 8, 20),
        "Haupt- und Finanzausschuss",
        True,
    )
    assert len(station.angekreuzt) == (3 if kaestchen else 0)
