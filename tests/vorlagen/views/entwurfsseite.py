"""The drafting pages as a browser sees them."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import build_konto, build_pdf
from vorlagen.enums import Entwurfsteil
from vorlagen.models import Fassung
from vorlagen.pages.entwurf import address_of, teil_of

ANGABEN, BEGRUENDUNG, GREMIENWEG, AUSWIRKUNGEN, ANLAGEN = (
    Entwurfsteil.ANGABEN,
    Entwurfsteil.BEGRUENDUNG,
    Entwurfsteil.GREMIENWEG,
    Entwurfsteil.AUSWIRKUNGEN,
    Entwurfsteil.ANLAGEN,
)
JSON = {"Accept": "application/json"}


def address(fassung: Fassung, teil: Entwurfsteil = ANGABEN) -> str:
    return address_of(fassung.vorlage_id, teil)


def drafter(client: Client, fassung: Fassung) -> Konto:
    konto = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=fassung.amt)
    client.force_login(konto)
    return konto


def page_data(client: Client, fassung: Fassung, teil: Entwurfsteil = ANGABEN) -> dict[str, Any]:
    """Return what a browser would send if nothing was typed on the freshly opened page of a part."""
    bearbeitung = client.get(address(fassung, teil)).context["bearbeitung"]
    daten: dict[str, Any] = {"stand": str(bearbeitung.stand), "bekannt": [a.pk for a in bearbeitung.vorhandene]}
    zeilen = [
        f for satz in (bearbeitung.gremienweg, bearbeitung.anlagen) if satz for f in (satz.management_form, *satz)
    ]
    for form in (*([bearbeitung.form] if bearbeitung.form else []), *zeilen):
        for feld in form:
            wert = feld.value()
            if wert is False or wert is None:
                continue
            daten[feld.html_name] = wert if isinstance(wert, list) else "on" if wert is True else str(wert)
    return daten


def teil_written_in(namen: set[str]) -> Entwurfsteil:
    """Return the one part to which these fields of a page belong."""
    teile = {teil_of("anlagen" if name == "dateien" else name.partition("-")[0]) for name in namen} - {None}
    [teil] = teile or {ANGABEN}
    assert teil is not None
    return teil


def save(client: Client, fassung: Fassung, **geaendert: Any) -> Any:
    """Change these fields on the page of their part and press the button."""
    teil = teil_written_in(set(geaendert))
    return client.post(address(fassung, teil), page_data(client, fassung, teil) | geaendert)


def stored(fassung: Fassung) -> Fassung:
    return Fassung.objects.select_related("vorlage").get(pk=fassung.pk)


def upload(name: str = "Lageplan_Nord.pdf", inhalt: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, build_pdf() if inhalt is None else inhalt)
