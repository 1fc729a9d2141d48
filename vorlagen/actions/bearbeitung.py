"""Writing in a draft: without legal effect, so without journal rows, but never over somebody else's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import File
from django.db import transaction
from django.db.models import F, Max

from dokumente.ablage.aufnehmen import store_datei
from dokumente.rules.namen import clean_dateiname, titel_of
from konten.models import Konto
from vorlagen.actions.beteiligung import enter_beteiligung
from vorlagen.actions.gremienweg import BEIM_VERSCHIEBEN, Stationsplan, replace_stationen
from vorlagen.enums import Beteiligungsart, Vorlagenart
from vorlagen.models import Anlage, Fassung, Vorlage


class EntwurfUeberholt(Exception):
    """Somebody else saved or handed in the draft meanwhile; nothing was written."""


@dataclass(frozen=True, slots=True)
class Anlagenplan:
    """An attachment as the drafter wants it, in order; ``pk`` is that of an attachment of this Fassung."""

    pk: int
    titel: str
    oeffentlich: bool


def attach_datei(fassung: Fassung, upload: File[bytes], *, konto: Konto) -> Anlage:
    """Hang a file behind the others of a draft, non-public, titled by its name.

    Raises ``DateiAbgelehnt`` if the file cannot be taken in, :class:`EntwurfUeberholt` if the draft is closed,
    :class:`VorgangGesperrt` for an account that is nobody's.
    """
    datei = store_datei(upload)
    name = clean_dateiname(upload.name or "")
    with transaction.atomic():
        aktuell = _lock_entwurf(fassung, stand=fassung.stand)
        letzte = aktuell.anlagen.aggregate(letzte=Max("position"))["letzte"] or 0
        anlage = Anlage.objects.create(
            fassung=aktuell, position=letzte + 1, titel=titel_of(name), dateiname=name, datei=datei
        )
        enter_beteiligung(aktuell, Beteiligungsart.ANLAGE, konto=konto)
        # Whoever has the page open without this attachment must not drop it by saving.
        aktuell.stand += 1
        aktuell.save(update_fields=["stand", "updated_at"])
    fassung.stand = aktuell.stand
    return anlage


@transaction.atomic
def save_entwurf(
    fassung: Fassung,
    *,
    konto: Konto,
    felder: Sequence[str],
    stand: int,
    art: Vorlagenart | None,
    stationen: Sequence[Stationsplan] | None,
    anlagen: Sequence[Anlagenplan],
) -> Fassung:
    """Store a draft with its way and its attachments, all or nothing; whoever does so had a hand in it.

    ``felder`` are the written fields of ``fassung``; ``stand`` is what the writer had seen; ``art`` and
    ``stationen`` are None where the paper has a number and both are fixed. Raises :class:`EntwurfUeberholt`, and
    :class:`VorgangGesperrt` for an account that is nobody's.
    """
    aktuell = _lock_entwurf(fassung, stand=stand)
    enter_beteiligung(aktuell, Beteiligungsart.TEXT, konto=konto)
    fassung.stand = aktuell.stand + 1
    fassung.save(update_fields=[*felder, "stand", "suchtext", "updated_at"])
    vorlage = Vorlage.objects.select_for_update().get(pk=fassung.vorlage_id)
    if vorlage.laufend is None:
        if art is not None:
            vorlage.art = art
            vorlage.save(update_fields=["art"])
        if stationen is not None:
            replace_stationen(vorlage, stationen)
    if _replace_anlagen(fassung, anlagen):
        enter_beteiligung(aktuell, Beteiligungsart.ANLAGE, konto=konto)
    return fassung


def _lock_entwurf(fassung: Fassung, *, stand: int) -> Fassung:
    aktuell = Fassung.objects.select_for_update().get(pk=fassung.pk)
    if not aktuell.is_entwurf or aktuell.stand != stand:
        raise EntwurfUeberholt
    return aktuell


def _replace_anlagen(fassung: Fassung, plaene: Sequence[Anlagenplan]) -> bool:
    """Store the attachments as planned; return whether that changed anything."""
    vorhandene = {anlage.pk: anlage for anlage in fassung.anlagen.order_by("position")}
    geplant = {plan.pk: plan for plan in plaene if plan.pk in vorhandene}
    if list(geplant.values()) == [Anlagenplan(a.pk, a.titel, a.oeffentlich) for a in vorhandene.values()]:
        return False
    fassung.anlagen.exclude(pk__in=geplant).delete()
    fassung.anlagen.update(position=F("position") + BEIM_VERSCHIEBEN)
    for position, plan in enumerate(geplant.values(), start=1):
        anlage = vorhandene[plan.pk]
        anlage.position, anlage.titel, anlage.oeffentlich = position, plan.titel, plan.oeffentlich
        anlage.save(update_fields=["position", "titel", "oeffentlich"])
    return True
