import re
import unicodedata
from pathlib import Path

import pytest

from dokumente.rules.symbolschriften import LISTENZEICHEN, PRIVATE, SYMBOL, UNTERZEICHEN, WINGDINGS
from dokumente.rules.zeichen import clean_zeichen, clean_zeile, find_akzentstapel


@pytest.mark.parametrize(
    ("eingabe", "erwartet"),
    [
        ("a\x00b\x07c\x7fd\x85e", "abcde"),
        ("Zeile\r\nZeile\rZeile\tTab", "Zeile\nZeile\nZeile\tTab"),
        ("A\u0308mter", "Ämter"),
        ("halb \ud83d, halb \udc4d", "halb , halb "),
        ("Antrag \u202enegozegkcuruz\u202c", "Antrag negozegkcuruz"),
        ("\u2066x\u2069\u200e\u200f\u061c", "x"),
        ("Stadt\u00adrat, Null\u200bbreite\ufeff", "Stadtrat, Nullbreite"),
        ("E\u2011Mail, §\u202f34, §\xa035", "E-Mail, §\xa034, §\xa035"),
        ("\uf0b7 Punkt \uf0a7 \uf0d8 \uf0fc \uf02d \uf0e0 \uf06d", "• Punkt ▪ ➢ ✓ − → μ"),
        ("Beschaﬀung ﬁnanziell Pﬂege Eﬃzienz Shuﬄe ﬅ ﬆ", "Beschaffung finanziell Pflege Effizienz Shuffle st st"),
        ("wün\u00ad\n  schens\ufffe\r\nwert, Ein-\nund Ausgang", "wünschenswert, Ein-\nund Ausgang"),
        ("a\ufffeb\ufdd0c\U0001ffffd\U0010fffee", "abcde"),
        ("e" + "\u0301" * 10_000, "é" + "\u0301" * 4),
        ("Fest 🎉, ğ, Ω, 1.000 €", "Fest 🎉, ğ, Ω, 1.000 €"),
        ("", ""),
    ],
)
def test_it_keeps_what_can_be_read_and_nothing_else(eingabe: str, erwartet: str) -> None:
    assert clean_zeichen(eingabe) == erwartet
    assert clean_zeichen(erwartet) == erwartet


def test_no_character_of_the_symbol_fonts_stays_private() -> None:
    privat = "".join(map(chr, range(0xF000, 0xF100)))
    rein = clean_zeichen(privat)
    assert [zeichen for zeichen in rein if unicodedata.category(zeichen) in ("Co", "Cn", "Cc")] == []
    assert len(rein) == 0xE0
    assert clean_zeichen(rein) == rein


def test_both_fonts_draw_every_place() -> None:
    assert [len(WINGDINGS), len(SYMBOL)] == [0xE0, 0xE0]
    # What the published tables of both fonts say.
    assert {WINGDINGS[code - 0x20] for code in (0xA7, 0xFC, 0x76, 0x9F)} == {"▪", "✓", "❖", "•"}
    assert "".join(SYMBOL[code - 0x20] for code in (0x61, 0x53, 0xA3, 0xB7, 0xDE)) == "αΣ≤•⇒"


def test_a_title_is_one_line() -> None:
    assert clean_zeile("  Neubau \n Kita\t\xa0Zauberland\u2028Rübenach ") == "Neubau Kita Zauberland Rübenach"


@pytest.mark.parametrize(
    ("text", "stelle"), [("e\u0301\u0301\u0301\u0301", None), ("abe\u0301\u0301\u0301\u0301\u0301", 3), ("", None)]
)
def test_it_finds_where_a_pile_of_accents_begins(text: str, stelle: int | None) -> None:
    assert find_akzentstapel(text) == stelle


def test_the_editor_reads_the_same_tables() -> None:
    skripte = Path(__file__).parents[3] / "static" / "js"
    zeichen = (skripte / "vorlagen-zeichen.js").read_text("utf-8")
    listen = (skripte / "vorlagen-einfuegen-listen.js").read_text("utf-8")
    for name, tabelle in (("WINGDINGS", WINGDINGS), ("SYMBOL", SYMBOL)):
        quelle = zeichen.split(f"export const {name} =")[1].split(";\n")[0]
        assert "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', quelle)).replace('\\"', '"').replace("\\\\", "\\") == tabelle
    eher = re.findall(r"0x([0-9a-f]{2}),", zeichen.split("EHER_WINGDINGS = new Set([")[1].split("]);")[0])
    bekannt = {0xF000 + int(code, 16): WINGDINGS[int(code, 16) - 0x20] for code in eher}
    assert {code: PRIVATE[code] for code in bekannt} == bekannt
    anders = [code for code in range(0xF020, 0xF100) if code not in bekannt and PRIVATE[code] != SYMBOL[code - 0xF020]]
    assert anders == []
    assert f'LISTENZEICHEN = "{LISTENZEICHEN}"' in listen
    assert f'UNTERZEICHEN = "{UNTERZEICHEN}"' in listen
