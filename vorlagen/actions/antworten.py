"""What every answer in co-signature does, whoever gives it: check, write down, end the round."""

from django.utils import timezone

from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from konten.permissions import find_antwortende
from konten.rules.vier_augen import check_person
from vorlagen.actions.anfragen import drop_offene
from vorlagen.actions.beteiligung import describe_schreiben
from vorlagen.documents.gesehen import write_gesehenes
from vorlagen.enums import Fassungsstatus, Mitzeichnungsergebnis
from vorlagen.models import Fassung, Mitzeichnung
from vorlagen.rules.mitzeichnung import check_mitzeichnung

UEBERARBEITET = (
    "Seit Sie die Seite geöffnet haben, ist die Vorlage überarbeitet worden. Bitte lesen Sie sie noch einmal."
)


def require_antwort(
    fassung: Fassung, konto: Konto, ergebnis: Mitzeichnungsergebnis, bemerkung: str, stand: int | None
) -> None:
    """Refuse an answer to a text that was not read, one of nobody or of whoever wrote it, a return without a remark.

    Raises :class:`VorgangGesperrt`.
    """
    if stand is not None and stand != fassung.stand:
        raise VorgangGesperrt([Befund(UEBERARBEITET, "", Stufe.SPERRE)])
    require(
        check_person(konto.auge)
        + check_mitzeichnung(ergebnis=ergebnis, mitwirkung=describe_schreiben(fassung, konto.auge), bemerkung=bemerkung)
    )


def answer_mitzeichnung(
    fassung: Fassung, mitzeichnung: Mitzeichnung, ergebnis: Mitzeichnungsergebnis, *, konto: Konto, bemerkung: str
) -> None:
    """Write down who answered what, in whose place, and to which text."""
    mitzeichnung.vertreten, mitzeichnung.konto = find_vertretenen(mitzeichnung, konto), konto
    mitzeichnung.ergebnis, mitzeichnung.bemerkung = ergebnis, bemerkung.strip()
    mitzeichnung.beantwortet_am, mitzeichnung.gesehen = timezone.now(), write_gesehenes(fassung)
    mitzeichnung.erbeten_am = mitzeichnung.erbeten_am or mitzeichnung.beantwortet_am
    mitzeichnung.save()


def find_vertretenen(mitzeichnung: Mitzeichnung, konto: Konto) -> Konto | None:
    """Return in whose place this account answers today, None for itself or as head."""
    stelle = mitzeichnung.stelle
    if stelle is None:
        return mitzeichnung.konto if mitzeichnung.konto_id != konto.pk else None
    antwortende = find_antwortende([stelle])[stelle]
    return next((wer.vertreten for wer in antwortende if wer.konto.pk == konto.pk), None)


def record_antwort(fassung: Fassung, mitzeichnung: Mitzeichnung, *, konto: Konto) -> None:
    """Leave the row of the journal about an answer."""
    record(
        Akt.MITZEICHNEN,
        fassung.vorlage,
        konto=konto,
        fassung=fassung.neufassung,
        ergebnis=str(mitzeichnung.ergebnis),
        gefragt=mitzeichnung.gefragt if mitzeichnung.stelle else "",
        vertreten=mitzeichnung.vertreten.get_username() if mitzeichnung.vertreten else "",
    )


def end_runde(fassung: Fassung) -> None:
    """Make a draft of it again; whoever has not answered is not asked any more."""
    drop_offene(fassung)
    fassung.status = Fassungsstatus.ENTWURF
    fassung.stand += 1
    fassung.save(update_fields=["status", "stand", "updated_at"])
