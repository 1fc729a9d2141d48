from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from dokumente.bindung import Inhaltseintrag, Mappenbericht, MappenFehler, Mappenoptionen, Mappenteil, bind_mappe
from dokumente.bindung.stuecke import Quelle
from dokumente.druck.norm.datei import check_pdf
from tests.dokumente.bindung.beispiele import (
    build_eigen,
    build_fremd,
    build_scan,
    build_teil,
    build_verweisend,
    count_seiten,
    read_notizen,
    read_seiten,
    render_inhalt,
    run,
    save,
)
from tests.vorlagen.druckbeispiele import build_druck
from vorlagen.documents.vorlage import render_vorlage_pdf

OPTIONEN = Mappenoptionen("Mappe 2026/018/SR")
ZWEISEITIG = Mappenoptionen("Mappe 2026/018/SR", duplex=True)


def bind_eigene(ziel: Path, anzahl: int = 3, optionen: Mappenoptionen = OPTIONEN) -> Mappenbericht:
    """Bind real forms: their identifiers, field names and table headers repeat from one to the next."""
    teile = [
        build_teil(f"top-{n}", render_vorlage_pdf(build_druck(betreff=f"Gegenstand {n}")), stempel=f"TOP Ö {n}")
        for n in range(1, anzahl + 1)
    ]
    return bind_mappe(teile, ziel, optionen=optionen, deckblatt=build_eigen("Deckblatt"), inhalt=render_inhalt)


@pytest.mark.parametrize("optionen", [OPTIONEN, ZWEISEITIG])
def test_a_packet_of_own_documents_is_accessible_and_fit_for_the_archive(
    tmp_path: Path, optionen: Mappenoptionen
) -> None:
    ziel = tmp_path / "mappe.pdf"
    bericht = bind_eigene(ziel, optionen=optionen)
    assert bericht.normgerecht
    assert check_pdf(ziel.read_bytes()) == []
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", ziel)


def test_the_text_comes_in_the_order_of_the_agenda(tmp_path: Path) -> None:
    ziel = tmp_path / "mappe.pdf"
    bericht = bind_eigene(ziel)
    baum = run("pdfinfo", "-struct-text", ziel)
    stellen = [baum.index(f'Part "{teil.titel}"') for teil in bericht.teile]
    assert stellen == sorted(stellen)
    seiten = read_seiten(ziel)
    assert [f"Gegenstand {n}" in seiten[bericht.teile[n + 1].seite - 1] for n in (1, 2, 3)] == [True] * 3


def test_every_page_is_stamped_with_its_places(tmp_path: Path) -> None:
    teile = [
        build_teil("a", build_eigen("Lang", 60), stempel="TOP Ö 3 · BV/0546/2018"),
        build_teil("b", build_fremd(), ebene=2, eigen=False, stempel="TOP Ö 3 · Anlage 1"),
    ]
    bericht = bind_mappe(teile, tmp_path / "m.pdf", optionen=OPTIONEN)
    seiten = read_seiten(tmp_path / "m.pdf")
    n = len(seiten)
    assert (bericht.seiten, n >= 3) == (n, True)
    for nummer, seite in enumerate(seiten[:-1], start=1):
        assert f"TOP Ö 3 · BV/0546/2018 Seite {nummer} von {n - 1} · Mappe {nummer} von {n}" in seite
    assert seiten[-1].count("TOP Ö 3 · Anlage 1") == 1
    assert f"Seite 1 von 1 · Mappe {n} von {n}" in seiten[-1]


def test_the_stamps_are_not_part_of_the_reading_order(tmp_path: Path) -> None:
    bind_eigene(tmp_path / "m.pdf", 1)
    assert "TOP Ö 1" in read_seiten(tmp_path / "m.pdf")[2]
    assert "Mappe 3 von" not in run("pdfinfo", "-struct-text", tmp_path / "m.pdf")


