"""The order of a sitting's acts: planned, announced, invited to, opened, recorded, closed, corrected.

Moments come in local time, because their sentences show them.
"""

from datetime import datetime, timedelta

from gremien.rules.befund import Befund, Stufe
from sitzungen.enums import Sitzungsstatus

EROEFFNET = frozenset({Sitzungsstatus.LAUFEND, Sitzungsstatus.BEENDET})
"""States of a sitting that was opened; only then anything can be recorded in it."""

RUECKNAHME_MINUTEN = 10
"""As long a result may be taken back like a slip of the pen."""

_NORM_EINLADUNG = "§ 34 Abs. 2 GemO"
_NORM_NIEDERSCHRIFT = "§ 41 Abs. 1 GemO"


def check_planung(*, beginn: datetime, jetzt: datetime) -> list[Befund]:
    """Ask back where a sitting is planned for, or moved to, a moment that has passed."""
    if beginn >= jetzt:
        return []
    satz = (
        f"Der Beginn am {_format_zeit(beginn)} liegt in der Vergangenheit. "
        "Bitte prüfen Sie Tag und Uhrzeit oder begründen Sie, warum die Sitzung nachträglich angesetzt wird."
    )
    return [Befund(satz, "§ 34 Abs. 1 GemO", Stufe.WARNUNG, "beginn")]


def check_zugang(
    *, zugang: datetime, veroeffentlicht: datetime | None, beginn: datetime, jetzt: datetime
) -> list[Befund]:
    """Check when an invitation is said to have arrived (§ 34 Abs. 2 und 3 GemO).

    It carries the agenda, so it cannot arrive before ``veroeffentlicht``, when that last changed. An earlier day than
    today passes only with a reason: the notice period counts days. Moments are compared to the minute, as typed.
    """
    if veroeffentlicht is None:
        satz = "Die Einladung braucht die Tagesordnung. Bitte veröffentlichen Sie diese zuerst."
        return [Befund(satz, _NORM_EINLADUNG, Stufe.SPERRE)]
    if zugang >= beginn:
        return [Befund("Die Einladung muss vor Beginn der Sitzung zugehen.", "", Stufe.SPERRE, "zugang")]
    if zugang < veroeffentlicht.replace(second=0, microsecond=0):
        satz = (
            f"Die Tagesordnung wurde zuletzt am {_format_zeit(veroeffentlicht)} veröffentlicht; "
            "die Einladung mit ihr kann nicht vorher zugegangen sein. Bitte berichtigen Sie den Zugang."
        )
        return [Befund(satz, _NORM_EINLADUNG, Stufe.SPERRE, "zugang")]
    if zugang.date() < jetzt.date():
        satz = (
            f"Der Zugang am {_format_zeit(zugang)} liegt zurück. "
            "Bitte prüfen Sie den Tag oder begründen Sie, warum der Zugang erst jetzt eingetragen wird."
        )
        return [Befund(satz, "§ 34 Abs. 3 GemO", Stufe.WARNUNG, "zugang")]
    return []


def check_eroeffnung(
    *, beginn: datetime, jetzt: datetime, beendet: bool, bekanntgemacht: bool, veroeffentlicht: bool, eingeladen: bool
) -> list[Befund]:
    """Check what must have come before a sitting is opened (§ 34 Abs. 2 und 6 GemO).

    ``beendet``: it is opened again after it was closed.
    """
    if beendet:
        satz = (
            "Die Sitzung ist schon beendet. Ergebnisse und Anwesenheit lassen sich auch so berichtigen; "
            "bitte begründen Sie, warum die Sitzung wieder eröffnet wird."
        )
        return [Befund(satz, _NORM_NIEDERSCHRIFT, Stufe.WARNUNG)]
    if jetzt.date() < beginn.date():
        satz = f"Die Sitzung beginnt erst am {_format_zeit(beginn)}. Bitte eröffnen Sie sie an diesem Tag."
        return [Befund(satz, "", Stufe.SPERRE)]
    befunde = []
    if not eingeladen:
        satz = (
            "Zu dieser Sitzung wurde nicht eingeladen. "
            "Bitte laden Sie zuerst ein oder begründen Sie, warum die Sitzung ohne Einladung eröffnet wird."
        )
        befunde.append(Befund(satz, _NORM_EINLADUNG, Stufe.WARNUNG))
    if not (bekanntgemacht and veroeffentlicht):
        satz = (
            "Zeit, Ort und Tagesordnung dieser Sitzung sind nicht öffentlich bekannt gemacht. "
            "Bitte veröffentlichen Sie zuerst die Tagesordnung oder begründen Sie die Eröffnung."
        )
        befunde.append(Befund(satz, "§ 34 Abs. 6 GemO", Stufe.WARNUNG))
    return befunde


def check_eroeffnet(status: Sitzungsstatus) -> list[Befund]:
    """Check that the sitting was opened: without it there is nothing to record (§ 41 Abs. 1 GemO)."""
    if status in EROEFFNET:
        return []
    if status == Sitzungsstatus.ABGESAGT:
        satz = "Die Sitzung ist abgesagt; in ihr lässt sich nichts feststellen."
    else:
        satz = "Die Sitzung ist noch nicht eröffnet. Bitte eröffnen Sie sie zuerst."
    return [Befund(satz, _NORM_NIEDERSCHRIFT, Stufe.SPERRE)]


def check_nachgetragen(status: Sitzungsstatus) -> list[Befund]:
    """Ask why a first result is recorded only after the sitting was closed (§ 41 Abs. 1 GemO)."""
    if status != Sitzungsstatus.BEENDET:
        return []
    satz = "Die Sitzung ist beendet. Bitte begründen Sie, warum dieses Ergebnis erst jetzt festgestellt wird."
    return [Befund(satz, _NORM_NIEDERSCHRIFT, Stufe.WARNUNG)]


def check_ruecknahme(*, festgestellt: datetime, jetzt: datetime, eigenes: bool, laufend: bool) -> list[Befund]:
    """Check that a result may still be taken back without a reason: soon, by whoever recorded it, while it runs."""
    if eigenes and laufend and jetzt - festgestellt < timedelta(minutes=RUECKNAHME_MINUTEN):
        return []
    if not laufend:
        warum = "Die Sitzung läuft nicht mehr."
    elif not eigenes:
        warum = "Dieses Ergebnis hat jemand anderes festgestellt."
    else:
        warum = f"Das Ergebnis steht seit mehr als {RUECKNAHME_MINUTEN} Minuten fest."
    return [Befund(f"{warum} Bitte berichtigen Sie es mit Begründung.", _NORM_NIEDERSCHRIFT, Stufe.SPERRE)]


def check_berichtigungsgrund(grund: str, *, berichtigt: str) -> list[Befund]:
    """Check that a correction says why; ``berichtigt`` names what is corrected ("die Berichtigung der Anwesenheit")."""
    if grund.strip():
        return []
    satz = f"Bitte begründen Sie {berichtigt}."
    return [Befund(satz, _NORM_NIEDERSCHRIFT, Stufe.SPERRE, "berichtigungsgrund")]


def _format_zeit(zeitpunkt: datetime) -> str:
    return f"{zeitpunkt:%d.%m.}{zeitpunkt.year:04d}, {zeitpunkt:%H:%M} Uhr"
