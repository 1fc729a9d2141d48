"""The papers that wait for an agenda, found and sorted as somebody asks for, those planned for its day first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import F, OuterRef, Prefetch, Subquery, prefetch_related_objects

from gremien.rules.befund import Befund, Stufe, is_gesperrt
from konten.rechte import Besucher
from sitzungen.enums import Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from sitzungen.querysets import waiting_beratungen
from sitzungen.rules.warteliste import Auswahl, Wartender, select_wartende
from vorlagen.enums import Ausgang, Vorlagenart
from vorlagen.felder import SCHWER
from vorlagen.models import Beratung, Fassung
from vorlagen.querysets import BeratungQuerySet

HOECHSTENS: Final = 50
"""So many are shown besides those planned for the day; whoever looks for another one searches."""
_URHEBER: Final = ("amt__nummer", "amt__name", "fraktion__name", "mitglied__vorname", "mitglied__nachname")


@dataclass(frozen=True, slots=True)
class Wartend:
    """A station that waits for an agenda, with its paper's newest Fassung and what speaks against placing it."""

    beratung: Beratung
    fassung: Fassung
    befunde: tuple[Befund, ...]
    urheber: str = ""
    wort: str = ""
    """How a closed matter was, or is to be, called in public."""
    is_gewaehlt: bool = False

    @property
    def teil(self) -> Teil:
        """Return the part of the agenda the station is planned for."""
        return Teil.OEFFENTLICH if self.beratung.oeffentlich else Teil.NICHTOEFFENTLICH

    @property
    def is_gesperrt(self) -> bool:
        """Return whether it cannot be placed as it is."""
        return is_gesperrt(self.befunde)


@dataclass(frozen=True, slots=True)
class Warteliste:
    """What waits for an agenda of this body: planned for the sitting's day, and besides."""

    geplante: tuple[Wartend, ...]
    weitere: tuple[Wartend, ...]
    nicht_gezeigt: int
    gesamt: int
    auswahl: Auswahl
    arten: tuple[tuple[str, str], ...]
    aemter: tuple[str, ...]

    @property
    def aufsetzbare(self) -> int:
        """Return how many of those planned for the day nothing stands against."""
        return sum(not wartend.is_gesperrt for wartend in self.geplante)


def list_geplante(sitzung: Sitzung, konto: Besucher) -> list[Wartend]:
    """Return the papers planned for this sitting's day that are on no agenda, oldest first."""
    tag = sitzung.tag
    return read_wartende(waiting_beratungen(konto).filter(gremium=sitzung.gremium_id, datum=tag))


def build_warteliste(
    sitzung: Sitzung,
    konto: Besucher,
    auswahl: Auswahl,
    *,
    angekreuzt: Collection[int] = (),
    worte: Mapping[int, str] | None = None,
) -> Warteliste:
    """Return what waits and fits, in a fixed number of queries; ``angekreuzt`` and ``worte`` are what was sent."""
    stationen = {station.pk: station for station in _read_stationen(sitzung, konto)}
    alle = [_build_wartender(station) for station in stationen.values()]
    passende = select_wartende(alle, auswahl)
    tag = sitzung.tag
    geplante, weitere = [w for w in passende if w.tag == tag], [w for w in passende if w.tag != tag]
    gezeigt = [stationen[w.key] for w in [*geplante, *weitere[:HOECHSTENS]]]
    gelesen = {wartend.beratung.pk: wartend for wartend in _build_wartende(gezeigt)}

    def build(einer: Wartender) -> Wartend:
        wort, gewaehlt = (worte or {}).get(einer.key, einer.genannt), einer.key in angekreuzt
        return replace(gelesen[einer.key], urheber=einer.amt, wort=wort, is_gewaehlt=gewaehlt)

    return Warteliste(
        geplante=tuple(build(w) for w in geplante),
        weitere=tuple(build(w) for w in weitere[:HOECHSTENS]),
        nicht_gezeigt=max(0, len(weitere) - HOECHSTENS),
        gesamt=len(alle),
        auswahl=auswahl,
        arten=tuple((art.value, art.label) for art in Vorlagenart if any(w.art == art for w in alle)),
        aemter=tuple(sorted({w.amt for w in alle if w.amt}, key=str.casefold)),
    )


