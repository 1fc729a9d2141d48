"""Periods of a sitting: dates in, dates out. Every day counts alike, weekends and holidays too."""

import calendar
from datetime import date, timedelta

from gremien.rules.arbeitstage import format_tag
from gremien.rules.befund import Befund, Stufe

_NORM_EINLADUNG = "§ 34 Abs. 3 GemO"
_NORM_NIEDERSCHRIFT = "§ 41 Abs. 2 GemO"


def latest_einladungstag(sitzungstag: date, volle_tage: int = 4) -> date:
    """Return the last day on which the invitation may arrive (§ 34 Abs. 3 GemO).

    ``volle_tage`` are the full calendar days between receipt and sitting; neither of the two days counts.
    """
    return sitzungstag - timedelta(days=volle_tage + 1)


def check_einladungsfrist(
    *,
    zugang: date,
    sitzungstag: date,
    dringlich_grund: str = "",
    volle_tage: int = 4,
) -> list[Befund]:
    """Check the notice period between receipt of the invitation and the sitting (§ 34 Abs. 3 GemO).

    Urgency with a reason shortens the period; what the law then still asks for comes back as ERINNERUNG.
    Nothing heals an invitation that arrives after the sitting.
    """
    if zugang > sitzungstag:
        return [
            _befund_zugang(
                f"Die Einladung geht erst am {format_tag(zugang)} zu, die Sitzung ist schon am "
                f"{format_tag(sitzungstag)}. Bitte berichtigen Sie einen der beiden Tage.",
                Stufe.SPERRE,
            ),
        ]
    spaetestens = latest_einladungstag(sitzungstag, volle_tage)
    if zugang <= spaetestens:
        return []
    if dringlich_grund.strip():
        return [
            _befund_zugang(
                "Die Einladungsfrist ist wegen Dringlichkeit verkürzt. Bitte weisen Sie in der Einladung darauf hin "
                "und lassen Sie die Dringlichkeit vor Eintritt in die Tagesordnung feststellen.",
                Stufe.ERINNERUNG,
            ),
        ]
    return [
        _befund_zugang(
            f"Zwischen Zugang der Einladung und Sitzung müssen {volle_tage} volle Kalendertage liegen; für die Sitzung "
            f"am {format_tag(sitzungstag)} muss sie spätestens am {format_tag(spaetestens)} zugehen. Bitte verlegen "
            "Sie die Sitzung oder geben Sie Dringlichkeit mit Grund an.",
            Stufe.SPERRE,
        ),
    ]


def latest_niederschriftstag(sitzungstag: date, monate: int = 1) -> date:
    """Return the last day for sending the minutes (§ 41 Abs. 2 GemO).

    The day with the sitting's number, or the month's last day where that number is missing (§ 188 Abs. 3 BGB).
    """
    jahre, monat = divmod(sitzungstag.month - 1 + monate, 12)
    jahr, monat = sitzungstag.year + jahre, monat + 1
    return date(jahr, monat, min(sitzungstag.day, calendar.monthrange(jahr, monat)[1]))


def check_niederschriftsfrist(
    *,
    sitzungstag: date,
    versandt_am: date | None,
    heute: date,
    monate: int = 1,
) -> list[Befund]:
    """Remind of minutes that are not sent in time (§ 41 Abs. 2 GemO); silent once they are sent."""
    spaetestens = latest_niederschriftstag(sitzungstag, monate)
    if versandt_am is not None or heute <= spaetestens:
        return []
    return [
        Befund(
            f"Die Niederschrift der Sitzung vom {format_tag(sitzungstag)} war bis {format_tag(spaetestens)} "
            "zuzuleiten. Bitte holen Sie die Zuleitung nach.",
            _NORM_NIEDERSCHRIFT,
            Stufe.ERINNERUNG,
        ),
    ]


def _befund_zugang(satz: str, stufe: Stufe) -> Befund:
    return Befund(satz, _NORM_EINLADUNG, stufe, "zugang")
