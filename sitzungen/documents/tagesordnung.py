"""Documents around the agenda of a sitting: Tagesordnung, Öffentliche Bekanntmachung, Einladung."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from dokumente.ausgabe.ausdrucke import Registrierung
from dokumente.ausgabe.druckstuecke import get_or_render
from dokumente.druck.pdf import render_pdf
from dokumente.druck.seite import build_seite
from gremien.documents.briefkopf import read_briefkopf
from konten.rechte import Besucher
from sitzungen.documents.agenda import Agendateil, TopZeile, build_tagesordnung
from sitzungen.documents.beilage import build_sitzungsbeilage
from sitzungen.documents.values import (
    BekanntmachungDruck,
    EinladungDruck,
    P,
    PunktDruck,
    SitzungDruck,
    Sitzungsdokument,
    TagesordnungDruck,
    TeilDruck,
)
from sitzungen.enums import Sitzungsstatus, Teil
from sitzungen.models import Bekanntmachung, Sitzung, Tagesordnungspunkt
from sitzungen.permissions import reads_internes
from sitzungen.rules.bekanntmachung import Zeile


def render_sitzungsdokument(druck: Sitzungsdokument) -> bytes:
    """Return a document of a sitting as PDF.

    :raises dokumente.druck.pdf.DruckFehler: when it cannot be laid out.
    """
    return render_pdf(_build_html(druck), stylesheets=druck.stile, daten=build_sitzungsbeilage(druck))


def fetch_sitzungsdokument(druck: Sitzungsdokument, *, registrierung: Registrierung | None = None) -> bytes:
    """Return what :func:`render_sitzungsdokument` does, set only once for the same content; drafts are not kept.

    With ``registrierung`` it carries the mark by which it can be checked, and the register knows it.

    :raises dokumente.druck.pdf.DruckFehler: when it cannot be laid out.
    """
    return get_or_render(
        _build_html(druck),
        stylesheets=druck.stile,
        zweck=druck.artname,
        daten=build_sitzungsbeilage(druck),
        registrierung=registrierung,
        ablegen=not druck.entwurf,
    )


def _build_html(druck: Sitzungsdokument) -> str:
    return build_seite(druck.seite, {"druck": druck})


def build_tagesordnung_druck(sitzung: Sitzung, *, leser: Besucher) -> TagesordnungDruck:
    """Return the agenda as ``leser`` may see it, with exactly the words of the sitting's page.

    Once it is published it holds the published items only; before that, what is planned, marked as a draft.
    """
    agenda = build_tagesordnung(sitzung, leser)
    teile = _build_teile(agenda, nur_nummerierte=sitzung.is_veroeffentlicht)
    nichtoeffentlich = has_nichtoeffentliches(teile)
    bekanntmachung = sitzung.bekanntgemacht_am is not None and sitzung.is_veroeffentlicht and not nichtoeffentlich
    stand = sitzung.tagesordnung_veroeffentlicht_am
    return TagesordnungDruck(
        artname="Öffentliche Bekanntmachung" if bekanntmachung else "Tagesordnung",
        sitzung=build_sitzung_druck(sitzung),
        teile=teile,
        bekanntmachung=bekanntmachung,
        entwurf=bool(teile) and not sitzung.is_veroeffentlicht,
        nichtoeffentlich=nichtoeffentlich,
        stand=_local_day(stand) if bekanntmachung and stand else None,
        unterzeichnet=sitzung.sitze.visible_to(leser).name_vorsitz() if bekanntmachung else "",
    )


def build_bekanntmachung_druck(bekanntmachung: Bekanntmachung, *, leser: Besucher) -> BekanntmachungDruck:
    """Return what was announced, from its frozen wording; closed items in full only for whoever may read them so."""
    wortlaut = bekanntmachung.wortlaut
    lesbar = _read_bezeichnungen(bekanntmachung, leser)
    teile = tuple(
        TeilDruck(
            titel=str(teil.label),
            oeffentlich=teil == Teil.OEFFENTLICH,
            punkte=tuple(_build_angekuendigten(zeile, lesbar, neu=bekanntmachung.is_nachtrag) for zeile in zeilen),
        )
        for teil in Teil
        if (zeilen := wortlaut.list_teil(teil))
    )
    oeffentlich = not reads_internes(leser, bekanntmachung.sitzung)
    return BekanntmachungDruck(
        artname=_name_angekuendigtes(bekanntmachung, oeffentlich=oeffentlich),
        sitzung=SitzungDruck(
            briefkopf=read_briefkopf(),
            gremium=wortlaut.gremium,
            nummer=wortlaut.nummer,
            tag=wortlaut.tag,
            uhrzeit=wortlaut.uhrzeit,
            ort=wortlaut.ort,
            hinweis=wortlaut.hinweis,
        ),
        teile=teile,
        datum=_local_day(bekanntmachung.bekanntgemacht_am),
        oeffentlich=oeffentlich,
        nachtrag=bekanntmachung.nummer,
        zugang=bekanntmachung.zugang,
        verspaetet=bekanntmachung.verspaetet,
        vorsitz=wortlaut.vorsitz,
        nichtoeffentlich=has_nichtoeffentliches(teile),
    )


def _name_angekuendigtes(bekanntmachung: Bekanntmachung, *, oeffentlich: bool) -> str:
    if bekanntmachung.is_nachtrag:
        return f"{bekanntmachung} zur {'Bekanntmachung' if oeffentlich else 'Tagesordnung'}"
    return "Öffentliche Bekanntmachung" if oeffentlich else "Tagesordnung"


def _read_bezeichnungen(bekanntmachung: Bekanntmachung, leser: Besucher) -> frozenset[str]:
    """Return the numbers of the announced items that ``leser`` may read in full."""
    tops = Tagesordnungspunkt.objects.visible_to(leser).filter(bekanntmachung=bekanntmachung)
    return frozenset(top.bezeichnung for top in tops.only("teil", "nummer"))


def _build_angekuendigten(zeile: Zeile, lesbar: Collection[str], *, neu: bool) -> PunktDruck:
    punkt = PunktDruck(
        bezeichnung=zeile.bezeichnung,
        titel=zeile.worte,
        unterpunkt=zeile.unterpunkt,
        verdeckt=True,
        zusatz=", ".join(filter(None, ("neu", zeile.stelle, "dringlich" if zeile.dringlich else ""))) if neu else "",
    )
    if zeile.bezeichnung not in lesbar:
        return punkt
    return replace(punkt, titel=zeile.betreff, vorlage_nummer=zeile.vorlage, anlass=zeile.anlass, verdeckt=False)


def build_einladung_druck(sitzung: Sitzung, *, leser: Besucher) -> EinladungDruck:
    """Return the invitation (§ 34 Abs. 2 und 3 GemO) with the agenda as ``leser`` may see it.

    That the notice period was shortened is said, as the law asks; the reason stays with those who keep the sitting.
    """
    teile = _build_teile(build_tagesordnung(sitzung, leser), nur_nummerierte=sitzung.is_veroeffentlicht)
    zugang = sitzung.eingeladen_am
    return EinladungDruck(
        sitzung=build_sitzung_druck(sitzung),
        teile=teile,
        datum=_local_day(zugang) if zugang else None,
        fristverkuerzt=bool(sitzung.dringlich_grund),
        vorsitz=sitzung.sitze.visible_to(leser).name_vorsitz(),
        nachtraege=tuple(
            f"{nachtrag} vom {_local_day(nachtrag.bekanntgemacht_am):%d.%m.%Y}"
            for nachtrag in Bekanntmachung.objects.visible_to(leser).filter(sitzung=sitzung, nummer__gt=0)
        ),
        entwurf=not sitzung.is_veroeffentlicht,
        nichtoeffentlich=has_nichtoeffentliches(teile),
    )


def build_sitzung_druck(sitzung: Sitzung) -> SitzungDruck:
    """Return what stands at the head of every document of the sitting."""
    beginn = timezone.localtime(sitzung.beginn)
    return SitzungDruck(
        briefkopf=read_briefkopf(),
        gremium=str(sitzung.gremium),
        nummer=sitzung.nummer,
        tag=beginn.date(),
        uhrzeit=beginn.time(),
        ort=sitzung.ort,
        hinweis=sitzung.hinweis,
        abgesagt=sitzung.status == Sitzungsstatus.ABGESAGT,
    )


def build_teile(agenda: Sequence[Agendateil], build: Callable[[TopZeile, bool], P]) -> tuple[TeilDruck[P], ...]:
    """Return the parts with every item as ``build(row, is sub-item)`` makes it, sub-items behind their item."""
    return tuple(
        TeilDruck(
            titel=str(teil.teil.label),
            oeffentlich=teil.is_oeffentlich,
            punkte=tuple(build(zeile, unterpunkt) for zeile, unterpunkt in _iter_zeilen(teil)),
        )
        for teil in agenda
    )


def build_punkt(zeile: TopZeile, unterpunkt: bool = False) -> PunktDruck:
    """Return one item as the sitting's page shows it."""
    return PunktDruck(
        bezeichnung=zeile.bezeichnung,
        titel=zeile.titel,
        vorlage_nummer=zeile.vorlage_nummer,
        anlass=zeile.anlass,
        vorlage_adresse=f"{settings.ADRESSE}{zeile.vorlage_adresse}" if zeile.vorlage_adresse else "",
        unterpunkt=unterpunkt,
        abgesetzt=zeile.abgesetzt,
        verdeckt=zeile.pk is None,
        zusatz=zeile.nachtrag,
    )


def has_nichtoeffentliches(teile: Sequence[TeilDruck[P]]) -> bool:
    """Return whether an item of the closed part is shown with more than its generic words."""
    return any(not punkt.verdeckt for teil in teile if not teil.oeffentlich for punkt in teil.punkte)


def _build_teile(agenda: Sequence[Agendateil], *, nur_nummerierte: bool) -> tuple[TeilDruck[PunktDruck], ...]:
    teile = build_teile(agenda, build_punkt)
    if not nur_nummerierte:
        return teile
    nummeriert = (
        TeilDruck(
            titel=teil.titel,
            oeffentlich=teil.oeffentlich,
            punkte=tuple(punkt for punkt in teil.punkte if punkt.bezeichnung),
        )
        for teil in teile
    )
    return tuple(teil for teil in nummeriert if teil.punkte)


def _iter_zeilen(teil: Agendateil) -> Iterator[tuple[TopZeile, bool]]:
    for zeile in teil.zeilen:
        yield zeile, False
        yield from ((unterpunkt, True) for unterpunkt in zeile.unterpunkte)


def _local_day(zeitpunkt: datetime) -> date:
    return timezone.localtime(zeitpunkt).date()
