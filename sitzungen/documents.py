"""What a printed paper says: its frozen text, the results recorded so far, and its place on today's agendas."""

from collections.abc import Iterable

from django.conf import settings

from konten.rechte import Besucher
from sitzungen.models import Tagesordnungspunkt
from vorlagen.documents import fetch_vorlage_pdf
from vorlagen.druck import AnlageDruck, KaestchenDruck, StationDruck, VorlageDruck
from vorlagen.enums import Kaestchenbedeutung
from vorlagen.models import Anlage, Beratung, Fassung, Kaestchen


def build_vorlage_druck(fassung: Fassung, *, leser: Besucher | None, blanko: bool = False) -> VorlageDruck:
    """Return the values of the printed form.

    ``leser`` limits stations, TOP numbers and attachments to what that reader may see; None prints the full
    paper for the office. ``blanko`` leaves the grid empty for the pen.
    """
    beratungen = Beratung.objects.filter(vorlage=fassung.vorlage_id)
    anlagen = Anlage.objects.filter(fassung=fassung)
    tops = Tagesordnungspunkt.objects.filter(beratung__vorlage=fassung.vorlage_id, abgesetzt_am__isnull=True)
    if leser is not None:
        beratungen, anlagen, tops = (
            beratungen.visible_to(leser),
            anlagen.visible_to(leser),
            tops.visible_to(leser),
        )
    kaestchen = list(Kaestchen.objects.order_by("zeile", "spalte"))
    nummern = {top.beratung_id: top.bezeichnung for top in tops.exclude(nummer="")}
    stationen = [
        _build_station(beratung, kaestchen, top=nummern.get(beratung.pk), blanko=blanko)
        for beratung in beratungen.select_related("gremium").order_by("position")
    ]
    return VorlageDruck(
        artname=fassung.vorlage.get_art_display(),
        nummer=fassung.nummer or None,
        datum=fassung.datum,
        dezernat=str(fassung.dezernat),
        verfasser=str(fassung.amt),
        aktenzeichen=fassung.aktenzeichen,
        betreff=fassung.betreff,
        stadt=settings.STADT,
        stationen=tuple(stationen),
        beschlussentwurf_html=fassung.beschlussentwurf,
        begruendung_html=fassung.begruendung,
        anlagen=tuple(_build_anlage(anlage, fassung) for anlage in anlagen.order_by("position")),
        oeffentlich=fassung.oeffentlich,
        entwurf=not fassung.is_freigegeben,
        zurueckgezogen=fassung.vorlage.is_zurueckgezogen,
    )


def _build_anlage(anlage: Anlage, fassung: Fassung) -> AnlageDruck:
    # On a paper that is non-public as a whole the remark would stand behind every line.
    return AnlageDruck(titel=anlage.titel, nichtoeffentlich=fassung.oeffentlich and not anlage.oeffentlich)


def render_vorlage(fassung: Fassung, *, leser: Besucher | None, blanko: bool = False) -> bytes:
    """Return the official form as PDF for this reader; see :func:`build_vorlage_druck`."""
    return fetch_vorlage_pdf(build_vorlage_druck(fassung, leser=leser, blanko=blanko))


def _build_station(
    beratung: Beratung, kaestchen: Iterable[Kaestchen], *, top: str | None, blanko: bool
) -> StationDruck:
    angekreuzt = set() if blanko else _angekreuzte(beratung)
    felder = [
        KaestchenDruck(
            kurz=k.kurz,
            lang=k.lang,
            zeile=k.zeile,
            spalte=k.spalte,
            bedeutung=Kaestchenbedeutung(k.bedeutung),
            angekreuzt=k.bedeutung in angekreuzt,
        )
        for k in kaestchen
    ]
    return StationDruck(
        gremium=str(beratung.gremium),
        datum=beratung.datum,
        top=top,
        oeffentlich=beratung.oeffentlich,
        kaestchen=tuple(tuple(f for f in felder if f.zeile == zeile) for zeile in sorted({f.zeile for f in felder})),
        enthaltungen=None if blanko else beratung.enthaltungen,
        gegenstimmen=None if blanko else beratung.gegenstimmen,
    )


def _angekreuzte(beratung: Beratung) -> set[str]:
    boxen = {beratung.ausgang} if beratung.ausgang else set()
    return boxen | {Kaestchenbedeutung.GEAENDERT.value} if beratung.geaendert else boxen