def test_numbers_can_be_left_out(tmp_path: Path) -> None:
    teile = [build_teil("a", build_eigen(), stempel="TOP Ö 1"), build_teil("b", build_fremd(), eigen=False)]
    bind_mappe(teile, tmp_path / "m.pdf", optionen=Mappenoptionen("M", seitenzahlen=False))
    eins, zwei = read_seiten(tmp_path / "m.pdf")
    assert ("TOP Ö 1" in eins, "Mappe" in eins, zwei) == (True, False, "Fremder Text")


def test_bookmarks_have_two_levels(tmp_path: Path) -> None:
    teile = [
        build_teil("a", build_eigen(), lesezeichen="TOP 1 – BV/0001/2018: Äpfel"),
        build_teil("a1", build_fremd(), ebene=2, eigen=False),
        build_teil("b", build_eigen()),
    ]
    bind_mappe(teile, tmp_path / "m.pdf", optionen=OPTIONEN)
    with pikepdf.open(tmp_path / "m.pdf") as pdf, pdf.open_outline() as gliederung:
        gelesen = [(e.title, [kind.title for kind in e.children]) for e in gliederung.root]
    assert gelesen == [("TOP 1 – BV/0001/2018: Äpfel", ["Titel a1"]), ("Titel b", [])]


def test_lines_of_the_contents_jump_to_their_documents(tmp_path: Path) -> None:
    bericht = bind_eigene(tmp_path / "m.pdf")
    assert read_notizen(tmp_path / "m.pdf")[1] == [teil.seite for teil in bericht.teile[2:]]
    assert b"mappe.invalid" not in (tmp_path / "m.pdf").read_bytes()
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        assert [str(notiz.Contents) for notiz in pdf.pages[1].obj.Annots] == [f"Zu: Titel top-{n}" for n in (1, 2, 3)]


def test_contents_that_grow_move_the_numbers_they_print(tmp_path: Path) -> None:
    gerufen: list[list[int]] = []

    def render(eintraege: object) -> bytes:
        assert isinstance(eintraege, list)
        gerufen.append([eintrag.seite for eintrag in eintraege])
        return build_eigen("Inhalt", 150)

    bericht = bind_mappe([build_teil("a", build_eigen())], tmp_path / "m.pdf", optionen=OPTIONEN, inhalt=render)
    laenge = count_seiten(build_eigen("Inhalt", 150))
    assert laenge > 1
    assert gerufen == [[2], [laenge + 1]]
    assert bericht.teile[1].seite == laenge + 1


def test_contents_that_swing_end_with_a_blank_page(tmp_path: Path) -> None:
    def render(eintraege: object) -> bytes:
        assert isinstance(eintraege, list)
        return build_eigen("Inhalt", 60 if eintraege[0].seite == 2 else 1)

    bericht = bind_mappe([build_teil("a", build_eigen("Papier"))], tmp_path / "m.pdf", optionen=OPTIONEN, inhalt=render)
    assert bericht.leerseiten == (2,)
    assert "Papier-1" in read_seiten(tmp_path / "m.pdf")[2]


def test_a_link_between_documents_jumps_and_web_links_stay(tmp_path: Path) -> None:
    verweise = build_verweisend("https://mappe.invalid/#ziel", "https://www.koblenz.de/", "#oben")
    teile = [build_teil("a", build_eigen()), build_teil("von", verweise), build_teil("ziel", build_eigen())]
    bind_mappe(teile, tmp_path / "m.pdf", optionen=OPTIONEN)
    assert read_notizen(tmp_path / "m.pdf") == [[], [3, "https://www.koblenz.de/", 2], []]
    assert check_pdf((tmp_path / "m.pdf").read_bytes()) == []


def test_a_link_to_a_missing_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MappenFehler, match="„fehlt“; dieses Dokument ist nicht in der Mappe"):
        bind_mappe(
            [build_teil("a", build_verweisend("https://mappe.invalid/#fehlt"))], tmp_path / "m.pdf", optionen=OPTIONEN
        )
    assert list(tmp_path.iterdir()) == []


