"""The sheets to be filled in: every box and count a real field, named for eye, ear and program."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from django.core.signing import Signer
from django.test import Client, override_settings
from django.urls import reverse

from dokumente.druck.norm.datei import check_pdf
from dokumente.druck.norm.tags import Tagbaum
from konten.enums import Rolle
from konten.models import Konto
from mappen.documents.bogen import build_vorlage_bogen_druck
from mappen.documents.bogenkennung import compute_kennung, is_kennung
from mappen.rules.bogen import ZAHLEN, Bogenfeld, parse_feldname
from sitzungen.actions.sitzung import cancel_sitzung
from sitzungen.actions.tagesordnung import place_top, strike_top
from sitzungen.enums import Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from tests.bauten import (
    build_abstimmung,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_mitglied,
    build_veroeffentlichte_sitzung,
    future,
    iter_tops,
)
from tests.mappen.boegen import fill, print_blatt, print_papier
from tests.pdf_text import extract_text
from tests.sitzungen.gedruckt import clerk
from tests.sitzungen.views.seiten import login_clerk
from vorlagen.enums import Kaestchenbedeutung
from vorlagen.models import Kaestchen

pytestmark = pytest.mark.django_db

KREUZE = {str(bedeutung) for bedeutung in Kaestchenbedeutung}
GEDRUCKT_UM = 4


@pytest.fixture
def sitzung() -> Sitzung:
    return build_veroeffentlichte_sitzung(begonnen=True, oeffentliche=2, nichtoeffentliche=1)


def read_felder(pdf: bytes) -> dict[Bogenfeld, dict[str, Any]]:
    """Return every field of ours with its entries."""
    with pikepdf.open(BytesIO(pdf)) as datei:
        formular: Any = datei.Root.AcroForm
        felder = {parse_feldname(str(feld.T)): {str(k): feld[k] for k in feld.keys()} for feld in formular.Fields}  # noqa: SIM118
        return {name: {k: str(wert) for k, wert in werte.items()} for name, werte in felder.items() if name}


def asked(pdf: bytes, top: Tagesordnungspunkt) -> set[str]:
    return {feld.eingabe for feld in read_felder(pdf) if feld.stelle.top == top.pk}


def test_the_vote_sheet_asks_everything_of_every_item_but_struck_ones(sitzung: Sitzung) -> None:
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Resolution", nachtrag_grund="Eilt.", konto=build_konto())
    erster, zweiter, neu, geheim = iter_tops(sitzung)
    strike_top(zweiter, konto=build_konto(), grund="entfällt")
    pdf = print_blatt(sitzung)
    alles = KREUZE | ZAHLEN.keys() | {"wortlaut", "freitext"}
    assert {top.pk: asked(pdf, top) for top in (erster, zweiter, neu, geheim)} == {
        erster.pk: alles,
        zweiter.pk: set(),
        neu.pk: alles,
        geheim.pk: alles,
    }
    assert check_pdf(pdf) == []


def test_fields_are_open_limited_and_without_any_action(sitzung: Sitzung) -> None:
    felder = read_felder(print_blatt(sitzung))
    for feld, werte in felder.items():
        assert not {"/Ff", "/A", "/AA", "/MK"} & werte.keys() - ({"/MK"} if feld.eingabe in KREUZE else set())
        assert int(werte["/F"]) == GEDRUCKT_UM, "printed, not hidden"
        laenge = {"wortlaut": "500", "freitext": "500"} | dict.fromkeys(ZAHLEN, "3")
        assert werte.get("/MaxLen") == laenge.get(feld.eingabe)
    with pikepdf.open(BytesIO(print_blatt(sitzung))) as datei:
        assert "/NeedAppearances" not in datei.Root.AcroForm
        assert "/JavaScript" not in datei.Root.get("/Names", {})


def test_every_field_says_item_body_and_day(sitzung: Sitzung) -> None:
    erster, *_ = iter_tops(sitzung)
    ansagen = {feld.eingabe: werte["/TU"] for feld, werte in read_felder(print_blatt(sitzung)).items()
               if feld.stelle.top == erster.pk}  # fmt: skip
    anlass = f"TOP Ö 1, {sitzung.gremium}, {future(0):%d.%m.%Y}"
    assert {" ".join(ansagen[name].split()) for name in ("einstimmig", "ohne_be", "ja", "wortlaut", "freitext")} == {
        f"einstimmig – {anlass}",
        f"ohne Beschlussempfehlung – {anlass}",
        f"Ja-Stimmen – {anlass}",
        f"geänderter Wortlaut – {anlass}",
        f"Wortlaut des freien Feldes – {anlass}",
    }
    assert len(set(ansagen.values())) == len(ansagen), "box and line of the free place are told apart"


def test_the_keyboard_goes_through_the_fields_as_the_page_is_read(sitzung: Sitzung) -> None:
    with pikepdf.open(BytesIO(print_blatt(sitzung))) as datei:
        formular: Any = datei.Root.AcroForm
        im_baum = [
            str(feld.T)
            for knoten in Tagbaum.read(datei.Root.StructTreeRoot).walk()
            for feld in knoten.objekte
            if "/T" in feld
        ]
        assert im_baum == [str(feld.T) for feld in formular.Fields]
        assert {str(seite.obj.Tabs) for seite in datei.pages} == {"/S"}


def test_the_paper_asks_what_the_official_form_has_room_for(sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    pdf = print_papier(top)
    assert asked(pdf, top) == KREUZE | {"enthaltungen", "gegenstimmen", "wortlaut", "freitext"}
    assert {feld.stelle.fassung for feld in read_felder(pdf)} == {top.fassung_id}
    assert check_pdf(pdf) == []


def test_only_stations_that_wait_can_be_filled_in_the_others_print_as_always() -> None:
    hufa, rat = build_gremium(name="Hauptausschuss"), build_gremium(name="Rat")
    vorlage = build_freigegebene_vorlage(stationen=[(hufa, None, False, True), (rat, None, True, True)])
    felder: dict[str, Any] = {"begonnen": True, "oeffentliche": 0, "nichtoeffentliche": 0, "vorlagen": [vorlage]}
    [erster] = iter_tops(build_veroeffentlichte_sitzung(gremium=hufa, **felder))
    build_abstimmung(erster)
    [zweiter] = iter_tops(build_veroeffentlichte_sitzung(gremium=rat, **felder))
    pdf = print_papier(zweiter)
    assert (asked(pdf, erster), len(asked(pdf, zweiter))) == (set(), 16)
    with pikepdf.open(BytesIO(pdf)) as datei:
        formular: Any = datei.Root.AcroForm
        gesperrt = [feld for feld in formular.Fields if parse_feldname(str(feld.T)) is None]
        assert len(gesperrt) == 12
        assert {int(feld.Ff) for feld in gesperrt} == {1}
        assert [str(feld.V) for feld in gesperrt].count("/on") == 1


def test_a_grid_without_a_free_line_has_none_to_fill_in(sitzung: Sitzung) -> None:
    Kaestchen.objects.filter(bedeutung="frei").update(kurz="Sonstiges")
    top = next(iter_tops(sitzung))
    for pdf in (print_blatt(sitzung), print_papier(top)):
        assert "freitext" not in asked(pdf, top)
        assert check_pdf(pdf) == []


def test_a_sheet_without_boxes_still_asks_for_counts(sitzung: Sitzung) -> None:
    Kaestchen.objects.all().delete()
    pdf = print_blatt(sitzung)
    assert asked(pdf, next(iter_tops(sitzung))) == ZAHLEN.keys() | {"wortlaut"}
    assert check_pdf(pdf) == []


def test_the_mark_is_printed_and_holds_for_exactly_these_fields(sitzung: Sitzung) -> None:
    pdf = print_blatt(sitzung)
    felder = list(read_felder(pdf))
    [kennung] = {feld.kennung for feld in felder}
    namen = [feld.rest for feld in felder]
    assert kennung in extract_text(pdf).replace("\n", "")
    assert is_kennung(kennung, namen)
    assert is_kennung(kennung, namen[::-1])
    assert not is_kennung(kennung, namen[1:])
    assert not is_kennung(kennung, [*namen, "S1_T1_F1_oe-1_ja"])
    assert not is_kennung("A" * 43, namen)
    assert Signer(salt="anderes").signature("\n".join(sorted(namen))) != kennung


def test_a_sheet_printed_under_a_retired_key_stays_ours() -> None:
    with override_settings(SECRET_KEY="alt"):
        kennung = compute_kennung(["a", "b"])
    assert not is_kennung(kennung, ["a", "b"])
    with override_settings(SECRET_KEY_FALLBACKS=["alt"]):
        assert is_kennung(kennung, ["a", "b"])


@pytest.mark.parametrize(
    ("name", "zum_ausfuellen"), [("abstimmungsblatt_pdf", "abstimmungsbogen_pdf"), ("vorlage_pdf", "vorlage_bogen_pdf")]
)
def test_the_copy_for_the_pen_is_another_file_and_has_no_open_field(
    client: Client, sitzung: Sitzung, name: str, zum_ausfuellen: str
) -> None:
    login_clerk(client)
    top = next(iter_tops(sitzung))
    assert top.fassung is not None
    args = [sitzung.pk] if name == "abstimmungsblatt_pdf" else [top.fassung.vorlage_id, top.fassung.neufassung]
    stift, schirm = (client.get(reverse(eines, args=args)) for eines in (name, zum_ausfuellen))
    assert len(read_felder(schirm.content)) > len(read_felder(stift.content)) == 0
    assert "Ausf" in schirm["Content-Disposition"]
    assert "Ausf" not in stift["Content-Disposition"]
    assert check_pdf(schirm.content) == check_pdf(stift.content) == []


@pytest.mark.parametrize(
    ("wer", "antwort"),
    [("dienst", 200), ("schriftfuehrung", 200), ("woanders", 404), ("mitglied", 404), ("verwaltung", 404)],
)
def test_only_who_records_results_there_gets_a_paper_to_fill_in(
    client: Client, sitzung: Sitzung, wer: str, antwort: int
) -> None:
    leute: dict[str, Callable[[], Konto]] = {
        "dienst": clerk,
        "schriftfuehrung": lambda: build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=sitzung.gremium),
        "woanders": lambda: build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=build_gremium()),
        "mitglied": lambda: build_mitglied(gremium=sitzung.gremium),
        "verwaltung": lambda: build_konto(superuser=True),
    }
    client.force_login(leute[wer]())
    top = next(iter_tops(sitzung))
    assert top.fassung is not None
    adresse = reverse("vorlage_bogen_pdf", args=[top.fassung.vorlage_id, top.fassung.neufassung])
    assert client.get(adresse).status_code == antwort


def test_a_paper_on_no_open_agenda_cannot_be_filled_in(sitzung: Sitzung) -> None:
    erster, zweiter, _ = iter_tops(sitzung)
    build_abstimmung(erster)
    strike_top(zweiter, konto=build_konto(), grund="entfällt")
    kommend = build_veroeffentlichte_sitzung(nichtoeffentliche=0)
    abgesagt = next(iter_tops(kommend))
    cancel_sitzung(kommend, konto=build_konto(), grund="Sturm")
    for top in (erster, zweiter, abgesagt):
        assert top.fassung is not None
        assert build_vorlage_bogen_druck(top.fassung, leser=clerk()) is None


def test_what_is_filled_in_shows_in_any_viewer_and_stays_in_order(sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    leer = print_blatt(sitzung)
    voll = fill(leer, {top.pk: {"mehrheitlich": True, "gegenstimmen": "12", "wortlaut": "Größe ändern"}})
    assert check_pdf(voll) == []
    text = extract_text(voll)
    assert "12" in text.split("dagegen")[1][:20]
    assert "Größe ändern" in text
    assert _count_dark(voll) > _count_dark(leer) + 50


def _count_dark(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as datei:
        datei.init_forms()
        bild = datei[0].render(scale=2, may_draw_forms=True).to_pil().convert("L")
        return sum(bild.histogram()[:128])
