"""Publishing the public edition, and what is said against the minutes afterwards."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from dokumente.ablage.lesen import read_whole
from gremien.models import Person
from gremien.rules.befund import Befund, Stufe, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from konten.rules.vier_augen import check_person
from nachbereitung.actions.entwurf import lock_niederschrift
from nachbereitung.documents.ausfertigung import check_oeffentliches, find_ausfertigung
from nachbereitung.models import Ausfertigung, Einwendung, Niederschrift
from sitzungen.actions.tagesordnung import place_top
from sitzungen.enums import Sitzungsstatus, Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt

NORM = "§ 41 GemO"
OBERBEGRIFF = "Prozess- und Rechtssachen"
"""How an objection to the closed part is announced: of the words that may be used the one that fits."""


def check_veroeffentlichen(niederschrift: Niederschrift, ausfertigung: Ausfertigung | None) -> list[Befund]:
    """Return what stands against publishing: two persons have signed exactly this, and the sitting is known."""
    if ausfertigung is None:
        satz = "Die Niederschrift ist noch nicht von zwei Personen unterzeichnet (Vier-Augen-Prinzip)."
        return [Befund(satz, "§ 41 Abs. 1 GemO", Stufe.SPERRE)]
    if ausfertigung.veroeffentlicht_am is not None:
        return [Befund("Die Niederschrift ist schon veröffentlicht.", "", Stufe.SPERRE)]
    if niederschrift.sitzung.bekanntgemacht_am is None or not niederschrift.sitzung.is_veroeffentlicht:
        satz = "Die Sitzung und ihre Tagesordnung sind nicht bekannt gemacht. Ihre Niederschrift bleibt deshalb intern."
        return [Befund(satz, "§ 35 Abs. 1 GemO", Stufe.SPERRE)]
    return []


def publish_niederschrift(niederschrift: Niederschrift, *, konto: Konto) -> Ausfertigung:
    """Veröffentlichen: everybody reads the public edition that chair and keeper signed; a former one goes with that.

    Two persons have seen exactly this file, so it needs no third. It is searched anew: what was public then may be
    closed now. Raises :class:`VorgangGesperrt`.
    """
    ausfertigung = find_ausfertigung(niederschrift)
    require([*check_person(konto.auge), *check_veroeffentlichen(niederschrift, ausfertigung)])
    inhalt = read_whole(ausfertigung.oeffentlich) if ausfertigung else None
    if ausfertigung is None or inhalt is None:
        satz = "Die Datei der Niederschrift ist nicht lesbar. Bitte verständigen Sie die Administration."
        require([Befund(satz, "", Stufe.SPERRE)])
        raise AssertionError(satz)
    require(check_oeffentliches(niederschrift, inhalt))
    with transaction.atomic():
        niederschrift = lock_niederschrift(niederschrift)
        ausfertigung = Ausfertigung.objects.select_for_update(of=("self",)).get(pk=ausfertigung.pk)
        require(check_veroeffentlichen(niederschrift, ausfertigung))
        ausfertigung.veroeffentlicht_am, ausfertigung.veroeffentlicht_von = timezone.now(), konto
        ausfertigung.save(update_fields=["veroeffentlicht_am", "veroeffentlicht_von"])
        record(
            Akt.NIEDERSCHRIFT_VEROEFFENTLICHEN,
            niederschrift,
            konto=konto,
            nummer=niederschrift.sitzung.nummer,
            ausfertigung=ausfertigung.nummer,
        )
    return ausfertigung


@transaction.atomic
def record_einwendung(
    niederschrift: Niederschrift, *, person: Person, teil: Teil, text: str, eingegangen_am: date, konto: Konto
) -> Einwendung:
    """Take down what a member says against the signed minutes. Raises :class:`VorgangGesperrt`."""
    niederschrift = lock_niederschrift(niederschrift)
    require(_check_einwendung(niederschrift, text, eingegangen_am))
    einwendung = Einwendung.objects.create(
        niederschrift=niederschrift,
        person=person,
        teil=teil,
        text=text.strip(),
        eingegangen_am=eingegangen_am,
        erfasst_von=konto,
        erfasst_am=timezone.now(),
    )
    record(
        Akt.EINWENDUNG_ERHEBEN,
        niederschrift,
        konto=konto,
        nummer=niederschrift.sitzung.nummer,
        einwendung=einwendung.pk,
    )
    return einwendung


def _check_einwendung(niederschrift: Niederschrift, text: str, eingegangen_am: date) -> list[Befund]:
    befunde = []
    if find_ausfertigung(niederschrift) is None:
        satz = "Einwendungen richten sich gegen die unterzeichnete Niederschrift; sie ist noch ein Entwurf."
        befunde.append(Befund(satz, NORM, Stufe.SPERRE))
    if not text.strip():
        befunde.append(Befund("Bitte geben Sie die Einwendung an.", "", Stufe.SPERRE, "text"))
    if eingegangen_am > timezone.localdate():
        befunde.append(Befund("Der Tag des Eingangs liegt in der Zukunft.", "", Stufe.SPERRE, "eingegangen_am"))
    return befunde


def find_naechste_sitzung(sitzung: Sitzung) -> Sitzung | None:
    """Return the next sitting of the same body whose agenda can still take something, None if there is none."""
    spaetere = Sitzung.objects.filter(gremium=sitzung.gremium_id, beginn__gt=sitzung.beginn)
    offene = spaetere.filter(status__in=[Sitzungsstatus.GEPLANT, Sitzungsstatus.EINGELADEN])
    return offene.select_related("gremium").order_by("beginn", "pk").first()


@transaction.atomic
def place_einwendung(einwendung: Einwendung, sitzung: Sitzung, *, konto: Konto, grund: str = "") -> Tagesordnungspunkt:
    """Put an objection on the agenda of a later sitting of the same body (§ 41 GemO), as an item without a paper.

    ``grund`` is the urgency where the invitation is out. Raises :class:`VorgangGesperrt`, also if it stands on one.
    """
    einwendung = (
        Einwendung.objects.select_for_update(of=("self",))
        .select_related("niederschrift__sitzung__gremium")
        .get(pk=einwendung.pk)
    )
    bisher = einwendung.niederschrift.sitzung
    befunde = []
    if einwendung.top_id is not None:
        befunde.append(Befund("Die Einwendung steht schon auf einer Tagesordnung.", "", Stufe.SPERRE))
    if sitzung.gremium_id != bisher.gremium_id or sitzung.beginn <= bisher.beginn:
        satz = "Über die Einwendung entscheidet dasselbe Gremium in einer späteren Sitzung."
        befunde.append(Befund(satz, NORM, Stufe.SPERRE))
    require(befunde)
    teil = Teil(einwendung.teil)
    top = place_top(
        sitzung,
        teil=teil,
        konto=konto,
        betreff=f"Einwendung gegen die Niederschrift vom {timezone.localtime(bisher.beginn):%d.%m.%Y}",
        oberbegriff="" if teil is Teil.OEFFENTLICH else OBERBEGRIFF,
        nachtrag_grund=grund,
    )
    einwendung.top = top
    einwendung.save(update_fields=["top"])
    return top
