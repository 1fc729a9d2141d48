"""What is asked for twice and done once: these constraints refuse nobody."""

import io
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from konten.enums import Rolle
from konten.models import Konto
from mappen.actions.mappe import order_mappe
from mappen.documents.wahl import Mappenwahl
from mappen.enums import Empfaenger
from mappen.models import Mappe
from sitzungen.models import Anwesenheit
from tests.bauten import (
    build_anwesenheit,
    build_entwurf,
    build_konto,
    build_veroeffentlichte_sitzung,
)
from tests.mitzeichnen import amt_of, ask
from vorlagen.actions.bilder import add_bild
from vorlagen.actions.mitzeichnung import submit_vorlage


def _dienst() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def send_anwesende_doppelt() -> None:
    sitzung = build_anwesenheit(build_veroeffentlichte_sitzung(begonnen=True), anwesend=2)
    client = Client()
    client.force_login(_dienst())
    person = Anwesenheit.objects.filter(sitzung=sitzung).earliest("pk").person_id
    antwort = client.post(reverse("anwesenheit", args=[sitzung.pk]), {"anwesende": [person, person]})
    assert antwort.status_code == 302
    assert Anwesenheit.objects.filter(sitzung=sitzung, person=person).count() == 1


def order_doppelt() -> None:
    sitzung, konto = build_veroeffentlichte_sitzung(), _dienst()
    wahl = Mappenwahl(fuer=Empfaenger.MITGLIEDER)
    assert order_mappe(sitzung, wahl, konto=konto).pk == order_mappe(sitzung, wahl, konto=konto).pk
    assert Mappe.objects.count() == 1


def ask_doppelt() -> None:
    fassung, weitere = build_entwurf(), build_konto(rolle=Rolle.AMTSLEITUNG)
    assert fassung.verfasser is not None
    submit_vorlage(fassung, konto=fassung.verfasser, wuensche=[ask(weitere), ask(weitere)])
    assert fassung.mitzeichnungen.filter(amt=amt_of(weitere)).count() == 1


def bring_bild_doppelt() -> None:
    fassung, puffer = build_entwurf(), io.BytesIO()
    Image.new("RGB", (4, 4)).save(puffer, "PNG")
    assert fassung.verfasser is not None
    for _ in range(2):
        add_bild(fassung, SimpleUploadedFile("plan.png", puffer.getvalue()), konto=fassung.verfasser)


DOPPELTES: dict[str, Callable[[], None]] = {
    "sitzungen_anwesenheit_einmal": send_anwesende_doppelt,
    "mappen_mappe_ein_auftrag": order_doppelt,
    "vorlagen_mitzeichnung_amt_einmal_offen": ask_doppelt,
    "vorlagen_bild_einmal": bring_bild_doppelt,
}
"""Constraint → the same thing asked for twice, which is no reason to refuse anything."""
