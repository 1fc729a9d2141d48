"""Co-signature: a draft is handed in, and answered by those who share the responsibility."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from gremien.querysets import gueltig_am
from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, require
from journal.actions import record
from journal.enums import Akt
from konten.enums import Rolle
from konten.models import Konto, Rollenzuweisung
from vorlagen.actions.anlagenpruefung import finish_anlagen
from vorlagen.actions.beteiligung import enter_beteiligung
from vorlagen.actions.freigabe import check_fassung
from vorlagen.enums import Beteiligungsart, Fassungsstatus, Mitzeichnungsergebnis
from vorlagen.models import Fassung, Mitzeichnung
from vorlagen.rules.mitzeichnung import check_mitzeichnung


def mitzeichnende_for(fassung: Fassung) -> list[Konto]:
    """Return who must co-sign: the heads of the paper's Amt, except the person who wrote it, whatever their login."""
    leitung = Rollenzuweisung.objects.filter(
        gueltig_am(timezone.localdate()), rolle=Rolle.AMTSLEITUNG, amt=fassung.amt_id
    )
    konten = Konto.objects.filter(is_active=True, pk__in=leitung.values("konto"))
    return [konto for konto in konten.order_by("pk") if not is_verfasser(fassung, konto)]


def is_verfasser(fassung: Fassung, konto: Konto) -> bool:
    """Return whether this is the author, or another login of the same person."""
    return fassung.verfasser is not None and fassung.verfasser.auge.is_same(konto.auge)


def submit_vorlage(fassung: Fassung, *, konto: Konto, weitere: Sequence[Konto] = (), grund: str = "") -> Fassung:
    """In die Mitzeichnung geben: ask the heads of the Amt and ``weitere`` to co-sign.

    The draft must be complete and its public attachments looked through; from here on nobody writes in it. Raises
    :class:`VorgangGesperrt`.
    """
    # Before the transaction: nobody else shall wait for a file that takes its time.
    if fassung.oeffentlich:
        finish_anlagen(fassung)
    return _submit(fassung, konto=konto, weitere=weitere, grund=grund)


@transaction.atomic
def _submit(fassung: Fassung, *, konto: Konto, weitere: Sequence[Konto], grund: str) -> Fassung:
    fassung = Fassung.objects.select_for_update().get(pk=fassung.pk)
    if not fassung.is_entwurf:
        satz = "Die Vorlage ist schon in der Mitzeichnung oder freigegeben."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    befunde = require(check_fassung(fassung, offen=Stufe.SPERRE), grund=grund)
    mitzeichnende = {k.pk: k for k in [*mitzeichnende_for(fassung), *weitere] if not is_verfasser(fassung, k)}
    fassung.status = Fassungsstatus.MITZEICHNUNG
    fassung.stand += 1
    fassung.save(update_fields=["status", "stand", "updated_at"])
    Mitzeichnung.objects.bulk_create(Mitzeichnung(fassung=fassung, konto=k) for k in mitzeichnende.values())
    enter_beteiligung(fassung, Beteiligungsart.EINGEREICHT, konto=konto)
    record(
        Akt.EINREICHEN,
        fassung.vorlage,
        konto=konto,
        fassung=fassung.neufassung,
        mitzeichnende=[k.get_username() for k in mitzeichnende.values()],
        uebergangen=[befund.satz for befund in befunde],
        grund=grund,
    )
    return fassung


@transaction.atomic
def countersign_vorlage(
    fassung: Fassung, *, konto: Konto, ergebnis: Mitzeichnungsergebnis, bemerkung: str = ""
) -> Mitzeichnung:
    """Mitzeichnen, or hand the draft back with a remark, which reopens it for its author.

    Raises :class:`VorgangGesperrt`.
    """
    fassung = Fassung.objects.select_for_update().get(pk=fassung.pk)
    mitzeichnung = fassung.mitzeichnungen.waiting_for(konto).first()
    if mitzeichnung is None:
        satz = "Für diese Vorlage ist keine Mitzeichnung von Ihnen offen."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    require(
        check_mitzeichnung(
            is_verfasser=is_verfasser(fassung, konto),
            ergebnis=ergebnis,
            bemerkung=bemerkung,
        )
    )
    mitzeichnung.ergebnis, mitzeichnung.bemerkung = ergebnis, bemerkung.strip()
    mitzeichnung.beantwortet_am = timezone.now()
    mitzeichnung.save()
    if ergebnis == Mitzeichnungsergebnis.ZURUECKGEGEBEN:
        fassung.mitzeichnungen.filter(ergebnis="").delete()
        fassung.status = Fassungsstatus.ENTWURF
        fassung.stand += 1
        fassung.save(update_fields=["status", "stand", "updated_at"])
    record(Akt.MITZEICHNEN, fassung.vorlage, konto=konto, fassung=fassung.neufassung, ergebnis=str(ergebnis))
    return mitzeichnung
