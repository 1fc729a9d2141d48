"""The clerk's workbench: papers that wait, and the agenda with its handles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Subquery

from gremien.models import Gremium
from gremien.rules.befund import Befund, Stufe
from konten.rechte import Besucher
from sitzungen.actions.zweite_person import name_tops
from sitzungen.enums import Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from sitzungen.models.tagesordnung import nest_tops
from sitzungen.querysets import waiting_beratungen
from sitzungen.rules.tagesordnung import check_oberbegriff
from vorlagen.enums import Ausgang
from vorlagen.felder import SCHWER
from vorlagen.models import Beratung, Fassung
from vorlagen.querysets import BeratungQuerySet
from vorlagen.rules.nummern import check_neufassung


@dataclass(frozen=True, slots=True)
class Wartend:
    """A station that waits for an agenda, with its paper's newest Fassung and what speaks against placing it."""

    beratung: Beratung
    fassung: Fassung
    befunde: tuple[Befund, ...]

    @property
    def teil(self) -> Teil:
        """Return the part of the agenda the station is planned for."""
        return Teil.OEFFENTLICH if self.beratung.oeffentlich else Teil.NICHTOEFFENTLICH


@dataclass(frozen=True, slots=True)
class Werkzeile:
    """One item on the workbench. ``platz`` of ``plaetze`` is its place among its siblings, counted from 1."""

    top: Tagesordnungspunkt
    bezeichnung: str
    platz: int
    plaetze: int
    befunde: tuple[Befund, ...]
    hat_neuere_fassung: bool
    hat_ergebnis: bool

    @property
    def is_fest(self) -> bool:
        """Return whether the number is published and moves no more."""
        return bool(self.top.nummer)

    @property
    def name(self) -> str:
        """Return how buttons call the item."""
        return f"{self.bezeichnung} {self.top.betreff}"


@dataclass(frozen=True, slots=True)
class Werkteil:
    """One part of the agenda, items and sub-items in one list."""

    teil: Teil
    zeilen: tuple[Werkzeile, ...]


def list_wartende(konto: Besucher, gremium: Gremium) -> list[Wartend]:
    """Return the stations of this body that wait for an agenda, oldest paper first, in a fixed number of queries."""
    return read_wartende(waiting_beratungen(konto).filter(gremium=gremium))


def read_wartende(beratungen: BeratungQuerySet[Beratung]) -> list[Wartend]:
    """Return the stations with what the workbench says about each."""
    freigegeben = Fassung.objects.released().defer(*SCHWER).order_by("-neufassung")
    geladen = (
        beratungen.select_related("vorlage", "gremium")
        .prefetch_related(
            Prefetch("vorlage__fassungen", queryset=freigegeben, to_attr="freigegebene"),
            Prefetch(
                "vorlage__beratungen",
                queryset=Beratung.objects.select_related("gremium").order_by("position"),
                to_attr="weg",
            ),
        )
        .order_by("vorlage__jahr", "vorlage__laufend", "position")
    )
    return [_build_wartend(beratung) for beratung in geladen]


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


def build_werkbank(sitzung: Sitzung, konto: Besucher) -> list[Werkteil]:
    """Return both parts of the agenda with every item; numbers not yet published are worked out."""
    hoechste = Fassung.objects.released().newest_of("fassung__vorlage").values("neufassung")[:1]
    tops = list(
        Tagesordnungspunkt.objects.visible_to(konto)
        .filter(sitzung=sitzung)
        .select_related("fassung", "beratung")
        .defer(*(f"fassung__{feld}" for feld in SCHWER))
        .annotate(neueste=Subquery(hoechste), ergebnisse=Count("abstimmungen"))
        .order_by("-teil", "position")
    )
    namen = name_tops(sitzung, tops)
    return [
        Werkteil(teil, tuple(_build_zeilen([top for top in tops if top.teil == teil], namen)))
        for teil in (Teil.OEFFENTLICH, Teil.NICHTOEFFENTLICH)
    ]


def _build_zeilen(tops: Sequence[Tagesordnungspunkt], namen: Mapping[int, str]) -> Iterable[Werkzeile]:
    haupt = nest_tops(tops)
    for platz, (top, unter) in enumerate(haupt, start=1):
        yield _build_zeile(top, namen[top.pk], platz, len(haupt))
        for unterplatz, punkt in enumerate(unter, start=1):
            yield _build_zeile(punkt, namen[punkt.pk], unterplatz, len(unter))


def _build_zeile(top: Tagesordnungspunkt, bezeichnung: str, platz: int, plaetze: int) -> Werkzeile:
    befunde: list[Befund] = []
    if not top.is_oeffentlich and top.abgesetzt_am is None:
        befunde += check_oberbegriff(top.oberbegriff)
    neuere: list[Befund] = []
    if top.fassung is not None and top.abgesetzt_am is None:
        neuere = check_neufassung(
            verwendete_neufassung=top.fassung.neufassung,
            neueste_neufassung=top.neueste,  # type: ignore[attr-defined]
        )
    return Werkzeile(
        top=top,
        bezeichnung=bezeichnung,
        platz=platz,
        plaetze=plaetze,
        befunde=tuple(befunde + neuere),
        hat_neuere_fassung=bool(neuere),
        hat_ergebnis=top.ergebnisse > 0,  # type: ignore[attr-defined]
    )


def compute_platz(top: Tagesordnungspunkt, platz: int) -> int:
    """Return the 1-based place in the whole part for the place ``platz`` among the item's siblings.

    Places beyond either end mean that end.
    """
    reihe = list(
        Tagesordnungspunkt.objects.filter(sitzung=top.sitzung_id, teil=top.teil)
        .order_by("position")
        .values_list("pk", "uebergeordnet_id")
    )
    geschwister = [pk for pk, eltern in reihe if eltern == top.uebergeordnet_id]
    ziel = geschwister[max(0, min(platz - 1, len(geschwister) - 1))]
    return next(stelle for stelle, (pk, _) in enumerate(reihe, start=1) if pk == ziel)
