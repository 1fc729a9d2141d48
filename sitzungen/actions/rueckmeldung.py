"""Answering an invitation, and inviting who stands in."""

from django.db import transaction
from django.utils import timezone

from gremien.enums import Funktion
from gremien.models import Person
from gremien.rules.befund import require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from sitzungen.actions.einladung import Empfaenger, find_konten, write_einladungen
from sitzungen.actions.nachrichten import tell_vertretung
from sitzungen.enums import Antwort, Eingeladenals, Sitzungsstatus
from sitzungen.models import Einladung, Rueckmeldung, Sitzung
from sitzungen.rules.rueckmeldung import check_rueckmeldung


def find_vertretung(einladung: Einladung) -> Person | None:
    """Return who is entered as deputy of this member in the body on the day of the sitting."""
    sitze = einladung.sitzung.sitze.filter(person=einladung.person_id, vertretung__isnull=False)
    sitz = sitze.exclude(funktion=Funktion.VERTRETUNG).select_related("vertretung").order_by("pk").first()
    return sitz.vertretung if sitz else None


def read_antworten(sitzung: Sitzung) -> dict[int, Antwort]:
    """Return by key of the person what was answered last, without deputies whose member comes after all."""
    einladungen = list(sitzung.einladungen.with_antwort())
    antworten = {einladung.pk: einladung.antwort for einladung in einladungen}
    return {
        einladung.person_id: Antwort(einladung.antwort)
        for einladung in einladungen
        if einladung.antwort
        and (einladung.vertritt_id is None or antworten[einladung.vertritt_id] == Antwort.VERTRETUNG)
    }


@transaction.atomic
def answer_einladung(einladung: Einladung, antwort: Antwort, *, konto: Konto, hinweis: str = "") -> Rueckmeldung:
    """Antworten: the person invited comes, comes later, does not come, or is stood in for.

    The newest answer counts. Who stands in is invited in the same moment, and told if they are not needed after all.
    Raises :class:`VorgangGesperrt`, also once the sitting has begun.
    """
    sitzung = Sitzung.objects.select_for_update().select_related("gremium").get(pk=einladung.sitzung_id)
    einladung = Einladung.objects.with_antwort().select_related("person").get(pk=einladung.pk)
    einladung.sitzung = sitzung
    vertretung = find_vertretung(einladung) if antwort is Antwort.VERTRETUNG else None
    _require(einladung, antwort, vertretung)
    bisher = einladung.antwort
    rueckmeldung = Rueckmeldung.objects.create(
        einladung=einladung, antwort=antwort, hinweis=hinweis, gegeben_am=timezone.now(), gegeben_von=konto
    )
    if (bisher == Antwort.VERTRETUNG) != (antwort is Antwort.VERTRETUNG):
        _settle_vertretung(einladung, vertretung, konto=konto)
    record(
        Akt.ANTWORTEN,
        einladung,
        konto=konto,
        nummer=sitzung.nummer,
        person=einladung.person_id,
        antwort=antwort.value,
        vertretung=vertretung.pk if vertretung else None,
    )
    return rueckmeldung


def _require(einladung: Einladung, antwort: Antwort, vertretung: Person | None) -> None:
    sitzung = einladung.sitzung
    sitze = sitzung.sitze.filter(funktion=Funktion.VERTRETUNG)
    schon = sitzung.einladungen.filter(person=vertretung).exclude(vertritt=einladung).select_related("vertritt__person")
    anders = schon.first() if vertretung else None
    require(
        check_rueckmeldung(
            status=Sitzungsstatus(sitzung.status),
            antwort=antwort,
            is_mitglied=einladung.als == Eingeladenals.MITGLIED,
            vertretung=str(vertretung or ""),
            hat_sitz=vertretung is not None and sitze.filter(person=vertretung).exists(),
            vertritt_schon=str(anders.vertritt.person if anders.vertritt else anders.person) if anders else "",
        )
    )


def _settle_vertretung(einladung: Einladung, vertretung: Person | None, *, konto: Konto) -> None:
    """Invite the deputy, or tell them whether they are needed if they were invited before."""
    frueher = einladung.vertretungen.select_related("konto").order_by("pk").last()
    if vertretung is not None and (frueher is None or frueher.person_id != vertretung.pk):
        wer = Empfaenger(vertretung, Eingeladenals.VERTRETUNG, find_konten([vertretung.pk]).get(vertretung.pk))
        write_einladungen(einladung.sitzung, [wer], per_mail=True, zugang=None, konto=konto, vertritt=einladung)
    elif frueher is not None and frueher.konto is not None and frueher.konto.email:
        tell_vertretung(einladung.sitzung, frueher.konto, is_gebraucht=vertretung is not None)
