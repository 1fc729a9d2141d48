"""A second person confirms what the first one took over from a form, or throws it out again."""

from django.db import transaction
from django.db.models import Max, ProtectedError, Q

from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, require
from journal.actions import record
from journal.enums import Akt
from konten.enums import Rolle
from konten.models import Konto
from konten.permissions import list_andere
from konten.rules.vier_augen import check_zweite_person
from vorlagen.actions.beteiligung import describe_mitwirkung, enter_beteiligung, list_erste
from vorlagen.actions.freigabe import freeze_fassung
from vorlagen.actions.gremienweg import refresh_status
from vorlagen.actions.nachlauf import follow_up
from vorlagen.enums import Beteiligungsart
from vorlagen.models import Fassung, Vorlage, Zaehler
from vorlagen.models.pruefsumme import FORMAT, compute_pruefsumme
from vorlagen.querysets import VERFASSER

NICHT_OFFEN = "Diese Fassung wartet nicht mehr darauf, bestätigt zu werden."
GEAENDERT = (
    "Seit Sie die Seite geöffnet haben, ist an dieser Fassung etwas geändert worden. Bitte prüfen Sie sie noch einmal."
)


def check_bestaetigende(fassung: Fassung, konto: Konto) -> list[Befund]:
    """Check that a second person confirms: nobody who imported it or added to it since."""
    erste = list_erste(fassung)
    return check_zweite_person(
        konto.auge,
        erste,
        satz=f"{describe_mitwirkung(fassung, konto.auge)} und können sie nicht selbst bestätigen",
        bitte="bestätigen",
        andere=list_andere(Q(rolle=Rolle.SITZUNGSDIENST), erste),
    )


def has_einlesende(fassung: Fassung) -> bool:
    """Return whether it is known who took it over; an import without a name needs two people to confirm it."""
    return fassung.beteiligungen.filter(art=Beteiligungsart.EINGELESEN).exists()


@transaction.atomic
def confirm_einlesung(fassung: Fassung, *, konto: Konto, gesehen: str = "") -> Fassung:
    """Einlesen bestätigen: from now on it is a released paper, not yet published.

    ``gesehen`` is the digest of what the page showed; another one is refused. Where nobody is named as having taken it
    over, the first who confirms takes that part, and it goes on waiting for a second person. Raises
    :class:`VorgangGesperrt`.
    """
    vorlage, fassung = _lock(fassung)
    befunde = check_bestaetigende(fassung, konto)
    if gesehen and gesehen != compute_pruefsumme(fassung):
        befunde.append(Befund(GEAENDERT, "", Stufe.SPERRE))
    require(befunde)
    is_zweite = has_einlesende(fassung)
    if is_zweite:
        freeze_fassung(fassung, vorlage, konto=konto)
        refresh_status(vorlage)
        follow_up(vorlage)
    else:
        enter_beteiligung(fassung, Beteiligungsart.EINGELESEN, konto=konto)
    record(
        Akt.EINLESEN_BESTAETIGEN,
        vorlage,
        konto=konto,
        nummer=fassung.nummer,
        pruefsumme=compute_pruefsumme(fassung),
        format=FORMAT,
        zweite_person=is_zweite,
    )
    return fassung


@transaction.atomic
def reject_einlesung(fassung: Fassung, *, konto: Konto, grund: str) -> None:
    """Einlesen verwerfen: the Fassung goes, and its paper if it has no other; the journal keeps what it was.

    The number is free again, so that the right form can be taken over. Raises :class:`VorgangGesperrt`.
    """
    vorlage, fassung = _lock(fassung)
    if not grund.strip():
        satz = "Bitte geben Sie an, warum die eingelesene Vorlage verworfen wird."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE, "grund")])
    record(
        Akt.EINLESEN_VERWERFEN,
        vorlage,
        konto=konto,
        nummer=fassung.nummer,
        betreff=fassung.betreff,
        pruefsumme=compute_pruefsumme(fassung),
        grund=grund.strip(),
    )
    zaehler_vorher = fassung.quelle.zaehler_vorher
    Fassung.objects.filter(pk=fassung.pk).delete()
    if vorlage.fassungen.exists():
        refresh_status(vorlage)
        follow_up(vorlage)
    else:
        _delete_vorlage(vorlage, zaehler_vorher=zaehler_vorher)


def _lock(fassung: Fassung) -> tuple[Vorlage, Fassung]:
    vorlage = Vorlage.objects.select_for_update().get(pk=fassung.vorlage_id)
    aktuell = Fassung.objects.select_related("vorlage", *VERFASSER).filter(pk=fassung.pk).first()
    if aktuell is None or not aktuell.is_eingelesen:
        raise VorgangGesperrt([Befund(NICHT_OFFEN, "", Stufe.SPERRE)])
    return vorlage, aktuell


def _delete_vorlage(vorlage: Vorlage, *, zaehler_vorher: int) -> None:
    vorlage.beratungen.update(vorgaenger=None)
    art, jahr, laufend = vorlage.art, vorlage.jahr or 0, vorlage.laufend
    try:
        vorlage.delete()
    except ProtectedError as fehler:
        satz = "Eine andere Vorlage bezieht sich auf diese. Bitte lösen Sie dort zuerst den Bezug."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)]) from fehler
    zaehler = Zaehler.objects.select_for_update().get(art=art, jahr=jahr)
    if zaehler.zuletzt == laufend:
        # The counter goes back with it: numbers that nobody got would be gaps.
        andere = Vorlage.objects.filter(art=art, jahr=jahr).aggregate(letzte=Max("laufend", default=0))
        zaehler.zuletzt = max(zaehler_vorher, andere["letzte"])
        zaehler.save(update_fields=["zuletzt"])
