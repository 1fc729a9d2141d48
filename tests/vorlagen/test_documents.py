from datetime import date
from io import BytesIO
from pathlib import Path
from subprocess import run
from typing import Any

import pikepdf
import pytest

from dokumente.druck.norm.datei import check_pdf
from dokumente.druck.norm.tags import Knoten, Tagbaum
from tests.vorlagen.druckbeispiele import build_druck, build_kaestchen, build_station
from vorlagen.documents.values import AnlageDruck, StationDruck, VorlageDruck
from vorlagen.documents.vorlage import render_vorlage_pdf
from vorlagen.enums import Kaestchenbedeutung

LANG = ("Fortschreibung des „Integrierten“ Konzeptes -- Straßenausbaubeitragssatzung <br /> & 'Sonstiges' " * 4)[:250]


def read_text(daten: bytes, *schalter: str) -> str:
    ergebnis = run(["pdftotext", *schalter, "-", "-"], input=daten, capture_output=True, check=True)
    return ergebnis.stdout.decode()


def read_flat(daten: bytes, *schalter: str) -> str:
    return " ".join(read_text(daten, *schalter).split())


def read_felder(daten: bytes) -> list[tuple[str, str, str, bool]]:
    """Return name, spoken name, state and lock of every field."""
    with pikepdf.open(BytesIO(daten)) as pdf:
        return [
            (str(feld.T), str(feld.TU), str(feld.V), bool(int(feld.get("/Ff", 0)) & 1))
            for feld in pdf.Root.AcroForm.Fields
        ]


def read_ansagen(daten: bytes) -> list[tuple[list[str], str]]:
    """Return for every box of the tag tree the texts of its header cells and its own name."""
    with pikepdf.open(BytesIO(daten)) as pdf:
        baum = Tagbaum.read(pdf.Root.StructTreeRoot)
        texte = read_kopftexte(daten)
        ansagen = []
        for zelle in baum.walk():
            for form in (knoten for knoten in zelle.walk() if zelle.rolle == "TD" and knoten.rolle == "Form"):
                koepfe: Any = zelle.eigenschaft("/Headers")
                ansagen.append(([texte[str(kopf)] for kopf in koepfe], str(form.element.Alt)))
        return ansagen


def read_kopftexte(daten: bytes) -> dict[str, str]:
    """Return the text of every header cell by its identifier, as poppler reads the tags."""
    ausgabe = run(["pdfinfo", "-struct-text", "-"], input=daten, capture_output=True, check=True).stdout.decode()
    texte: dict[str, str] = {}
    kennung = ""
    for zeile in map(str.strip, ausgabe.splitlines()):
        if zeile.startswith(("TH", "TD")):
            kennung = zeile.partition("<")[2].partition(">")[0]
        elif zeile.startswith('"') and kennung:
            texte[kennung] = f"{texte.get(kennung, '')} {zeile.strip(chr(34))}".strip()
    return texte


def read_ersatztexte(daten: bytes) -> list[str]:
    with pikepdf.open(BytesIO(daten)) as pdf:
        knoten: list[Knoten] = list(Tagbaum.read(pdf.Root.StructTreeRoot).walk())
        return [str(einer.element.ActualText) for einer in knoten if "/ActualText" in einer.element]


def test_it_prints_fields_and_labels_of_the_form_in_order() -> None:
    text = read_flat(render_vorlage_pdf(build_druck()))
    assert text.startswith(
        "Stadt Koblenz Beschlussvorlage Vorlage: BV/0546/2018 Datum: 12.06.2018 Bürgermeisterin "
        "Verfasser: 31-Ordnungsamt Az.: Betreff: Fortschreibung Integrationskonzept der Stadt Koblenz Gremienweg:"
    )
    assert text.endswith(
        "Beschlussentwurf: Der Stadtrat beschließt das Konzept. Begründung: Als Schwerpunkte wurden – Sprache und "
        "Bildung – Ehrenamt gesehen. Anlage/n: – Anlage 01: Strategisches Integrationskonzept 2018 "
        "Beschlussvorlage BV/0546/2018 Seite 1 von 1"
    )


