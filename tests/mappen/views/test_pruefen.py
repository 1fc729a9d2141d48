"""The public page that answers for a print: by code, number and file; nothing to learn of what one may not see."""

import io
import re
from pathlib import Path

import pikepdf
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dokumente.models import Ausdruck, Datei
from konten.enums import Rolle
from konten.models import Konto
from mappen.forms import pruefen as formulare
from mappen.views import pruefen as seiten
from tests.bauten import (
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_mitglied,
    build_neufassung,
    build_pdf,
    build_sitzung,
    build_top,
    build_veroeffentlichte_vorlage,
    release_fassung,
)
from tests.mappen.echtheit.drucken import ask, client_of, print_as
from tests.zweite_person import publish_agenda
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.veroeffentlichung import publish_vorlage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leerer_zaehler")]
UNBEKANNT = "nicht bekannt oder nur für angemeldete Personen einsehbar"


def upload(inhalt: bytes, konto: Konto | None = None, *, name: str = "ausdruck.pdf") -> tuple[int, str]:
    """Return status and page of the answer to an uploaded file."""
    datei = SimpleUploadedFile(name, inhalt, content_type="application/pdf")
    antwort = client_of(konto).post("/pruefen/", {"datei": datei})
    return antwort.status_code, read(antwort)


def read(antwort: HttpResponseBase) -> str:
    return " ".join(b"".join(antwort).decode().split())


def lookup(text: str, konto: Konto | None = None) -> tuple[int, str]:
    antwort = client_of(konto).get("/pruefen/", {"q": text}, follow=True)
    return antwort.status_code, read(antwort)


def test_the_page_offers_both_ways_and_stands_in_the_footer() -> None:
    seite = read(Client().get("/pruefen/"))
    assert 'name="q"' in seite
    assert 'name="datei"' in seite
    assert '<a href="/pruefen/">Ausdruck prüfen</a>' in read(Client().get("/"))


def test_an_uploaded_print_is_genuine_and_nothing_of_it_is_kept() -> None:
    vorlage = build_veroeffentlichte_vorlage()
    pdf, _ = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    dateien = Datei.objects.count()
    status, seite = upload(pdf)
    assert status == 200
    assert "Dieser Ausdruck ist echt und aktuell" in seite
    assert vorlage.nummer in seite
    assert (Datei.objects.count(), Ausdruck.objects.count()) == (dateien, 1)


@pytest.mark.parametrize("stelle", [0.3, 0.6, 0.97])
def test_one_changed_byte_is_no_unchanged_print(stelle: float) -> None:
    vorlage = build_veroeffentlichte_vorlage()
    pdf, ausdruck = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    ort = int(len(pdf) * stelle)
    status, seite = upload(pdf[:ort] + bytes([pdf[ort] ^ 1]) + pdf[ort + 1 :])
    assert status == 200
    assert "kein unveränderter Ausdruck" in seite
    assert "echt und aktuell" not in seite
    assert f"{ausdruck.code[:4]}-{ausdruck.code[4:8]}-{ausdruck.code[8:]}" in seite


