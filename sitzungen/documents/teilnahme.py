"""Who was there, with remarks: for the minutes, and for the page of the attendance."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from gremien.enums import Funktion
from gremien.models import Mitgliedschaft
from konten.rechte import Besucher
from sitzungen.enums import Teilnahmeart
from sitzungen.models import Anwesenheit, Befangenheit, Sitzung, Teilnahme


@dataclass(frozen=True, slots=True, kw_only=True)
class Teilnehmer:
    """One person. ``bemerkung`` says from when to when, and for whom: "ab TOP Ö 5 (16:40 Uhr)"."""

    name: str
    person: int | None = None
    funktion: str = ""
    fraktion: str = ""
    stimmberechtigt: bool = True
    bemerkung: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teilnehmerliste:
    """Everybody of whom something was recorded. ``gefehlt`` are the absent of whom nobody said whether excused."""

    anwesend: tuple[Teilnehmer, ...] = ()
    entschuldigt: tuple[Teilnehmer, ...] = ()
    unentschuldigt: tuple[Teilnehmer, ...] = ()
    gefehlt: tuple[Teilnehmer, ...] = ()
    verwaltung: tuple[Teilnehmer, ...] = ()
    gaeste: tuple[Teilnehmer, ...] = ()

    @property
    def gruppen(self) -> tuple[tuple[str, tuple[Teilnehmer, ...]], ...]:
        """Return every group with its title, in the order of the minutes."""
        return (
            ("Anwesend", self.anwesend),
            ("Entschuldigt", self.entschuldigt),
            ("Unentschuldigt", self.unentschuldigt),
            ("Abwesend", self.gefehlt),
            ("Verwaltung", self.verwaltung),
            ("Gäste", self.gaeste),
        )


def list_teilnehmer(sitzung: Sitzung, leser: Besucher) -> Teilnehmerliste:
    """Return who was there, as far as ``leser`` may read it, in three queries.

    Whoever was there for a part of the sitting is among the present, with from and to. Deputies who were not needed
    are left out.
    """
    ketten: defaultdict[int, list[Anwesenheit]] = defaultdict(list)
    zeilen = Anwesenheit.objects.visible_to(leser).filter(sitzung=sitzung).select_related("person", "vertritt", "top")
    for zeile in zeilen.order_by("pk"):
        ketten[zeile.person_id].append(zeile)
    sitze = _read_sitze(sitzung)
    haufen: defaultdict[str, list[Teilnehmer]] = defaultdict(list)
    for person, kette in sorted(ketten.items(), key=lambda paar: _order(sitze.get(paar[0]), paar[1])):
        if ziel := _sort_in(kette, sitze.get(person)):
            haufen[ziel].append(_build(kette, sitze.get(person)))
    weitere = Teilnahme.objects.visible_to(leser).filter(sitzung=sitzung).standing()
    return Teilnehmerliste(
        **{name: tuple(personen) for name, personen in haufen.items()},
        verwaltung=_build_weitere(weitere, Teilnahmeart.VERWALTUNG),
        gaeste=_build_weitere(weitere, Teilnahmeart.GAST),
    )


def list_befangene(sitzung: Sitzung, leser: Besucher) -> dict[int, list[str]]:
    """Return by item the names of those excluded from it (§ 22 GemO), as far as ``leser`` may read it."""
    namen: defaultdict[int, list[str]] = defaultdict(list)
    zeilen = Befangenheit.objects.visible_to(leser).filter(top__sitzung=sitzung).select_related("person")
    for zeile in zeilen.standing():
        namen[zeile.top_id].append(str(zeile.person))
    return dict(namen)


def _read_sitze(sitzung: Sitzung) -> dict[int, Mitgliedschaft]:
    sitze = sitzung.sitze.select_related("fraktion")
    return {sitz.person_id: sitz for sitz in sitze}


def _order(sitz: Mitgliedschaft | None, kette: Sequence[Anwesenheit]) -> tuple[bool, str, str]:
    # Whoever presides is named first.
    vorsitz = sitz is not None and sitz.funktion == Funktion.VORSITZ
    return not vorsitz, kette[0].person.nachname, kette[0].person.vorname


def _sort_in(kette: Sequence[Anwesenheit], sitz: Mitgliedschaft | None) -> str:
    """Return the pile a person belongs to, empty for a deputy who was not needed."""
    letzte = kette[-1]
    if letzte.anwesend or _list_abschnitte(kette):
        return "anwesend"
    if sitz is None or sitz.funktion == Funktion.VERTRETUNG:
        return ""
    if letzte.entschuldigt is None:
        return "gefehlt"
    return "entschuldigt" if letzte.entschuldigt else "unentschuldigt"


def _build(kette: Sequence[Anwesenheit], sitz: Mitgliedschaft | None) -> Teilnehmer:
    fraktion = sitz.fraktion if sitz else None
    return Teilnehmer(
        name=str(kette[0].person),
        person=kette[0].person_id,
        funktion="" if sitz is None or sitz.funktion == Funktion.MITGLIED else sitz.get_funktion_display(),
        fraktion=str(fraktion or ""),
        stimmberechtigt=kette[-1].stimmberechtigt,
        bemerkung=_describe(kette),
    )


Abschnitt = tuple[Anwesenheit | None, Anwesenheit | None]
"""The row with which somebody came (None: there from the beginning) and the one with which they went (None: stayed)."""


def _list_abschnitte(kette: Sequence[Anwesenheit]) -> list[Abschnitt]:
    """Return the spans in which somebody was there. A row without a time corrects all that was said before."""
    letzte_liste = max((stelle for stelle, zeile in enumerate(kette) if zeile.gilt_ab is None), default=0)
    abschnitte: list[Abschnitt] = []
    da, gekommen = False, None
    for zeile in kette[letzte_liste:]:
        if zeile.anwesend and not da:
            da, gekommen = True, zeile if zeile.gilt_ab else None
        elif da and not zeile.anwesend:
            abschnitte.append((gekommen, zeile))
            da = False
    return [*abschnitte, (gekommen, None)] if da else abschnitte


def _describe(kette: Sequence[Anwesenheit]) -> str:
    teile = []
    for kam, ging in _list_abschnitte(kette):
        spanne = [f"ab {_format(kam)}"] if kam else []
        spanne += [f"bis {_format(ging)}"] if ging else []
        if spanne:
            teile.append(" ".join(spanne))
    fuer = dict.fromkeys(f"für {zeile.vertritt}" for zeile in kette if zeile.vertritt)
    return ", ".join([*fuer, *teile])


def _format(zeile: Anwesenheit) -> str:
    """Return the item and the time of a row: "TOP Ö 5 (16:40 Uhr)", or the time alone."""
    uhr = f"{_local(zeile.gilt_ab):%H:%M} Uhr" if zeile.gilt_ab else ""
    return f"TOP {zeile.top.bezeichnung or zeile.top.betreff} ({uhr})" if zeile.top else uhr


def _local(zeitpunkt: datetime) -> datetime:
    return timezone.localtime(zeitpunkt)


def _build_weitere(teilnahmen: Sequence[Teilnahme], art: Teilnahmeart) -> tuple[Teilnehmer, ...]:
    return tuple(
        Teilnehmer(name=einer.name, funktion=einer.funktion, stimmberechtigt=False)
        for einer in teilnahmen
        if einer.art == art
    )
