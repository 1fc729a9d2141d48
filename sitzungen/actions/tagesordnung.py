"""The agenda: placing, changing, striking, publishing."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, list_uebergangene, require
from journal.actions import record
from journal.enums import Akt
from konten.actions.vorschlag import close_vorschlag
from konten.models import Konto
from sitzungen.actions.bekanntmachung import (
    OHNE_ANGABEN,
    Nachtrag,
    Nachtragsangaben,
    announce,
    check_in_der_sitzung,
    check_nachtrag,
    read_nachtrag,
)
from sitzungen.actions.tagesordnungspruefung import REIHENFOLGE, check_veroeffentlichung
from sitzungen.actions.zweite_person import check_zweite_worte, compute_fingerabdruck, list_neue_vorlagen
from sitzungen.enums import Mehrheitsart, Sitzungsstatus, Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from vorlagen.actions.anlagenpruefung import finish_anlagen
from vorlagen.actions.gremienweg import deliver_beratung, release_beratungen, schedule_beratung
from vorlagen.actions.veroeffentlichung import publish_vorlage
from vorlagen.models import Beratung, Fassung

T = TypeVar("T")

BEIM_VERSCHIEBEN = 10_000
"""Offset that keeps (sitzung, teil, position) unique while items move."""


def lock_tagesordnung(sitzung: Sitzung) -> Sitzung:
    """Return the sitting, locked, while its agenda may still change; raises :class:`VorgangGesperrt` otherwise."""
    # Its number names the body, which stays as it is and needs no lock.
    sitzung = Sitzung.objects.select_for_update(of=("self",)).select_related("gremium").get(pk=sitzung.pk)
    if sitzung.status in (Sitzungsstatus.BEENDET, Sitzungsstatus.ABGESAGT):
        satz = f"Die Sitzung ist {sitzung.get_status_display().lower()}; ihre Tagesordnung ändert sich nicht mehr."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    return sitzung


def lock_top(top: Tagesordnungspunkt) -> Tagesordnungspunkt:
    """Return the item, locked, with what is placed on it; refused where somebody else has taken it off meanwhile."""
    tops = Tagesordnungspunkt.objects.select_for_update(of=("self",)).select_related("fassung", "beratung")
    if (gesperrt := tops.filter(pk=top.pk).order_by("pk").first()) is not None:
        return gesperrt
    satz = f"„{top.betreff}“ steht nicht mehr auf der Tagesordnung: Jemand anders hat den Punkt inzwischen entfernt."
    raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])


def _check_beratung(sitzung: Sitzung, beratung: Beratung, teil: Teil, fassung: Fassung | None) -> list[Befund]:
    befunde = []
    if fassung is None:
        befunde.append(Befund("Die Vorlage ist noch nicht freigegeben.", "", Stufe.SPERRE))
    if beratung.gremium_id != sitzung.gremium_id:
        satz = f"Diese Station gehört zum Gremium {beratung.gremium}. Bitte wählen Sie eine Sitzung dieses Gremiums."
        befunde.append(Befund(satz, "", Stufe.SPERRE))
    if beratung.oeffentlich != (teil == Teil.OEFFENTLICH):
        satz = (
            f"Die Station ist {'öffentlich' if beratung.oeffentlich else 'nichtöffentlich'} geplant. "
            "Bitte wählen Sie den passenden Teil der Tagesordnung oder ändern Sie den Gremienweg."
        )
        befunde.append(Befund(satz, "§ 35 Abs. 1 GemO", Stufe.SPERRE, "teil"))
    if beratung.vorlage.is_zurueckgezogen:
        befunde.append(Befund("Die Vorlage wurde zurückgezogen.", "", Stufe.SPERRE))
    if beratung.tops.filter(abgesetzt_am__isnull=True).exists():
        befunde.append(Befund("Die Vorlage steht für diese Station schon auf einer Tagesordnung.", "", Stufe.SPERRE))
    return befunde


def check_uebergeordnet(sitzung: Sitzung, teil: Teil, eltern: Tagesordnungspunkt | None) -> list[Befund]:
    """Return what stands against an item as sub-item of ``eltern``: same agenda, same part, one level only."""
    if eltern is None:
        return []
    if eltern.sitzung_id != sitzung.pk or eltern.teil != teil:
        satz = "Ein Unterpunkt steht im selben Teil derselben Tagesordnung wie sein Punkt. Bitte wählen Sie neu."
    elif eltern.uebergeordnet_id is not None or eltern.abgesetzt_am is not None:
        satz = f"„{eltern.betreff}“ kann keine Unterpunkte haben. Bitte wählen Sie einen Punkt der ersten Ebene."
    else:
        return []
    return [Befund(satz, "", Stufe.SPERRE, "uebergeordnet")]


def _check_betreff(betreff: str) -> list[Befund]:
    return [] if betreff else [Befund("Bitte geben Sie einen Betreff an.", "§ 34 GemO", Stufe.SPERRE, "betreff")]


def _read_beratung(beratung: Beratung | None) -> Beratung | None:
    if beratung is None:
        return None
    return Beratung.objects.select_related("vorlage", "gremium").get(pk=beratung.pk)


def _sign_worte(konto: Konto) -> dict[str, Any]:
    """Return who wrote the public words, as the fields of an item."""
    return {"worte_von": konto, "worte_von_person": konto.person}


def _find_frage(sitzung: Sitzung, teil: Teil, beratung: Beratung | None) -> Tagesordnungspunkt | None:
    """Return the item of the paper that the paper of this station answers, if it may have sub-items."""
    if beratung is None or beratung.vorlage.bezug_id is None:
        return None
    fragen = sitzung.tops.filter(beratung__vorlage=beratung.vorlage.bezug_id, teil=teil)
    return fragen.filter(uebergeordnet__isnull=True, abgesetzt_am__isnull=True).first()


def _newest_fassung(beratung: Beratung | None) -> Fassung | None:
    if beratung is None:
        return None
    return Fassung.objects.filter(vorlage=beratung.vorlage_id).released().order_by("-neufassung").first()


def _make_room(sitzung: Sitzung, teil: Teil, eltern: Tagesordnungspunkt | None) -> int:
    """Return the free position at the end of the part, or behind the other sub-items of ``eltern``."""
    reihe = sitzung.tops.filter(teil=teil)
    davor = reihe if eltern is None else reihe.filter(Q(pk=eltern.pk) | Q(uebergeordnet=eltern))
    letzte: int = davor.aggregate(Max("position", default=0))["position__max"]
    if eltern is None:
        return letzte + 1
    dahinter = sitzung.tops.filter(pk__in=list(reihe.filter(position__gt=letzte).values_list("pk", flat=True)))
    dahinter.update(position=F("position") + BEIM_VERSCHIEBEN)
    dahinter.update(position=F("position") - BEIM_VERSCHIEBEN + 1)
    return letzte + 1


@transaction.atomic
def place_top(
    sitzung: Sitzung,
    *,
    teil: Teil,
    konto: Konto,
    beratung: Beratung | None = None,
    betreff: str = "",
    oberbegriff: str = "",
    uebergeordnet: Tagesordnungspunkt | None = None,
    mehrheit: Mehrheitsart = Mehrheitsart.EINFACH,
    nachtrag_grund: str = "",
) -> Tagesordnungspunkt:
    """Auf die Tagesordnung setzen: a station's paper in its newest released Fassung, or a plain item.

    At the end of its part; an answer below its question there, behind its siblings. Raises :class:`VorgangGesperrt`.
    """
    sitzung = lock_tagesordnung(sitzung)
    uebergeordnet = uebergeordnet or _find_frage(sitzung, teil, beratung)
    befunde = check_in_der_sitzung(sitzung, nachtrag_grund, feld="nachtrag_grund")
    fassung = _newest_fassung(beratung)
    if beratung := _read_beratung(beratung):
        befunde += _check_beratung(sitzung, beratung, teil, fassung)
    betreff = betreff.strip() or (fassung.betreff if fassung else "")
    require(befunde + check_uebergeordnet(sitzung, teil, uebergeordnet) + _check_betreff(betreff))
    top = sitzung.tops.create(
        teil=teil,
        position=_make_room(sitzung, teil, uebergeordnet),
        uebergeordnet=uebergeordnet,
        betreff=betreff,
        oberbegriff=oberbegriff,
        beratung=beratung,
        fassung=fassung,
        mehrheit=mehrheit,
        nachtrag_grund=nachtrag_grund.strip(),
        **_sign_worte(konto),
    )
    if beratung is not None:
        schedule_beratung(beratung, sitzung.tag)
    record(Akt.AUFSETZEN, top, konto=konto, sitzung=sitzung.nummer, vorlage=fassung.nummer if fassung else "")
    return top


@transaction.atomic
def revise_top(
    top: Tagesordnungspunkt,
    *,
    konto: Konto,
    betreff: str,
    oberbegriff: str,
    mehrheit: Mehrheitsart,
    uebergeordnet: Tagesordnungspunkt | None = None,
) -> Tagesordnungspunkt:
    """Change an item: anything before its number is published, afterwards only the majority it needs.

    Before publication this has no legal effect and leaves no journal row. Raises :class:`VorgangGesperrt`.
    """
    sitzung = lock_tagesordnung(top.sitzung)
    top = lock_top(top)
    neu = (betreff.strip(), oberbegriff, uebergeordnet.pk if uebergeordnet else None)
    require(_check_aenderung(sitzung, top, neu, uebergeordnet))
    vorher = top.worte
    top.betreff, top.oberbegriff, top.uebergeordnet, top.mehrheit = neu[0], oberbegriff, uebergeordnet, mehrheit
    if top.worte != vorher:
        top.worte_von, top.worte_von_person = konto, konto.person
    top.save(update_fields=["betreff", "oberbegriff", "uebergeordnet", "mehrheit", "worte_von", "worte_von_person"])
    if top.nummer:
        record(Akt.AUFSETZEN, top, konto=konto, sitzung=sitzung.nummer, top=top.bezeichnung, mehrheit=str(mehrheit))
    return top


def _check_aenderung(
    sitzung: Sitzung,
    top: Tagesordnungspunkt,
    neu: tuple[str, str, int | None],
    uebergeordnet: Tagesordnungspunkt | None,
) -> list[Befund]:
    befunde = check_uebergeordnet(sitzung, Teil(top.teil), uebergeordnet)
    if uebergeordnet is not None and (uebergeordnet.pk == top.pk or top.unterpunkte.exists()):
        satz = "Der Punkt hat selbst Unterpunkte oder ist derselbe. Bitte lassen Sie „Unterpunkt von“ leer."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "uebergeordnet"))
    befunde += _check_betreff(neu[0])
    if top.nummer and neu != (top.betreff, top.oberbegriff, top.uebergeordnet_id):
        satz = "Der Punkt ist veröffentlicht; ändern lässt sich nur noch die nötige Mehrheit."
        befunde.append(Befund(satz, "§ 34 GemO", Stufe.SPERRE))
    if top.abstimmungen.exists():
        befunde.append(Befund("Zu diesem Punkt gibt es schon ein Ergebnis.", "", Stufe.SPERRE))
    return befunde


@transaction.atomic
def strike_top(top: Tagesordnungspunkt, *, konto: Konto, grund: str = "") -> Sitzung:
    """Absetzen before the sitting: an unpublished item vanishes, a published one stays listed as struck.

    Its station is open again. Returns the sitting. Raises :class:`VorgangGesperrt`.
    """
    sitzung = lock_tagesordnung(top.sitzung)
    top = lock_top(top)
    befunde = []
    if top.abstimmungen.exists():
        befunde.append(Befund("Zu diesem Punkt gibt es schon ein Ergebnis.", "", Stufe.SPERRE))
    if top.nummer and not grund.strip():
        befunde.append(Befund("Bitte geben Sie an, warum der Punkt abgesetzt wird.", "", Stufe.SPERRE, "grund"))
    if top.abgesetzt_am:
        befunde.append(Befund("Der Punkt ist schon abgesetzt.", "", Stufe.SPERRE))
    require(befunde)
    if top.nummer:
        top.abgesetzt_am, top.abgesetzt_grund = timezone.now(), grund.strip()
        top.save(update_fields=["abgesetzt_am", "abgesetzt_grund"])
    if top.beratung_id is not None:
        release_beratungen(Beratung.objects.filter(pk=top.beratung_id))
    record(Akt.ABSETZEN, top, konto=konto, sitzung=sitzung.nummer, top=top.bezeichnung, grund=grund.strip())
    if not top.nummer:
        top.unterpunkte.update(uebergeordnet=None)
        top.delete()
    return sitzung


def _check_austausch(top: Tagesordnungspunkt, neueste: Fassung) -> list[Befund]:
    befunde = []
    if top.abstimmungen.exists() or top.abgesetzt_am is not None:
        satz = "Der Punkt ist schon erledigt; beraten wurde die bisherige Fassung."
        befunde.append(Befund(satz, "", Stufe.SPERRE))
    if top.is_oeffentlich and not neueste.oeffentlich:
        satz = (
            f"Die Fassung {neueste.nummer} ist nichtöffentlich, der Punkt steht aber im öffentlichen Teil. "
            "Bitte ändern Sie den Gremienweg oder setzen Sie den Punkt ab."
        )
        befunde.append(Befund(satz, "§ 35 Abs. 1 GemO", Stufe.SPERRE))
    return befunde


@transaction.atomic
def replace_fassung(top: Tagesordnungspunkt, *, konto: Konto) -> Tagesordnungspunkt:
    """Put the newest released Fassung of the paper onto the agenda in place of an older one.

    Raises :class:`VorgangGesperrt` once there is a result, or if a public item would get a non-public paper.
    """
    sitzung = lock_tagesordnung(top.sitzung)
    top = lock_top(top)
    if top.fassung is None:
        raise VorgangGesperrt([Befund("Zu diesem Punkt gehört keine Vorlage.", "", Stufe.SPERRE)])
    neueste = Fassung.objects.filter(vorlage=top.fassung.vorlage_id).released().latest("neufassung")
    require(_check_austausch(top, neueste))
    if not top.nummer and top.has_freigegebene_worte:
        # Two people released these words; those of the new Fassung as well.
        top.betreff = neueste.betreff
    top.fassung = neueste
    top.save(update_fields=["fassung", "betreff"])
    if top.nummer and top.beratung is not None:
        deliver_beratung(top.beratung, neueste, timezone.now())
    if top.nummer and top.is_oeffentlich:
        # What its attachments give away was weighed at its release.
        publish_vorlage(neueste, konto=konto, anlagen_erwogen=True)
    record(Akt.AUFSETZEN, top, konto=konto, sitzung=sitzung.nummer, vorlage=neueste.nummer)
    return top


def publish_tagesordnung(
    sitzung: Sitzung, *, konto: Konto, grund: str = "", angaben: Nachtragsangaben = OHNE_ANGABEN
) -> Sitzung:
    """Veröffentlichen: fix the numbers, deliver the papers to the members, publish the public ones.

    Called again it publishes the additions as a Nachtrag, of which ``angaben`` tell; numbers given before never move.
    Words that only ``konto`` has written need a second person, who proposed it or publishes it. All in one
    transaction, or nothing. Raises :class:`VorgangGesperrt`.
    """
    # Before the transaction: nobody else shall wait for a file that takes its time.
    finish_anlagen(*list_neue_vorlagen(sitzung))
    return _publish(sitzung, konto=konto, grund=grund, angaben=angaben)


@transaction.atomic
def _publish(sitzung: Sitzung, *, konto: Konto, grund: str, angaben: Nachtragsangaben) -> Sitzung:
    sitzung = lock_tagesordnung(sitzung)
    nachtrag = read_nachtrag(sitzung, angaben.zugang)
    befunde = require(
        [
            *check_veroeffentlichung(sitzung, offen=Stufe.SPERRE),
            *check_nachtrag(nachtrag, angaben.gruende),
            *check_zweite_worte(sitzung, konto),
        ],
        grund=grund,
    )
    return _make_public(sitzung, nachtrag, angaben, konto=konto, grund=grund, befunde=befunde)


def rehearse_veroeffentlichung(sitzung: Sitzung, *, konto: Konto, look: Callable[[Sitzung], T]) -> T:
    """Publish whatever still stands against it, let ``look`` see what would be, and take everything back.

    So nothing has to be described twice: what is shown is what will be. Raises :class:`VorgangGesperrt` where it
    cannot even be tried.
    """
    with transaction.atomic():
        sitzung = lock_tagesordnung(sitzung)
        nachtrag = read_nachtrag(sitzung)
        ergebnis = look(_make_public(sitzung, nachtrag, OHNE_ANGABEN, konto=konto, grund="", befunde=[]))
        transaction.set_rollback(True)
    return ergebnis


def _make_public(
    sitzung: Sitzung,
    nachtrag: Nachtrag | None,
    angaben: Nachtragsangaben,
    *,
    konto: Konto,
    grund: str,
    befunde: Sequence[Befund],
) -> Sitzung:
    fingerabdruck, jetzt = compute_fingerabdruck(sitzung), timezone.now()
    tops = list(sitzung.tops.select_related("beratung", "fassung__vorlage").order_by(*REIHENFOLGE))
    bekanntmachung = announce(sitzung, tops, nachtrag, angaben.gruende, konto=konto)
    for top in tops:
        if top.abgesetzt_am is not None:
            continue
        if top.beratung is not None and top.fassung is not None:
            deliver_beratung(top.beratung, top.fassung, jetzt)
        if top.fassung is not None and top.is_oeffentlich:
            publish_vorlage(top.fassung, konto=konto, anlagen_erwogen=True)
    sitzung.bekanntgemacht_am = sitzung.bekanntgemacht_am or jetzt
    sitzung.tagesordnung_veroeffentlicht_am = jetzt
    sitzung.save(update_fields=["bekanntgemacht_am", "tagesordnung_veroeffentlicht_am"])
    record(
        Akt.TO_VEROEFFENTLICHEN,
        sitzung,
        konto=konto,
        nummer=sitzung.nummer,
        punkte=[f"{top.bezeichnung}: {top.fassung.nummer if top.fassung else '-'}" for top in tops],
        bekanntmachung=str(bekanntmachung or ""),
        vorgeschlagen_von=close_vorschlag(sitzung, konto=konto, fingerabdruck=fingerabdruck),
        uebergangen=list_uebergangene(befunde),
        grund=grund,
    )
    return sitzung
