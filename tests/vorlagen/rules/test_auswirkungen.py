"""Effects as plain values: what can be, how they are kept, and which amounts are understood."""

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vorlagen.auswirkungsbeispiele import build_auswirkung, build_klima
from vorlagen.enums import Auswirkungsform, Turnus, Wirkung
from vorlagen.rules.auswirkungen import (
    BETRAG_MAX,
    WAHL,
    KeinBetrag,
    auswirkungen_to_html,
    describe_eingabe,
    find_finanzen,
    is_halb,
    list_worte,
    parse_betragsangabe,
    read_auswirkungen,
    write_auswirkungen,
    write_eingabe,
)

OHNE_GELD: dict[str, Any] = {"betrag": None, "turnus": None, "haushaltsstelle": ""}


@pytest.mark.parametrize(
    ("angabe", "betrag"),
    [
        ("1.250.000,00", "1250000.00"),
        ("12500 €", "12500.00"),
        ("12500", "12500.00"),
        ("€ 5", "5.00"),
        ("5€", "5.00"),
        ("EUR 1.250", "1250.00"),
        ("1.250,5 Euro", "1250.50"),
        ("250,-", "250.00"),
        ("1 250 000", "1250000.00"),
        ("1\u00a0250\u00a0000,00\u00a0€", "1250000.00"),
        ("1,2 Mio.", "1200000.00"),
        ("1,2 Mio", "1200000.00"),
        ("7,9 Mio. €", "7900000.00"),
        ("3 Millionen Euro", "3000000.00"),
        ("1 Milliarde", "1000000000.00"),
        ("EUR 30 Tsd.", "30000.00"),
        ("30 Tausend", "30000.00"),
        ("30 T€", "30000.00"),
        ("0,01", "0.01"),
        ("2024", "2024.00"),
        ("999.999.999.999,99", "999999999999.99"),
    ],
)
def test_an_amount_is_understood_as_people_write_it(angabe: str, betrag: str) -> None:
    assert parse_betragsangabe(angabe) == Decimal(betrag)


KENNT_NICHT = (
    "Das ist als Betrag nicht zu erkennen. Bitte schreiben Sie ihn wie 1.250.000,00 oder 12500 € oder 1,2 Mio."
)
VORZEICHEN = "Bitte geben Sie den Betrag ohne Vorzeichen ein. Einnahmen und Einsparungen nennen Sie in der Bemerkung."
CENT = "Bitte geben Sie den Betrag auf den Cent genau an, also höchstens zwei Stellen hinter dem Komma."
NULL = "Ein Betrag von 0 € ist keiner. Bitte wählen Sie „nein“ oder lassen Sie das Feld leer."
ZU_HOCH = "So hoch kann der Betrag nicht sein. Bitte prüfen Sie ihn."


@pytest.mark.parametrize(
    ("angabe", "satz"),
    [
        # A point parts thousands here; whether cents are meant cannot be told.
        *((text, KENNT_NICHT) for text in ("12.50", "1.5", "1,250,000.00", "1.234.56,00", "12.5000")),
        *((text, KENNT_NICHT) for text in ("ca. 5.000 €", "rund 3 Mio.", "10 – 20 €", "5.000 € bis 6.000 €")),
        *((text, KENNT_NICHT) for text in ("5 %", "3 Stück", "212 €/m²", "1e5", "٣", "fünf", "offen", "5 $", "€")),
        *((text, VORZEICHEN) for text in ("-5", "−5 €", "– 5", "+5", "(5)")),
        *((text, CENT) for text in ("1,234", "12,345 €", "0,001")),
        *((text, NULL) for text in ("0", "0,00 €", "0 Mio.")),
        *((text, ZU_HOCH) for text in ("1000000000000", "1.000 Mrd.", "9" * 35)),
    ],
)
def test_what_is_no_amount_is_refused_with_a_sentence(angabe: str, satz: str) -> None:
    with pytest.raises(KeinBetrag) as fehler:
        parse_betragsangabe(angabe)
    assert str(fehler.value) == satz


@given(st.decimals(min_value=Decimal("0.01"), max_value=BETRAG_MAX, places=2))
def test_an_amount_is_understood_as_it_is_printed(betrag: Decimal) -> None:
    gedruckt = build_auswirkung(betrag=betrag).kosten.removesuffix(" einmalig")
    assert parse_betragsangabe(gedruckt) == betrag


@pytest.mark.parametrize(("form", "wirkung"), list(product(Auswirkungsform, Wirkung)))
def test_only_what_stands_to_choice_can_be_chosen(form: Auswirkungsform, wirkung: Wirkung) -> None:
    if wirkung in WAHL[form]:
        assert build_klima(form=form, wirkung=wirkung).wirkung is wirkung
    else:
        with pytest.raises(ValueError, match="steht bei „Klima und Umwelt“ nicht zur Wahl"):
            build_klima(form=form, wirkung=wirkung)