def test_a_copy_saved_by_another_program_is_recognised(tmp_path: Path) -> None:
    vorlage = build_veroeffentlichte_vorlage()
    pdf, _ = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    (tmp_path / "a.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "a.pdf") as offen:
        offen.save(tmp_path / "b.pdf")
    assert "kein unveränderter Ausdruck" in upload((tmp_path / "b.pdf").read_bytes())[1]


def test_an_outdated_print_is_outdated_as_a_file_too() -> None:
    vorlage = build_veroeffentlichte_vorlage()
    pdf, _ = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    publish_vorlage(release_fassung(build_neufassung(vorlage)), konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert "überholt seit" in upload(pdf)[1]


@pytest.mark.parametrize(
    ("inhalt", "name", "status", "satz"),
    [
        (b"", "leer.pdf", 400, "Die Datei ist leer."),
        (b"Guten Tag", "brief.pdf", 400, "Das ist keine PDF-Datei."),
        (b"x" * 2000 + b"%PDF-1.7", "spaet.pdf", 400, "Das ist keine PDF-Datei."),
        (b"%PDF-1.7 und dann nichts", "kaputt.pdf", 404, "Diese Datei ist nicht bekannt"),
        (b"%PDF-1.7 (Ausdruck-000000000000)", "erfunden.pdf", 404, "Diese Datei ist nicht bekannt"),
        (b"%PDF-1.7", f"{'x' * 300}.pdf", 404, "Diese Datei ist nicht bekannt"),
    ],
)
def test_a_bad_file_is_answered_with_a_sentence(inhalt: bytes, name: str, status: int, satz: str) -> None:
    antwort = upload(inhalt, name=name)
    assert antwort[0] == status
    assert satz in antwort[1]


def test_no_file_is_answered_with_a_sentence() -> None:
    antwort = Client().post("/pruefen/", {})
    assert antwort.status_code == 400
    assert "Bitte wählen Sie die PDF-Datei aus" in read(antwort)


def test_a_file_that_is_too_large_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    vorlage = build_veroeffentlichte_vorlage()
    pdf, _ = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    monkeypatch.setattr(seiten, "PRUEFEN_MAX_BYTES", len(pdf) - 1)
    status, seite = upload(pdf)
    assert status == 413
    assert formulare.ZU_GROSS in seite
    monkeypatch.setattr(seiten, "PRUEFEN_MAX_BYTES", len(pdf))
    assert upload(pdf)[0] == 200


def test_a_foreign_pdf_is_unknown() -> None:
    status, seite = upload(build_pdf())
    assert status == 404
    assert UNBEKANNT in seite


def test_a_forged_request_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    datei = SimpleUploadedFile("a.pdf", b"%PDF-1.7", content_type="application/pdf")
    assert client.post("/pruefen/", {"datei": datei}).status_code == 403
    client.get("/pruefen/")
    datei = SimpleUploadedFile("a.pdf", b"%PDF-1.7", content_type="application/pdf")
    angaben = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value, "datei": datei}
    assert client.post("/pruefen/", angaben).status_code == 404


def test_too_many_files_are_refused() -> None:
    assert [upload(b"%PDF-1.7")[0] for _ in range(31)] == [404] * 30 + [429]


def test_other_methods_are_refused() -> None:
    assert Client().put("/pruefen/").status_code == 405
    assert Client().post("/p/7K3M9QX2TD4F/").status_code == 405


@pytest.mark.parametrize("code", ["7K3M9QX2TD4F", "unsinn", "7K3M9QX2TD4FX", "%00", "x" * 300])
def test_an_unknown_code_gets_one_answer(code: str) -> None:
    antwort = Client().get(f"/p/{code}/")
    assert antwort.status_code == 404
    assert UNBEKANNT in read(antwort)


def test_a_typed_code_leads_to_its_answer() -> None:
    vorlage = build_veroeffentlichte_vorlage()
    _, ausdruck = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    klein = f"{ausdruck.code[:4]}-{ausdruck.code[4:8]}-{ausdruck.code[8:]}".lower()
    for eingabe in (klein, f"https://rat.example/p/{ausdruck.code}/", f"rat.example/p/{ausdruck.code}"):
        antwort = Client().get("/pruefen/", {"q": eingabe})
        assert antwort.status_code == 302
        assert antwort["Location"] == f"/p/{ausdruck.code}/"
    assert Client().get(f"/p/{klein}/").status_code == 200


def test_nothing_typed_is_answered_with_a_sentence() -> None:
    status, seite = lookup("")
    assert status == 400
    assert "Bitte geben Sie ein Prüfzeichen oder eine Nummer ein." in seite


@pytest.mark.parametrize("text", ["BV/9999/2026", "2026/001/XX", "Guten Tag", "BV", "<script>", "BV/0001/99999"])
def test_an_unknown_number_gets_one_answer(text: str) -> None:
    status, seite = lookup(text)
    assert status == 404
    assert "keine bekannte Nummer, oder die Unterlage ist nur für angemeldete Personen einsehbar" in seite
    assert "<script>" not in seite.replace("<script src", "")


def test_a_number_says_what_replaced_it() -> None:
    vorlage = build_veroeffentlichte_vorlage(betreff="Neue Brücke")
    assert "Neue Brücke" in lookup(vorlage.nummer.lower())[1]
    neue = publish_vorlage(release_fassung(build_neufassung(vorlage)), konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert f"{vorlage.nummer} wurde ersetzt durch {neue.nummer}" in lookup(vorlage.nummer)[1]


def test_the_number_of_a_withdrawn_paper_says_that_and_no_more() -> None:
    vorlage = build_veroeffentlichte_vorlage(betreff="Neue Brücke")
    withdraw_vorlage(vorlage, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Erledigt")
    status, seite = lookup(vorlage.nummer)
    assert status == 200
    assert "zurückgezogen" in seite
    assert "Brücke" not in seite


def test_the_number_of_a_sitting_leads_to_it() -> None:
    sitzung = build_sitzung()
    build_top(sitzung)
    assert lookup(sitzung.nummer)[0] == 404
    publish_agenda(sitzung)
    status, seite = lookup(sitzung.nummer.lower())
    assert status == 200
    assert f'href="/sitzungen/{sitzung.pk}/"' in seite


def test_a_hidden_print_is_answered_byte_for_byte_like_an_unknown_one() -> None:
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    vorlage = build_freigegebene_vorlage(oeffentlich=False, betreff="Kündigung Frau Beispiel")
    pdf, ausdruck = print_as(f"/vorlagen/{vorlage.pk}/pdf/", dienst)
    assert "Kündigung Frau Beispiel" in ask(ausdruck, dienst)[1]
    fremd = build_mitglied(gremium=build_gremium())
    for konto in (None, fremd):
        assert _without_token(ask(ausdruck, konto)[1]) == _without_token(lookup("000000000000", konto)[1])
        gefaelscht = pdf[:-40] + b"x" + pdf[-39:]
        unbekannt = _without_token(upload(b"%PDF-1.7", konto)[1])
        assert _without_token(upload(pdf, konto)[1]) == unbekannt
        assert _without_token(upload(gefaelscht, konto)[1]) == unbekannt
        assert lookup(vorlage.nummer, konto)[0] == 404
    assert vorlage.nummer in upload(pdf, dienst)[1]


def _without_token(seite: str) -> str:
    """Return the page without what differs between any two answers."""
    return re.sub(r'(csrfmiddlewaretoken" value="|nonce=")[^"]*', "", seite)


def test_the_print_of_members_is_not_known_to_the_public_though_the_paper_is() -> None:
    """It names a closed annex; whoever holds it without the right to know of that learns nothing."""
    vorlage = build_veroeffentlichte_vorlage(anlagen=[("Gutachten", False)])
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    pdf, intern = print_as(f"/vorlagen/{vorlage.pk}/pdf/", dienst)
    _, oeffentlich = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    assert intern.code != oeffentlich.code
    assert [ask(oeffentlich)[0], ask(oeffentlich, dienst)[0]] == [200, 200]
    assert [ask(intern)[0], ask(intern, dienst)[0]] == [404, 200]
    assert UNBEKANNT in upload(pdf)[1]
    assert ask(intern, build_mitglied(gremium=build_gremium()))[0] == 404


def test_a_print_first_made_inside_counts_for_everybody_once_it_is_what_everybody_gets() -> None:
    vorlage = build_freigegebene_vorlage()
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    _, ausdruck = print_as(f"/vorlagen/{vorlage.pk}/pdf/", dienst)
    assert ask(ausdruck)[0] == 404
    publish_vorlage(vorlage.fassungen.get(), konto=dienst)
    assert "echt und aktuell" in ask(ausdruck)[1]


def test_the_register_holds_nobody() -> None:
    """Who printed is nobody's business: neither account nor person."""
    vorlage = build_freigegebene_vorlage()
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    _, ausdruck = print_as(f"/vorlagen/{vorlage.pk}/pdf/", dienst)
    assert ausdruck.leserkreis == '{"sitzungsdienst": true}'


def test_a_draft_carries_no_code_and_is_not_entered() -> None:
    amt = build_konto(superuser=True)
    vorlage = build_veroeffentlichte_vorlage()
    entwurf = build_neufassung(vorlage)
    client_of(amt).get(f"/vorlagen/{vorlage.pk}/fassungen/{entwurf.neufassung}/pdf/")
    assert not Ausdruck.objects.exists()


def test_an_answer_costs_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    vorlage = build_veroeffentlichte_vorlage()
    _, ausdruck = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    with django_assert_max_num_queries(40):
        ask(ausdruck)


def test_the_address_on_the_page_follows_the_setting(settings: LazySettings) -> None:
    settings.ADRESSE = "https://rat.example"
    vorlage = build_veroeffentlichte_vorlage()
    pdf, ausdruck = print_as(f"/vorlagen/{vorlage.pk}/pdf/")
    with pikepdf.open(io.BytesIO(pdf)) as offen:
        ziele = [str(a.A.URI) for seite in offen.pages for a in seite.get("/Annots", []) if "/A" in a]
    assert f"https://rat.example/p/{ausdruck.code}/" in ziele