def test_duplex_begins_every_paper_on_a_right_hand_page(tmp_path: Path) -> None:
    teile = [
        build_teil("a", build_eigen("A")),
        build_teil("b", build_eigen("B")),
        build_teil("b1", build_fremd([b""] * 2), ebene=2, eigen=False),
        build_teil("c", build_eigen("C")),
    ]
    bericht = bind_mappe(teile, tmp_path / "m.pdf", optionen=ZWEISEITIG)
    assert [teil.seite for teil in bericht.teile] == [1, 3, 4, 7]
    assert bericht.leerseiten == (2, 6)
    seiten = read_seiten(tmp_path / "m.pdf")
    assert (seiten[1], seiten[5]) == ("Leerseite · Mappe 2 von 7", "Leerseite · Mappe 6 von 7")
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"


def test_duplex_squeezes_only_where_that_saves_a_page(tmp_path: Path) -> None:
    lang, kurz = build_eigen("Lang", 85), build_eigen("Lang", 50)
    assert (count_seiten(lang), count_seiten(kurz)) == (3, 2)
    gefragt: list[str] = []

    def squeeze(kennung: str, ergebnis: Quelle | None) -> Mappenteil:
        def eng() -> Quelle | None:
            gefragt.append(kennung)
            return ergebnis

        return build_teil(kennung, kurz if kennung == "gerade" else lang, eng=eng)

    teile = [squeeze("gerade", kurz), squeeze("passt", kurz), squeeze("geht-nicht", None), squeeze("letzter", kurz)]
    bericht = bind_mappe(teile, tmp_path / "m.pdf", optionen=ZWEISEITIG)
    assert gefragt == ["passt", "geht-nicht"]
    assert [(teil.seite, teil.seiten, teil.eng) for teil in bericht.teile] == [
        (1, 2, False), (3, 2, True), (5, 3, False), (9, 3, False),
    ]  # fmt: skip
    assert bericht.leerseiten == (8,)


def test_the_report_says_what_the_file_says(tmp_path: Path) -> None:
    teile = [
        build_teil("a", build_eigen()),
        build_teil("plan", build_scan(2), ebene=2, eigen=False, titel="Lageplan <M 1:500>"),
    ]
    bericht = bind_mappe(teile, tmp_path / "m.pdf", optionen=OPTIONEN)
    assert not bericht.normgerecht
    assert [(teil.kennung, teil.getaggt, teil.normgerecht) for teil in bericht.teile] == [
        ("a", True, True), ("plan", False, False),
    ]  # fmt: skip
    with pikepdf.open(tmp_path / "m.pdf") as pdf, pdf.open_metadata() as xmp:
        assert xmp["dc:description"] == bericht.beschreibung
        assert "pdfuaid:part" not in xmp
        assert "pdfaid:part" not in xmp
    assert "„Lageplan <M 1:500>“ (Seiten 2 bis 3)" in bericht.beschreibung


def test_own_documents_that_claim_nothing_make_no_claim(tmp_path: Path) -> None:
    with pikepdf.open(_write(tmp_path / "q.pdf", build_eigen())) as pdf:
        del pdf.Root.Metadata
        ohne = save(pdf)
    bericht = bind_mappe([build_teil("a", ohne)], tmp_path / "m.pdf", optionen=OPTIONEN)
    assert not bericht.normgerecht


def _write(pfad: Path, daten: bytes) -> Path:
    pfad.write_bytes(daten)
    return pfad


def test_the_same_documents_give_the_same_file(tmp_path: Path) -> None:
    optionen = Mappenoptionen("M", erstellt=datetime(2026, 9, 3, 15, 0, tzinfo=UTC))
    for name in ("eins.pdf", "zwei.pdf"):
        bind_eigene(tmp_path / name, 2, optionen)
    assert (tmp_path / "eins.pdf").read_bytes() == (tmp_path / "zwei.pdf").read_bytes()
    assert "2026" in run("pdfinfo", tmp_path / "eins.pdf")


