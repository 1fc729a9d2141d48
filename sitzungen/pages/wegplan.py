"""What the page of a planned way shows: the sittings in which a paper can be decided, and how it gets there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import Max, Min
from django.http import QueryDict
from django.utils import timezone

from gremien.models import Gremium, Stadt
from gremien.rules.arbeitstage import name_freien_tag
from gremien.rules.befund import Befund
from konten.models import Konto
from sitzungen.enums import Sitzungsstatus
from sitzungen.forms.wegplan import Wegwahl
from sitzungen.models import Sitzung, Tagesordnungspunkt
from sitzungen.rules.wegplan import (
    Kalendersitzung,
    Vorgaben,
    Weg,
    Wegstelle,
    compute_wege,
    list_ausweichsitzungen,
    move_station,
)
from vorlagen.actions.gremienweg import braucht_beschluss
from vorlagen.enums import Ausgang, Entwurfsteil, Vorlagenart
from vorlagen.forms.gremienweg import GremienwegFormSet, build_uebernahme, list_zeilen
from vorlagen.forms.planung import Planung
from vorlagen.forms.teil import Teilbearbeitung
from vorlagen.models import Beratung, Fassung
from vorlagen.rules.arten import describe_rolle
from vorlagen.rules.gremienweg import Station, check_gremienweg

BLICK_VORAUS: Final = timedelta(days=400)
"""So far ahead sittings are looked for: a year's calendar and a little more."""

Stationszeile = Mapping[str, Any]
"""A station as a row of a form has it."""


@dataclass(frozen=True, slots=True)
class Ausgangslage:
    """The way as it is now: its open stations as rows, those that are settled, and the number of its newest state."""

    gremien: Mapping[int, Gremium]
    zeilen: Sequence[Stationszeile]
    feste: Sequence[Beratung] = ()
    stand: int = 0


@dataclass(frozen=True, slots=True)
class Halt:
    """A station of a way as it is shown; ``bisher`` is its sitting in the way it is compared with."""

    gremium: Gremium
    rolle: str
    oeffentlich: bool
    sitzung: Sitzung
    bisher: Sitzung | None = None

    @property
    def frei(self) -> str:
        """Return why one may doubt the day of the sitting ("Ostermontag", "ein Sonntag"), empty for other days."""
        return name_freien_tag(self.sitzung.tag)


@dataclass(frozen=True, slots=True)
class Angebot:
    """A sitting of the body that decides: the way to it and the rows it would give, or why there is none."""

    sitzung: Sitzung
    weg: Weg
    halte: tuple[Halt, ...] = ()
    uebernahme: GremienwegFormSet | None = None

    @property
    def is_erreichbar(self) -> bool:
        """Return whether there is a way."""
        return not self.weg.hindernis


@dataclass(frozen=True, slots=True)
class Verschiebung:
    """What becomes of a way if one of its stations moves: a sentence, and the new way if there is one."""

    satz: str
    angebot: Angebot | None = None


@dataclass(frozen=True, slots=True)
class Auswahl:
    """The other sittings of one station, each as value and words of a choice."""

    titel: str
    sitzungen: tuple[tuple[str, str], ...]


def read_ausgangslage(fassung: Fassung, konto: Konto, *, is_entwurf: bool) -> Ausgangslage:
    """Return the way of a draft as its part holds it, typed or stored; of a released paper what planning may change."""
    if not is_entwurf:
        planung = Planung(fassung.vorlage)
        feste = [station for station in planung.stationen if station.is_fest]
        return Ausgangslage(planung.gremien, list_zeilen(planung.gremienweg), feste)
    teil = Teilbearbeitung(fassung, Entwurfsteil.GREMIENWEG, konto)
    if teil.gremienweg is None:
        raise ValueError("Der Gremienweg einer Neufassung wird am Papier geplant, nicht am Entwurf.")
    return Ausgangslage(teil.gremien, list_zeilen(teil.gremienweg), stand=teil.stand)


