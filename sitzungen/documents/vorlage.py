"""What a printed paper says: its frozen text, the results recorded so far, and its place on today's agendas."""

from collections.abc import Iterable

from django.utils import timezone

from gremien.documents.briefkopf import read_briefkopf
from konten.rechte import Besucher
from sitzungen.documents.register import Gegenstand, build_registrierung
from sitzungen.models import Tagesordnungspunkt
from vorlagen.documents.unterschied import describe_neufassung
from vorlagen.documents.values import AnlageDruck, KaestchenDruck, StationDruck, VorlageDruck
from vorlagen.documents.vorlage import build_vorlage_daten, fetch_vorlage_pdf
from vorlagen.documents.word import build_vorlage_word
from vorlagen.enums import Ausgang, Kaestchenbedeutung, Vorlagenart
from vorlagen.models import Anlage, Beratung, Fassung, Kaestchen
from vorlagen.querysets import VERFASSER
from vorlagen.rules.arten import BEHANDLUNGEN, describe_rolle, is_beschlussvorlage
from vorlagen.rules.ausgang import OHNE_KAESTCHEN
from vorlagen.rules.nummern import parse_nummer


def build_vorlage_druck(fassung: Fassung, *, leser: Besucher | None, blanko: bool = False) -> VorlageDruck:
    """Return the values of the printed form.

    ``leser`` limits stations, TOP numbers and attachments to what that reader may see; None prints the full
    paper for the office. ``blanko`` leaves the grid empty for the pen.
    """
    anlagen = Anlage.objects.filter(fassung=fassung)
    if leser is not None:
        anlagen = anlagen.visible_to(leser)
    art, briefkopf = Vorlagenart(fassung.vorlage.art), read_briefkopf()
    return VorlageDruck(
        artname=str(art.label),
        nummer=fassung.nummer or None,
        datum=fassung.datum,
        dezernat=str(fassung.dezernat or ""),
        verfasser=str(fassung.urheber),
        aktenzeichen=fassung.aktenzeichen,
        betreff=fassung.betreff,
        antragsteller=fassung.antragstellende,
        antragstellerwort=fassung.vorlage.antragstellerwort,
        eingegangen_am=fassung.eingegangen_am,
        briefkopf=briefkopf,
        stationen=_build_stationen(fassung, leser=leser, blanko=blanko),
        texte=fassung.texte if briefkopf.mit_kurzfassung else {**fassung.texte, "kurzfassung": ""},
        auswirkungen=fassung.wirkungen,
        neufassung=describe_neufassung(fassung, leser=leser),
        ohne_beschluss=fassung.vorlage.ohne_beschlussentwurf,
        raster=BEHANDLUNGEN[art].raster,
        anlagen=tuple(_build_anlage(anlage, fassung) for anlage in anlagen.order_by("position")),
        oeffentlich=fassung.oeffentlich,
        entwurf=not fassung.is_freigegeben,
        unbestaetigt=fassung.is_eingelesen,
        zurueckgezogen=fassung.vorlage.is_zurueckgezogen,
    )


def _build_stationen(fassung: Fassung, *, leser: Besucher | None, blanko: bool) -> tuple[StationDruck, ...]:
    vorlage = fassung.vorlage
    beratungen = Beratung.objects.filter(vorlage=vorlage)
    tops = Tagesordnungspunkt.objects.filter(beratung__vorlage=vorlage, abgesetzt_am__isnull=True)
    if leser is not None:
        beratungen, tops = beratungen.visible_to(leser), tops.visible_to(leser)
    kaestchen = list(Kaestchen.objects.order_by("zeile", "spalte"))
    je_station = {top.beratung_id: top for top in tops.exclude(nummer="").select_related("fassung")}
    art = Vorlagenart(vorlage.art)
    return tuple(
        _build_station(beratung, kaestchen, fassung, art=art, top=je_station.get(beratung.pk), blanko=blanko)
        for beratung in beratungen.select_related("gremium").order_by("position")
    )


def _build_anlage(anlage: Anlage, fassung: Fassung) -> AnlageDruck:
    # On a paper that is non-public as a whole the remark would stand behind every line.
    return AnlageDruck(
        titel=anlage.titel,
        nichtoeffentlich=fassung.oeffentlich and not anlage.oeffentlich,
        # The file of an attachment that an imported form named is not a new attachment.
        nachgereicht=timezone.localdate(anlage.nachgereicht_am)
        if anlage.nachgereicht_am and anlage.nachgereicht_grund
        else None,
    )


