"""Pictures for the texts of a draft."""

from django.core.files.base import File
from django.db import transaction

from dokumente.ablage.bilder import store_bild
from dokumente.text.bilder import find_bilder
from gremien.rules.befund import Befund, Stufe, VorgangGesperrt
from konten.models import Konto
from vorlagen.actions.beteiligung import enter_beteiligung
from vorlagen.enums import Beteiligungsart
from vorlagen.felder import SCHWER
from vorlagen.models import Bild, Fassung

HOECHSTENS = 40
"""Most pictures that may be brought for one paper."""


def add_bild(fassung: Fassung, upload: File[bytes], *, konto: Konto) -> Bild:
    """Take in a picture for the texts of a draft; only what a text then names is part of the paper.

    Without legal effect, so without a journal row. Raises :class:`~dokumente.ablage.aufnehmen.DateiAbgelehnt`,
    :class:`VorgangGesperrt`.
    """
    if fassung.vorlage.bilder.count() >= HOECHSTENS:
        satz = f"Zu einer Vorlage passen höchstens {HOECHSTENS} Bilder. Bitte hängen Sie weitere als Anlage an."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    datei = store_bild(upload)
    with transaction.atomic():
        fassung = Fassung.objects.select_for_update().get(pk=fassung.pk)
        if not fassung.is_entwurf:
            satz = "Der Entwurf ist inzwischen eingereicht; Bilder lassen sich nicht mehr einfügen."
            raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
        bild, _ = Bild.objects.get_or_create(
            vorlage_id=fassung.vorlage_id, datei=datei, defaults={"gebracht_von": konto}
        )
        enter_beteiligung(fassung, Beteiligungsart.TEXT, konto=konto)
    return bild


def inherit_bilder(fassung: Fassung, *, von: Fassung, konto: Konto) -> None:
    """Let the paper of ``fassung`` have the pictures that its texts name, as taken over from another paper."""
    genannte = {summe for name in SCHWER for summe in find_bilder(getattr(fassung, name))}
    Bild.objects.bulk_create(
        Bild(vorlage_id=fassung.vorlage_id, datei_id=datei, gebracht_von=konto)
        for datei in von.vorlage.bilder.filter(datei__pruefsumme__in=genannte).values_list("datei", flat=True)
    )
