"""Documents for those who run the sitting: Anwesenheitsliste, Abstimmungsblatt, Sitzungsleitfaden."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from django.conf import settings
from django.utils import timezone

from konten.rechte import Besucher
from sitzungen.documents.agenda import Agendateil, TopZeile, build_tagesordnung, read_tops
from sitzungen.documents.sitzliste import Sitz, build_sitzliste
from sitzungen.documents.tagesordnung import build_sitzung_druck, build_teile, has_nichtoeffentliches
from sitzungen.documents.values import (
    AbstimmungsblattDruck,
    AbstimmungsbogenDruck,
    AnwesenheitslisteDruck,
    Aufruf,
    BlattPunkt,
    LeitfadenDruck,
    LeitfadenPunkt,
    P,
    SitzDruck,
    TeilDruck,
)
from sitzungen.enums import Mehrheitsart
from sitzungen.models import Sitzung, Tagesordnungspunkt
from sitzungen.rules.beschlussfaehigkeit import compute_quorum
from sitzungen.rules.fristen import latest_einladungstag
from sitzungen.rules.mehrheit import compute_schwelle
from vorlagen.documents.values import SPALTEN, Eingabe, KaestchenDruck
from vorlagen.enums import Ausgang, Kaestchenbedeutung, Vorlagenart
from vorlagen.models import Beratung, Kaestchen
from vorlagen.rules.arten import BEANTWORTUNG, BEHANDLUNGEN, BESCHLUSS, KENNTNISNAHME, Behandlung

AUFRUFE: Final[Mapping[Behandlung, Aufruf]] = MappingProxyType(
    {BESCHLUSS: Aufruf.ABSTIMMUNG, KENNTNISNAHME: Aufruf.KENNTNISNAHME, BEANTWORTUNG: Aufruf.ANFRAGE}
)

Baustein = Callable[[Tagesordnungspunkt, TopZeile, bool], P]


def build_anwesenheitsliste_druck(sitzung: Sitzung) -> AnwesenheitslisteDruck:
    """Return the sheet to sign: the seats on the day of the sitting by Fraktion, those who stand in for others last."""
    liste = build_sitzliste(sitzung, ())
    gruppen = [
        (gruppe.name, tuple(_build_sitz(sitz) for sitz in gruppe.sitze if not sitz.is_vertretung))
        for gruppe in liste.gruppen
    ]
    vertretungen = tuple(_build_sitz(sitz) for sitz in liste.sitze if sitz.is_vertretung)
    return AnwesenheitslisteDruck(
        sitzung=build_sitzung_druck(sitzung),
        gruppen=tuple(g for g in (*gruppen, ("Stellvertretende Mitglieder", vertretungen)) if g[1]),
        stimmberechtigt=liste.stimmberechtigt,
        quorum=liste.quorum,
    )


def build_abstimmungsblatt_druck(
    sitzung: Sitzung,
    *,
    leser: Besucher,
    eingaben: Mapping[int, Mapping[str, Eingabe]] = MappingProxyType({}),
    bogen: str = "",
) -> AbstimmungsblattDruck:
    """Return the vote sheet with every item ``leser`` may read, additions not yet published among them.

    ``eingaben`` are the fields to fill in by the item's key, ``bogen`` the mark of the sheet they belong to.
    """

    def build(top: Tagesordnungspunkt, zeile: TopZeile, unterpunkt: bool) -> BlattPunkt:
        return _build_blattpunkt(top, zeile, unterpunkt, eingaben.get(top.pk, {}))

    teile = _build_volle_teile(sitzung, leser, build)
    return (AbstimmungsbogenDruck if bogen else AbstimmungsblattDruck)(
        sitzung=build_sitzung_druck(sitzung),
        teile=teile,
        kaestchen=_read_kaestchen(),
        entwurf=not sitzung.is_veroeffentlicht,
        nichtoeffentlich=has_nichtoeffentliches(teile),
        bogen=bogen,
    )


def build_leitfaden_druck(sitzung: Sitzung, *, leser: Besucher) -> LeitfadenDruck:
    """Return the chair's script with every item ``leser`` may read, additions not yet published among them."""
    vorberatungen = _read_vorberatungen(sitzung, leser)
    gesetzlich = sitzung.gremium.gesetzliche_zahl

    def build(top: Tagesordnungspunkt, zeile: TopZeile, unterpunkt: bool) -> LeitfadenPunkt:
        return _build_leitfadenpunkt(top, zeile, unterpunkt, gesetzlich, vorberatungen.get(top.pk, ()))

    teile = _build_volle_teile(sitzung, leser, build)
    zugang = timezone.localtime(sitzung.eingeladen_am).date() if sitzung.eingeladen_am else None
    sitzungstag = sitzung.tag
    spaetestens = latest_einladungstag(sitzungstag, settings.EINLADUNGSFRIST_TAGE)
    return LeitfadenDruck(
        sitzung=build_sitzung_druck(sitzung),
        teile=teile,
        eingeladen_am=zugang,
        # Nobody shall read out that the period was kept where somebody had the invitation too late.
        fristverkuerzt=bool(sitzung.dringlich_grund) or (zugang is not None and zugang > spaetestens),
        quorum=compute_quorum(gesetzliche_zahl=gesetzlich) if gesetzlich else None,
        entwurf=not sitzung.is_veroeffentlicht,
        nichtoeffentlich=has_nichtoeffentliches(teile),
    )


