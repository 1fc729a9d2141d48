"""Periods of a sitting: dates in, dates out. Every day counts alike, weekends and holidays too."""

import calendar
from datetime import date, timedelta

from gremien.rules.arbeitstage import format_tag
from gremien.rules.befund import Befund, Stufe

_NORM_EINLADUNG = "§ 34 Abs. 3 GemO"
_NORM_AUFNAHME = "§ 34 Abs. 7 GemO"
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


def is_rechtzeitig(*, zugang: date, sitzungstag: date, volle_tage: int = 4) -> bool:
    """Return whether what arrives on this day keeps the notice period (§ 34 Abs. 3 GemO)."""
    return zugang <= latest_einladungstag(sitzungstag, volle_tage)


def check_nachtragszugang(*, zugang: date, sitzungstag: date, heute: date) -> list[Befund]:
    """Check the day on which a Nachtrag is said to reach the members: not after the sitting, in the past with a reason.

    Whether it keeps the notice period is asked item by item (:func:`check_nachtragsfrist`).
    """
    if zugang > sitzungstag:
        return [
            _befund_zugang(
                f"Der Nachtrag geht erst am {format_tag(zugang)} zu, die Sitzung ist schon am "
                f"{format_tag(sitzungstag)}. Bitte berichtigen Sie den Zugang.",
                Stufe.SPERRE,
            ),
        ]
    if zugang < heute:
        return [
            _befund_zugang(
                f"Der Zugang am {format_tag(zugang)} liegt zurück. Bitte prüfen Sie den Tag oder begründen Sie, "
                "warum der Nachtrag erst jetzt eingetragen wird.",
                Stufe.WARNUNG,
            ),
        ]
    return []


def check_nachtragsfrist(
    *,
    punkt: str,
    zugang: date,
    sitzungstag: date,
    dringlich_grund: str,
    volle_tage: int = 4,
    feld: str = "",
) -> list[Befund]:
    """Check that an item added to the agenda keeps the notice period, or is urgent with a reason (§ 34 Abs. 3 und 7).

    Within the period it is an ordinary addition. Beyond it the body votes on it in the sitting. ``punkt`` is what the
    item is called, ``feld`` where its reason is asked for.
    """
    if dringlich_grund.strip() or is_rechtzeitig(zugang=zugang, sitzungstag=sitzungstag, volle_tage=volle_tage):
        return []
    satz = (
        f"{punkt} geht am {format_tag(zugang)} zu. Ohne Abstimmung kommt nur hinzu, was spätestens am "
        f"{format_tag(latest_einladungstag(sitzungstag, volle_tage))} zugeht. Bitte begründen Sie die Dringlichkeit; "
        "über die Aufnahme wird dann in der Sitzung mit zwei Dritteln der Anwesenden abgestimmt."
    )
    return [Befund(satz, _NORM_AUFNAHME, Stufe.SPERRE, feld)]


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