def test_the_tags_read_the_form_in_order() -> None:
    ausgabe = run(
        ["pdfinfo", "-struct-text", "-"], input=render_vorlage_pdf(build_druck()), capture_output=True, check=True
    )
    stuecke = [zeile.strip() for zeile in ausgabe.stdout.decode().splitlines() if zeile.strip().startswith('"')]
    gelesen = " ".join("".join(stueck[1:-1] + " " for stueck in stuecke).split())
    assert gelesen.startswith("Stadt Koblenz Beschlussvorlage Vorlage: BV/0546/2018 Datum: 12.06.2018 Bürgermeisterin")
    # A box says itself what it is (below); the word beside it is for the eye.
    assert (
        "20.08.2018 Haupt- und Finanzausschuss TOP öffentlich Enthaltungen Gegenstimmen 30.08.2018 Stadtrat"
    ) in gelesen
    assert "Seite 1" not in gelesen


def test_two_stations_have_24_locked_blank_boxes_with_names_of_their_own() -> None:
    felder = read_felder(render_vorlage_pdf(build_druck()))
    assert len(felder) == 24
    assert len({name for name, *_ in felder}) == 24
    assert {(zustand, gesperrt) for _, _, zustand, gesperrt in felder} == {("/Off", True)}
    assert felder[0][:2] == (
        "BV-0546-2018_1_1_1",
        "nicht angekreuzt: einstimmig – Haupt- und Finanzausschuss, 20.08.2018",
    )
    assert felder[-1][:2] == ("BV-0546-2018_2_3_4", "nicht angekreuzt: freies Feld – Stadtrat, 30.08.2018")


def test_every_box_is_announced_under_its_day_body_and_column() -> None:
    ansagen = read_ansagen(render_vorlage_pdf(build_druck()))
    assert len(ansagen) == 24
    assert {tuple(koepfe) for koepfe, _ in ansagen[:12]} == {
        ("20.08.2018", "Haupt- und Finanzausschuss", "Ergebnis der Beratung")
    }
    assert {tuple(koepfe) for koepfe, _ in ansagen[12:]} == {("30.08.2018", "Stadtrat", "Ergebnis der Beratung")}
    assert [ansage for _, ansage in ansagen[12:16]] == [
        "nicht angekreuzt: einstimmig – Stadtrat, 30.08.2018",
        "nicht angekreuzt: mehrheitlich – Stadtrat, 30.08.2018",
        "nicht angekreuzt: ohne Beschlussempfehlung – Stadtrat, 30.08.2018",
        "nicht angekreuzt: abgelehnt – Stadtrat, 30.08.2018",
    ]


def test_counts_and_top_stand_under_the_same_heads() -> None:
    station = build_station("Stadtrat", date(2018, 8, 30), top="Ö 12", enthaltungen=22, gegenstimmen=4)
    daten = render_vorlage_pdf(build_druck(stationen=(station,)))
    with pikepdf.open(BytesIO(daten)) as pdf:
        letzte = [knoten for knoten in Tagbaum.read(pdf.Root.StructTreeRoot).walk() if knoten.rolle == "TR"][-1]
        texte = read_kopftexte(daten)
        koepfe: list[Any] = [zelle.eigenschaft("/Headers") for zelle in letzte.kinder]
        assert [[texte[str(kopf)] for kopf in zeile] for zeile in koepfe] == [
            ["30.08.2018", "Gremium"],
            *[["30.08.2018", "Stadtrat", "Ergebnis der Beratung"]] * 4,
        ]
    assert "TOP Ö 12 öffentlich Enthaltungen 22 Gegenstimmen 4" in read_flat(daten, "-raw")


def test_without_a_result_the_ear_hears_that_nothing_is_entered() -> None:
    offen = ["TOP: noch nicht vergeben", "Enthaltungen: nicht eingetragen", "Gegenstimmen: nicht eingetragen"]
    station = build_station("Stadtrat", date(2018, 8, 30))
    ersatz = read_ersatztexte(render_vorlage_pdf(build_druck(stationen=(station,))))
    assert [text for text in ersatz if ": " in text] == offen
    entschieden = build_station("Stadtrat", date(2018, 8, 30), top="Ö 1", enthaltungen=0, gegenstimmen=0)
    daten = render_vorlage_pdf(build_druck(stationen=(entschieden,)))
    assert [text for text in read_ersatztexte(daten) if ": " in text] == []
    assert "Enthaltungen 0 Gegenstimmen 0" in read_flat(daten, "-raw")