def _build_sitz(sitz: Sitz) -> SitzDruck:
    return SitzDruck(name=sitz.name, funktion=sitz.funktion, stimmberechtigt=sitz.stimmberechtigt)


def _build_volle_teile(sitzung: Sitzung, leser: Besucher, build: Baustein[P]) -> tuple[TeilDruck[P], ...]:
    tops = {top.pk: top for top in read_tops(sitzung, leser)}
    agenda = [
        Agendateil(teil.teil, tuple(zeile for zeile in teil.zeilen if zeile.pk in tops))
        for teil in build_tagesordnung(sitzung, leser)
    ]
    return build_teile(
        [teil for teil in agenda if teil.zeilen],
        lambda zeile, unterpunkt: build(tops[zeile.pk or 0], zeile, unterpunkt),
    )


def _build_blattpunkt(
    top: Tagesordnungspunkt, zeile: TopZeile, unterpunkt: bool, eingaben: Mapping[str, Eingabe]
) -> BlattPunkt:
    return BlattPunkt(
        bezeichnung=zeile.bezeichnung,
        titel=zeile.titel,
        vorlage_nummer=zeile.vorlage_nummer,
        anlass=zeile.anlass,
        unterpunkt=unterpunkt,
        abgesetzt=zeile.abgesetzt,
        mehrheit="" if top.mehrheit == Mehrheitsart.EINFACH else str(Mehrheitsart(top.mehrheit).label),
        eingaben=eingaben,
    )


def _build_leitfadenpunkt(
    top: Tagesordnungspunkt,
    zeile: TopZeile,
    unterpunkt: bool,
    gesetzlich: int | None,
    vorberatungen: tuple[str, ...],
) -> LeitfadenPunkt:
    mehrheit = Mehrheitsart(top.mehrheit)
    return LeitfadenPunkt(
        bezeichnung=zeile.bezeichnung,
        titel=zeile.titel,
        vorlage_nummer=zeile.vorlage_nummer,
        anlass=zeile.anlass,
        unterpunkt=unterpunkt,
        abgesetzt=zeile.abgesetzt,
        aufruf=AUFRUFE[BEHANDLUNGEN[Vorlagenart(top.fassung.vorlage.art)]] if top.fassung else Aufruf.BERATUNG,
        mehrheit=str(mehrheit.label),
        qualifiziert=mehrheit != Mehrheitsart.EINFACH,
        schwelle=compute_schwelle(mehrheitsart=mehrheit, gesetzliche_zahl=gesetzlich, stimmberechtigt_anwesend=None)
        if gesetzlich
        else None,
        aufnahme_grund=top.nachtrag_grund,
        vorberatungen=vorberatungen,
    )


def _read_kaestchen() -> tuple[tuple[KaestchenDruck | None, ...], ...]:
    felder = {
        (k.zeile, k.spalte): KaestchenDruck(
            kurz=k.kurz, lang=k.lang, zeile=k.zeile, spalte=k.spalte, bedeutung=Kaestchenbedeutung(k.bedeutung)
        )
        for k in Kaestchen.objects.all()
    }
    return tuple(
        tuple(felder.get((zeile, spalte)) for spalte in range(1, SPALTEN + 1))
        for zeile in sorted({zeile for zeile, _ in felder})
    )


def _read_vorberatungen(sitzung: Sitzung, leser: Besucher) -> dict[int, tuple[str, ...]]:
    """Return by item what earlier stations of its paper said, in the order of the Gremienweg."""
    tops = {top.pk: top.beratung for top in read_tops(sitzung, leser) if top.beratung is not None}
    entschieden = (
        Beratung.objects.visible_to(leser)
        .filter(vorlage__in={beratung.vorlage_id for beratung in tops.values()})
        .exclude(ausgang="")
        .select_related("gremium")
        .order_by("position")
    )
    je_vorlage: defaultdict[int, list[Beratung]] = defaultdict(list)
    for station in entschieden:
        je_vorlage[station.vorlage_id].append(station)
    return {
        pk: tuple(_describe(s) for s in je_vorlage[beratung.vorlage_id] if s.position < beratung.position)
        for pk, beratung in tops.items()
    }


def _describe(station: Beratung) -> str:
    ausgang = str(Ausgang(station.ausgang).label)
    zusatz = " mit geändertem Wortlaut" if station.geaendert else ""
    tag = f", {station.datum:%d.%m.%Y}" if station.datum else ""
    return f"{station.gremium}{tag}: {ausgang}{zusatz}"
