"""What is known about the files of a paper before everybody may read them."""

from collections.abc import Iterable

from dokumente.ablage.auftraege import queue_pruefung
from dokumente.ablage.lesen import is_unversehrt
from dokumente.ablage.pruefen import find_pruefungen, finish_pruefungen
from dokumente.anlagen.befunde import Befundart
from dokumente.models import Datei, Dateipruefung
from gremien.rules.befund import Befund, Stufe
from vorlagen.models import Anlage, Fassung
from vorlagen.rules.anlagen import Anlagenstand, check_anlagen


def finish_anlagen(*fassungen: Fassung) -> None:
    """Wait for the checks of the public attachments, bounded in time; not inside a transaction, others wait for it."""
    finish_pruefungen(anlage.datei for anlage in _list_oeffentliche(fassungen))


def check_anlagen_of(*fassungen: Fassung, offen: Stufe = Stufe.ERINNERUNG) -> list[Befund]:
    """Return what the public attachments would give away; ``offen`` is how strict an unfinished check is."""
    anlagen = _list_oeffentliche(fassungen)
    pruefungen = find_pruefungen(anlage.datei for anlage in anlagen)
    staende = [build_stand(anlage, pruefungen.get(anlage.datei_id or 0)) for anlage in anlagen]
    return check_anlagen(staende, offen=offen)


def build_stand(anlage: Anlage, pruefung: Dateipruefung | None) -> Anlagenstand:
    """Return what is known about an attachment as plain values."""
    if anlage.datei is None:
        return Anlagenstand(anlage.position, anlage.titel)
    if pruefung is None:
        vorhanden = is_unversehrt(anlage.datei)
        return Anlagenstand(anlage.position, anlage.titel, is_geprueft=False, is_vorhanden=vorhanden)

    def saetze(*arten: Befundart) -> tuple[str, ...]:
        return tuple(befund.satz for befund in pruefung.liste if befund.art in arten)

    if pruefung.kopie_grund:
        # Nobody gets anything of this file, so there is nothing else to say.
        return Anlagenstand(anlage.position, anlage.titel, kopie_grund=pruefung.kopie_grund)
    return Anlagenstand(
        anlage.position,
        anlage.titel,
        verdeckt=saetze(Befundart.VERDECKT),
        bleibt=saetze(Befundart.BLEIBT, Befundart.UNGEPRUEFT),
        persoenlich=saetze(Befundart.PERSOENLICH),
        entfaellt=saetze(Befundart.ENTFAELLT, Befundart.VORGELESEN),
        hinweise=saetze(Befundart.UNDURCHSUCHT),
    )


def queue_anlagen(vorlage: int) -> None:
    """Have those files of a paper looked through that nothing is known about, so that nobody waits for it later."""
    dateien = list(Datei.objects.filter(anlagen__fassung__vorlage=vorlage).distinct())
    bekannt = find_pruefungen(dateien)
    for datei in dateien:
        if datei.pk not in bekannt:
            queue_pruefung(datei)


def _list_oeffentliche(fassungen: Iterable[Fassung]) -> list[Anlage]:
    kennungen = [fassung.pk for fassung in fassungen]
    if not kennungen:
        return []
    oeffentliche = Anlage.objects.filter(fassung__in=kennungen, oeffentlich=True, datei__isnull=False)
    return list(oeffentliche.select_related("datei").order_by("fassung_id", "position"))
