"""Where minutes stand, computed from the steps that were done with them, and which step can be done next.

A step holds for exactly what it was done about: each keeps the digest of both editions. Once attendance, a result, a
wording or a text is another one, what was presented, checked or signed before holds no longer, without anybody having
to think of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from gremien.rules.befund import Befund, Stufe
from konten.rules.vier_augen import Auge, check_person
from nachbereitung.enums import Schrittart, Stand, Unterschrift

NORM: Final = "§ 41 Abs. 1 GemO"


@dataclass(frozen=True, slots=True)
class Schritt:
    """One step; ``unterschrift`` says in what capacity somebody signed."""

    art: Schrittart
    fingerabdruck: str
    unterschrift: str = ""


@dataclass(frozen=True, slots=True)
class Lage:
    """Where the minutes stand. ``hinfaellig``: what was presented, checked or signed holds no longer."""

    stand: Stand
    unterschriften: frozenset[Unterschrift] = field(default_factory=frozenset)
    hinfaellig: bool = False

    @property
    def is_offen(self) -> bool:
        """Return whether texts may be written."""
        return self.stand is Stand.ENTWURF


def compute_lage(schritte: Iterable[Schritt], *, fingerabdruck: str, ausfertigungen: int) -> Lage:
    """Return where the minutes stand; ``schritte`` are all, oldest first, ``fingerabdruck`` is of their content now.

    ``ausfertigungen`` counts the signed prints: one more than corrections means that nothing is open.
    """
    alle = list(schritte)
    berichtigungen = [stelle for stelle, schritt in enumerate(alle) if schritt.art == Schrittart.BERICHTIGUNG]
    if ausfertigungen > len(berichtigungen):
        return Lage(Stand.FEST, frozenset(Unterschrift))
    runde = _read_runde(alle[berichtigungen[-1] + 1 if berichtigungen else 0 :])
    if not runde:
        return Lage(Stand.ENTWURF)
    if any(schritt.fingerabdruck != fingerabdruck for schritt in runde):
        return Lage(Stand.ENTWURF, hinfaellig=True)
    geprueft = any(schritt.art == Schrittart.GEPRUEFT for schritt in runde)
    unterschriften = frozenset(Unterschrift(s.unterschrift) for s in runde if s.art == Schrittart.UNTERZEICHNET)
    return Lage(Stand.GEPRUEFT if geprueft else Stand.VORGELEGT, unterschriften)


def _read_runde(schritte: Sequence[Schritt]) -> list[Schritt]:
    """Return the steps since the minutes were presented last, none if they were given back since."""
    runde: list[Schritt] = []
    for schritt in schritte:
        if schritt.art == Schrittart.VORGELEGT:
            runde = [schritt]
        elif schritt.art == Schrittart.ZURUECKGEGEBEN:
            runde = []
        elif runde:
            runde.append(schritt)
    return runde


def check_schreiben(lage: Lage) -> list[Befund]:
    """Check that texts may be written now."""
    if lage.is_offen:
        return []
    if lage.stand is Stand.FEST:
        satz = "Die Niederschrift ist unterzeichnet. Bitte beginnen Sie eine Berichtigung, wenn etwas nicht stimmt."
    else:
        satz = "Die Niederschrift liegt dem Vorsitz vor. Bitte holen Sie sie zurück, bevor Sie weiterschreiben."
    return [Befund(satz, "", Stufe.SPERRE)]


def check_vorlegen(lage: Lage, *, beendet: bool, vorsitz: int | None, schriftfuehrung: int | None) -> list[Befund]:
    """Check that the minutes can be put before the chair: the sitting is over, and it is known who signs.

    ``vorsitz`` and ``schriftfuehrung`` are persons.
    """
    befunde = _check_stand(lage, Stand.ENTWURF)
    if not beendet:
        satz = "Die Sitzung ist noch nicht beendet. Bitte beenden Sie sie zuerst."
        befunde.append(Befund(satz, NORM, Stufe.SPERRE))
    if vorsitz is None:
        satz = "Bitte geben Sie unter „Angaben“ an, wer die Sitzung geleitet hat."
        befunde.append(Befund(satz, NORM, Stufe.SPERRE, "vorsitz"))
    if schriftfuehrung is None:
        satz = "Bitte geben Sie unter „Angaben“ an, wer die Niederschrift geführt hat."
        befunde.append(Befund(satz, NORM, Stufe.SPERRE, "schriftfuehrung"))
    return befunde


def check_verschiedene(*, vorsitz: int | None, schriftfuehrung: int | None) -> list[Befund]:
    """Check that two persons sign, never one."""
    if vorsitz is None or vorsitz != schriftfuehrung:
        return []
    satz = "Vorsitz und Schriftführung unterzeichnen beide. Bitte geben Sie zwei verschiedene Personen an."
    return [Befund(satz, NORM, Stufe.SPERRE, "schriftfuehrung")]


def check_pruefen(lage: Lage) -> list[Befund]:
    """Check that the minutes lie before the chair."""
    return _check_stand(lage, Stand.VORGELEGT)


def check_zurueckgeben(lage: Lage, *, bemerkung: str, is_eigene: bool) -> list[Befund]:
    """Check that the minutes can go back to those who write them: the chair says why, they themselves need not."""
    befunde = _check_stand(lage, Stand.VORGELEGT, Stand.GEPRUEFT)
    if not is_eigene and not bemerkung.strip():
        satz = "Bitte schreiben Sie, was geändert werden soll."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "grund"))
    return befunde


def check_unterzeichnen(
    lage: Lage, unterschrift: Unterschrift | None, auge: Auge, *, vorsitz: int | None, schriftfuehrung: int | None
) -> list[Befund]:
    """Check that this person may sign now: as the chair or the keeper of the minutes, once (§ 41 Abs. 1 GemO)."""
    befunde = [*check_person(auge), *_check_stand(lage, Stand.GEPRUEFT)]
    befunde += check_verschiedene(vorsitz=vorsitz, schriftfuehrung=schriftfuehrung)
    if unterschrift is None:
        satz = "Die Niederschrift unterzeichnen nur die Personen, die als Vorsitz und Schriftführung angegeben sind."
        befunde.append(Befund(satz, NORM, Stufe.SPERRE))
    elif unterschrift in lage.unterschriften:
        befunde.append(Befund("Sie haben die Niederschrift schon unterzeichnet.", "", Stufe.SPERRE))
    return befunde


def check_berichtigen(lage: Lage, *, grund: str) -> list[Befund]:
    """Check that signed minutes can be corrected: with a reason, as a further print."""
    befunde = _check_stand(lage, Stand.FEST)
    if not grund.strip():
        satz = "Bitte geben Sie an, warum die Niederschrift berichtigt wird."
        befunde.append(Befund(satz, NORM, Stufe.SPERRE, "grund"))
    return befunde


def check_unveraendert(*, unterzeichnet: str, jetzt: str) -> list[Befund]:
    """Remind that what was signed is no longer what is on record: only a correction puts that right."""
    if not unterzeichnet or unterzeichnet == jetzt:
        return []
    satz = (
        "Seit der Unterzeichnung wurde ein Ergebnis, die Anwesenheit oder ein Wortlaut berichtigt. "
        "Bitte berichtigen Sie auch die Niederschrift."
    )
    return [Befund(satz, NORM, Stufe.ERINNERUNG)]


def _check_stand(lage: Lage, *erlaubt: Stand) -> list[Befund]:
    if lage.stand in erlaubt:
        return []
    if lage.hinfaellig:
        satz = (
            "Seit die Niederschrift vorgelegt wurde, hat sich geändert, was in ihr steht. Bitte legen Sie sie neu vor."
        )
    else:
        satz = f"Die Niederschrift ist im Stand „{lage.stand.label}“; dieser Schritt ist jetzt nicht möglich."
    return [Befund(satz, "", Stufe.SPERRE)]
