"""What the person looking at a sitting can do next."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from konten.rechte import Besucher
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Sitzung
from sitzungen.permissions import may_add_unterlage, may_bind_mappe, may_edit_tagesordnung, may_record_abstimmung
from vorlagen.pages.schritte import Schritt

VOR_DER_SITZUNG = (Sitzungsstatus.GEPLANT, Sitzungsstatus.EINGELADEN)
VORBEI = (Sitzungsstatus.BEENDET, Sitzungsstatus.ABGESAGT)


@dataclass(frozen=True, slots=True)
class Lage:
    """Where a sitting stands, as far as the next steps depend on it."""

    sitzung: Sitzung
    hat_nachtrag: bool
    """An item waits for its number."""

    @property
    def is_offen(self) -> bool:
        """Return whether the agenda may still change."""
        return self.sitzung.status not in VORBEI

    @property
    def is_tag_erreicht(self) -> bool:
        """Return whether the day of the sitting has come."""
        return timezone.localdate() >= self.sitzung.tag


@dataclass(frozen=True, slots=True)
class _Regel:
    """When an act is offered; one with a ``satz`` needs no form and is done at once."""

    label: str
    name: str
    darf: Callable[[Besucher, Sitzung], bool]
    jetzt: Callable[[Lage], bool]
    satz: str = ""


_REGELN = (
    _Regel(
        "Ergebnisse feststellen",
        "ergebnisse",
        may_record_abstimmung,
        lambda lage: lage.sitzung.status == Sitzungsstatus.LAUFEND and lage.sitzung.is_veroeffentlicht,
    ),
    _Regel(
        "Sitzung eröffnen",
        "sitzung_eroeffnen",
        may_record_abstimmung,
        lambda lage: lage.sitzung.status in VOR_DER_SITZUNG and lage.is_tag_erreicht,
    ),
    _Regel(
        "Anwesenheit",
        "anwesenheit",
        may_record_abstimmung,
        lambda lage: lage.sitzung.status == Sitzungsstatus.LAUFEND,
    ),
    _Regel("Tagesordnung bearbeiten", "tagesordnung", may_edit_tagesordnung, lambda lage: lage.is_offen),
    _Regel(
        "Prüfen und veröffentlichen",
        "tagesordnung_veroeffentlichen",
        may_edit_tagesordnung,
        lambda lage: lage.is_offen and (lage.hat_nachtrag or not lage.sitzung.is_veroeffentlicht),
    ),
    _Regel(
        "Einladen",
        "sitzung_einladen",
        may_edit_tagesordnung,
        lambda lage: lage.sitzung.status == Sitzungsstatus.GEPLANT and lage.sitzung.is_veroeffentlicht,
    ),
    _Regel(
        "Unterlage beilegen",
        "unterlage_neu",
        may_add_unterlage,
        lambda lage: lage.sitzung.status != Sitzungsstatus.ABGESAGT,
    ),
    _Regel(
        "Einladungen und Antworten",
        "einladungen",
        may_record_abstimmung,
        lambda lage: lage.sitzung.eingeladen_am is not None,
    ),
    _Regel("Sitzungsmappe", "mappe", may_bind_mappe, lambda lage: lage.sitzung.is_veroeffentlicht),
    _Regel(
        "Tag und Ort ändern",
        "sitzung_bearbeiten",
        may_edit_tagesordnung,
        lambda lage: lage.sitzung.status == Sitzungsstatus.GEPLANT,
    ),
    _Regel(
        "Bekannt machen",
        "sitzung_bekanntmachen",
        may_edit_tagesordnung,
        lambda lage: lage.is_offen and lage.sitzung.bekanntgemacht_am is None,
        satz="Tag, Zeit, Ort und Gremium erscheinen für alle im Sitzungskalender, noch ohne Tagesordnung.",
    ),
    _Regel(
        "Sitzung beenden",
        "sitzung_beenden",
        may_record_abstimmung,
        lambda lage: lage.sitzung.status == Sitzungsstatus.LAUFEND,
        satz="Die Tagesordnung ändert sich danach nicht mehr. Ergebnisse lassen sich weiter berichtigen.",
    ),
    _Regel(
        "Anwesenheit berichtigen",
        "anwesenheit",
        may_record_abstimmung,
        lambda lage: lage.sitzung.status == Sitzungsstatus.BEENDET,
    ),
    _Regel(
        "Wieder eröffnen",
        "sitzung_eroeffnen",
        may_record_abstimmung,
        lambda lage: lage.sitzung.status == Sitzungsstatus.BEENDET,
    ),
    _Regel(
        "Absagen",
        "sitzung_absagen",
        may_edit_tagesordnung,
        lambda lage: lage.sitzung.status in VOR_DER_SITZUNG,
    ),
)


def list_schritte(sitzung: Sitzung, konto: Besucher) -> list[Schritt]:
    """Return what ``konto`` can do with the sitting now, most likely first."""
    if not may_record_abstimmung(konto, sitzung):
        return []
    lage = Lage(sitzung, hat_nachtrag=sitzung.tops.filter(nummer="").exists())
    return [
        Schritt(regel.label, reverse(regel.name, args=[sitzung.pk]), is_sofort=bool(regel.satz), satz=regel.satz)
        for regel in _REGELN
        if regel.darf(konto, sitzung) and regel.jetzt(lage)
    ]
