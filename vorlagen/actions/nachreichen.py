"""Anlagen nachreichen: an imported paper names its attachments; their files come later, each of them once."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from dokumente.models import Datei
from dokumente.rules.namen import clean_dateiname
from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from vorlagen.actions.beteiligung import enter_beteiligung
from vorlagen.enums import Beteiligungsart
from vorlagen.models import Anlage, Fassung, Vorlage
from vorlagen.models.pruefsumme import FORMAT, compute_pruefsumme
from vorlagen.querysets import VERFASSER
from vorlagen.rules.nachreichen import Anlagenplatz

NICHT_EINGELESEN = "Nachgereicht werden Dateien nur zu eingelesenen Vorlagen. Bitte fassen Sie diese Vorlage neu."
OHNE_GRUND = "Bitte geben Sie an, warum die Datei erst jetzt kommt."
HAT_DATEI = "Anlage {} hat schon eine Datei, und die bleibt."
OEFFENTLICH = "Anlage {} ist öffentlich; eine Datei wäre es sofort auch. Bitte fassen Sie die Vorlage neu."


@dataclass(frozen=True, slots=True)
class Nachreichung:
    """A kept file, the name it came with, and the attachment it is for."""

    anlage_pk: int
    datei: Datei
    dateiname: str


def list_offene_anlagen(fassung: Fassung) -> list[Anlage]:
    """Return the attachments that can still get their file, in order."""
    if not fassung.is_aus_formular:
        return []
    return list(fassung.anlagen.filter(datei__isnull=True, oeffentlich=False).order_by("position"))


def list_plaetze(anlagen: Sequence[Anlage]) -> list[Anlagenplatz]:
    """Return the attachments as the comparison of names wants them."""
    return [Anlagenplatz(anlage.position, anlage.titel) for anlage in anlagen]


@transaction.atomic
def add_anlagendateien(fassung: Fassung, dateien: Sequence[Nachreichung], *, konto: Konto, grund: str) -> list[Anlage]:
    """Anlagen nachreichen: give attachments their files, all or none; they stay nichtöffentlich.

    Whoever does so had a hand in the paper: while it waits to be confirmed, somebody else confirms it. The journal
    keeps ``grund`` and the digest before and after. Raises :class:`VorgangGesperrt`.
    """
    vorlage = Vorlage.objects.select_for_update().get(pk=fassung.vorlage_id)
    fassung = Fassung.objects.select_related(*VERFASSER).get(pk=fassung.pk)
    anlagen = {anlage.pk: anlage for anlage in fassung.anlagen.select_for_update().order_by("position")}
    require(_check(fassung, anlagen, dateien))
    if not grund.strip():
        raise VorgangGesperrt([Befund(OHNE_GRUND, "", Stufe.SPERRE, "grund")])
    vorher = compute_pruefsumme(fassung)
    for neu in dateien:
        anlage = anlagen[neu.anlage_pk]
        anlage.datei, anlage.dateiname = neu.datei, clean_dateiname(neu.dateiname)
        anlage.nachgereicht_am = timezone.now()
        anlage.save(update_fields=["datei", "dateiname", "nachgereicht_am"])
    enter_beteiligung(fassung, Beteiligungsart.ANLAGE, konto=konto)
    record(
        Akt.ANLAGEN_NACHREICHEN,
        vorlage,
        konto=konto,
        nummer=fassung.nummer,
        grund=grund.strip(),
        anlagen=[anlagen[neu.anlage_pk].position for neu in dateien],
        format=FORMAT,
        pruefsumme_vorher=vorher,
        pruefsumme=compute_pruefsumme(fassung),
    )
    return [anlagen[neu.anlage_pk] for neu in dateien]


def _check(fassung: Fassung, anlagen: dict[int, Anlage], dateien: Sequence[Nachreichung]) -> list[Befund]:
    if not fassung.is_aus_formular:
        return [Befund(NICHT_EINGELESEN, "", Stufe.SPERRE)]
    if not dateien:
        return [Befund("Bitte wählen Sie mindestens eine Datei aus.", "", Stufe.SPERRE)]
    gemeint = [neu.anlage_pk for neu in dateien]
    if len(set(gemeint)) < len(gemeint):
        return [
            Befund("Zwei Dateien gehören nicht zu derselben Anlage. Bitte ordnen Sie sie anders zu.", "", Stufe.SPERRE)
        ]
    if not set(gemeint) <= anlagen.keys():
        raise VorgangGesperrt([Befund("Diese Anlage gibt es nicht. Bitte laden Sie die Seite neu.", "", Stufe.SPERRE)])
    gewaehlte = [anlagen[pk] for pk in gemeint]
    saetze = [HAT_DATEI.format(a.position) for a in gewaehlte if a.datei_id is not None]
    saetze += [OEFFENTLICH.format(a.position) for a in gewaehlte if a.oeffentlich]
    return [Befund(satz, "", Stufe.SPERRE) for satz in saetze]
