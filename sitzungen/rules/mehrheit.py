"""Majorities (§ 40 GemO and the places that ask for more). A vote that was not counted is None, never 0."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gremien.rules.befund import Befund, Stufe
from sitzungen.enums import Mehrheitsart
from vorlagen.enums import Ausgang
from vorlagen.rules.ausgang import AUSGANGSREGELN, Zaehlung

_NORM_EINFACH: Final = "§ 40 Abs. 1 und 4 GemO"

_NORM_QUALIFIZIERT: Final[Mapping[Mehrheitsart, str]] = MappingProxyType(
    {
        Mehrheitsart.GESETZLICHE_ZAHL: "§ 25 Abs. 2 GemO",
        Mehrheitsart.ZWEI_DRITTEL_GESETZLICH: "§ 37 Abs. 1, § 40 Abs. 1 GemO",
        Mehrheitsart.ZWEI_DRITTEL_ANWESEND: "§ 34 Abs. 7 GemO",
    },
)


def compute_schwelle(
    *,
    mehrheitsart: Mehrheitsart,
    gesetzliche_zahl: int,
    stimmberechtigt_anwesend: int | None,
) -> int | None:
    """Return the least number of Ja for a qualified majority.

    None where no fixed number exists: for the simple majority, and for two thirds of those present
    while ``stimmberechtigt_anwesend`` is unknown.
    """
    match mehrheitsart:
        case Mehrheitsart.GESETZLICHE_ZAHL:
            return gesetzliche_zahl // 2 + 1
        case Mehrheitsart.ZWEI_DRITTEL_GESETZLICH:
            return _two_thirds(gesetzliche_zahl)
        case Mehrheitsart.ZWEI_DRITTEL_ANWESEND if stimmberechtigt_anwesend is not None:
            return _two_thirds(stimmberechtigt_anwesend)
        case _:
            return None


def check_einfache_mehrheit(
    *,
    ausgang: Ausgang,
    zaehlung: Zaehlung,
    mehrheitsart: Mehrheitsart = Mehrheitsart.EINFACH,
) -> list[Befund]:
    """Check the marked outcome against counted Ja and Gegenstimmen (§ 40 Abs. 1 und 4 GemO).

    A tie is a rejection; abstentions and invalid votes do not count. No check if either side was not counted.
    """
    ja, gegenstimmen = zaehlung.ja, zaehlung.gegenstimmen
    if ja is None or gegenstimmen is None:
        return []
    if AUSGANGSREGELN[ausgang].angenommen and ja <= gegenstimmen:
        gleichstand = "Bei Stimmengleichheit ist der Antrag abgelehnt. " if ja == gegenstimmen else ""
        return [
            Befund(
                f"Mit {ja} Ja-Stimmen und {gegenstimmen} Gegenstimmen ist der Antrag nicht angenommen. {gleichstand}"
                "Bitte berichtigen Sie die Zahlen oder wählen Sie „abgelehnt“.",
                _NORM_EINFACH,
                Stufe.SPERRE,
                "ausgang",
            ),
        ]
    # Only a warning: a body may vote on the proposal to reject, then its Ja is a Ja to the rejection.
    # A qualified majority may be missed in spite of more Ja, so the question does not arise there.
    if ausgang == Ausgang.ABGELEHNT and mehrheitsart == Mehrheitsart.EINFACH and ja > gegenstimmen:
        return [
            Befund(
                f"Mit {ja} Ja-Stimmen und {gegenstimmen} Gegenstimmen ist der Antrag angenommen, gewählt ist aber "
                "„abgelehnt“. Bitte berichtigen Sie Zahlen oder Ausgang; wurde über die Ablehnung abgestimmt, "
                "begründen Sie die Eingabe.",
                _NORM_EINFACH,
                Stufe.WARNUNG,
                "ausgang",
            ),
        ]
    return []


def check_qualifizierte_mehrheit(
    *,
    ausgang: Ausgang,
    zaehlung: Zaehlung,
    mehrheitsart: Mehrheitsart,
    gesetzliche_zahl: int,
    stimmberechtigt_anwesend: int | None,
) -> list[Befund]:
    """Check that a carried decision reached the qualified majority it needs (§§ 25, 34, 37, 40 GemO).

    ``stimmberechtigt_anwesend`` are the members present without the excluded ones, None while the attendance
    list is incomplete. An uncounted Ja cannot prove a qualified majority: WARNUNG, or SPERRE if even all
    remaining votes would not be enough.
    """
    if mehrheitsart == Mehrheitsart.EINFACH or not AUSGANGSREGELN[ausgang].angenommen:
        return []
    norm = _NORM_QUALIFIZIERT[mehrheitsart]
    schwelle = compute_schwelle(
        mehrheitsart=mehrheitsart,
        gesetzliche_zahl=gesetzliche_zahl,
        stimmberechtigt_anwesend=stimmberechtigt_anwesend,
    )
    if schwelle is None:
        satz = (
            "Der Beschluss braucht zwei Drittel der Anwesenden, die Anwesenheit ist aber nicht vollständig erfasst. "
            "Bitte erfassen Sie die Anwesenheit."
        )
        return [Befund(satz, norm, Stufe.WARNUNG, "ja")]
    hoechstens = _compute_hoechste_ja(zaehlung, stimmberechtigt_anwesend)
    if hoechstens is not None and hoechstens < schwelle:
        return [_befund_verfehlt(schwelle, hoechstens, gezaehlt=zaehlung.ja is not None, norm=norm)]
    if zaehlung.ja is None:
        satz = f"Der Beschluss braucht {schwelle} Ja-Stimmen. Bitte zählen Sie die Ja-Stimmen und tragen Sie sie ein."
        return [Befund(satz, norm, Stufe.WARNUNG, "ja")]
    return []


def check_stimmensumme(
    *,
    zaehlung: Zaehlung,
    anwesend: int | None,
    anwesenheit_vollstaendig: bool,
) -> list[Befund]:
    """Check that no more votes are recorded than members present (§§ 39, 40 GemO).

    ``anwesend`` includes the excluded members, None while no attendance is recorded. What was not counted
    is left out of the sum.
    """
    gezaehlt = [
        zahl
        for zahl in (zaehlung.ja, zaehlung.gegenstimmen, zaehlung.enthaltungen, zaehlung.befangen)
        if zahl is not None
    ]
    if anwesend is None or sum(gezaehlt) <= anwesend:
        return []
    return [
        Befund(
            f"Eingetragen sind zusammen {sum(gezaehlt)} Stimmen und Befangene, anwesend sind {anwesend} Mitglieder. "
            "Bitte berichtigen Sie die Zahlen oder die Anwesenheit.",
            "§ 39, § 40 GemO",
            Stufe.SPERRE if anwesenheit_vollstaendig else Stufe.WARNUNG,
        ),
    ]


def check_wahl(*, geheim: bool, oberbuergermeister_stimmt: bool) -> list[Befund]:
    """Check an election: the Oberbürgermeister's vote rests (§ 36 Abs. 3), it is secret by default (§ 40 Abs. 5)."""
    befunde = []
    if oberbuergermeister_stimmt:
        befunde.append(
            Befund(
                "Bei Wahlen ruht das Stimmrecht der Oberbürgermeisterin oder des Oberbürgermeisters. "
                "Bitte zählen Sie diese Stimme nicht mit.",
                "§ 36 Abs. 3 GemO",
                Stufe.WARNUNG,
            ),
        )
    if not geheim:
        befunde.append(
            Befund(
                "Wahlen sind in der Regel geheim. Bitte wählen Sie die geheime Abstimmung oder geben Sie an, "
                "worauf die offene Wahl beruht.",
                "§ 40 Abs. 5 GemO",
                Stufe.WARNUNG,
                "geheim",
            ),
        )
    return befunde


def _two_thirds(zahl: int) -> int:
    return -(-2 * zahl // 3)


def _compute_hoechste_ja(zaehlung: Zaehlung, stimmberechtigt_anwesend: int | None) -> int | None:
    """Return the counted Ja, else the most that the other counts leave room for; None if unknown."""
    if zaehlung.ja is not None or stimmberechtigt_anwesend is None:
        return zaehlung.ja
    return stimmberechtigt_anwesend - (zaehlung.gegenstimmen or 0) - (zaehlung.enthaltungen or 0)


def _befund_verfehlt(schwelle: int, ja: int, *, gezaehlt: bool, norm: str) -> Befund:
    erreicht = f"gezählt sind {ja}" if gezaehlt else f"möglich sind nach den übrigen Zahlen höchstens {ja}"
    return Befund(
        f"Der Beschluss braucht {schwelle} Ja-Stimmen, {erreicht}. "
        "Bitte berichtigen Sie die Zahlen oder wählen Sie „abgelehnt“.",
        norm,
        Stufe.SPERRE,
        "ja",
    )
