"""From the draft to the signed minutes: presented, checked by the chair, signed by two persons, kept (§ 41 GemO)."""

from django.db import transaction
from django.utils import timezone

from dokumente.ablage.behalten import keep_bytes
from dokumente.ausgabe.druckstuecke import MEDIENTYP
from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from konten.rules.vier_augen import check_person
from nachbereitung.actions.entwurf import draft_niederschrift, lock_niederschrift
from nachbereitung.actions.nachrichten import tell_schriftfuehrung, tell_vorsitz
from nachbereitung.documents.ausfertigung import (
    Reinschrift,
    build_reinschriften,
    check_oeffentliches,
    find_ausfertigung,
    read_unterschriftstage,
)
from nachbereitung.documents.lage import read_lage
from nachbereitung.documents.niederschrift import build_unterschriften, compute_fingerabdruck
from nachbereitung.enums import Ausgabe, Schrittart, Unterschrift
from nachbereitung.models import Ausfertigung, Mitschrift, Niederschrift, Niederschriftschritt
from nachbereitung.permissions import find_unterschrift
from nachbereitung.rules.lage import (
    Lage,
    check_berichtigen,
    check_pruefen,
    check_unterzeichnen,
    check_verschiedene,
    check_vorlegen,
    check_zurueckgeben,
)
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Sitzung

UEBERHOLT = "Eben hat sich geändert, was in der Niederschrift steht. Bitte sehen Sie sie noch einmal an."


def check_vorlage(niederschrift: Niederschrift, lage: Lage) -> list[Befund]:
    """Return what stands against presenting the minutes, but for what only the print tells."""
    return check_vorlegen(
        lage,
        beendet=niederschrift.sitzung.status == Sitzungsstatus.BEENDET,
        vorsitz=niederschrift.vorsitz_id,
        schriftfuehrung=niederschrift.schriftfuehrung_id,
    ) + check_verschiedene(vorsitz=niederschrift.vorsitz_id, schriftfuehrung=niederschrift.schriftfuehrung_id)


def submit_niederschrift(sitzung: Sitzung, *, konto: Konto) -> Niederschrift:
    """Dem Vorsitz vorlegen: from now on nobody writes in it until it comes back.

    The public edition is printed and searched first, so that nobody signs what cannot be published. Raises
    :class:`VorgangGesperrt` and ``DruckFehler``.
    """
    niederschrift = draft_niederschrift(sitzung, konto=konto)
    lage = read_lage(niederschrift)
    require([*check_person(konto.auge), *check_vorlage(niederschrift, lage)])
    fingerabdruck = compute_fingerabdruck(niederschrift)
    probe = build_reinschriften(niederschrift, ())[Ausgabe.OEFFENTLICH]
    require(check_oeffentliches(niederschrift, probe.pdf))
    with transaction.atomic():
        niederschrift = lock_niederschrift(niederschrift)
        require(check_vorlage(niederschrift, read_lage(niederschrift)))
        _require_gleich(niederschrift, fingerabdruck)
        _step(niederschrift, Schrittart.VORGELEGT, fingerabdruck, konto=konto)
        tell_vorsitz(niederschrift, konto=konto)
        _journal(Akt.NIEDERSCHRIFT_VORLEGEN, niederschrift, konto, fingerabdruck=fingerabdruck)
    return niederschrift


@transaction.atomic
def return_niederschrift(niederschrift: Niederschrift, *, konto: Konto, grund: str = "") -> Niederschrift:
    """Zurückgeben with a remark, by the chair; whoever writes the minutes takes them back without one.

    What was signed of them holds no longer. Raises :class:`VorgangGesperrt`.
    """
    niederschrift = lock_niederschrift(niederschrift)
    is_eigene = find_unterschrift(konto, niederschrift) is not Unterschrift.VORSITZ
    lage = read_lage(niederschrift)
    require([*check_person(konto.auge), *check_zurueckgeben(lage, bemerkung=grund, is_eigene=is_eigene)])
    fingerabdruck = compute_fingerabdruck(niederschrift)
    _step(niederschrift, Schrittart.ZURUECKGEGEBEN, fingerabdruck, konto=konto, bemerkung=grund)
    tell_schriftfuehrung(niederschrift, konto=konto, zurueck=True)
    _journal(Akt.NIEDERSCHRIFT_ZURUECKGEBEN, niederschrift, konto, zurueckgeholt=is_eigene)
    return niederschrift


@transaction.atomic
def approve_niederschrift(niederschrift: Niederschrift, *, konto: Konto) -> Niederschrift:
    """Prüfen: the chair has read the minutes as they are now. Raises :class:`VorgangGesperrt`."""
    niederschrift = lock_niederschrift(niederschrift)
    require([*check_person(konto.auge), *check_pruefen(read_lage(niederschrift))])
    fingerabdruck = compute_fingerabdruck(niederschrift)
    _step(niederschrift, Schrittart.GEPRUEFT, fingerabdruck, konto=konto)
    tell_schriftfuehrung(niederschrift, konto=konto)
    _journal(Akt.NIEDERSCHRIFT_PRUEFEN, niederschrift, konto, fingerabdruck=fingerabdruck)
    return niederschrift


