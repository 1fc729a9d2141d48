"""What happened to the subject of a print, from the moments the record holds; only what the reader may learn of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from journal.enums import Akt
from journal.models import Eintrag
from konten.rechte import Besucher
from sitzungen.documents.worte import find_verwiesen_an, format_ergebnis
from sitzungen.models import Abstimmung, Bekanntmachung, Sitzung, Tagesordnungspunkt
from sitzungen.querysets import AbstimmungQuerySet, TagesordnungspunktQuerySet
from vorlagen.models import Beratung, Fassung, Vorlage


@dataclass(frozen=True, slots=True)
class Ereignis:
    """One moment after which the print may say something else. ``adresse`` leads to what holds since.

    A ``sicher`` one changes the page by its nature; another only where nothing else explains a difference. One that
    ``ersetzt`` the print makes it outdated although it would be printed the same way again.
    """

    zeitpunkt: datetime
    satz: str
    adresse: str = ""
    sicher: bool = True
    ersetzt: bool = False


def list_zur_fassung(fassung: Fassung, leser: Besucher, *, seit: datetime) -> list[Ereignis]:
    """Return what happened to the paper since, oldest first; a newer Fassung counts whenever it came."""
    vorlage = fassung.vorlage
    tops = list(_visible_tops(leser).filter(beratung__vorlage=vorlage))
    ergebnisse = Abstimmung.objects.visible_to(leser).filter(top__beratung__vorlage=vorlage)
    spaeter = [
        *_iter_ergebnisse(ergebnisse),
        *_iter_ruecknahmen([vorlage]),
        *_iter_tagesordnungen(tops),
        *_iter_abgesetzte(tops),
        *_iter_akte(vorlage, _VORLAGE),
        *_iter_ansetzungen(vorlage, leser),
        *(einer for sitzung in {top.sitzung for top in tops} for einer in _iter_verlegungen(sitzung, sicher=False)),
    ]
    return _sort([*_iter_neufassungen(fassung, leser), *(einer for einer in spaeter if einer.zeitpunkt > seit)])


def list_zur_sitzung(sitzung: Sitzung, leser: Besucher, *, seit: datetime, einladung: bool) -> list[Ereignis]:
    """Return what happened to the agenda of the sitting since, oldest first."""
    tops = list(_visible_tops(leser).filter(sitzung=sitzung))
    vorlagen = Vorlage.objects.filter(fassungen__tops__in=[top.pk for top in tops]).distinct()
    spaeter = [
        *_iter_akte(sitzung, _SITZUNG | (_EINLADUNG if einladung else {})),
        *_iter_verlegungen(sitzung, sicher=True),
        *_iter_abgesetzte(tops),
        *_iter_getauschte(tops),
        *_iter_ruecknahmen(vorlagen),
    ]
    return _sort(einer for einer in spaeter if einer.zeitpunkt > seit)


def list_zur_bekanntmachung(bekanntmachung: Bekanntmachung, leser: Besucher) -> list[Ereignis]:
    """Return what changed the agenda after it was announced: it stays as it was, so what came later outdates it."""
    seit = bekanntmachung.bekanntgemacht_am
    spaeter = list_zur_sitzung(bekanntmachung.sitzung, leser, seit=seit, einladung=False)
    # The act itself was journalled a moment after it.
    selbst = next((e for e in spaeter if e.satz == _SITZUNG[Akt.TO_VEROEFFENTLICHEN][0]), None)
    return [replace(e, ersetzt=e.sicher) for e in spaeter if e is not selbst]


def list_zum_top(top: Tagesordnungspunkt, leser: Besucher, *, seit: datetime) -> list[Ereignis]:
    """Return what happened to the result of the item since, oldest first."""
    vorlagen = [top.fassung.vorlage] if top.fassung else []
    spaeter = [*_iter_ergebnisse(Abstimmung.objects.visible_to(leser).filter(top=top)), *_iter_ruecknahmen(vorlagen)]
    return _sort(einer for einer in spaeter if einer.zeitpunkt > seit)


_VORLAGE = {
    Akt.GREMIENWEG_AENDERN: ("Gremienweg geändert", False),
    Akt.VEROEFFENTLICHEN: ("Vorlage veröffentlicht", False),
    Akt.EINLESEN: ("Angaben eingelesen", False),
}
_SITZUNG = {
    Akt.TO_VEROEFFENTLICHEN: ("Tagesordnung veröffentlicht", True),
    Akt.ABSAGEN: ("Sitzung abgesagt", True),
    Akt.VEROEFFENTLICHEN: ("Sitzung bekannt gemacht", False),
}
_EINLADUNG = {Akt.EINLADEN: ("Einladung versandt", True)}


def _sort(ereignisse: Iterable[Ereignis]) -> list[Ereignis]:
    return sorted(ereignisse, key=lambda einer: einer.zeitpunkt)


def _visible_tops(leser: Besucher) -> TagesordnungspunktQuerySet[Tagesordnungspunkt]:
    return Tagesordnungspunkt.objects.visible_to(leser).exclude(nummer="").select_related("sitzung__gremium")


def _iter_neufassungen(fassung: Fassung, leser: Besucher) -> Iterator[Ereignis]:
    neuere = Fassung.objects.visible_to(leser).released().filter(vorlage=fassung.vorlage_id)
    intern = set(Fassung.objects.internal_to(leser).filter(vorlage=fassung.vorlage_id).values_list("pk", flat=True))
    for neue in neuere.filter(neufassung__gt=fassung.neufassung):
        zeitpunkt = neue.freigegeben_am if neue.pk in intern else neue.veroeffentlicht_am
        if zeitpunkt is not None:
            adresse = reverse("vorlage_fassung", args=[neue.vorlage_id, neue.neufassung])
            yield Ereignis(zeitpunkt, f"Ersetzt durch die Neufassung {neue.nummer}", adresse, ersetzt=True)


def _iter_ergebnisse(abstimmungen: AbstimmungQuerySet[Abstimmung]) -> Iterator[Ereignis]:
    for abstimmung in abstimmungen.select_related(
        "top__sitzung__gremium", "top__beratung__nachfolger__gremium", "berichtigt"
    ):
        sitzung = abstimmung.top.sitzung
        if abstimmung.is_zuruecknahme:
            satz = f"Ergebnis zurückgenommen ({_format_anlass(sitzung)})"
            yield Ereignis(abstimmung.festgestellt_am, satz, sitzung.get_absolute_url())
            continue
        wort = "Ergebnis berichtigt" if abstimmung.is_berichtigung else "Ergebnis festgestellt"
        ergebnis = format_ergebnis(abstimmung, find_verwiesen_an(abstimmung.top))
        satz = f"{wort} ({_format_anlass(sitzung)}): {ergebnis}"
        yield Ereignis(abstimmung.festgestellt_am, satz, sitzung.get_absolute_url())


def _iter_ruecknahmen(vorlagen: Iterable[Vorlage]) -> Iterator[Ereignis]:
    for vorlage in vorlagen:
        if vorlage.zurueckgezogen_am is not None:
            yield Ereignis(vorlage.zurueckgezogen_am, f"Vorlage {vorlage.nummer} zurückgezogen")


def _iter_tagesordnungen(tops: Iterable[Tagesordnungspunkt]) -> Iterator[Ereignis]:
    for top in tops:
        satz = f"Tagesordnung veröffentlicht: TOP {top.bezeichnung} ({_format_anlass(top.sitzung)})"
        for eintrag in _read_journal("sitzungen.sitzung", [top.sitzung_id], [Akt.TO_VEROEFFENTLICHEN]):
            yield Ereignis(eintrag.zeitpunkt, satz, top.sitzung.get_absolute_url())


def _iter_ansetzungen(vorlage: Vorlage, leser: Besucher) -> Iterator[Ereignis]:
    """Yield when a station the reader may see got its day: it is printed before the agenda is published."""
    stationen = Beratung.objects.visible_to(leser).filter(vorlage=vorlage)
    tops = Tagesordnungspunkt.objects.filter(beratung__in=stationen).values_list("pk", flat=True)
    for eintrag in _read_journal("sitzungen.tagesordnungspunkt", tops, [Akt.AUFSETZEN]):
        yield Ereignis(eintrag.zeitpunkt, "Tag der Beratung festgelegt", vorlage.get_absolute_url(), sicher=False)


def _iter_abgesetzte(tops: Iterable[Tagesordnungspunkt]) -> Iterator[Ereignis]:
    for top in tops:
        if top.abgesetzt_am is not None:
            wort = "nicht in die Tagesordnung aufgenommen" if top.is_abgelehnt else "von der Tagesordnung abgesetzt"
            satz = f"TOP {top.bezeichnung} {wort} ({_format_anlass(top.sitzung)})"
            yield Ereignis(top.abgesetzt_am, satz, top.sitzung.get_absolute_url())


def _iter_getauschte(tops: Iterable[Tagesordnungspunkt]) -> Iterator[Ereignis]:
    """Yield where an item got a newer Fassung: every placing of a paper but the item's first."""
    je_top = {str(top.pk): top for top in tops}
    aufgesetzt: set[str] = set()
    for eintrag in _read_journal("sitzungen.tagesordnungspunkt", list(je_top), [Akt.AUFSETZEN]):
        if eintrag.objekt_id in aufgesetzt and eintrag.daten.get("vorlage"):
            top = je_top[eintrag.objekt_id]
            satz = f"TOP {top.bezeichnung}: Vorlage ersetzt durch {eintrag.daten['vorlage']}"
            yield Ereignis(eintrag.zeitpunkt, satz, top.sitzung.get_absolute_url())
        aufgesetzt.add(eintrag.objekt_id)


