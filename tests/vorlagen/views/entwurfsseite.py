"""The drafting page as a browser sees it."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import build_konto, build_pdf
from vorlagen.models import Fassung


def address(fassung: Fassung) -> str:
    return reverse("vorlage_bearbeiten", args=[fassung.vorlage_id])


def drafter(client: Client, fassung: Fassung) -> Konto:
    konto = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=fassung.amt)
    client.force_login(konto)
    return konto


def page_data(client: Client, fassung: Fassung) -> dict[str, Any]:
    """Return what a browser would send if nothing was typed on the freshly opened page."""
    bearbeitung = client.get(address(fassung)).context["bearbeitung"]
    daten: dict[str, Any] = {}
    zeilen = [
        f for satz in (bearbeitung.gremienweg, bearbeitung.anlagen) if satz for f in (satz.management_form, *satz)
    ]
    for form in (bearbeitung.form, *zeilen):
        for feld in form:
            wert = feld.value()
            if wert is False or wert is None:
                continue
            daten[feld.html_name] = "on" if wert is True else str(wert)
    return daten


def save(client: Client, fassung: Fassung, **geaendert: Any) -> Any:
    return client.post(address(fassung), page_data(client, fassung) | geaendert)


def stored(fassung: Fassung) -> Fassung:
    return Fassung.objects.select_related("vorlage").get(pk=fassung.pk)


def upload(name: str = "Lageplan_Nord.pdf", inhalt: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, build_pdf() if inhalt is None else inhalt)