def sign_niederschrift(niederschrift: Niederschrift, *, konto: Konto) -> Niederschrift:
    """Unterzeichnen, as the chair or as the keeper of the minutes; with the second signature both editions are kept.

    They are printed before the database is locked, and kept only if they are still what was checked. Raises
    :class:`VorgangGesperrt` and ``DruckFehler``.
    """
    fingerabdruck = compute_fingerabdruck(niederschrift)
    lage = read_lage(niederschrift, fingerabdruck=fingerabdruck)
    _require_unterschrift(niederschrift, lage, konto)
    reinschriften = _prepare(niederschrift, konto) if lage.unterschriften else None
    with transaction.atomic():
        niederschrift = lock_niederschrift(niederschrift)
        _require_gleich(niederschrift, fingerabdruck)
        lage = read_lage(niederschrift, fingerabdruck=fingerabdruck)
        unterschrift = _require_unterschrift(niederschrift, lage, konto)
        if bool(lage.unterschriften) != (reinschriften is not None):
            raise VorgangGesperrt([Befund(UEBERHOLT, "", Stufe.SPERRE)])
        _step(niederschrift, Schrittart.UNTERZEICHNET, fingerabdruck, konto=konto, unterschrift=unterschrift)
        nummer = _keep(niederschrift, reinschriften, fingerabdruck).nummer if reinschriften else 0
        _journal(
            Akt.NIEDERSCHRIFT_UNTERZEICHNEN,
            niederschrift,
            konto,
            unterschrift=unterschrift.value,
            fingerabdruck=fingerabdruck,
            ausfertigung=nummer,
        )
    return niederschrift


@transaction.atomic
def correct_niederschrift(niederschrift: Niederschrift, *, konto: Konto, grund: str) -> Niederschrift:
    """Berichtigen: begin a further print with its reason; the signed one stays as it is.

    It holds until the further one is signed. Raises :class:`VorgangGesperrt`.
    """
    niederschrift = lock_niederschrift(niederschrift)
    require([*check_person(konto.auge), *check_berichtigen(read_lage(niederschrift), grund=grund)])
    fingerabdruck = compute_fingerabdruck(niederschrift)
    _step(niederschrift, Schrittart.BERICHTIGUNG, fingerabdruck, konto=konto, bemerkung=grund)
    _journal(Akt.NIEDERSCHRIFT_BERICHTIGEN, niederschrift, konto, grund=grund.strip())
    return niederschrift


def _require_unterschrift(niederschrift: Niederschrift, lage: Lage, konto: Konto) -> Unterschrift:
    unterschrift = find_unterschrift(konto, niederschrift)
    require(
        check_unterzeichnen(
            lage,
            unterschrift,
            konto.auge,
            vorsitz=niederschrift.vorsitz_id,
            schriftfuehrung=niederschrift.schriftfuehrung_id,
        )
    )
    if unterschrift is None:
        raise AssertionError("check_unterzeichnen lässt niemand anderen unterzeichnen.")
    return unterschrift


def _require_gleich(niederschrift: Niederschrift, fingerabdruck: str) -> None:
    if compute_fingerabdruck(niederschrift) != fingerabdruck:
        raise VorgangGesperrt([Befund(UEBERHOLT, "", Stufe.SPERRE)])


def _prepare(niederschrift: Niederschrift, konto: Konto) -> dict[Ausgabe, Reinschrift]:
    """Return both editions with both signatures, printed and searched."""
    tage = read_unterschriftstage(niederschrift)
    if unterschrift := find_unterschrift(konto, niederschrift):
        tage[unterschrift.value] = timezone.localdate()
    reinschriften = build_reinschriften(niederschrift, build_unterschriften(niederschrift, tage))
    require(check_oeffentliches(niederschrift, reinschriften[Ausgabe.OEFFENTLICH].pdf))
    return reinschriften


def _keep(niederschrift: Niederschrift, reinschriften: dict[Ausgabe, Reinschrift], fingerabdruck: str) -> Ausfertigung:
    bisher = find_ausfertigung(niederschrift)
    grund = niederschrift.schritte.filter(art=Schrittart.BERICHTIGUNG).order_by("pk").last()
    dateien = {fuer: keep_bytes(rein.pdf, medientyp=MEDIENTYP) for fuer, rein in reinschriften.items()}
    Mitschrift.objects.filter(niederschrift=niederschrift).delete()
    return Ausfertigung.objects.create(
        niederschrift=niederschrift,
        nummer=bisher.nummer + 1 if bisher else 1,
        berichtigt=bisher,
        grund=grund.bemerkung if bisher and grund else "",
        fingerabdruck=fingerabdruck,
        oeffentlich=dateien[Ausgabe.OEFFENTLICH],
        intern=dateien[Ausgabe.INTERN],
        seite_oeffentlich=reinschriften[Ausgabe.OEFFENTLICH].seite,
        seite_intern=reinschriften[Ausgabe.INTERN].seite,
        unterzeichnet_am=timezone.now(),
    )


def _step(
    niederschrift: Niederschrift,
    art: Schrittart,
    fingerabdruck: str,
    *,
    konto: Konto,
    unterschrift: str = "",
    bemerkung: str = "",
) -> None:
    Niederschriftschritt.objects.create(
        niederschrift=niederschrift,
        art=art,
        unterschrift=unterschrift,
        fingerabdruck=fingerabdruck,
        bemerkung=bemerkung.strip(),
        konto=konto,
        person_id=konto.person_id or 0,
        getan_am=timezone.now(),
    )


def _journal(akt: Akt, niederschrift: Niederschrift, konto: Konto, **daten: object) -> None:
    record(akt, niederschrift, konto=konto, nummer=niederschrift.sitzung.nummer, **daten)
