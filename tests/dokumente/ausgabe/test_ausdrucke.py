"""The register of prints: one row for each that left the house, for ever, and a code that is known before it is set."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.db import DatabaseError, IntegrityError, connection
from django.db.models import QuerySet
from pytest_django import DjangoAssertNumQueries

from dokumente.ausgabe import druckstuecke
from dokumente.ausgabe.ausdrucke import Herkunft, Registrierung, choose_code, find_vorbehalt, register_ausdruck
from dokumente.ausgabe.druckstuecke import compute_schluessel, get_or_render, prune
from dokumente.bindung.quellen import claims_normen
from dokumente.druck.beilage import build_beilage
from dokumente.druck.norm.datei import check_pdf
from dokumente.druck.pruefzeichen import STIL, compute_code, find_codes, format_code, parse_code
from dokumente.models import Ausdruck, Datei, Druckstueck
from tests.pdf_text import extract_text

HTML = '<html lang="de"><title>Probe</title><body><h1>Probe</h1><p>{}</p><!--pruefzeichen--></body></html>'
DATEN = build_beilage("probe.json", "Daten der Probe", {"text": "ä", "zahl": None})


@pytest.fixture(autouse=True)
def leere_ablage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A storage folder of this test's own."""
    monkeypatch.setattr(Datei._meta.get_field("inhalt").storage, "location", str(tmp_path), raising=False)
    return tmp_path


def registrierung() -> Registrierung:
    return Registrierung("BV/0001/2026", lambda summe: Herkunft("fassung:1", "oeffentlich"))


def get(text: str = "Text") -> bytes:
    return get_or_render(
        HTML.format(text), stylesheets=["pdf/basis.css"], zweck="Probe", daten=DATEN, registrierung=registrierung()
    )


@pytest.mark.django_db
def test_a_print_is_entered_with_its_code_on_the_page() -> None:
    pdf = get()
    ausdruck = Ausdruck.objects.get()
    assert (ausdruck.art, ausdruck.nummer) == ("Probe", "BV/0001/2026")
    assert (ausdruck.gegenstand, ausdruck.leserkreis) == ("fassung:1", "oeffentlich")
    assert ausdruck.pruefsumme == Datei.objects.get().pruefsumme
    assert ausdruck.inhalt == DATEN.summe
    assert ausdruck.code == compute_code(ausdruck.schluessel)
    text = "".join(extract_text(pdf).split())
    assert format_code(ausdruck.code) in text
    assert f"/p/{ausdruck.code}/" in text
    assert find_codes(pdf) == {ausdruck.code}
    assert check_pdf(pdf) == []


UEBEREINANDER = "<table><tr><td>a</td><td rowspan=2>b</td></tr><tr><td colspan=2>c</td></tr></table>"


@pytest.mark.django_db
def test_a_print_that_holds_no_norm_is_given_out_and_the_store_says_why() -> None:
    pdf = get("ordentlich")
    assert (claims_normen(pikepdf.open(BytesIO(pdf))), find_vorbehalt("fassung:1")) == (True, "")
    pdf = get(UEBEREINANDER)
    assert not claims_normen(pikepdf.open(BytesIO(pdf)))
    assert find_vorbehalt("fassung:1").endswith("nicht zugesagt: In einer Tabelle überdecken sich Zellen.")
    assert Druckstueck.objects.get(vorbehalt=find_vorbehalt("fassung:1")).zweck == "Probe"
    assert find_vorbehalt("fassung:2") == ""
    # The print set last counts.
    get("neu gefasst")
    assert find_vorbehalt("fassung:1") == ""


@pytest.mark.django_db
def test_a_print_from_the_store_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    erste = get()
    with django_assert_num_queries(1):
        assert get() == erste
    assert Ausdruck.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_emptying_the_store_keeps_the_register_and_the_print_finds_its_row() -> None:
    erste = get()
    vorher = Ausdruck.objects.values().get()
    assert prune(aelter_als=timedelta(0)) == 1
    assert get() == erste
    assert Ausdruck.objects.values().get() == vorher
    assert Druckstueck.objects.count() == 1


@pytest.mark.django_db
def test_other_content_has_another_code() -> None:
    assert get("eins") != get("zwei")
    assert len(set(Ausdruck.objects.values_list("code", flat=True))) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "eingriff",
    [
        lambda alle: alle.update(inhalt="0" * 64),
        lambda alle: alle.update(created_at="2020-01-01T00:00Z"),
        lambda alle: alle.delete(),
    ],
)
def test_the_database_refuses_to_change_the_register(eingriff: Callable[[QuerySet[Ausdruck]], object]) -> None:
    get()
    with pytest.raises(IntegrityError, match="Verzeichnis der Ausdrucke wird nur fortgeschrieben"):
        eingriff(Ausdruck.objects.all())