def test_a_result_crosses_exactly_its_boxes() -> None:
    station = build_station(
        "Stadtrat", date(2018, 8, 30), Kaestchenbedeutung.MEHRHEITLICH, Kaestchenbedeutung.GEAENDERT
    )
    felder = read_felder(render_vorlage_pdf(build_druck(stationen=(station,))))
    assert [(name, ansage) for name, ansage, zustand, _ in felder if zustand == "/on"] == [
        ("BV-0546-2018_1_1_2", "angekreuzt: mehrheitlich – Stadtrat, 30.08.2018"),
        ("BV-0546-2018_1_3_1", "angekreuzt: geändert beschlossen – Stadtrat, 30.08.2018"),
    ]


def test_a_station_without_a_day_prints_an_empty_cell() -> None:
    daten = render_vorlage_pdf(build_druck(stationen=(build_station("Stadtrat", None),)))
    assert check_pdf(daten) == []
    assert read_felder(daten)[0][1] == "nicht angekreuzt: einstimmig – Stadtrat, ohne Datum"
    assert read_ansagen(daten)[0][0] == ["Stadtrat", "Ergebnis der Beratung"]


@pytest.mark.parametrize(
    ("felder", "vermerke"),
    [
        ({}, ()),
        ({"entwurf": True, "nummer": None}, ("Entwurf",)),
        ({"oeffentlich": False}, ("Nichtöffentliche Vorlage",)),
        ({"zurueckgezogen": True, "oeffentlich": False}, ("Zurückgezogen", "Nichtöffentliche Vorlage")),
    ],
)
def test_marks_stand_on_every_page(felder: dict[str, Any], vermerke: tuple[str, ...]) -> None:
    druck = build_druck(begruendung="<p>Absatz.</p>" * 80, **felder)
    daten = render_vorlage_pdf(druck)
    seiten = read_text(daten).split("\f")[:-1]
    assert len(seiten) > 2
    alle = ("Entwurf", "Zurückgezogen", "Nichtöffentliche Vorlage")
    for seite in seiten:
        gedruckt = " ".join(seite.split())
        assert tuple(wort for wort in alle if wort.upper() in gedruckt) == vermerke
    assert check_pdf(daten) == []


def test_nobody_forgets_that_a_paper_is_not_public() -> None:
    assert VorlageDruck.__dataclass_fields__["oeffentlich"].default is False
    assert AnlageDruck(titel="Vertrag").nichtoeffentlich is True


def test_a_draft_has_no_number_and_fields_that_clash_with_no_other_draft() -> None:
    einer = render_vorlage_pdf(build_druck(entwurf=True, nummer=None, datum=None))
    anderer = render_vorlage_pdf(build_druck(entwurf=True, nummer=None, datum=None, betreff="Anderes"))
    assert "ENTWURF Beschlussvorlage Vorlage: Datum: Bürgermeisterin" in read_flat(einer)
    assert not {feld[0] for feld in read_felder(einer)} & {feld[0] for feld in read_felder(anderer)}


def test_extremes_stay_whole_and_accessible() -> None:
    stationen = tuple(
        build_station("Ausschuss für allgemeine Bau- und Liegenschaftsverwaltung", date(2018, 8, tag))
        for tag in range(1, 13)
    )
    anlagen = tuple(AnlageDruck(titel=f"{LANG} Nr. {nummer}") for nummer in range(1, 21))
    druck = build_druck(
        betreff=LANG,
        stationen=stationen,
        anlagen=anlagen,
        verfasser="61-" + "Amt " * 40,
        aktenzeichen="61-" + "1/" * 90,
    )
    daten = render_vorlage_pdf(druck)
    assert check_pdf(daten) == []
    assert len(read_felder(daten)) == 144
    seiten = read_text(daten).split("\f")[:-1]
    assert sum(seite.count("Ergebnis der Beratung") for seite in seiten) == 2, "the head is repeated on the second page"
    for seite in seiten:
        assert seite.count("einstimmig") == seite.count("Gegenstimmen"), "no station is torn apart"
    flach = read_flat(daten)
    assert f"Seite {len(seiten)} von {len(seiten)}" in flach
    assert "Anlage 20:" in flach
    assert "Nr. 20 (nichtöffentlich)" in flach