def test_sixty_papers_and_sixty_annexes(tmp_path: Path) -> None:
    form = _write(tmp_path / "form.pdf", render_vorlage_pdf(build_druck()))
    anlage = _write(tmp_path / "anlage.pdf", build_fremd([b"", b"BT /F1 9 Tf (x) Tj ET"]))
    teile = []
    for n in range(1, 61):
        teile.append(build_teil(f"top-{n}", form, stempel=f"TOP Ö {n}"))
        teile.append(build_teil(f"top-{n}-1", anlage, ebene=2, eigen=False, stempel=f"TOP Ö {n} · Anlage"))
    schritte: list[tuple[int, int]] = []
    ziel = tmp_path / "m.pdf"
    bericht = bind_mappe(
        teile, ziel, optionen=OPTIONEN, inhalt=render_inhalt, fortschritt=lambda *s: schritte.append(s)
    )
    assert schritte == [(n, 121) for n in range(1, 122)]
    befunde = [b for b in check_pdf(ziel.read_bytes()) if "Kennzeichen" not in b]
    assert befunde == []
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", ziel)
    assert bericht.seiten == len(read_seiten(ziel))


def test_cancelling_leaves_the_old_packet(tmp_path: Path) -> None:
    ziel = _write(tmp_path / "m.pdf", b"alt")

    def abbrechen(erledigt: int, gesamt: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bind_mappe([build_teil("a", build_eigen())], ziel, optionen=OPTIONEN, fortschritt=abbrechen)
    assert [datei.read_bytes() for datei in tmp_path.iterdir()] == [b"alt"]


@pytest.mark.parametrize(
    ("teile", "satz"),
    [
        ([], "Die Mappe ist leer"),
        ([("a b", 1)], "ist als Kennung eines Mappenteils nicht erlaubt"),
        ([("a", 1), ("a", 1)], "kommt in der Mappe doppelt vor"),
        ([("inhalt", 1)], "kommt in der Mappe doppelt vor"),
        ([("a", 2)], "fehlt die Vorlage, zu der sie gehört"),
    ],
)
def test_an_impossible_list_is_refused(tmp_path: Path, teile: list[tuple[str, int]], satz: str) -> None:
    with pytest.raises(MappenFehler, match=satz):
        bind_mappe(
            [build_teil(kennung, build_eigen(), ebene=ebene) for kennung, ebene in teile],
            tmp_path / "m.pdf",
            optionen=OPTIONEN,
        )
    assert list(tmp_path.iterdir()) == []


def test_entries_tell_the_contents_what_is_not_accessible(tmp_path: Path) -> None:
    gesehen: list[Inhaltseintrag] = []

    def render(eintraege: object) -> bytes:
        assert isinstance(eintraege, list)
        gesehen[:] = eintraege
        return render_inhalt(eintraege)

    teile = [build_teil("a", build_eigen()), build_teil("b", build_scan(), ebene=2, eigen=False, stempel="S")]
    bind_mappe(teile, tmp_path / "m.pdf", optionen=OPTIONEN, inhalt=render)
    assert gesehen[1] == Inhaltseintrag("b", "Titel b", 2, "S", 3, 1, False, False)
    assert gesehen[1].adresse == "https://mappe.invalid/#b"


@pytest.mark.parametrize(("absaetze", "satz"), [(0, "Die Datei fehlt in der Ablage"), (90, "beim Binden verändert")])
def test_a_document_that_changes_while_binding_is_refused(tmp_path: Path, absaetze: int, satz: str) -> None:
    orte = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for ort in orte:
        ort.write_bytes(build_eigen(ort.stem.upper()))

    def change(fertig: int, gesamt: int) -> None:
        orte[1].unlink(missing_ok=True)
        if absaetze:
            orte[1].write_bytes(build_eigen("B", absaetze))

    teile = [Mappenteil(ort.stem, ort.stem, ort) for ort in orte]
    with pytest.raises(MappenFehler, match=satz) as fehler:
        bind_mappe(teile, tmp_path / "mappe.pdf", optionen=Mappenoptionen(titel="M"), fortschritt=change)
    assert fehler.value.kennung == "b"
    assert not (tmp_path / "mappe.pdf").exists()


def test_cover_and_contents_are_read_first_though_they_are_laid_last(tmp_path: Path) -> None:
    bind_eigene(tmp_path / "m.pdf", 2, ZWEISEITIG)
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        titel = [str(teil.T) for teil in pdf.Root.StructTreeRoot.K[0].K]
    assert titel == ["Deckblatt", "Inhalt", "Titel top-1", "Titel top-2"]