class Wegplan:
    """The plan of one paper's way, for somebody who may change it."""

    def __init__(self, fassung: Fassung, konto: Konto, daten: QueryDict, *, is_entwurf: bool) -> None:
        """Read the paper's way and what was asked for, and count what can be counted."""
        self.fassung, self.vorlage, self.konto, self.is_entwurf = fassung, fassung.vorlage, konto, is_entwurf
        self.art, self.jetzt = Vorlagenart(self.vorlage.art), timezone.localtime()
        self.lage = read_ausgangslage(fassung, konto, is_entwurf=is_entwurf)
        self.mit_beschluss = braucht_beschluss(self.vorlage)
        entscheidend = {"entscheidend": self.mit_beschluss, "oeffentlich": fassung.oeffentlich}
        anfang = [{"oeffentlich": fassung.oeffentlich}, entscheidend]
        self.wahl = Wegwahl(daten, self.lage.gremien, vorhandene=self.lage.zeilen, anfang=anfang)
        self.zeilen: list[dict[str, Any]] = self.wahl.list_zeilen()
        self.sitzungen: dict[int, Sitzung] = {}
        self.angebote: list[Angebot] = []
        self.gewaehlt: Angebot | None = None
        self.verschoben = daten.get("verschiebung", "")
        self.auswahlen: list[Auswahl] = []
        self.verschiebung: Verschiebung | None = None
        if self.zeilen:
            self._compute()
            self._move(daten)

    @property
    def ziel(self) -> int:
        """Return the place (from 0) of the body to whose sittings ways are looked for: the last that decides."""
        return max((n for n, zeile in enumerate(self.zeilen) if zeile["entscheidend"]), default=len(self.zeilen) - 1)

    @property
    def zielgremium(self) -> Gremium:
        """Return that body."""
        return self.lage.gremien[self.zeilen[self.ziel]["gremium"]]

    @property
    def is_erreichbar(self) -> bool:
        """Return whether there is a way to any sitting."""
        return any(angebot.is_erreichbar for angebot in self.angebote)

    @property
    def befunde(self) -> list[Befund]:
        """Return what the law and good practice say of these bodies in this order, without their days."""
        if not self.zeilen:
            return []
        feste = [_to_station(beratung) for beratung in self.lage.feste]
        beginn = max((station.position for station in feste), default=0) + 1
        neue = [
            Station(
                nummer,
                str(self.lage.gremien[zeile["gremium"]]),
                None,
                entscheidend=zeile["entscheidend"],
                oeffentlich=zeile["oeffentlich"],
            )
            for nummer, zeile in enumerate(self.zeilen, start=beginn)
        ]
        return check_gremienweg([*feste, *neue], beschluss_erforderlich=self.mit_beschluss)

    def _compute(self) -> None:
        gremien = {zeile["gremium"] for zeile in self.zeilen}
        sitzungen = (
            Sitzung.objects.visible_to(self.konto)
            .filter(gremium__in=gremien, beginn__gt=self.jetzt, beginn__lte=self.jetzt + BLICK_VORAUS)
            .select_related("gremium")
            .order_by("beginn", "pk")
        )
        self.sitzungen = {sitzung.pk: sitzung for sitzung in sitzungen}
        self.vorgaben = self._read_vorgaben()
        self.stellen = [self._build_stelle(zeile["gremium"]) for zeile in self.zeilen[: self.ziel + 1]]
        self.angebote = [self._build_angebot(weg) for weg in compute_wege(self.stellen, self.vorgaben)]

    def _read_vorgaben(self) -> Vorgaben:
        einladungstage = settings.EINLADUNGSFRIST_TAGE
        if self.is_entwurf:
            puffer = 0 if self.wahl.is_eilig else Stadt.objects.current().mitzeichnungspuffer
            return Vorgaben(self.jetzt.date(), einladungstage, puffer)
        freigegeben = Fassung.objects.filter(vorlage=self.vorlage).released().aggregate(am=Min("freigegeben_am"))["am"]
        eingereicht = timezone.localtime(freigegeben).date() if freigegeben else self.jetzt.date()
        return Vorgaben(self.jetzt.date(), einladungstage, eingereicht_am=eingereicht, nach=self._find_letzte())

    def _find_letzte(self) -> datetime | None:
        """Return when the last of the settled stations meets, at the end of its day where no sitting is known."""
        feste = [station.pk for station in self.lage.feste]
        if not feste:
            return None
        tops = Tagesordnungspunkt.objects.filter(beratung__in=feste, abgesetzt_am__isnull=True)
        beginn = tops.aggregate(beginn=Max("sitzung__beginn"))["beginn"]
        if beginn is not None:
            return timezone.localtime(beginn)
        tage = [station.datum for station in self.lage.feste if station.datum is not None]
        return timezone.make_aware(datetime.combine(max(tage), time.max)) if tage else None

    def _build_stelle(self, kennung: int) -> Wegstelle:
        gremium = self.lage.gremien[kennung]
        sitzungen = tuple(
            Kalendersitzung(sitzung.pk, timezone.localtime(sitzung.beginn), Sitzungsstatus(sitzung.status))
            for sitzung in self.sitzungen.values()
            if sitzung.gremium_id == kennung
        )
        return Wegstelle(str(gremium), sitzungen, gremium.einreichungsfrist)

    def _build_angebot(self, weg: Weg, bisher: Weg | None = None) -> Angebot:
        if weg.hindernis:
            return Angebot(self.sitzungen[weg.ziel.kennung], weg)
        vorherige = bisher.sitzungen if bisher else [None] * len(weg.sitzungen)
        halte = tuple(
            Halt(
                self.lage.gremien[zeile["gremium"]],
                describe_rolle(self.art, entscheidend=zeile["entscheidend"]),
                zeile["oeffentlich"],
                self.sitzungen[sitzung.kennung],
                self.sitzungen[vorher.kennung] if vorher else None,
            )
            for zeile, sitzung, vorher in zip(self.zeilen, weg.sitzungen, vorherige, strict=False)
        )
        rows = _merge_zeilen(self.zeilen, self.lage.zeilen, [sitzung.tag for sitzung in weg.sitzungen])
        return Angebot(self.sitzungen[weg.ziel.kennung], weg, halte, build_uebernahme(rows, self.lage.gremien))

    # --- what if

    def _move(self, daten: QueryDict) -> None:
        """Offer to move a station of the chosen way, the first one unless told; count what was asked for."""
        erreichbare = {str(angebot.sitzung.pk): angebot for angebot in self.angebote if angebot.is_erreichbar}
        self.gewaehlt = erreichbare.get(daten.get("ziel", "")) or next(iter(erreichbare.values()), None)
        if self.gewaehlt is None:
            return
        weg = self.gewaehlt.weg
        for nummer, halt in enumerate(self.gewaehlt.halte):
            andere = list_ausweichsitzungen(self.stellen, weg, nummer, self.vorgaben)
            worte = tuple((f"{nummer}-{s.kennung}", f"{s.beginn:%d.%m.%Y, %H:%M} Uhr") for s in andere)
            titel = f"{nummer + 1}. {halt.gremium}, jetzt {timezone.localtime(halt.sitzung.beginn):%d.%m.%Y}"
            self.auswahlen += [Auswahl(titel, worte)] if worte else []
            for sitzung in andere:
                if self.verschoben == f"{nummer}-{sitzung.kennung}":
                    neu = move_station(self.stellen, weg, nummer, sitzung, self.vorgaben)
                    self.verschiebung = self._compare(weg, neu)

    def _compare(self, bisher: Weg, neu: Weg) -> Verschiebung:
        if neu.hindernis:
            return Verschiebung(f"Dann gibt es keinen Weg mehr: {neu.hindernis}")
        tage = (neu.ziel.tag - bisher.ziel.tag).days
        was = "Entschieden" if self.zeilen[self.ziel]["entscheidend"] else "Behandelt"
        satz = f"{was} wird weiterhin am {neu.ziel.tag:%d.%m.%Y}."
        if tage:
            dauer = f"{abs(tage)} {'Tag' if abs(tage) == 1 else 'Tage'} {'später' if tage > 0 else 'früher'}"
            satz = f"{was} wird dann am {neu.ziel.tag:%d.%m.%Y} statt am {bisher.ziel.tag:%d.%m.%Y}, {dauer}."
        return Verschiebung(satz, self._build_angebot(neu, bisher))


