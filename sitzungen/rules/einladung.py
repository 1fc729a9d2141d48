"""Whom an invitation reaches in time, and what may still be entered about it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from gremien.rules.arbeitstage import format_tag
from gremien.rules.befund import Befund, Stufe
from sitzungen.enums import Sitzungsstatus
from sitzungen.rules.fristen import check_einladungsfrist, latest_einladungstag

_NORM = "§ 34 Abs. 3 GemO"


def check_zugaenge(
    zugaenge: Sequence[tuple[str, date]],
    *,
    sonst: date,
    sitzungstag: date,
    dringlich_grund: str = "",
    volle_tage: int = 4,
) -> list[Befund]:
    """Check the notice period of everybody who is invited, by name and day of receipt (§ 34 Abs. 3 GemO).

    ``sonst`` is the day where nobody is invited by name. Who would get it too late is named.
    """
    letzter = max((tag for _, tag in zugaenge), default=sonst)
    befunde = check_einladungsfrist(
        zugang=letzter, sitzungstag=sitzungstag, dringlich_grund=dringlich_grund, volle_tage=volle_tage
    )
    namen = list_verspaetete(zugaenge, sitzungstag=sitzungstag, volle_tage=volle_tage)
    if not namen:
        return befunde
    zusatz = f" Zu spät käme sie bei: {', '.join(namen)}."
    return [replace(b, satz=b.satz + zusatz) if b.stufe is Stufe.SPERRE else b for b in befunde]


def list_verspaetete(zugaenge: Sequence[tuple[str, date]], *, sitzungstag: date, volle_tage: int = 4) -> list[str]:
    """Return the names of those who get the invitation later than the law allows."""
    spaetestens = latest_einladungstag(sitzungstag, volle_tage)
    return [name for name, tag in zugaenge if tag > spaetestens]


def check_zugangserfassung(
    *, zugang: datetime, fruehestens: datetime, beginn: datetime, jetzt: datetime, grund: str, is_berichtigung: bool
) -> list[Befund]:
    """Check what is entered about the arrival of one invitation; what is known already is corrected with a reason.

    That it came late refuses nothing: it is what happened. Moments come in local time.
    """
    befunde = []
    if zugang.replace(second=0, microsecond=0) < fruehestens.replace(second=0, microsecond=0):
        satz = (
            f"Vor {format_tag(fruehestens.date())}, {fruehestens:%H:%M} Uhr kann die Einladung nicht zugegangen sein. "
            "Bitte berichtigen Sie den Zugang."
        )
        befunde.append(Befund(satz, _NORM, Stufe.SPERRE, "zugang"))
    if zugang >= beginn:
        satz = "Die Einladung muss vor Beginn der Sitzung zugehen."
        befunde.append(Befund(satz, _NORM, Stufe.SPERRE, "zugang"))
    elif zugang > jetzt:
        satz = "Der Zugang liegt in der Zukunft. Bitte tragen Sie ihn ein, wenn er feststeht."
        befunde.append(Befund(satz, _NORM, Stufe.SPERRE, "zugang"))
    if is_berichtigung and not grund.strip():
        satz = "Bitte begründen Sie, warum der Zugang berichtigt wird."
        befunde.append(Befund(satz, _NORM, Stufe.SPERRE, "grund"))
    return befunde


def check_nachladung(status: Sitzungsstatus, *, is_eingeladen: bool) -> list[Befund]:
    """Check that somebody can still be invited besides the others: they have been, and the sitting is not over."""
    if status == Sitzungsstatus.EINGELADEN or (is_eingeladen and status == Sitzungsstatus.LAUFEND):
        return []
    satz = "Nachträglich einladen können Sie, sobald eingeladen ist und solange die Sitzung nicht vorbei ist."
    return [Befund(satz, _NORM, Stufe.SPERRE)]