@pytest.mark.django_db
def test_a_code_that_is_taken_becomes_longer() -> None:
    schluessel = compute_schluessel(
        HTML.format("Text"), stylesheets=["pdf/basis.css", STIL], daten=DATEN, mit_zeichen=True
    )
    fremd = register_ausdruck(
        schluessel="f" * 64,
        code=compute_code(schluessel),
        pruefsumme="0" * 64,
        art="Fremdes",
        nummer="1",
        herkunft=Herkunft("fassung:9", "oeffentlich"),
        inhalt="0" * 64,
    )
    assert choose_code(schluessel) == compute_code(schluessel, 16)
    pdf = get()
    eigener = Ausdruck.objects.exclude(pk=fremd.pk).get()
    assert eigener.code == compute_code(schluessel, 16) != fremd.code
    assert find_codes(pdf) == {eigener.code}


@pytest.mark.django_db
def test_a_print_that_cannot_be_entered_is_handed_out_but_not_kept(caplog: pytest.LogCaptureFixture) -> None:
    with connection.execute_wrapper(_refuse_ausdruck):
        erste = get()
    assert not Druckstueck.objects.exists()
    assert "Ausdruck nicht eingetragen: Probe" in caplog.text
    assert get() == erste
    assert Ausdruck.objects.count() == Druckstueck.objects.count() == 1


def _refuse_ausdruck(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
    if sql.startswith("INSERT") and "dokumente_ausdruck" in sql:
        raise DatabaseError("die Datenbank ist voll")
    return execute(sql, params, many, context)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("html", "daten", "grund"),
    [
        ('<html lang="de"><title>Probe</title><body><h1>Probe</h1></body></html>', DATEN, "genau eine Stelle"),
        (HTML.format("<!--pruefzeichen-->"), DATEN, "genau eine Stelle"),
        (HTML.format("Text"), None, "trägt seine Daten"),
    ],
)
def test_an_official_print_needs_one_place_for_its_mark_and_its_data(html: str, daten: None, grund: str) -> None:
    with pytest.raises(ValueError, match=grund):
        get_or_render(html, stylesheets=["pdf/basis.css"], zweck="Probe", daten=daten, registrierung=registrierung())
    assert not Ausdruck.objects.exists()


@pytest.mark.django_db
def test_a_print_without_pass_carries_no_code() -> None:
    pdf = get_or_render(HTML.format("Text"), stylesheets=["pdf/basis.css"], zweck="Probe", daten=DATEN)
    assert find_codes(pdf) == set()
    assert "/p/" not in extract_text(pdf)
    assert not Ausdruck.objects.exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("7K3M-9QX2-TD4F", "7K3M9QX2TD4F"),
        ("  7k3m 9qx2 td4f ", "7K3M9QX2TD4F"),
        ("7K3M–9QX2–TDOI", "7K3M9QX2TD01"),
        ("7K3M-9QX2-TD4L", "7K3M9QX2TD41"),
        ("7K3M9QX2TD4F7K3M", "7K3M9QX2TD4F7K3M"),
        ("7K3M-9QX2-TD4", None),
        ("7K3M-9QX2-TD4U", None),
        ("BV/0546/2018", None),
        ("", None),
    ],
)
def test_a_typed_code_is_read_generously(text: str, code: str | None) -> None:
    assert parse_code(text) == code


def test_the_code_is_the_beginning_of_the_key() -> None:
    assert compute_code("0" * 64) == "0" * 12
    assert compute_code("f" * 64, 20) == "Z" * 20
    assert compute_code("08421084" + "0" * 56) == "111111" + "0" * 6


@pytest.mark.parametrize(
    ("roh", "codes"),
    [
        (b"/ID [(Ausdruck-7K3M9QX2TD4F) <00>]", {"7K3M9QX2TD4F"}),
        (b"/ID [<" + b"Ausdruck-7K3M9QX2TD4F".hex().encode() + b"> <00>]", {"7K3M9QX2TD4F"}),
        (b"/ID [<" + b"Ausdruck-7K3M9QX2TD4F".hex().upper().encode() + b">]", {"7K3M9QX2TD4F"}),
        (b"(Ausdruck-7K3M9QX2TD4F7K3M)", {"7K3M9QX2TD4F7K3M"}),
        (b"(Ausdruck-7K3M9QX2TD4)", set()),
        (b"(Ausdruck-7K3M9QX2TDUU)", set()),
        (b"Ausdruck", set()),
    ],
)
def test_the_code_is_found_in_a_changed_copy(roh: bytes, codes: set[str]) -> None:
    assert find_codes(roh) == codes


@pytest.mark.django_db
def test_the_public_address_is_part_of_the_key(settings: object) -> None:
    def key() -> str:
        return compute_schluessel(HTML, stylesheets=[], daten=DATEN, mit_zeichen=True)

    vorher = key()
    settings.ADRESSE = "https://rat.example"  # type: ignore[attr-defined]
    assert key() != vorher
    assert druckstuecke.compute_schluessel(HTML, stylesheets=[], daten=DATEN) != key()
