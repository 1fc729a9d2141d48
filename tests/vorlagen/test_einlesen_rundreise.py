"""Round trips: papers are printed, the prints are read back by four readers, and the fields are the same."""

import subprocess
from dataclasses import replace
from datetime import date

import pytest

from dokumente.anlagen.texte.pdf import read_pdf
from dokumente.text.richtext import richtext_to_text
from gremien.rules.briefkopf import Briefkopf
from tests.vorlagen.druckbeispiele import build_druck, build_station
from vorlagen.actions.stammdaten import KAESTCHEN
from vorlagen.documents.values import AnlageDruck, VorlageDruck
from vorlagen.documents.vorlage import render_vorlage_pdf
from vorlagen.enums import Kaestchenbedeutung, Vorlagenart
from vorlagen.rules.einlesen import read_ergebnis
from vorlagen.rules.formular import FormularDaten, parse_formular

SATZ = (
    "Die Verwaltung hat den Sachverhalt eingehend geprüft und schlägt vor, die Straßenverkehrsflächen im Bereich der "
    "Innenstadt grundlegend zu erneuern; die Fördermittelbescheide von 2019 liegen vor. "
)
BRIEFKOPF = Briefkopf(
    name="Stadt Koblenz",
    dienststelle="Sitzungsdienst",
    anschrift=("Rathaus, Willi-Hörter-Platz 1", "56068 Koblenz"),
    kontakt=("sitzungsdienst@koblenz.example",),
)
ABSAETZE = "".join(f"<p>{nummer}. {SATZ * laenge}</p>" for nummer, laenge in enumerate((3, 1, 5, 2, 4, 6, 3), start=11))
PUNKTE = (
    "<p>Beteiligt wurden</p><ul><li>die Rhein-Mosel-Halle,</li><li>ein Punkt, der so lang ist, dass er in der nächsten "
    "Zeile weitergeht, weil die Straßenverkehrsflächen breit sind,</li><li>der Beirat.</li></ul><p>gesehen.</p>"
)
TABELLE = (
    "<p>Die Kosten:</p><table><thead><tr><th>Gewerk</th><th>2019</th><th>Summe</th></tr></thead><tbody><tr>"
    "<td>Tiefbau</td><td>80.000,00 €</td><td>200.000,00 €</td></tr><tr><td>Pflaster</td><td>7,50 €</td>"
    "<td>10.000,00 €</td></tr></tbody></table><p>Ende.</p>"
)
LANGER_NAME = "Ausschuss für allgemeine Bau- und Liegenschaftsverwaltung"
PAPIERE: dict[str, VorlageDruck] = {
    "kurz": build_druck(),
    "Briefkopf, lang, nichtöffentliche Station": build_druck(
        briefkopf=BRIEFKOPF,
        nummer="BV/0112/2024/2",
        aktenzeichen="61-20/7 Kö",
        betreff="Bebauungsplan Nr. 257 „Erweiterung Gewerbepark“ – Offenlage und erneute Beteiligung der Behörden, "
        "hier: Abwägung der Anregungen und Satzungsbeschluss",
        begruendung=ABSAETZE,
        stationen=(
            build_station(LANGER_NAME, date(2024, 3, 18), top="Ö 12", enthaltungen=1),
            build_station("Haupt- und Finanzausschuss", date(2024, 3, 20), top="Ö 2"),
            build_station("Stadtrat", date(2024, 3, 21), oeffentlich=False, top="N 4.1", gegenstimmen=22),
        ),
        anlagen=(AnlageDruck(titel="Planzeichnung"), AnlageDruck(titel="Umweltbericht", nichtoeffentlich=False)),
    ),
    "Unterrichtung mit Liste": build_druck(
        artname="Unterrichtungsvorlage",
        nummer="UV/0007/2025",
        beschlussentwurf="",
        begruendung=PUNKTE,
        anlagen=(),
        raster="Kenntnisnahme",
        stationen=(
            build_station("Haupt- und Finanzausschuss", date(2025, 3, 18), top="Ö 12", rolle="zur Kenntnis"),
            build_station(LANGER_NAME, date(2025, 3, 20), rolle="zur Kenntnis"),
        ),
    ),
    "Anfrage": build_druck(
        artname="Anfrage",
        nummer="AF/0007/2025",
        beschlussentwurf="",
        raster="Beantwortung",
        stationen=(build_station("Stadtrat", date(2025, 3, 18), top="Ö 12", rolle="zur Beantwortung"),),
    ),
    "Ergebnisse ohne Kästchen": build_druck(
        artname="Anfrage",
        nummer="AF/0007/2025",
        beschlussentwurf="",
        raster="Beantwortung",
        stationen=(
            build_station("Haupt- und Finanzausschuss", date(2025, 3, 17), top="Ö 2", ergebnis="erledigt"),
            build_station(
                "Stadtrat",
                date(2025, 3, 18),
                top="Ö 12",
                rolle="zur Beantwortung",
                ergebnis="soll schriftlich beantwortet werden",
            ),
            build_station("Ortsbeirat Lay", date(2025, 3, 19), top="Ö 3", ergebnis="beschlossen", gegenstimmen=2),
        ),
    ),
    "Tabelle": build_druck(begruendung=TABELLE),
}
"""Papers by what is special about them."""
EXTRAKTE = {"einfach": (), "layout": ("-layout",), "raw": ("-raw",)}
_pdf: dict[str, bytes] = {}