def _read_stationen(sitzung: Sitzung, konto: Besucher) -> list[Beratung]:
    """Return the waiting stations with what they are found by, without loading the texts of their papers."""
    neueste = Fassung.objects.released().filter(vorlage=OuterRef("vorlage")).order_by("-neufassung").values("pk")[:1]
    genannt = Tagesordnungspunkt.objects.filter(beratung__vorlage=OuterRef("vorlage")).exclude(oberbegriff="")
    return list(
        waiting_beratungen(konto)
        .filter(gremium=sitzung.gremium_id)
        .select_related("vorlage", "gremium")
        .annotate(neueste=Subquery(neueste), genannt=Subquery(genannt.order_by("-pk").values("oberbegriff")[:1]))
        .filter(vorlage__fassungen=F("neueste"))
        .annotate(**{f"papier_{feld}": F(f"vorlage__fassungen__{feld}") for feld in ("nummer", "betreff", *_URHEBER)})
    )


def _build_wartender(station: Beratung) -> Wartender:
    angaben = vars(station)
    return Wartender(
        key=station.pk,
        nummer=angaben["papier_nummer"],
        folge=(station.vorlage.jahr or 0, station.vorlage.laufend or 0),
        betreff=angaben["papier_betreff"],
        art=station.vorlage.art,
        amt=_name_urheber([angaben[f"papier_{feld}"] for feld in _URHEBER]),
        tag=station.datum,
        genannt="" if station.oeffentlich else angaben["genannt"] or "",
    )


def _name_urheber(angaben: Sequence[str | None]) -> str:
    nummer, amt, fraktion, vorname, nachname = (angabe or "" for angabe in angaben)
    if amt:
        return "-".join(teil for teil in (nummer, amt) if teil)
    return fraktion or f"{vorname} {nachname}".strip()


def read_wartende(beratungen: BeratungQuerySet[Beratung]) -> list[Wartend]:
    """Return the stations with what the workbench says about each, oldest paper first."""
    geladen = beratungen.select_related("vorlage", "gremium")
    return _build_wartende(list(geladen.order_by("vorlage__jahr", "vorlage__laufend", "position")))


def _build_wartende(beratungen: Sequence[Beratung]) -> list[Wartend]:
    freigegeben = Fassung.objects.released().defer(*SCHWER).order_by("-neufassung")
    weg = Beratung.objects.select_related("gremium").order_by("position")
    prefetch_related_objects(
        beratungen,
        Prefetch("vorlage__fassungen", queryset=freigegeben, to_attr="freigegebene"),
        Prefetch("vorlage__beratungen", queryset=weg, to_attr="weg"),
    )
    return [_build_wartend(beratung) for beratung in beratungen]


def _build_wartend(beratung: Beratung) -> Wartend:
    fassung: Fassung = beratung.vorlage.freigegebene[0]  # type: ignore[attr-defined]
    befunde = []
    if beratung.oeffentlich and not fassung.oeffentlich:
        satz = "Die Station ist öffentlich geplant, die Vorlage ist nichtöffentlich. Bitte ändern Sie den Gremienweg."
        befunde.append(Befund(satz, "§ 35 Abs. 1 GemO", Stufe.SPERRE))
    weg: list[Beratung] = beratung.vorlage.weg  # type: ignore[attr-defined]
    befunde += [
        Befund(f"Vorher berät noch: {frueher.gremium}.", "", Stufe.ERINNERUNG)
        for frueher in weg
        if frueher.position < beratung.position and frueher.ausgang in ("", Ausgang.ABGESETZT)
    ]
    return Wartend(beratung, fassung, tuple(befunde))
