"""Co-signature: a draft is handed in, and answered by those who share the responsibility."""

from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from gremien.querysets import gueltig_am
from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, list_uebergangene, require
from journal.actions import record
from journal.enums import Akt
from konten.enums import Rolle
from konten.models import Konto, Rollenzuweisung
from konten.rules.vier_augen import Auge, check_person, is_unter
from vorlagen.actions.anlagenpruefung import finish_anlagen
from vorlagen.actions.bearbeitung import check_einreichung
from vorlagen.actions.beteiligung import describe_schreiben, enter_beteiligung, list_schreibende
from vorlagen.actions.nachrichten import tell_eingereicht, tell_mitgezeichnet, tell_zurueckgeholt
from vorlagen.documents.gesehen import write_gesehenes
from vorlagen.enums import RUNDE_BEENDET, Beteiligungsart, Fassungsstatus, Mitzeichnungsergebnis
from vorlagen.models import Fassung, Mitzeichnung
from vorlagen.rules.mitzeichnung import check_mitzeichnung, check_rueckholung

KEINE_OFFEN = "Für diese Vorlage ist keine Mitzeichnung von Ihnen offen."
UEBERARBEITET = (
    "Seit Sie die Seite geöffnet haben, ist die Vorlage überarbeitet worden. Bitte lesen Sie sie noch einmal."
)


def mitzeichnende_for(fassung: Fassung) -> list[Konto]:
    """Return who must co-sign: the heads of the paper's Amt, except persons who wrote in it, whatever their login."""
    leitung = Rollenzuweisung.objects.filter(
        gueltig_am(timezone.localdate()), rolle=Rolle.AMTSLEITUNG, amt=fassung.amt_id
    )
    konten = Konto.objects.filter(is_active=True, pk__in=leitung.values("konto"))
    return _leave_out(list_schreibende(fassung), konten.order_by("pk"))


def _leave_out(schreibende: Collection[Auge], konten: Iterable[Konto]) -> list[Konto]:
    return [konto for konto in konten if not is_unter(konto.auge, schreibende)]


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
    befunde = require(check_einreichung(fassung, offen=Stufe.SPERRE), grund=grund)
    gefragt = [*mitzeichnende_for(fassung), *_leave_out(list_schreibende(fassung), weitere)]
    mitzeichnende = {konto.pk: konto for konto in gefragt}
    fassung.status = Fassungsstatus.MITZEICHNUNG
    fassung.stand += 1
    fassung.save(update_fields=["status", "stand", "updated_at"])
    Mitzeichnung.objects.bulk_create(Mitzeichnung(fassung=fassung, konto=k) for k in mitzeichnende.values())
    enter_beteiligung(fassung, Beteiligungsart.EINGEREICHT, konto=konto)
    tell_eingereicht(fassung, mitzeichnende.values(), konto=konto)
    record(
        Akt.EINREICHEN,
        fassung.vorlage,
        konto=konto,
        fassung=fassung.neufassung,
        mitzeichnende=[k.get_username() for k in mitzeichnende.values()],
        uebergangen=list_uebergangene(befunde),
        grund=grund,
    )
    return fassung


@transaction.atomic
def countersign_vorlage(
    fassung: Fassung,
    *,
    konto: Konto,
    ergebnis: Mitzeichnungsergebnis,
    bemerkung: str = "",
    stand: int | None = None,
) -> Mitzeichnung:
    """Mitzeichnen, or hand the draft back with a remark, which reopens it for its author.

    Whoever has touched text or attachments is no second pair of eyes and can only hand it back. What the signer
    saw is kept for them; ``stand`` is that of the page they read. Raises :class:`VorgangGesperrt`.
    """
    fassung = Fassung.objects.select_for_update().get(pk=fassung.pk)
    mitzeichnung = fassung.mitzeichnungen.waiting_for(konto).first()
    if mitzeichnung is None:
        raise VorgangGesperrt([Befund(KEINE_OFFEN, "", Stufe.SPERRE)])
    if stand is not None and stand != fassung.stand:
        raise VorgangGesperrt([Befund(UEBERARBEITET, "", Stufe.SPERRE)])
    require(
        check_person(konto.auge)
        + check_mitzeichnung(ergebnis=ergebnis, mitwirkung=describe_schreiben(fassung, konto.auge), bemerkung=bemerkung)
    )
    if mitzeichnung.konto_id != konto.pk:
        mitzeichnung.vertreten, mitzeichnung.konto = mitzeichnung.konto, konto
    mitzeichnung.ergebnis, mitzeichnung.bemerkung = ergebnis, bemerkung.strip()
    mitzeichnung.beantwortet_am, mitzeichnung.gesehen = timezone.now(), write_gesehenes(fassung)
    mitzeichnung.save()
    if ergebnis == Mitzeichnungsergebnis.ZURUECKGEGEBEN:
        end_runde(fassung)
    tell_mitgezeichnet(fassung, ergebnis, konto=konto)
    record(
        Akt.MITZEICHNEN,
        fassung.vorlage,
        konto=konto,
        fassung=fassung.neufassung,
        ergebnis=str(ergebnis),
        vertreten=mitzeichnung.vertreten.get_username() if mitzeichnung.vertreten else "",
    )
    return mitzeichnung


@transaction.atomic
def retract_vorlage(fassung: Fassung, *, konto: Konto, grund: str = "") -> Fassung:
    """Zurückholen: the Amt takes its paper out of co-signature and writes on; open questions are dropped.

    Who has signed already is told, with ``grund``, which is then compulsory. Raises :class:`VorgangGesperrt`.
    """
    fassung = Fassung.objects.select_for_update().get(pk=fassung.pk)
    if fassung.status != Fassungsstatus.MITZEICHNUNG:
        satz = "Die Vorlage ist nicht in der Mitzeichnung und kann nicht zurückgeholt werden."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    unterschriften = list_unterschriften(fassung)
    require(check_person(konto.auge) + check_rueckholung(unterschriften=len(unterschriften), grund=grund))
    end_runde(fassung)
    jetzt = timezone.now()
    Mitzeichnung.objects.create(
        fassung=fassung,
        konto=konto,
        ergebnis=Mitzeichnungsergebnis.ZURUECKGEHOLT,
        bemerkung=grund.strip(),
        beantwortet_am=jetzt,
    )
    tell_zurueckgeholt(fassung, [antwort.konto for antwort in unterschriften], konto=konto)
    record(Akt.ZURUECKHOLEN, fassung.vorlage, konto=konto, fassung=fassung.neufassung, grund=grund)
    return fassung


def list_unterschriften(fassung: Fassung) -> list[Mitzeichnung]:
    """Return who has signed what is in co-signature now."""
    beendet = fassung.mitzeichnungen.filter(ergebnis__in=RUNDE_BEENDET).order_by("-beantwortet_am").first()
    gegeben = fassung.mitzeichnungen.filter(ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT).select_related("konto")
    if beendet is not None and beendet.beantwortet_am is not None:
        gegeben = gegeben.filter(erbeten_am__gt=beendet.beantwortet_am)
    return list(gegeben.order_by("beantwortet_am", "pk"))


def end_runde(fassung: Fassung) -> None:
    """Make a draft of it again; whoever has not answered is not asked any more."""
    fassung.mitzeichnungen.filter(ergebnis="").delete()
    fassung.status = Fassungsstatus.ENTWURF
    fassung.stand += 1
    fassung.save(update_fields=["status", "stand", "updated_at"])
