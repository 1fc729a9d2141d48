"""Proposed by one person, confirmed by another: the step before something non-public becomes public."""

from django.db import models, transaction
from django.utils import timezone

from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, require
from journal.actions import record
from journal.enums import Akt
from konten.enums import Vorschlagsausgang
from konten.models import Konto, Vorschlag
from konten.rules.vier_augen import Auge, check_person

NICHT_OFFEN = "Hierzu liegt kein Vorschlag mehr vor. Er ist inzwischen bestätigt, abgelehnt oder zurückgenommen."


def find_vorschlag(objekt: models.Model) -> Vorschlag | None:
    """Return the proposal about this object that waits, whether or not it still fits."""
    return Vorschlag.objects.open().about(objekt).select_related("konto").first()


def find_letzten(objekt: models.Model) -> tuple[Vorschlag | None, Vorschlag | None]:
    """Return the newest proposal about this object as (what waits, what was declined): one of them or none."""
    letzter = Vorschlag.objects.about(objekt).select_related("konto", "erledigt_von").last()
    if letzter is None or letzter.ausgang not in ("", Vorschlagsausgang.ABGELEHNT):
        return None, None
    return (letzter, None) if letzter.ausgang == "" else (None, letzter)


def list_vorschlagende(vorschlag: Vorschlag) -> list[Auge]:
    """Return who proposed it, as who they were then and who they are now."""
    return [vorschlag.auge, vorschlag.konto.auge]


@transaction.atomic
def propose(objekt: models.Model, *, konto: Konto, fingerabdruck: str, grund: str = "") -> Vorschlag:
    """Zur Veröffentlichung vorschlagen: ``fingerabdruck`` is the digest of exactly what would become public.

    Takes the place of an earlier proposal that no longer fits. Raises :class:`VorgangGesperrt` for an account that is
    nobody's, and while the same is proposed already.
    """
    require(check_person(konto.auge))
    offen = _lock(objekt)
    if offen is not None and offen.fingerabdruck == fingerabdruck:
        satz = f"Das hat {offen.konto} schon vorgelegt; es wartet auf eine andere Person."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    if offen is not None:
        _settle(offen, Vorschlagsausgang.UEBERHOLT, konto=konto)
    vorschlag = Vorschlag.objects.create(
        gegenstand_art=objekt._meta.label_lower,
        gegenstand_id=str(objekt.pk),
        konto=konto,
        person_id=konto.person_id or 0,
        grund=grund.strip(),
        fingerabdruck=fingerabdruck,
        vorgeschlagen_am=timezone.now(),
    )
    record(Akt.VORSCHLAGEN, objekt, konto=konto, fingerabdruck=fingerabdruck, grund=grund.strip())
    return vorschlag


@transaction.atomic
def decline_vorschlag(objekt: models.Model, *, konto: Konto, grund: str = "") -> Vorschlag:
    """Vorschlag ablehnen, with a reason; whoever made it takes it back without one.

    Raises :class:`VorgangGesperrt`.
    """
    offen = _lock(objekt)
    if offen is None:
        raise VorgangGesperrt([Befund(NICHT_OFFEN, "", Stufe.SPERRE)])
    is_eigener = any(konto.auge.is_same(auge) for auge in list_vorschlagende(offen))
    if not is_eigener and not grund.strip():
        satz = "Bitte geben Sie an, warum Sie den Vorschlag ablehnen."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE, "grund")])
    ausgang = Vorschlagsausgang.ZURUECKGENOMMEN if is_eigener else Vorschlagsausgang.ABGELEHNT
    _settle(offen, ausgang, konto=konto, antwort=grund.strip())
    record(
        Akt.VORSCHLAG_ABLEHNEN,
        objekt,
        konto=konto,
        vorgeschlagen_von=offen.konto.get_username(),
        ausgang=str(ausgang),
        grund=grund.strip(),
    )
    return offen


def close_vorschlag(objekt: models.Model, *, konto: Konto | None, fingerabdruck: str) -> str:
    """Close what was proposed about an object that is being published; part of that act, which journals it.

    Returns the login that proposed exactly this, empty if nobody did.
    """
    offen = _lock(objekt)
    if offen is None:
        return ""
    passt = offen.fingerabdruck == fingerabdruck and konto is not None
    zweite = passt and konto is not None and not any(konto.auge.is_same(auge) for auge in list_vorschlagende(offen))
    _settle(offen, Vorschlagsausgang.BESTAETIGT if zweite else Vorschlagsausgang.UEBERHOLT, konto=konto)
    return offen.konto.get_username() if zweite else ""


def _lock(objekt: models.Model) -> Vorschlag | None:
    offene = Vorschlag.objects.open().about(objekt).select_for_update(of=("self",))
    return offene.select_related("konto").first()


def _settle(vorschlag: Vorschlag, ausgang: Vorschlagsausgang, *, konto: Konto | None, antwort: str = "") -> None:
    vorschlag.ausgang, vorschlag.antwort = ausgang, antwort
    vorschlag.erledigt_am, vorschlag.erledigt_von = timezone.now(), konto
    vorschlag.save(update_fields=["ausgang", "antwort", "erledigt_am", "erledigt_von"])
