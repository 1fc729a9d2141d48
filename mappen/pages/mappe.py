"""The packets of a sitting as those who keep it see them: what stands, what is being bound, what failed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mappen.enums import Empfaenger, Mappenform, Mappenstatus, Umfang
from mappen.models import Mappe
from mappen.querysets import build_leser
from sitzungen.documents.digest import compute_stand
from sitzungen.models import Sitzung

GEDULD: Final = timedelta(seconds=30)
"""After waiting this long somebody is told why."""

_SICHTBAR: Final = (Mappenstatus.WARTET, Mappenstatus.LAEUFT, Mappenstatus.FERTIG, Mappenstatus.FEHLGESCHLAGEN)
_REIHENFOLGE: Final = (Empfaenger.MITGLIEDER, Empfaenger.OEFFENTLICH, Empfaenger.GESAMT)
_SAETZE: Final = {
    Empfaenger.MITGLIEDER: "Öffentlicher und nichtöffentlicher Teil. Nur Mitglieder des Gremiums können sie öffnen.",
    Empfaenger.OEFFENTLICH: "Nur was alle lesen dürfen. Sobald sie fertig ist, steht sie auf der Seite der Sitzung.",
    Empfaenger.GESAMT: "Alle Unterlagen. Nur wer diese Sitzung führt, kann sie öffnen.",
}


@dataclass(frozen=True, slots=True)
class Standmappe:
    """A packet that stands. ``verborgen``: its audience does not get it, because something in it was taken back."""

    mappe: Mappe
    aktuell: bool
    verborgen: bool

    @property
    def wahl(self) -> str:
        """Return in words what was chosen."""
        return describe_wahl(self.mappe)

    @property
    def oeffnen(self) -> str:
        """Return what following the link does."""
        return "Herunterladen" if self.mappe.form == Mappenform.ZIP else "Öffnen"

    @property
    def beweis(self) -> str:
        """Return what the self-proof came to, empty where none is due."""
        ergebnis = self.mappe.bericht.get("selbstbeweis")
        if not ergebnis:
            return ""
        return f"Mit {ergebnis['leser']} Lesern auf Vertrauliches durchsucht: nichts gefunden."

    @property
    def fehlende(self) -> str:
        """Return how many annexes the packet only refers to, empty for none."""
        anzahl = self.mappe.bericht.get("nicht_eingebunden", 0)
        if not anzahl:
            return ""
        return "1 Anlage ist nicht eingebunden." if anzahl == 1 else f"{anzahl} Anlagen sind nicht eingebunden."


@dataclass(frozen=True, slots=True)
class Auftragszeile:
    """An order that is open: ``text`` says how far it is, ``warnung`` why it does not get on."""

    mappe: Mappe
    text: str
    warnung: str = ""

    @property
    def wahl(self) -> str:
        """Return in words what was chosen, and for whom."""
        return f"{self.mappe.get_fuer_display()}: {describe_wahl(self.mappe)}"

    @property
    def merkzeichen(self) -> str:
        """Return what the page remembers of it: which one, how many quarters of the way it has come, if it warns."""
        viertel = 4 * self.mappe.erledigt // self.mappe.gesamt if self.mappe.gesamt else 0
        return f"{self.mappe.pk}-{viertel}{'!' if self.warnung else ''}"


@dataclass(frozen=True, slots=True)
class Knopf:
    """One press that orders a packet."""

    label: str
    form: Mappenform
    duplex: bool


@dataclass(frozen=True, slots=True)
class Kreis:
    """What there is for one audience."""

    fuer: Empfaenger
    satz: str
    stehende: tuple[Standmappe, ...]
    gescheiterte: tuple[Mappe, ...]
    knoepfe: tuple[Knopf, ...]


@dataclass(frozen=True, slots=True)
class Mappenseite:
    """Everything the page shows."""

    kreise: tuple[Kreis, ...]
    auftraege: tuple[Auftragszeile, ...]


def build_mappenseite(sitzung: Sitzung) -> Mappenseite:
    """Return the page's content; who may see it is asked before."""
    mappen = list(Mappe.objects.filter(sitzung=sitzung).select_related("datei"))
    for mappe in mappen:
        mappe.sitzung = sitzung
    kreise = tuple(_build_kreis(sitzung, fuer, [m for m in mappen if m.fuer == fuer]) for fuer in _REIHENFOLGE)
    return Mappenseite(kreise, tuple(describe_auftrag(mappe) for mappe in mappen if mappe.is_offen))


def list_auftraege(sitzung: Sitzung) -> list[Auftragszeile]:
    """Return the open orders of a sitting, newest first."""
    return [describe_auftrag(mappe) for mappe in Mappe.objects.open().filter(sitzung=sitzung)]