def _merge_zeilen(
    zeilen: Sequence[Stationszeile], vorhandene: Sequence[Stationszeile], tage: Sequence[date]
) -> list[dict[str, Any]]:
    """Return the rows with their days; all else that was written on a station stays, and the day of later ones."""
    uebrige, neue = list(vorhandene), []
    for nummer, zeile in enumerate(zeilen):
        vorher = _take_vorherige(uebrige, zeile)
        neue.append(
            {
                **zeile,
                "pk": vorher.get("pk"),
                "datum": tage[nummer] if nummer < len(tage) else vorher.get("datum"),
                "nichtoeffentlich_grund": vorher.get("nichtoeffentlich_grund", ""),
            }
        )
    return neue


def _take_vorherige(uebrige: list[Stationszeile], zeile: Stationszeile) -> Stationszeile:
    """Take out of ``uebrige`` what the row was before: the station of its key, else the first one of its body."""
    gleiche = [alt for alt in uebrige if zeile["pk"] and str(alt["pk"]) == str(zeile["pk"])]
    gleiche += [alt for alt in uebrige if str(alt["gremium"]) == str(zeile["gremium"])]
    if not gleiche:
        return {}
    uebrige.remove(gleiche[0])
    return gleiche[0]


def _to_station(beratung: Beratung) -> Station:
    return Station(
        beratung.position,
        str(beratung.gremium),
        beratung.datum,
        beratung.entscheidend,
        beratung.oeffentlich,
        Ausgang(beratung.ausgang) if beratung.ausgang else None,
    )
