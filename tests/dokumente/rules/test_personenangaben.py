"""What in a text belongs to a person, and what only looks like it."""

import pytest

from dokumente.rules.personenangaben import JE_ART_MAX, Angabe, find_personenangaben, is_iban

IBAN = "DE89 3704 0044 0532 0130 00"


def arten(text: str, kontakt: str = "") -> list[Angabe]:
    return [angabe.art for angabe in find_personenangaben(text, kontakt=kontakt)]


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        ("Frau Muster, geb. am 12.06.1971", [Angabe.GEBURTSDATUM]),
        ("geboren 3. Mai 1980", [Angabe.GEBURTSDATUM]),
        ("Geburtsdatum: 01.02.99", [Angabe.GEBURTSDATUM]),
        ("Erika Muster (*01.02.1999)", [Angabe.GEBURTSDATUM]),
        ("geb. am 31.12.1909", []),
        ("geb. am 01.01.1910", [Angabe.GEBURTSDATUM]),
        ("geb. am 01.01.1920, gestorben 1999", []),
        ("geboren wurden 2018 1.120 Kinder", []),
        (f"Konto {IBAN}.", [Angabe.IBAN]),
        (f"Konto {IBAN.replace(' ', '')} Verwendungszweck", [Angabe.IBAN]),
        ("Konto DE88 3704 0044 0532 0130 00", []),
        ("AT61 1904 3002 3457 3201", [Angabe.IBAN]),
        (f"Stadtkasse Koblenz {IBAN}", []),
        ("Handy 0171 2345678", [Angabe.MOBILNUMMER]),
        ("+49 171 23 45 678", [Angabe.MOBILNUMMER]),
        ("0151/23456789", [Angabe.MOBILNUMMER]),
        ("Bürgeramt, mobil 0171 2345678", []),
        ("Vorgang 61.0171 2345678", []),
        ("Tel. (02606) 123456", [Angabe.RUFNUMMER]),
        ("Telefon: 02606/123456", [Angabe.RUFNUMMER]),
        ("Sitzungsdienst, Tel. 02606 123456", []),
        ("Maß 02606 123456", []),
        ("max.muster@web.de", [Angabe.MAILADRESSE]),
        ("max.muster@koblenz.example", []),
        ("Herrn Max Muster\nMusterweg 5\n56070 Koblenz", [Angabe.ANSCHRIFT]),
        ("Hans-Peter Muster, Am Plan 5a, 56068 Koblenz", [Angabe.ANSCHRIFT]),
        ("wohnhaft Rheinstr. 7, 56068 Koblenz", [Angabe.ANSCHRIFT]),
        ("Eheleute Anna und Max Muster, Hauptstraße 1, 56068 Koblenz", [Angabe.ANSCHRIFT]),
        ("Kita Maria Hilf, Hauptstraße 1, 56068 Koblenz", []),
        ("Muster GmbH, Hauptstraße 1, 56068 Koblenz", []),
        ("Frau Muster wohnt in der Hauptstraße.", []),
    ],
)
def test_what_is_found(text: str, erwartet: list[Angabe]) -> None:
    assert arten(text) == erwartet


def test_numbers_of_the_house_itself_are_no_finding() -> None:
    text = "Rückfragen: Frau Muster, Tel. 0261 129-4567"
    assert arten(text) == [Angabe.RUFNUMMER]
    assert arten(text, "Telefon +49 261 129-0") == []
    assert arten(text, "Telefon 0261 987-0") == [Angabe.RUFNUMMER]
    amtlich = "Frau Muster, Tel. 0261 129-4567, mobil 0171 2345678, erika.muster@stadt.koblenz.example"
    assert arten(amtlich) == [Angabe.RUFNUMMER, Angabe.MOBILNUMMER]
    assert arten(amtlich, "sitzungsdienst@koblenz.example") == []
    assert arten(amtlich, "sitzungsdienst@mainz.example") == [Angabe.RUFNUMMER, Angabe.MOBILNUMMER]


def test_it_says_where_and_stops_where_nobody_reads_on() -> None:
    [erste, zweite] = find_personenangaben(f"x a@web.de y {IBAN}")
    assert (erste.stelle, zweite.stelle) == (2, 13)
    assert len(find_personenangaben("a@web.de " * (JE_ART_MAX + 1))) == JE_ART_MAX


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        (IBAN, True),
        ("DE89370400440532013000", True),
        ("DE8937040044053201300", False),
        ("DE00370400440532013000", False),
    ],
)
def test_is_iban(text: str, erwartet: bool) -> None:
    assert is_iban(text) is erwartet