def _iter_akte(objekt: Vorlage | Sitzung, akte: dict[Akt, tuple[str, bool]]) -> Iterator[Ereignis]:
    for eintrag in _read_journal(objekt._meta.label_lower, [objekt.pk], list(akte)):
        satz, sicher = akte[Akt(eintrag.akt)]
        yield Ereignis(eintrag.zeitpunkt, satz, objekt.get_absolute_url(), sicher)


def _iter_verlegungen(sitzung: Sitzung, *, sicher: bool) -> Iterator[Ereignis]:
    for eintrag in _read_journal("sitzungen.sitzung", [sitzung.pk], [Akt.ANSETZEN]):
        if eintrag.daten.get("verlegt"):
            satz = f"Tag oder Ort der Sitzung {sitzung.nummer} geändert"
            yield Ereignis(eintrag.zeitpunkt, satz, sitzung.get_absolute_url(), sicher)


def _read_journal(art: str, kennungen: Iterable[object], akte: list[Akt]) -> Iterable[Eintrag]:
    return Eintrag.objects.filter(objekt_art=art, objekt_id__in=map(str, kennungen), akt__in=akte).order_by("laufend")


def _format_anlass(sitzung: Sitzung) -> str:
    return f"{sitzung.gremium}, {timezone.localtime(sitzung.beginn):%d.%m.%Y}"