def print_papier(name: str) -> bytes:
    """Return the paper as PDF, printed once."""
    if name not in _pdf:
        _pdf[name] = render_vorlage_pdf(PAPIERE[name])
    return _pdf[name]


def extract(pdf: bytes, *schalter: str) -> str:
    """Return what a reader outside this project finds."""
    aufruf = ["pdftotext", "-enc", "UTF-8", *schalter, "-", "-"]
    return subprocess.run(aufruf, input=pdf, capture_output=True, check=True).stdout.decode()


def fields_of(druck: VorlageDruck) -> dict[str, object]:
    """Return what every reader must find."""
    nummer, _, name = druck.verfasser.partition("-")
    return {
        "nummer": druck.nummer,
        "datum": druck.datum,
        "dezernat": druck.dezernat,
        "amt": (nummer, name),
        "aktenzeichen": druck.aktenzeichen,
        "betreff": druck.betreff,
        "stationen": [
            (s.datum, s.gremium, s.top or "", s.oeffentlich, s.enthaltungen, s.gegenstimmen, s.ergebnis)
            for s in druck.stationen
        ],
        "anlagen": [(a.titel, a.nichtoeffentlich) for a in druck.anlagen],
        "nicht_zugeordnet": (),
    }


def read_fields(daten: FormularDaten) -> dict[str, object]:
    """Return the same of what was read."""
    return {
        "nummer": str(daten.nummer),
        "datum": daten.datum,
        "dezernat": daten.dezernat,
        "amt": (daten.amt_nummer, daten.amt_name),
        "aktenzeichen": daten.aktenzeichen,
        "betreff": daten.betreff,
        "stationen": [
            (s.datum, s.gremium, s.top, s.oeffentlich, s.enthaltungen, s.gegenstimmen, s.ergebnis)
            for s in daten.stationen
        ],
        "anlagen": [(a.titel, a.nichtoeffentlich) for a in daten.anlagen],
        "nicht_zugeordnet": daten.nicht_zugeordnet,
    }


def words(html: str) -> list[str]:
    """Return the words of a text; how marks of lists are written makes no difference."""
    return [wort for wort in richtext_to_text(html).split() if wort not in ("-", "–")]


@pytest.mark.parametrize("name", PAPIERE)
@pytest.mark.parametrize("art", EXTRAKTE)
def test_a_print_read_back_by_another_program_gives_the_same_fields(name: str, art: str) -> None:
    daten = parse_formular(extract(print_papier(name), *EXTRAKTE[art]))
    assert read_fields(daten) == fields_of(PAPIERE[name])
    assert words(daten.beschlussentwurf_html) == words(PAPIERE[name].texte["beschlussentwurf"])
    assert words(daten.begruendung_html) == words(PAPIERE[name].texte["begruendung"])


@pytest.mark.parametrize("name", PAPIERE)
def test_our_own_reader_gives_paragraphs_lists_and_tables_too(name: str) -> None:
    text, hinweise = read_pdf(print_papier(name))
    daten = parse_formular(text)
    assert read_fields(daten) == fields_of(PAPIERE[name])
    assert daten.begruendung_html.replace(" </p>", "</p>") == PAPIERE[name].texte["begruendung"].replace(
        " </p>", "</p>"
    )
    assert hinweise == daten.hinweise == ()


def test_the_mark_of_a_nonpublic_paper_is_read_back() -> None:
    text, _ = read_pdf(render_vorlage_pdf(build_druck(oeffentlich=False, briefkopf=BRIEFKOPF)))
    assert parse_formular(text).nichtoeffentlich


def test_our_own_reader_sees_what_is_ticked() -> None:
    ergebnisse = [
        (Kaestchenbedeutung.EINSTIMMIG,),
        (Kaestchenbedeutung.MEHRHEITLICH, Kaestchenbedeutung.GEAENDERT),
        (Kaestchenbedeutung.ABGELEHNT,),
        (Kaestchenbedeutung.VERTAGT,),
        (Kaestchenbedeutung.ZURUECKGEZOGEN,),
    ]
    stationen = [build_station("Stadtrat", date(2024, 3, tag), *k) for tag, k in enumerate(ergebnisse, start=1)]
    text, _ = read_pdf(render_vorlage_pdf(build_druck(stationen=tuple(stationen))))
    raster = {(zeile, spalte): bedeutung for zeile, spalte, bedeutung, _, _ in KAESTCHEN}
    gelesen = [
        read_ergebnis(replace(s, gegenstimmen=None), raster, art=Vorlagenart.BV, entscheidend=True)
        for s in parse_formular(text).stationen
    ]
    assert [(str(e.ausgang), e.geaendert) for e in gelesen] == [(str(k[0]), len(k) > 1) for k in ergebnisse]
