"""A coat of arms is kept as pixels or plain shapes of our own writing, nothing else of the file."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageFile, PngImagePlugin

from gremien.documents.wappen import JPEG, KANTE, MAX_BYTES, PNG, SVG, WappenAbgelehnt, read_wappen


def build_bild(groesse: tuple[int, int], form: str, modus: str = "RGB", **angaben: Any) -> bytes:
    ausgang = BytesIO()
    Image.new(modus, groesse).save(ausgang, form, **angaben)
    return ausgang.getvalue()


def open_bild(inhalt: bytes) -> Image.Image:
    return Image.open(BytesIO(inhalt))


@pytest.mark.parametrize(("form", "medientyp"), [("PNG", PNG), ("JPEG", JPEG)])
def test_a_picture_is_made_smaller_and_keeps_its_shape(form: str, medientyp: str) -> None:
    wappen = read_wappen(build_bild((2000, 1000), form))
    assert wappen.medientyp == medientyp
    assert (open_bild(wappen.inhalt).format, open_bild(wappen.inhalt).size) == (form, (KANTE, KANTE // 2))


def test_a_torn_picture_is_noticed_whatever_others_asked_of_pillow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    for form in ("PNG", "JPEG"):
        with pytest.raises(WappenAbgelehnt, match="beschädigt"):
            read_wappen(build_bild((200, 100), form)[:-20])


def test_a_small_picture_keeps_its_size() -> None:
    assert open_bild(read_wappen(build_bild((30, 40), "PNG")).inhalt).size == (30, 40)


def test_transparent_parts_become_paper() -> None:
    bild = open_bild(read_wappen(build_bild((4, 4), "PNG", "RGBA")).inhalt)
    assert (bild.mode, bild.getpixel((0, 0))) == ("RGB", (255, 255, 255))


@pytest.mark.parametrize("modus", ["1", "L", "P", "CMYK"])
def test_every_kind_of_colour_becomes_plain(modus: str) -> None:
    form = "JPEG" if modus == "CMYK" else "PNG"
    assert open_bild(read_wappen(build_bild((4, 4), form, modus)).inhalt).mode == "RGB"


def test_nothing_but_the_picture_is_kept() -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "Erika Beispiel")
    exif = Image.Exif()
    exif[0x013B] = "Erika Beispiel"
    for roh in (build_bild((4, 4), "PNG", pnginfo=text), build_bild((4, 4), "JPEG", exif=exif, comment=b"Erika")):
        assert b"Erika" in roh
        assert b"Erika" not in read_wappen(roh + b"<script>Erika</script>").inhalt


def test_the_same_picture_gives_the_same_bytes() -> None:
    roh = build_bild((900, 900), "PNG")
    assert read_wappen(roh) == read_wappen(roh)


def test_a_drawing_stays_a_drawing() -> None:
    wappen = read_wappen(b'\xef\xbb\xbf <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    assert wappen == (b'<svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"></svg>', SVG)


@pytest.mark.parametrize(
    ("roh", "satz"),
    [
        (b"", "weder PNG noch JPEG noch SVG"),
        (b"%PDF-1.7", "weder PNG noch JPEG noch SVG"),
        (build_bild((4, 4), "GIF"), "weder PNG noch JPEG noch SVG"),
        (build_bild((400, 400), "PNG")[:200], "ist beschädigt"),
        (b"\x89PNG" + b"0" * MAX_BYTES, "ist zu groß"),
        (b"<svg><script/></svg>", "enthält „svg“"),
    ],
    ids=["empty", "pdf", "gif", "torn", "long", "script"],
)
def test_it_refuses(roh: bytes, satz: str) -> None:
    with pytest.raises(WappenAbgelehnt, match=satz) as abgelehnt:
        read_wappen(roh)
    assert "Bitte" in str(abgelehnt.value)


@pytest.mark.parametrize("groesse", [(5001, 5000), (20_000, 20_000)], ids=["many pixels", "bomb"])
def test_it_refuses_a_large_one(groesse: tuple[int, int]) -> None:
    test_it_refuses(build_bild(groesse, "PNG", "1"), "ist zu groß, erlaubt sind 5 MB und 25 Millionen Bildpunkte")
