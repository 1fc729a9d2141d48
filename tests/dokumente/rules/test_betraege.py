from decimal import Decimal

import pytest

from dokumente.rules.betraege import Betrag, format_betrag, is_betrag, is_jahr, is_leerwert, parse_betrag


@pytest.mark.parametrize(
    "text",
    [
        *("1", "12", "1234", "1.234", "5.186.157,00", "12.345.678,90\u00a0€", "1 234 567,89", "-5"),
        *("−5,5 %", "– 3.000,00 €", "0"),
        *("(1.500,00 €)", "(200)", "1.500,00-", "+12", "± 0", "€ 12,50", "EUR 1.000,--", "1.000,– €", "3,5 Mio. €"),
        *("12 T€", "12 TEUR", "19,5 v. H.", "0,75 VZÄ", "1.250 m²", "3 ha", "12 Stück", "100 Mrd.", " 7\n", "56068"),
    ],
)  # fmt: skip
def test_amounts(text: str) -> None:
    assert (is_betrag(text), is_jahr(text), is_leerwert(text)) == (True, False, False)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Los 1", "1.", "1)", "a", "T 11", "03.04.2019", "3.4.", "12.2019", "2019/2020", "2019–2021"),
        *("10:30", "§ 3", "1 2"),
        *("12 Kinder", "ca. 5 €", "5 €/m²", "BV/0546/2018", "(5", "5)", "1.23", "0261 129-0", "1.2.3", "9" * 41),
        *("€", "-"),
    ],
)  # fmt: skip
def test_no_amounts(text: str) -> None:
    assert not is_betrag(text)


@pytest.mark.parametrize("jahr", ["1999", "2027", " 2030\u00a0"])
def test_a_lone_year_is_a_date_and_may_be_a_number(jahr: str) -> None:
    assert (is_betrag(jahr), is_jahr(jahr)) == (False, True)


@pytest.mark.parametrize("zeichen", ["-", "–", "./.", "k. A.", "k.A.", "entfällt", ",--", "0,–"])
def test_signs_for_no_amount(zeichen: str) -> None:
    assert is_leerwert(zeichen)


@pytest.mark.parametrize(
    ("text", "wert", "stelle", "is_geld"),
    [
        ("1.234,56 €", "1234.56", "0.01", True),
        ("120.000 €", "120000", "1", True),
        ("5.000,-- €", "5000", "0.01", True),
        ("7,9 Mio. €", "7900000", "100000", True),
        ("333 T€", "333000", "1000", True),
        ("12", "12", "1", False),
        ("2026", "2026", "1", False),
        ("-420.000 €", "-420000", "1", True),
        ("420.000- €", "-420000", "1", True),
        ("(50,5)", "-50.5", "0.1", False),
        ("€ 12,00", "12", "0.01", True),
    ],
)
def test_parse_betrag(text: str, wert: str, stelle: str, is_geld: bool) -> None:
    assert parse_betrag(text) == Betrag(Decimal(wert), Decimal(stelle), is_geld)


@pytest.mark.parametrize("text", ["", "12 %", "5 v. H.", "12.06.2018", "Los 1", "–"])
def test_what_is_no_amount_to_add(text: str) -> None:
    assert parse_betrag(text) is None


@pytest.mark.parametrize(
    ("wert", "is_geld", "text"),
    [
        ("1234.5", True, "1.234,50 €"),
        ("-1000000", True, "-1.000.000,00 €"),
        ("1234", False, "1.234"),
        ("1.5", False, "1,50"),
    ],
)
def test_format_betrag(wert: str, is_geld: bool, text: str) -> None:
    assert format_betrag(Decimal(wert), is_geld=is_geld) == text
