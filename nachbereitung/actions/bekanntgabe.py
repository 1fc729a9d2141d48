"""Announcing decisions of the closed part: writing it, releasing it, or saying why not (§ 35 Abs. 1 GemO)."""

from django.db import transaction
from django.db.models import Q

from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, require
from journal.actions import record
from journal.enums import Akt
from konten.enums import Rolle
from konten.models import Konto
from konten.permissions import list_andere
from nachbereitung.actions.freigabetext import add_zeile, propose_zeile, release_zeile
from nachbereitung.actions.nachrichten_freigabe import tell_bekanntgabe
from nachbereitung.enums import Entscheidung
from nachbereitung.models import Bekanntgabe, Beschluss
from nachbereitung.rules.bekanntgabe import NORM, PUNKT, check_schutz, check_wortlaut, suggest_wortlaut
from sitzungen.actions.tagesordnung import lock_tagesordnung, place_top
from sitzungen.enums import Sitzungsstatus, Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from sitzungen.querysets import TagesordnungspunktQuerySet


def suggest_text(beschluss: Beschluss) -> str:
    """Return the beginning of the announcement of this decision (``sitzung__gremium`` loaded): nothing secret."""
    return suggest_wortlaut(
        gremium=str(beschluss.sitzung.gremium),
        tag=beschluss.sitzung.tag,
        bezeichnung=beschluss.bezeichnung,
        oberbegriff=beschluss.oberbegriff,
    )


def list_freigebende(konto: Konto) -> list[str]:
    """Return who besides ``konto`` could release an announcement."""
    return list_andere(Q(rolle=Rolle.SITZUNGSDIENST), [konto.auge])


@transaction.atomic
def write_bekanntgabe(beschluss: Beschluss, *, text: str, konto: Konto) -> Bekanntgabe:
    """Write what the public is told, and put it before a second person. Raises :class:`VorgangGesperrt`."""
    beschluss = _lock(beschluss)
    require(check_wortlaut(text, vorschlag=suggest_text(beschluss)))
    zeile = add_zeile(Bekanntgabe, beschluss, konto=konto, text=text.strip(), entscheidung=Entscheidung.BEKANNTGEBEN)
    tell_bekanntgabe(zeile, konto=konto)
    propose_zeile(zeile, konto=konto)
    return zeile


@transaction.atomic
def withhold_bekanntgabe(beschluss: Beschluss, *, grund: str, konto: Konto) -> Bekanntgabe:
    """Von der Bekanntgabe absehen, with the interest that forbids it; stays listed. Raises :class:`VorgangGesperrt`."""
    beschluss = _lock(beschluss)
    require(check_schutz(grund))
    zeile = add_zeile(Bekanntgabe, beschluss, konto=konto, grund=grund.strip(), entscheidung=Entscheidung.GESCHUETZT)
    record(Akt.BEKANNTGABE_UNTERLASSEN, zeile, konto=konto, top=beschluss.bezeichnung)
    return zeile


@transaction.atomic
def release_bekanntgabe(bekanntgabe: Bekanntgabe, *, konto: Konto) -> Bekanntgabe:
    """Freigeben, as a second person: from now on it waits for the next public part. Raises :class:`VorgangGesperrt`."""
    _lock(Beschluss.objects.get(pk=bekanntgabe.top_id))
    zeile, von = release_zeile(bekanntgabe, konto=konto, andere=list_freigebende(konto))
    record(Akt.BEKANNTGABE_FREIGEBEN, zeile, konto=konto, top=zeile.top.bezeichnung, geschrieben_von=von)
    return zeile


def _lock(beschluss: Beschluss) -> Beschluss:
    """Return the decision, locked; raises :class:`VorgangGesperrt` if it is none, or was announced already."""
    Tagesordnungspunkt.objects.select_for_update(of=("self",)).get(pk=beschluss.pk)
    gefunden = Beschluss.objects.to_announce().select_related("sitzung__gremium").filter(pk=beschluss.pk).first()
    satz = ""
    if gefunden is None:
        satz = "Dazu steht kein nichtöffentlicher Beschluss mehr. Bitte prüfen Sie das Ergebnis der Sitzung."
    elif Bekanntgabe.objects.filter(top=beschluss.pk, bekanntgegeben_in__isnull=False).exists():
        satz = "Der Beschluss ist schon bekannt gegeben."
    if gefunden is None or satz:
        raise VorgangGesperrt([Befund(satz, NORM, Stufe.SPERRE)])
    return gefunden


@transaction.atomic
def place_bekanntgabe(sitzung: Sitzung, *, konto: Konto) -> Tagesordnungspunkt:
    """Put the announcement on the public part of an agenda, once. Raises :class:`VorgangGesperrt`."""
    sitzung = lock_tagesordnung(sitzung)
    if find_punkte(sitzung).exists():
        satz = f"„{PUNKT}“ steht schon auf dieser Tagesordnung."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    return place_top(sitzung, teil=Teil.OEFFENTLICH, konto=konto, betreff=PUNKT)


def find_punkte(sitzung: Sitzung) -> TagesordnungspunktQuerySet[Tagesordnungspunkt]:
    """Return the items of a sitting under which closed decisions are announced."""
    return Tagesordnungspunkt.objects.filter(
        sitzung=sitzung,
        teil=Teil.OEFFENTLICH,
        abgesetzt_am__isnull=True,
        beratung__isnull=True,
        betreff__startswith=PUNKT,
    )


def settle_bekanntgaben(sitzung: Sitzung, *, konto: Konto) -> None:
    """Count as announced what this sitting, which is over, announced; and no longer if the item was struck after all.

    That is what was released by the day of the sitting and had been decided before it.
    """
    if sitzung.status != Sitzungsstatus.BEENDET:
        return
    if find_punkte(sitzung).exists():
        tag = sitzung.tag
        bereit = Bekanntgabe.objects.ready().filter(
            top__sitzung__gremium=sitzung.gremium_id,
            top__sitzung__beginn__lt=sitzung.beginn,
            freigegeben_am__date__lte=tag,
        )
        _settle(list(bereit.select_related("top")), sitzung, konto=konto)
    else:
        _settle(list(Bekanntgabe.objects.filter(bekanntgegeben_in=sitzung).select_related("top")), None, konto=konto)


def _settle(zeilen: list[Bekanntgabe], sitzung: Sitzung | None, *, konto: Konto) -> None:
    for zeile in zeilen:
        zeile.bekanntgegeben_in = sitzung
        zeile.save(update_fields=["bekanntgegeben_in"])
        nummer = sitzung.nummer if sitzung else ""
        record(Akt.BEKANNTGEBEN, zeile, konto=konto, top=zeile.top.bezeichnung, sitzung=nummer)
