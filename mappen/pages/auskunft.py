"""The answer to whoever asks about a print: genuine or not known, and whether it still says what holds."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from django.urls import reverse
from django.utils import timezone

from dokumente.druck.pruefzeichen import format_code
from dokumente.models import Ausdruck
from konten.rechte import Besucher
from mappen.pages.ereignisse import (
    Ereignis,
    list_zum_top,
    list_zur_bekanntmachung,
    list_zur_fassung,
    list_zur_sitzung,
)
from sitzungen.documents.amtlich import LESEN
from sitzungen.documents.leserkreis import choose_leser, covers
from sitzungen.documents.register import Gegenstand, parse_gegenstand
from sitzungen.models import Bekanntmachung, Sitzung, Tagesordnungspunkt
from vorlagen.models import Fassung, Vorlage

_PAPIERE = (Gegenstand.FASSUNG, Gegenstand.VORDRUCK)


class Stand(Enum):
    """What is said of a print."""

    UNBEKANNT = "unbekannt"
    AKTUELL = "aktuell"
    UEBERHOLT = "ueberholt"
    ZURUECKGEZOGEN = "zurueckgezogen"
    VERAENDERT = "veraendert"


@dataclass(frozen=True, slots=True, kw_only=True)
class Auskunft:
    """The answer. Of an unknown print, and of one this reader may not know of, it holds nothing but that.

    ``seit`` is None where nothing on record explains the difference. ``adresse`` shows what holds today.
    """

    stand: Stand
    art: str = ""
    nummer: str = ""
    titel: str = ""
    code: str = ""
    ausgegeben_am: datetime | None = None
    seit: datetime | None = None
    ereignisse: tuple[Ereignis, ...] = ()
    adresse: str = ""

    @property
    def is_bekannt(self) -> bool:
        """Return whether the reader learns anything of the print."""
        return self.stand is not Stand.UNBEKANNT


UNBEKANNT = Auskunft(stand=Stand.UNBEKANNT)


@dataclass(frozen=True, slots=True)
class _Sache:
    """What a print shows, as the reader may know it."""

    titel: str
    adresse: str
    ereignisse: tuple[Ereignis, ...]


def find_auskunft(ausdrucke: Iterable[Ausdruck], leser: Besucher) -> Auskunft:
    """Return the answer for the newest of these rows that ``leser`` may know of."""
    auskuenfte = (build_auskunft(ausdruck, leser) for ausdruck in ausdrucke)
    return next((auskunft for auskunft in auskuenfte if auskunft.is_bekannt), UNBEKANNT)


def find_veraendert(ausdrucke: Iterable[Ausdruck], leser: Besucher) -> Auskunft:
    """Return the answer for a file that names one of these prints without being it."""
    auskunft = find_auskunft(ausdrucke, leser)
    return replace(auskunft, stand=Stand.VERAENDERT) if auskunft.is_bekannt else UNBEKANNT


def build_auskunft(ausdruck: Ausdruck, leser: Besucher) -> Auskunft:
    """Return what ``leser`` may be told of this print."""
    gegenstand = parse_gegenstand(ausdruck.gegenstand)
    if gegenstand is None:
        return UNBEKANNT
    art, pk = gegenstand
    eigenes = LESEN[art](pk, leser)
    if eigenes is None:
        return _build_zurueckgezogen(art, pk)
    if not covers(leser, ausdruck.leserkreis) and eigenes != ausdruck.inhalt:
        return UNBEKANNT
    return _compare(ausdruck, art, pk, leser, eigenes)


def _compare(ausdruck: Ausdruck, art: Gegenstand, pk: int, leser: Besucher, eigenes: str) -> Auskunft:
    """Compare the print with what its kind of reader would be given now."""
    gemeint = choose_leser(leser, ausdruck.leserkreis)
    # Twice the same only costs time: a public print is asked for by the public.
    heutiges = eigenes if gemeint is leser else LESEN[art](pk, gemeint)
    if heutiges is None:
        gemeint, heutiges = leser, eigenes
    sache = _describe(art, pk, gemeint, ausdruck.created_at)
    ersetzt = any(einer.ersetzt for einer in sache.ereignisse)
    aktuell = ausdruck.inhalt in (heutiges, eigenes) and not ersetzt
    sicher = tuple(einer for einer in sache.ereignisse if einer.sicher)
    gruende = () if aktuell else sicher or sache.ereignisse
    return Auskunft(
        stand=Stand.AKTUELL if aktuell else Stand.UEBERHOLT,
        art=ausdruck.art,
        nummer=ausdruck.nummer,
        titel=sache.titel,
        code=format_code(ausdruck.code),
        ausgegeben_am=ausdruck.created_at,
        seit=gruende[0].zeitpunkt if gruende else None,
        ereignisse=gruende,
        adresse=sache.adresse,
    )


def _build_zurueckgezogen(art: Gegenstand, pk: int) -> Auskunft:
    """Of a paper withdrawn from the public the number may be named, and nothing else."""
    if art not in _PAPIERE:
        return UNBEKANNT
    gewesen = Fassung.objects.filter(
        pk=pk,
        oeffentlich=True,
        veroeffentlicht_am__isnull=False,
        vorlage__in=Vorlage.objects.withdrawn_from_public(),
    )
    fassung = gewesen.select_related("vorlage").first()
    if fassung is None:
        return UNBEKANNT
    return Auskunft(stand=Stand.ZURUECKGEZOGEN, nummer=fassung.nummer, seit=fassung.vorlage.zurueckgezogen_am)


def _describe(art: Gegenstand, pk: int, leser: Besucher, seit: datetime) -> _Sache:
    if art in _PAPIERE:
        fassung = Fassung.objects.select_related("vorlage").get(pk=pk)
        return _Sache(
            fassung.betreff,
            reverse("vorlage", args=[fassung.vorlage_id]),
            tuple(list_zur_fassung(fassung, leser, seit=seit)),
        )
    if art is Gegenstand.TOP:
        top = Tagesordnungspunkt.objects.select_related("sitzung__gremium", "fassung__vorlage").get(pk=pk)
        ereignisse = list_zum_top(top, leser, seit=seit)
        # Not the item's subject: of a withdrawn paper it may not be named any more.
        return _Sache(_format_sitzung(top.sitzung), top.sitzung.get_absolute_url(), tuple(ereignisse))
    if art is Gegenstand.BEKANNTMACHUNG:
        bekanntmachung = Bekanntmachung.objects.select_related("sitzung__gremium").get(pk=pk)
        sitzung = bekanntmachung.sitzung
        ereignisse = list_zur_bekanntmachung(bekanntmachung, leser)
        return _Sache(_format_sitzung(sitzung), sitzung.get_absolute_url(), tuple(ereignisse))
    sitzung = Sitzung.objects.select_related("gremium").get(pk=pk)
    ereignisse = list_zur_sitzung(sitzung, leser, seit=seit, einladung=art is Gegenstand.EINLADUNG)
    return _Sache(_format_sitzung(sitzung), sitzung.get_absolute_url(), tuple(ereignisse))


def _format_sitzung(sitzung: Sitzung) -> str:
    return f"{sitzung.gremium}, Sitzung am {timezone.localtime(sitzung.beginn):%d.%m.%Y}"