def test_empty_fields_keep_their_labels() -> None:
    druck = build_druck(
        dezernat="", verfasser="", betreff="", datum=None, stationen=(), anlagen=(), beschlussentwurf="",
        begruendung="<p>&nbsp;</p>",
    )  # fmt: skip
    daten = render_vorlage_pdf(druck)
    assert check_pdf(daten) == []
    assert read_flat(daten).startswith(
        "Stadt Koblenz Beschlussvorlage Vorlage: BV/0546/2018 Datum: Verfasser: Az.: Betreff: "
        "Gremienweg: noch nicht festgelegt Beschlussentwurf: entfällt Begründung: entfällt Anlage/n: keine"
    )


@pytest.mark.parametrize("text", ["{{7*7}}", "{% include 'x' %}", "%s %(a)s", "<b>fett</b>", "&lt;", '"><script>1'])
def test_what_looks_like_code_is_printed_as_it_stands(text: str) -> None:
    druck = build_druck(
        betreff=text, stationen=(build_station(text, None),), anlagen=(AnlageDruck(titel=text),), verfasser=text
    )
    assert read_flat(render_vorlage_pdf(druck)).count(text) == 4


def test_hidden_text_and_false_stamps_lose_their_styles() -> None:
    html = '<p style="color:white;font-size:1px">klein</p><div style="position:fixed;top:0">BESCHLOSSEN</div>'
    sauber = "<p>klein</p><p>BESCHLOSSEN</p>"
    assert render_vorlage_pdf(build_druck(begruendung=html)) == render_vorlage_pdf(build_druck(begruendung=sauber))


@pytest.mark.parametrize(
    "betreff", ["a\x00b", "halb \ud83d", "e" + "\u0301" * 10_000, "Text \u202egnudaL", "Fest 🎉🏛️", "Å und Å", "مرحبا"]
)
def test_strange_characters_do_not_stop_the_press(betreff: str) -> None:
    daten = render_vorlage_pdf(build_druck(betreff=betreff))
    assert check_pdf(daten) == []
    assert "\u202e" not in read_text(daten)


def test_a_grid_with_holes_is_refused() -> None:
    reihen = build_kaestchen()
    with pytest.raises(ValueError, match="vier Kästchen"):
        StationDruck(gremium="Stadtrat", kaestchen=(reihen[0][:3], *reihen[1:]))


def test_title_and_footer_name_the_paper(tmp_path: Path) -> None:
    pfad = tmp_path / "vorlage.pdf"
    pfad.write_bytes(render_vorlage_pdf(build_druck(nummer="BV/0546/2018/2")))
    with pikepdf.open(pfad) as pdf:
        assert str(pdf.docinfo.Title) == (
            "Beschlussvorlage BV/0546/2018/2: Fortschreibung Integrationskonzept der Stadt Koblenz"
        )
        assert str(pdf.Root.Lang) == "de"
    assert "Beschlussvorlage BV/0546/2018/2 Seite 1 von 1" in read_flat(pfad.read_bytes())


@pytest.mark.parametrize("zeilen", range(3, 10))
def test_the_second_page_never_begins_with_the_last_line_alone(zeilen: int) -> None:
    satz = "Die Verwaltung hat den Sachverhalt geprüft und schlägt vor, die Flächen in der Innenstadt zu erneuern. "
    absaetze = [f"<p>{satz * 2}</p>" for _ in range(4)] + [f"<p>Absatz {nummer}.</p>" for nummer in range(zeilen)]
    seiten = read_text(render_vorlage_pdf(build_druck(begruendung="".join(absaetze)))).split("\f")[:-1]
    auf_der_letzten = seiten[-1].count("Absatz ")
    assert len(seiten) == 1 or auf_der_letzten >= 2
    # The text is long enough to meet the page's end: the longest goes over it.
    assert zeilen < 9 or len(seiten) == 2