def render_vorlage(fassung: Fassung, *, leser: Besucher | None, blanko: bool = False, enge: int = 0) -> bytes:
    """Return the official form as PDF for this reader; see :func:`build_vorlage_druck`.

    ``enge`` sets it tighter by so many steps, see :data:`vorlagen.documents.vorlage.ENGE`.
    """
    druck = build_vorlage_druck(fassung, leser=leser, blanko=blanko)
    registrierung = build_registrierung(
        fassung.pk,
        fassung.nummer,
        leser=leser,
        # Before there is a result both are the same paper.
        kandidaten={Gegenstand.FASSUNG: read_vorlage, Gegenstand.VORDRUCK: read_vordruck},
    )
    return fetch_vorlage_pdf(druck, registrierung=registrierung, enge=enge)


def render_word(fassung: Fassung, *, leser: Besucher | None) -> bytes:
    """Return the form as a Word file: what the print of this reader holds, from the same values."""
    return build_vorlage_word(build_vorlage_druck(fassung, leser=leser))


def find_fassung(nummer: str) -> Fassung:
    """Return the numbered Fassung that somebody means, such as BV/0546/2018 or BV/0546/2018/2.

    :raises ValueError: when it is no number, or nothing bears it; the message is a German sentence.
    """
    gesucht = str(parse_nummer(nummer))
    nummerierte = Fassung.objects.numbered().select_related("vorlage", *VERFASSER).filter(nummer=gesucht)
    fassung = nummerierte.order_by("neufassung").first()
    if fassung is None:
        raise ValueError(f"Eine freigegebene Vorlage mit der Nummer {gesucht} gibt es nicht.")
    return fassung


def read_vorlage(pk: int, leser: Besucher) -> str | None:
    """Return the digest of the paper this reader would be given now, None if none."""
    return _read_summe(pk, leser, blanko=False)


def read_vordruck(pk: int, leser: Besucher) -> str | None:
    """Return the digest of the paper with an empty grid this reader would be given now, None if none."""
    return _read_summe(pk, leser, blanko=True)


def _read_summe(pk: int, leser: Besucher, *, blanko: bool) -> str | None:
    lesbar = Fassung.objects.visible_to(leser).released().select_related("vorlage", *VERFASSER)
    fassung = lesbar.filter(pk=pk).first()
    if fassung is None:
        return None
    return build_vorlage_daten(build_vorlage_druck(fassung, leser=leser, blanko=blanko)).summe


def _build_station(
    beratung: Beratung,
    kaestchen: Iterable[Kaestchen],
    fassung: Fassung,
    *,
    art: Vorlagenart,
    top: Tagesordnungspunkt | None,
    blanko: bool,
) -> StationDruck:
    angekreuzt = set() if blanko else _angekreuzte(beratung)
    # A result belongs to the text that was voted on, whichever Fassung the grid is printed in.
    andere = top.fassung if top and angekreuzt and top.fassung_id != fassung.pk else None
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
        # A paper to be decided on keeps the official form, which says nothing here.
        rolle="" if is_beschlussvorlage(art) else describe_rolle(art, entscheidend=beratung.entscheidend),
        top=top.bezeichnung if top else None,
        fassung=andere.nummer if andere else "",
        oeffentlich=beratung.oeffentlich,
        kaestchen=tuple(tuple(f for f in felder if f.zeile == zeile) for zeile in sorted({f.zeile for f in felder})),
        enthaltungen=None if blanko else beratung.enthaltungen,
        gegenstimmen=None if blanko else beratung.gegenstimmen,
        ergebnis="" if blanko else _find_worte(beratung),
    )


def _find_worte(beratung: Beratung) -> str:
    """Return a result that ticks no box in words, empty where a box says it."""
    return str(Ausgang(beratung.ausgang).label) if beratung.ausgang in OHNE_KAESTCHEN else ""


def _angekreuzte(beratung: Beratung) -> set[str]:
    boxen = {beratung.ausgang} if beratung.ausgang else set()
    return boxen | {Kaestchenbedeutung.GEAENDERT.value} if beratung.geaendert else boxen