@pytest.mark.parametrize(("form", "wirkung"), [(form, wirkung) for form, wahl in WAHL.items() for wirkung in wahl])
@pytest.mark.parametrize(
    "geld", [{"betrag": Decimal(5), "turnus": Turnus.EINMALIG}, {"haushaltsstelle": "1"}], ids=["Betrag", "Stelle"]
)
def test_money_belongs_to_money_that_will_be_spent(
    form: Auswirkungsform, wirkung: Wirkung, geld: dict[str, Any]
) -> None:
    werte = {**OHNE_GELD, **geld, "form": form, "wirkung": wirkung}
    if (form, wirkung) == (Auswirkungsform.FINANZEN, Wirkung.JA):
        assert build_auswirkung(**werte).is_ausgabe
    else:
        with pytest.raises(ValueError, match="gehören zu finanziellen Auswirkungen"):
            build_auswirkung(**werte)


@pytest.mark.parametrize("betrag", [Decimal(0), Decimal(-5), Decimal("0.001"), BETRAG_MAX + 1])
def test_an_amount_that_cannot_be_is_none(betrag: Decimal) -> None:
    with pytest.raises(ValueError, match="kein Geldbetrag"):
        build_auswirkung(betrag=betrag)


@pytest.mark.parametrize("werte", [{"turnus": None}, {"betrag": None}])
def test_an_amount_says_how_often(werte: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="wie oft"):
        build_auswirkung(**werte)


def test_what_is_kept_is_read_again_and_equal_for_equal_effects() -> None:
    auswirkungen = (
        build_auswirkung(),
        build_klima(),
        build_auswirkung(art=3, wirkung=Wirkung.UNBEKANNT, bemerkung="", **OHNE_GELD),
    )
    text = write_auswirkungen(auswirkungen)
    assert read_auswirkungen(text) == auswirkungen
    assert write_auswirkungen(read_auswirkungen(text)) == text
    assert (write_auswirkungen(()), read_auswirkungen("")) == ("", ())


@pytest.mark.parametrize(
    "text", ["{", "[{}]", "[1]", '[{"art": 1, "titel": "A", "form": "richtung", "wirkung": "ja"}]', "<p>Anders</p>"]
)
def test_what_was_not_written_here_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_auswirkungen(text)


def test_how_effects_read() -> None:
    text = write_auswirkungen(
        [
            build_auswirkung(haushaltsstelle="1 <2> & 3", bemerkung="Eins\n\n- zwei"),
            build_klima(bemerkung=""),
            build_auswirkung(art=3, titel="A & B", wirkung=Wirkung.NEIN, bemerkung="", **OHNE_GELD),
        ]
    )
    assert auswirkungen_to_html(text) == (
        "<p><strong>Finanzen:</strong> ja, 1.250.000,00 € einmalig, Haushaltsstelle 1 &lt;2&gt; &amp; 3</p>"
        "<p>Eins</p><ul><li>zwei</li></ul>"
        "<p><strong>Klima und Umwelt:</strong> negativ</p>"
        "<p><strong>A &amp; B:</strong> nein</p>"
    )
    assert list_worte(text) == ["1.250.000,00 € einmalig", "Haushaltsstelle 1 <2> & 3", "Eins\n\n- zwei"]


def test_the_amount_is_found_among_all_effects() -> None:
    jaehrlich = build_auswirkung(turnus=Turnus.JAEHRLICH)
    assert find_finanzen([build_klima(), jaehrlich]) == jaehrlich
    assert jaehrlich.kosten == "1.250.000,00 € jährlich"
    assert find_finanzen([build_klima()]) is None


def test_what_was_typed_is_described_unchecked() -> None:
    eingabe = write_eingabe(write_auswirkungen([build_auswirkung(), build_klima(bemerkung="")]))
    titel = {1: "Finanzen", 2: "Klima", 3: "Sonst"}
    assert describe_eingabe(eingabe, titel) == [
        ("Finanzen", "ja, 1.250.000,00 €, einmalig, 5410.785100, Das Land zahlt die Hälfte."),
        ("Klima", "negativ"),
    ]
    eingabe |= {"auswirkungen-3-wirkung": [""], "auswirkungen-3-betrag": ["viel"], "auswirkungen-3-turnus": ["oft"]}
    assert describe_eingabe(eingabe, titel)[2] == ("Sonst", "viel, oft")


@pytest.mark.parametrize(
    ("gewaehlt", "halb"),
    [(("", ""), False), (("ja", ""), True), (("", "ja"), True), (("ja", "keine"), False), ((), False)],
)
def test_something_left_open_beside_something_chosen_is_half(gewaehlt: tuple[str, ...], halb: bool) -> None:
    assert is_halb({f"auswirkungen-{art}-wirkung": [wert] for art, wert in enumerate(gewaehlt)}) is halb


def test_every_form_can_leave_it_open() -> None:
    assert {form for form, wahl in WAHL.items() if Wirkung.UNBEKANNT in wahl} == set(Auswirkungsform)
