"""The way of a paper counted backwards from the sitting that decides: which sittings, and what must be done by when.

Moments come in local time. Two units on purpose: the submission deadline counts calendar days back from the sitting, as
the notice period does, and then moves to the working day before; the time for co-signing counts working days, because
people do it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from gremien.rules.arbeitstage import find_arbeitstag, format_tag, subtract_arbeitstage
from sitzungen.enums import Sitzungsstatus
from sitzungen.rules.fristen import latest_einladungstag

_STAENDE: Final = {
    Sitzungsstatus.ABGESAGT: "Die Sitzung ist abgesagt.",
    Sitzungsstatus.EINGELADEN: "Die Einladung ist schon verschickt (§ 34 Abs. 7 GemO).",
    Sitzungsstatus.LAUFEND: "Die Sitzung läuft schon.",
    Sitzungsstatus.BEENDET: "Die Sitzung ist vorbei.",
}
"""Why nothing can be put on an agenda any more as a matter of course."""


@dataclass(frozen=True, slots=True)
class Kalendersitzung:
    """A sitting of the calendar; ``kennung`` tells it apart."""

    kennung: int
    beginn: datetime
    status: Sitzungsstatus = Sitzungsstatus.GEPLANT

    @property
    def tag(self) -> date:
        """Return its day."""
        return self.beginn.date()


@dataclass(frozen=True, slots=True)
class Wegstelle:
    """A body on the way: its coming sittings in order, and its submission deadline in calendar days."""

    gremium: str
    sitzungen: tuple[Kalendersitzung, ...]
    einreichungsfrist: int = 0


@dataclass(frozen=True, slots=True)
class Vorgaben:
    """What is counted with.

    ``einladungstage`` are the full calendar days between invitation and sitting, ``puffer`` the working days for
    co-signing. ``eingereicht_am`` is the day on which a released paper reached the Sitzungsdienst, None while it is
    written; ``nach`` is when the last station that is settled meets.
    """

    heute: date
    einladungstage: int = 4
    puffer: int = 0
    eingereicht_am: date | None = None
    nach: datetime | None = None


@dataclass(frozen=True, slots=True)
class Etappe:
    """One station of a way: its sitting, and by when papers for it must be with the Sitzungsdienst."""

    sitzung: Kalendersitzung
    einreichung: date


@dataclass(frozen=True, slots=True)
class Weg:
    """A way to one sitting of the body that decides: its stations, or in one sentence why there is none."""

    ziel: Kalendersitzung
    etappen: tuple[Etappe, ...] = ()
    mitzeichnung: date | None = None
    """By when the paper must go into co-signature, None where it is released already."""
    hindernis: str = ""

    @property
    def einreichung(self) -> date:
        """Return by when the paper must be with the Sitzungsdienst, so that no station misses its own deadline."""
        return min(etappe.einreichung for etappe in self.etappen)

    @property
    def sitzungen(self) -> tuple[Kalendersitzung, ...]:
        """Return the sittings in order."""
        return tuple(etappe.sitzung for etappe in self.etappen)


def latest_einreichungstag(sitzungstag: date, frist: int, einladungstage: int) -> date:
    """Return the last day for handing in: ``frist`` calendar days before, never later than the invitation must arrive.

    A day on which nobody works moves to the working day before.
    """
    return find_arbeitstag(min(sitzungstag - timedelta(days=frist), latest_einladungstag(sitzungstag, einladungstage)))


def find_hindernis(stelle: Wegstelle, sitzung: Kalendersitzung, vorgaben: Vorgaben) -> str:
    """Return in one sentence why the paper does not reach this sitting, empty if it does."""
    if satz := _STAENDE.get(sitzung.status):
        return satz
    if vorgaben.nach is not None and sitzung.beginn <= vorgaben.nach:
        return f"Die Station davor tagt erst am {format_tag(vorgaben.nach.date())}."
    einladung = latest_einladungstag(sitzung.tag, vorgaben.einladungstage)
    if vorgaben.heute > einladung:
        return f"Die Einladung musste bis {format_tag(einladung)} zugehen (§ 34 Abs. 3 GemO)."
    return _find_versaeumnis(_find_schluss(stelle, sitzung, vorgaben), vorgaben)


def _find_versaeumnis(schluss: date, vorgaben: Vorgaben) -> str:
    """Return why the paper cannot be handed in by ``schluss`` any more, empty if it can or was."""
    if (kam := vorgaben.eingereicht_am) is not None:
        satz = f"Einreichungsschluss war {format_tag(schluss)}, die Vorlage kam am {format_tag(kam)}."
        return satz if kam > schluss else ""
    if vorgaben.heute > schluss:
        return f"Einreichungsschluss war {format_tag(schluss)}."
    abgabe = subtract_arbeitstage(schluss, vorgaben.puffer)
    if vorgaben.heute > abgabe:
        return (
            f"Bis zum Einreichungsschluss ({format_tag(schluss)}) reicht die Zeit für die Mitzeichnung nicht; "
            f"Abgabe dafür war {format_tag(abgabe)}."
        )
    return ""


def compute_wege(stellen: Sequence[Wegstelle], vorgaben: Vorgaben) -> list[Weg]:
    """Return for every sitting of the last body the latest way to it, or why there is none."""
    return [find_weg(stellen, ziel, vorgaben) for ziel in stellen[-1].sitzungen]


def find_weg(stellen: Sequence[Wegstelle], ziel: Kalendersitzung, vorgaben: Vorgaben) -> Weg:
    """Return the way to ``ziel`` counted backwards: each body in its latest sitting before the next one.

    Later sittings have later deadlines, so if this way misses one, every other way does.
    """
    if hindernis := find_hindernis(stellen[-1], ziel, vorgaben):
        return Weg(ziel, hindernis=hindernis)
    gewaehlt = [ziel]
    for stelle in reversed(stellen[:-1]):
        davor = [sitzung for sitzung in stelle.sitzungen if sitzung.beginn < gewaehlt[0].beginn]
        letzte = next((s for s in reversed(davor) if not find_hindernis(stelle, s, vorgaben)), None)
        if letzte is None:
            return Weg(ziel, hindernis=_explain_davor(stelle, davor, gewaehlt[0], vorgaben))
        gewaehlt.insert(0, letzte)
    return _build_weg(stellen, gewaehlt, vorgaben)


def list_ausweichsitzungen(
    stellen: Sequence[Wegstelle], weg: Weg, stelle: int, vorgaben: Vorgaben
) -> list[Kalendersitzung]:
    """Return to which other sittings the station ``stelle`` (from 0) of a way could be moved."""
    return [
        sitzung
        for sitzung in stellen[stelle].sitzungen
        if sitzung != weg.sitzungen[stelle]
        and (stelle == 0 or sitzung.beginn > weg.sitzungen[stelle - 1].beginn)
        and not find_hindernis(stellen[stelle], sitzung, vorgaben)
    ]


def move_station(
    stellen: Sequence[Wegstelle], weg: Weg, stelle: int, sitzung: Kalendersitzung, vorgaben: Vorgaben
) -> Weg:
    """Return the way after the station ``stelle`` (from 0) moved to ``sitzung``, one of :func:`list_ausweichsitzungen`.

    What comes before stays. What comes after stays where it can, else it moves to the body's next sitting.
    """
    gewaehlt = [*weg.sitzungen[:stelle], sitzung]
    for nummer in range(stelle + 1, len(stellen)):
        folgende = [s for s in _iter_folgende(stellen[nummer], weg.sitzungen[nummer]) if s.beginn > gewaehlt[-1].beginn]
        naechste = next((s for s in folgende if not find_hindernis(stellen[nummer], s, vorgaben)), None)
        if naechste is None:
            tag = format_tag(gewaehlt[-1].tag)
            satz = f"{stellen[nummer].gremium} tagt laut Sitzungskalender nach {tag} nicht mehr."
            return Weg(weg.ziel, hindernis=satz)
        gewaehlt.append(naechste)
    return _build_weg(stellen, gewaehlt, vorgaben)


def _iter_folgende(stelle: Wegstelle, bisherige: Kalendersitzung) -> Iterator[Kalendersitzung]:
    return (sitzung for sitzung in stelle.sitzungen if sitzung.beginn >= bisherige.beginn)


def _find_schluss(stelle: Wegstelle, sitzung: Kalendersitzung, vorgaben: Vorgaben) -> date:
    return latest_einreichungstag(sitzung.tag, stelle.einreichungsfrist, vorgaben.einladungstage)


def _build_weg(stellen: Sequence[Wegstelle], sitzungen: Sequence[Kalendersitzung], vorgaben: Vorgaben) -> Weg:
    paare = zip(stellen, sitzungen, strict=True)
    etappen = tuple(Etappe(sitzung, _find_schluss(stelle, sitzung, vorgaben)) for stelle, sitzung in paare)
    weg = Weg(sitzungen[-1], etappen)
    if vorgaben.eingereicht_am is not None:
        return weg
    return Weg(weg.ziel, etappen, subtract_arbeitstage(weg.einreichung, vorgaben.puffer))


def _explain_davor(
    stelle: Wegstelle, davor: Sequence[Kalendersitzung], naechste: Kalendersitzung, vorgaben: Vorgaben
) -> str:
    """Return why a body has no sitting for the paper before the next station's."""
    if davor:
        # What is only planned says more than what was called off after it.
        letzte = max(davor, key=lambda sitzung: (sitzung.status == Sitzungsstatus.GEPLANT, sitzung.beginn))
        hindernis = find_hindernis(stelle, letzte, vorgaben)
        return f"{stelle.gremium} tagt davor zuletzt am {letzte.tag:%d.%m.%Y}: {hindernis}"
    if not stelle.sitzungen:
        return f"{stelle.gremium}: Im Sitzungskalender steht keine kommende Sitzung."
    return f"{stelle.gremium} tagt vor dem {naechste.tag:%d.%m.%Y} nicht mehr."
