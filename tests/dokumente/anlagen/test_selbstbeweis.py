"""A confidential title, planted in every corner of a file, is found there, and only because somebody looks there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pikepdf import Array, Dictionary, Name

from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.beweis.selbstbeweis import ALLE_LESER, find_vertrauliches
from dokumente.anlagen.pdf.bytes import texts_in_bytes
from dokumente.anlagen.pdf.grenzen import GrenzeErreicht, Quota
from dokumente.anlagen.scheinschwaerzung import find_scheinschwaerzung
from dokumente.druck.pdf import render_pdf
from tests.dokumente.anlagen.bogen import add_formular, kasten, new_pdf, save, zeile
from tests.dokumente.anlagen.lecks import GEHEIM, GEHEIMNIS, LECKS, OFFEN, new_seite, new_zip


@pytest.mark.parametrize("art", LECKS)
def test_a_planted_leak_is_found_and_only_by_its_reader(art: str) -> None:
    leser, ort, build = LECKS[art]
    datei = build()
    # The outer shell of a packed leak is opened by one reader, its content read by another: only the first is at stake.
    gefunden = {fund.wo for fund in find_vertrauliches(datei, [GEHEIMNIS]) if fund.herkunft == GEHEIMNIS.herkunft}
    assert any(wo.startswith(ort) for wo in gefunden), gefunden
    ohne = {fund.wo for fund in find_vertrauliches(datei, [GEHEIMNIS], leser=ALLE_LESER - {leser})}
    assert not any(_is_ort(wo, ort) for wo in ohne), ohne


def _is_ort(wo: str, ort: str) -> bool:
    return wo == ort or (wo.startswith(ort) and ort not in ("Seitentext", "Strukturtext"))


def test_nothing_is_found_in_a_file_without_secrets() -> None:
    assert find_vertrauliches(save(new_pdf(OFFEN)), [GEHEIMNIS]) == []
    assert find_vertrauliches(new_zip(("Tagesordnung.pdf", save(new_pdf(OFFEN)))), [GEHEIMNIS]) == []


def test_the_finding_names_page_and_words() -> None:
    pdf = save(new_pdf(OFFEN, zeile(f"Zu TOP 3: {GEHEIM} wird vertagt.")))
    (fund,) = find_vertrauliches(pdf, [GEHEIMNIS], leser={"Seitentext"})
    assert (fund.seite, fund.ausschnitt) == (2, f"Zu TOP 3: {GEHEIM} wird vertagt.")


def test_a_file_on_disk_is_read(tmp_path: Path) -> None:
    pfad = tmp_path / "paket.pdf"
    pfad.write_bytes(new_seite(zeile(GEHEIM)))
    assert find_vertrauliches(pfad, [GEHEIMNIS])


def test_our_own_print_is_read_by_both_readers() -> None:
    pdf = render_pdf(
        f'<html lang="de"><title>Probe</title><h1>Öffentlich</h1><p>Zur {GEHEIM} wird berichtet.</p></html>',
        stylesheets=["pdf/basis.css"],
    )
    for leser in ("Seitentext", "Zweittext"):
        assert [fund.seite for fund in find_vertrauliches(pdf, [GEHEIMNIS], leser={leser})] == [1]


def test_white_letters_on_a_dark_heading_are_not_hidden() -> None:
    pdf = new_seite(kasten(60, 690, 400, 30) + zeile(GEHEIM, davor="1 1 1 rg"))
    assert find_vertrauliches(pdf, [GEHEIMNIS], leser={"Verborgenes"}) == []


def test_what_the_sitting_says_in_public_is_permitted() -> None:
    datei = new_seite(zeile(GEHEIM))
    assert find_vertrauliches(datei, [GEHEIMNIS], erlaubt=[f"Öffentliche Bekanntgabe: {GEHEIM}"]) == []


@pytest.mark.parametrize(
    ("datei", "satz"),
    [
        (b"", "Die Datei ist weder ein PDF noch ein ZIP."),
        (b"Text", "Die Datei ist weder ein PDF noch ein ZIP."),
        (b"%PDF-1.4 kaputt", "Das PDF ist beschädigt und lässt sich nicht öffnen. Bitte erzeugen Sie es neu."),
        (b"PK\x03\x04 kaputt", "Das ZIP ist beschädigt. Bitte erzeugen Sie es neu."),
    ],
)
def test_what_cannot_be_read_proves_nothing(datei: bytes, satz: str) -> None:
    with pytest.raises(NichtLesbar) as fehler:
        find_vertrauliches(datei, [GEHEIMNIS])
    assert str(fehler.value) == satz


def test_a_protected_file_proves_nothing() -> None:
    pdf = save(new_pdf(OFFEN), encryption=pikepdf.Encryption(owner="a", user=""))
    with pytest.raises(NichtLesbar, match="verschlüsselt"):
        find_vertrauliches(pdf, [GEHEIMNIS])


def test_files_packed_without_end_are_refused() -> None:
    datei = b"nichts"
    for _ in range(10):
        datei = new_zip(("a.zip", datei))
    with pytest.raises(GrenzeErreicht, match="zu tief"):
        find_vertrauliches(datei, [GEHEIMNIS])


def test_a_zip_bomb_is_refused() -> None:
    with pytest.raises(GrenzeErreicht, match="zu groß"):
        find_vertrauliches(new_zip(("a.txt", b"\0" * 70_000_000)), [GEHEIMNIS])


@pytest.mark.parametrize(
    ("roh", "text"),
    [
        (b"(a\\9b \\334ber \\(x\\))", "a9b Über (x)"),
        (b"<FEFF00DC006200650072>", "Über"),
        (b"/Titel#20mit#20Blank", "Titel mit Blank"),
        ("Ü".encode("utf-16-le") * 5, "ÜÜÜÜÜ"),
        (b"%C3%9Cber", "Über"),
        (b'{"a": "\\u00dcber"}', '{"a": "Über"}'),
        (b"<b>&Uuml;</b>ber", "Über"),
        ("(Über".encode(), "(Über"),
    ],
)
def test_bytes_are_read_in_every_spelling(roh: bytes, text: str) -> None:
    assert text in set(texts_in_bytes(roh))


def test_a_long_text_is_handed_on_in_pieces_that_overlap() -> None:
    roh = b"x" * 499_990 + b"KANARIE7f3a91" + b"x" * 600_000
    assert any("KANARIE7f3a91" in text for text in texts_in_bytes(roh))
    assert max(map(len, texts_in_bytes(roh))) < 600_000


def test_the_proof_ends_when_its_share_is_used_up() -> None:
    datei = new_seite(zeile(GEHEIM))
    with pytest.raises(GrenzeErreicht, match="zu verwickelt"):
        find_vertrauliches(datei, [GEHEIMNIS], quota=Quota(schritte=100))
    with pytest.raises(GrenzeErreicht, match="ausgepackt zu groß"):
        find_vertrauliches(datei, [GEHEIMNIS], quota=Quota(entpackt=100))
    with pytest.raises(GrenzeErreicht, match="dauert zu lange"):
        find_vertrauliches(datei, [GEHEIMNIS], quota=Quota(sekunden=0))


def test_a_drawing_that_calls_itself_ends() -> None:
    pdf = new_pdf(OFFEN + b"/X1 Do " + zeile(GEHEIM))
    formular = add_formular(pdf, "X1", b"/X1 Do /X1 Do")
    formular["/Resources"] = pdf.pages[0].obj.Resources
    assert find_vertrauliches(save(pdf), [GEHEIMNIS], leser={"Seitentext"})


def test_an_earlier_state_is_read_even_if_only_one_engine_opens_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise pypdfium2.PdfiumError("refused")

    datei = LECKS["früherer Stand"][2]()
    monkeypatch.setattr(pypdfium2, "PdfDocument", refuse)
    gefunden = {fund.wo for fund in find_vertrauliches(datei, [GEHEIMNIS], leser={"Fruehere"})}
    assert gefunden == {"Früherer Stand 1 › Seitentext (zweiter Leser)"}


def test_drawings_that_call_each_other_in_a_circle_are_read_once() -> None:
    pdf = new_pdf(OFFEN + b"/X1 Do " + zeile(GEHEIM))
    eines = add_formular(pdf, "X1", b"/X2 Do " + zeile("Innen"))
    anderes = add_formular(pdf, "X2", b"/X1 Do /X1 Do /X2 Do")
    for formular in (eines, anderes):
        formular["/Resources"] = pdf.pages[0].obj.Resources
    assert find_vertrauliches(save(pdf), [GEHEIMNIS])
    assert find_scheinschwaerzung(save(pdf)) == []


def test_drawings_that_multiply_are_refused() -> None:
    pdf = new_pdf(OFFEN + b"/X0 Do")
    innen = add_formular(pdf, "X0", OFFEN)
    for _ in range(20):
        aussen = pdf.make_stream(b"/A Do /A Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]))
        aussen["/Resources"] = Dictionary(XObject=Dictionary(A=innen))
        innen = aussen
    pdf.pages[0].obj.Resources.XObject["/X0"] = innen
    with pytest.raises(GrenzeErreicht, match="zu verwickelt"):
        find_vertrauliches(save(pdf), [GEHEIMNIS])


@pytest.mark.parametrize("lesen", [lambda roh: find_vertrauliches(roh, [GEHEIMNIS]), find_scheinschwaerzung])
def test_a_file_whose_pages_are_counted_in_two_ways_proves_nothing(lesen: Callable[[bytes], object]) -> None:
    roh = save(new_pdf(OFFEN, zeile(GEHEIM))).replace(b"/Count 2", b"/Count 1")
    with pytest.raises(NichtLesbar, match="Wie viele Seiten das PDF hat, ist nicht eindeutig"):
        lesen(roh)
