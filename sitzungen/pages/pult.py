"""The desk of the Sitzungsdienst: what is due, what waits, what was overtaken."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.conf import settings
from django.db.models import Count, F, Q, Subquery
from django.utils import timezone

from gremien.models import Gremium
from konten.rechte import Besucher
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Sitzung, Tagesordnungspunkt
from sitzungen.pages.schritte import VORBEI
from sitzungen.pages.warteliste import Wartend, read_wartende
from sitzungen.querysets import waiting_beratungen
from sitzungen.rules.fristen import latest_einladungstag
from vorlagen.felder import SCHWER
from vorlagen.models import Fassung

DRAENGT_AB_TAGEN = 3
BALD_TAGE = 28


@dataclass(frozen=True, slots=True)
class Faellig:
    """A sitting with the day by which its invitation must have arrived, and how many items wait for a result."""

    sitzung: Sitzung
    einladungstag: date
    ohne_ergebnis: int
    punkte: int

    @property
    def tage_bis_einladung(self) -> int:
        """Return the days left until the invitation must have arrived; negative when it is too late."""
        return (self.einladungstag - timezone.localdate()).days

    @property
    def is_verstrichen(self) -> bool:
        """Return whether only urgency can still save the invitation."""
        return self.tage_bis_einladung < 0

    @property
    def is_draengend(self) -> bool:
        """Return whether the invitation must go out in these days."""
        return 0 <= self.tage_bis_einladung <= DRAENGT_AB_TAGEN

    @property
    def is_vorbei(self) -> bool:
        """Return whether the sitting has begun."""
        return self.sitzung.beginn <= timezone.now()


@dataclass(slots=True)
class Stapel:
    """Sittings on which the same thing is to be done."""

    titel: str
    satz: str
    adresse: str
    """URL name of the page on which it is done."""
    faellige: list[Faellig] = field(default_factory=list)

    @property
    def bald(self) -> list[Faellig]:
        """Return the sittings to deal with in the coming weeks."""
        return [faellig for faellig in self.faellige if faellig.tage_bis_einladung <= BALD_TAGE]

    @property
    def spaeter(self) -> list[Faellig]:
        """Return the sittings that can wait."""
        return [faellig for faellig in self.faellige if faellig.tage_bis_einladung > BALD_TAGE]


@dataclass(frozen=True, slots=True)
class WartendeImGremium:
    """Papers of one body that wait for an agenda."""

    gremium: Gremium
    wartende: tuple[Wartend, ...]


def build_stapel(konto: Besucher) -> list[Stapel]:
    """Return the sittings to act on, sorted into what is due; empty piles are left out."""
    stapel: list[tuple[Callable[[Faellig], bool], Stapel]] = [
        (
            lambda f: f.sitzung.status == Sitzungsstatus.LAUFEND,
            Stapel("Läuft gerade", "Ergebnisse feststellen", "ergebnisse"),
        ),
        (
            lambda f: f.is_vorbei and f.punkte > 0,
            Stapel("Vorbei, aber nicht abgeschlossen", "Ergebnisse feststellen und beenden", "sitzung"),
        ),
        (
            lambda f: not f.is_vorbei and not f.sitzung.is_veroeffentlicht,
            Stapel("Tagesordnung zu veröffentlichen", "Tagesordnung bearbeiten", "tagesordnung"),
        ),
        (
            lambda f: not f.is_vorbei and f.sitzung.eingeladen_am is None,
            Stapel("Noch einzuladen", "Einladen", "sitzung_einladen"),
        ),
    ]
    for faellig in _read_faellige(konto):
        ziel = next((haufen for gehoert, haufen in stapel if gehoert(faellig)), None)
        if ziel is not None:
            ziel.faellige.append(faellig)
    return [haufen for _, haufen in stapel if haufen.faellige]


def _read_faellige(konto: Besucher) -> list[Faellig]:
    offen = Q(tops__beratung__isnull=False, tops__abgesetzt_am__isnull=True, tops__abstimmungen__isnull=True)
    sitzungen = (
        Sitzung.objects.visible_to(konto)
        .led_by(konto)
        .exclude(status__in=VORBEI)
        .select_related("gremium")
        .annotate(
            ohne_ergebnis=Count("tops", filter=offen, distinct=True),
            punkte=Count("tops", distinct=True),
        )
        .order_by("beginn", "pk")
    )
    return [
        Faellig(
            sitzung,
            latest_einladungstag(sitzung.tag, settings.EINLADUNGSFRIST_TAGE),
            sitzung.ohne_ergebnis,
            sitzung.punkte,
        )
        for sitzung in sitzungen
    ]


def list_wartende_je_gremium(konto: Besucher) -> list[WartendeImGremium]:
    """Return all papers that wait for an agenda, grouped by body in the city's order."""
    wartende = sorted(
        read_wartende(waiting_beratungen(konto)),
        key=lambda w: (w.beratung.gremium.reihenfolge, w.beratung.gremium.name, w.beratung.gremium_id),
    )
    return [
        WartendeImGremium(gremium, tuple(gruppe)) for gremium, gruppe in groupby(wartende, lambda w: w.beratung.gremium)
    ]


def list_ueberholte(konto: Besucher) -> list[Tagesordnungspunkt]:
    """Return the items whose paper has a newer released Fassung than the placed one (R16), sittings still open."""
    hoechste = Fassung.objects.released().newest_of("fassung__vorlage").values("neufassung")[:1]
    return list(
        Tagesordnungspunkt.objects.visible_to(konto)
        .filter(abgesetzt_am__isnull=True, abstimmungen__isnull=True, fassung__isnull=False)
        .exclude(sitzung__status__in=VORBEI)
        .annotate(neueste=Subquery(hoechste))
        .filter(neueste__gt=F("fassung__neufassung"))
        .select_related("sitzung__gremium", "fassung")
        .defer(*(f"fassung__{feld}" for feld in SCHWER))
        .order_by("sitzung__beginn", "-teil", "position")
    )