def list_beendete(sitzung: Sitzung, gezeigte: Sequence[str]) -> list[str]:
    """Return in words what became of the orders that a page shows (their ``merkzeichen``) and that are open no more."""
    kennungen = [int(teil) for teil in (zeichen.partition("-")[0] for zeichen in gezeigte) if teil.isdecimal()]
    mappen = Mappe.objects.filter(sitzung=sitzung, pk__in=kennungen)
    return [f"{Auftragszeile(mappe, '').wahl}: {mappe.get_status_display()}" for mappe in mappen if not mappe.is_offen]


def list_ansagen(auftraege: Sequence[Auftragszeile], gezeigte: Sequence[str]) -> list[str]:
    """Return what a page that shows ``gezeigte`` reads out: a warning, or an order that came a good way further."""
    return [zeile.warnung or zeile.text for zeile in auftraege if zeile.merkzeichen not in gezeigte]


def describe_wahl(mappe: Mappe) -> str:
    """Return in words what a packet was limited to and how it is handed out."""
    worte = [mappe.form.upper()]
    if mappe.umfang == Umfang.NEUES and mappe.seit is not None:
        worte.append(f"Neues seit {timezone.localtime(mappe.seit):%d.%m.%Y, %H:%M} Uhr")
    elif mappe.umfang == Umfang.NICHTOEFFENTLICH:
        worte.append("nur nichtöffentlicher Teil")
    worte.append("mit Anlagen" if mappe.mit_anlagen else "ohne Anlagen")
    if mappe.duplex:
        worte.append("für beidseitigen Druck")
    return ", ".join(worte)


def describe_auftrag(mappe: Mappe) -> Auftragszeile:
    """Return how far an open order is, and a warning if nobody seems to work on it."""
    if mappe.status == Mappenstatus.LAEUFT:
        return Auftragszeile(mappe, mappe.schritt or "Das Binden beginnt.")
    if timezone.now() - mappe.bestellt_am <= GEDULD:
        return Auftragszeile(mappe, "Wartet auf den Hintergrunddienst.")
    if _is_worker_busy():
        return Auftragszeile(mappe, "Wartet, bis der Hintergrunddienst mit einem anderen Auftrag fertig ist.")
    return Auftragszeile(
        mappe,
        "Wartet auf den Hintergrunddienst.",
        "Der Hintergrunddienst scheint nicht zu laufen. Bitte sagen Sie der Systembetreuung Bescheid; der Auftrag "
        "bleibt stehen und wird bearbeitet, sobald der Dienst wieder läuft.",
    )


def _is_worker_busy() -> bool:
    if Mappe.objects.filter(status=Mappenstatus.LAEUFT).exists():
        return True
    kuerzlich = timezone.now() - GEDULD
    arbeit = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__gt=kuerzlich)
    return arbeit.exists() or DBTaskResult.objects.filter(finished_at__gt=kuerzlich).exists()


def _build_kreis(sitzung: Sitzung, fuer: Empfaenger, mappen: list[Mappe]) -> Kreis:
    fertige = [mappe for mappe in mappen if mappe.is_fertig]
    stehende: list[Standmappe] = []
    if fertige:
        stand = compute_stand(sitzung, build_leser(fuer, sitzung.gremium_id))
        gemeint = Mappe.objects.filter(pk__in=[mappe.pk for mappe in fertige])
        lesbar = set(gemeint.still_readable(fuer, sitzung.gremium_id).values_list("pk", flat=True))
        stehende = [Standmappe(mappe, mappe.stand == stand, mappe.pk not in lesbar) for mappe in fertige]
    return Kreis(
        fuer,
        _SAETZE[fuer],
        tuple(sorted(stehende, key=lambda zeile: (zeile.mappe.form, zeile.mappe.umfang))),
        tuple(mappe for mappe in mappen if mappe.status == Mappenstatus.FEHLGESCHLAGEN),
        _list_knoepfe(fuer, [m for m in mappen if m.status in _SICHTBAR]),
    )


def _list_knoepfe(fuer: Empfaenger, gezeigte: list[Mappe]) -> tuple[Knopf, ...]:
    """Return the presses for what is not on the page yet; what stands, runs or failed has its own."""
    # Who reads on a screen needs no blank pages.
    duplex = fuer is not Empfaenger.OEFFENTLICH
    knoepfe = (
        Knopf("Druckfertige Mappe binden (beidseitig)" if duplex else "Mappe binden", Mappenform.PDF, duplex),
        Knopf("Als ZIP zusammenstellen", Mappenform.ZIP, False),
    )
    ganze = {(m.form, m.duplex) for m in gezeigte if m.umfang == Umfang.ALLES and m.mit_anlagen}
    return tuple(knopf for knopf in knoepfe if (knopf.form, knopf.duplex) not in ganze)
