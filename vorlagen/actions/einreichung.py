"""Papers of the council: handed in, taken back, given back, accepted."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gremien.models import Gremium
from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, list_uebergangene, require
from journal.actions import record
from journal.enums import Akt
from konten.enums import Rolle
from konten.models import Konto
from konten.permissions import list_andere
from konten.rules.vier_augen import check_person, check_zweite_person
from vorlagen.actions.anlagenpruefung import finish_anlagen
from vorlagen.actions.bearbeitung import check_einreichung
from vorlagen.actions.beteiligung import describe_mitwirkung, enter_beteiligung, list_erste
from vorlagen.actions.freigabe import check_fassung, number_fassung, record_freigabe, require_offen
from vorlagen.actions.gremienweg import Stationsplan, braucht_beschluss, replace_stationen
from vorlagen.actions.nachrichten import (
    tell_angenommen,
    tell_antrag_eingereicht,
    tell_antrag_zurueckgegeben,
)
from vorlagen.documents.gesehen import write_gesehenes
from vorlagen.enums import Beteiligungsart, Entwurfsteil, Fassungsstatus, Mitzeichnungsergebnis
from vorlagen.models import Fassung, Mitzeichnung, Vorlage
from vorlagen.models.pruefsumme import FORMAT, compute_pruefsumme
from vorlagen.querysets import VERFASSER

NICHT_EINGEREICHT = (
    "Das Papier liegt nicht mehr zur Annahme vor: Es ist schon angenommen, zurückgegeben oder zurückgenommen."
)


def hand_in_antrag(fassung: Fassung, *, konto: Konto, grund: str = "") -> Fassung:
    """Einreichen: a complete paper of the council goes to the Sitzungsdienst and is received in this moment.

    From here on nobody writes in it. Raises :class:`VorgangGesperrt`.
    """
    # Before the transaction: nobody else shall wait for a file that takes its time.
    if fassung.oeffentlich:
        finish_anlagen(fassung)
    return _hand_in(fassung, konto=konto, grund=grund)


@transaction.atomic
def _hand_in(fassung: Fassung, *, konto: Konto, grund: str) -> Fassung:
    fassung = Fassung.objects.select_for_update(of=("self",)).select_related("vorlage", *VERFASSER).get(pk=fassung.pk)
    if not (fassung.is_entwurf and fassung.is_aus_dem_rat):
        satz = "Das Papier ist schon eingereicht oder freigegeben."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    befunde = require(check_person(konto.auge) + check_einreichung(fassung, offen=Stufe.SPERRE), grund=grund)
    fassung.status = Fassungsstatus.EINGEREICHT
    fassung.eingereicht_am = timezone.now()
    fassung.eingegangen_am = timezone.localdate(fassung.eingereicht_am)
    fassung.stand += 1
    fassung.save(update_fields=["status", "eingereicht_am", "eingegangen_am", "stand", "updated_at"])
    enter_beteiligung(fassung, Beteiligungsart.EINGEREICHT, konto=konto)
    tell_antrag_eingereicht(fassung, konto=konto)
    record(
        Akt.ANTRAG_EINREICHEN,
        fassung.vorlage,
        konto=konto,
        fassung=fassung.neufassung,
        eingereicht_am=fassung.eingereicht_am.isoformat(),
        pruefsumme=compute_pruefsumme(fassung),
        format=FORMAT,
        uebergangen=list_uebergangene(befunde),
        grund=grund,
    )
    return fassung


@transaction.atomic
def take_back_antrag(fassung: Fassung, *, konto: Konto) -> Fassung:
    """Zurücknehmen: what was handed in and not accepted yet becomes a draft again, as if never received.

    Raises :class:`VorgangGesperrt`.
    """
    fassung = _lock_eingereichte(fassung)
    require(check_person(konto.auge))
    _reopen(fassung)
    record(Akt.ANTRAG_ZURUECKNEHMEN, fassung.vorlage, konto=konto, fassung=fassung.neufassung)
    return fassung


@transaction.atomic
def return_antrag(fassung: Fassung, *, konto: Konto, grund: str) -> Fassung:
    """Zurückgeben: the Sitzungsdienst does not accept it, and says why to those who wrote it.

    Raises :class:`VorgangGesperrt` without a reason.
    """
    fassung = _lock_eingereichte(fassung)
    befunde = check_person(konto.auge)
    if not grund.strip():
        satz = "Bitte geben Sie an, was fehlt oder zu ändern ist. Das lesen die, die das Papier eingereicht haben."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "grund"))
    require(befunde)
    gesehen, erbeten, jetzt = write_gesehenes(fassung), fassung.eingereicht_am, timezone.now()
    _reopen(fassung)
    Mitzeichnung.objects.create(
        fassung=fassung,
        konto=konto,
        ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN,
        bemerkung=grund.strip(),
        erbeten_am=erbeten,
        beantwortet_am=jetzt,
        gesehen=gesehen,
    )
    tell_antrag_zurueckgegeben(fassung, konto=konto)
    record(Akt.ANTRAG_ZURUECKGEBEN, fassung.vorlage, konto=konto, fassung=fassung.neufassung, grund=grund.strip())
    return fassung


def check_annahme(fassung: Fassung, *, offen: Stufe = Stufe.ERINNERUNG) -> list[Befund]:
    """Return what stands against accepting; where it goes first is asked for, so a missing way does not."""
    befunde = check_fassung(fassung, offen=offen)
    if needs_gremium(fassung):
        return [befund for befund in befunde if befund.feld != Entwurfsteil.GREMIENWEG.value]
    return befunde


def needs_gremium(fassung: Fassung) -> bool:
    """Return whether whoever handed it in left open which body it goes to."""
    return not fassung.vorlage.beratungen.exists()


def accept_antrag(fassung: Fassung, *, konto: Konto, gremium: Gremium | None = None, grund: str = "") -> Fassung:
    """Annehmen: the Sitzungsdienst releases what the council handed in; it gets its number and is frozen.

    A second person beside those who wrote it and handed it in; complete and with a way, for which ``gremium`` is the
    one station where none was planned. Raises :class:`VorgangGesperrt`.
    """
    if fassung.oeffentlich:
        finish_anlagen(fassung)
    return _accept(fassung, konto=konto, gremium=gremium, grund=grund)


@transaction.atomic
def _accept(fassung: Fassung, *, konto: Konto, gremium: Gremium | None, grund: str) -> Fassung:
    vorlage = Vorlage.objects.select_for_update().get(pk=fassung.vorlage_id)
    fassung = _lock_eingereichte(fassung)
    require_offen(vorlage)
    befunde = _check_zweite(fassung, konto)
    if needs_gremium(fassung):
        if gremium is None:
            satz = "Bitte wählen Sie das Gremium, in dem das Papier beraten wird."
            befunde.append(Befund(satz, "", Stufe.SPERRE, "gremium"))
        else:
            _plan_station(fassung, vorlage, gremium)
    uebergangen = require(befunde + check_annahme(fassung, offen=Stufe.SPERRE), grund=grund)
    number_fassung(fassung, vorlage, konto=konto)
    tell_angenommen(fassung, konto=konto)
    eingereicht = fassung.eingereicht_am.isoformat() if fassung.eingereicht_am else ""
    record_freigabe(fassung, vorlage, konto=konto, befunde=uebergangen, grund=grund, eingereicht_am=eingereicht)
    return fassung


def _lock_eingereichte(fassung: Fassung) -> Fassung:
    gesperrt = Fassung.objects.select_for_update(of=("self",)).select_related("vorlage", *VERFASSER)
    aktuell = gesperrt.get(pk=fassung.pk)
    if not aktuell.is_eingereicht:
        raise VorgangGesperrt([Befund(NICHT_EINGEREICHT, "", Stufe.SPERRE)])
    return aktuell


def _reopen(fassung: Fassung) -> None:
    fassung.status = Fassungsstatus.ENTWURF
    fassung.eingereicht_am = fassung.eingegangen_am = None
    fassung.stand += 1
    fassung.save(update_fields=["status", "eingereicht_am", "eingegangen_am", "stand", "updated_at"])


def _check_zweite(fassung: Fassung, konto: Konto) -> list[Befund]:
    erste = list_erste(fassung)
    return check_zweite_person(
        konto.auge,
        erste,
        satz=f"{describe_mitwirkung(fassung, konto.auge)} und können sie nicht selbst annehmen",
        bitte="annehmen",
        andere=list_andere(Q(rolle=Rolle.SITZUNGSDIENST), erste),
    )


def _plan_station(fassung: Fassung, vorlage: Vorlage, gremium: Gremium) -> None:
    oeffentlich = fassung.oeffentlich
    plan = Stationsplan(gremium=gremium, datum=None, entscheidend=braucht_beschluss(vorlage), oeffentlich=oeffentlich)
    replace_stationen(vorlage, [plan])
