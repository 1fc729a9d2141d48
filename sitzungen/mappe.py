"""The Sitzungsmappe: which documents of a sitting go into it for whom, in which order, and the proof that it is clean.

Who reads what is decided by ``visible_to`` alone: each audience is a reader with exactly the rights of that audience.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar, Final

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone

from dokumente.druckstuecke import MEDIENTYP, read_whole
from dokumente.mappe import (
    Inhaltseintrag,
    Mappenbericht,
    MappenFehler,
    Mappenoptionen,
    Mappenteil,
    bind_mappe,
    check_quelle,
)
from dokumente.oeffentlich.befunde import Fund, Geheimnis, KopieVerweigert, NichtLesbar
from dokumente.oeffentlich.grenzen import GrenzeErreicht
from dokumente.oeffentlich.kopie import build_oeffentliche_kopie
from dokumente.oeffentlich.selbstbeweis import find_vertrauliches
from konten.rechte import Besucher, Rechte, build_besucher
from sitzungen.anzeige.agenda import TopZeile, build_tagesordnung
from sitzungen.documents import render_vorlage
from sitzungen.documents_agenda import (
    build_sitzung_druck,
    build_tagesordnung_druck,
    fetch_sitzungsdokument,
    render_sitzungsdokument,
)
from sitzungen.druck import Sitzungsdokument
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from sitzungen.rules.tagesordnung import OBERBEGRIFFE
from vorlagen.models import Anlage, Beratung, Fassung

GELAEUFIG: Final = (
    *("Anlage", "Gutachten", "Kostenschätzung", "Kostenübersicht", "Lageplan", "Satzung", "Stellungnahme"),
    *("Synopse", "Übersichtsplan", "Vertrag", "Vertragsentwurf"),
)
"""Titles of annexes that tell nothing by themselves: a public paper may use the same word."""

STELLEN_MAX: Final = 10
"""Most places a refusal names."""

_NIEMANDS_KENNUNG: Final = 0
"""Primary key that no account has."""


class Empfaenger(models.TextChoices):
    """For whom a packet is bound."""

    OEFFENTLICH = "oeffentlich", "Öffentlichkeit"
    MITGLIEDER = "mitglieder", "Mitglieder des Gremiums"
    GESAMT = "gesamt", "Verwaltung (vollständig)"


class MappeVerweigert(Exception):
    """There is no such packet, or it must not leave the house; the message is a German sentence without secrets."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DeckblattDruck(Sitzungsdokument):
    """The cover; ``erstellt`` is local."""

    seite: ClassVar[str] = "pdf/mappe_deckblatt.html"
    stile: ClassVar[tuple[str, ...]] = ("pdf/basis.css", "pdf/sitzung.css", "pdf/mappe.css")

    artname: str = "Sitzungsmappe"
    empfaenger: str
    erstellt: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class InhaltDruck(Sitzungsdokument):
    """The contents with a link on every line."""

    seite: ClassVar[str] = "pdf/mappe_inhalt.html"
    stile: ClassVar[tuple[str, ...]] = DeckblattDruck.stile

    artname: str = "Inhalt"
    eintraege: Sequence[Inhaltseintrag]


@dataclass(frozen=True, kw_only=True, slots=True)
class HinweisDruck(Sitzungsdokument):
    """The page that stands for the annexes of one paper that are not bound; ``anlagen`` as (annex, reason)."""

    seite: ClassVar[str] = "pdf/mappe_hinweis.html"
    stile: ClassVar[tuple[str, ...]] = DeckblattDruck.stile

    artname: str = "Nicht eingebundene Anlagen"
    vorlage: str
    anlagen: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Auftrag:
    sitzung: Sitzung
    fuer: Empfaenger
    leser: Besucher
    ordner: Path
    mit_anlagen: bool


def build_mappe(
    sitzung: Sitzung, *, fuer: Empfaenger, duplex: bool = False, mit_anlagen: bool = True
) -> tuple[bytes, Mappenbericht]:
    """Return the packet for this audience and what is in it. A public one is searched for confidential texts first.

    :raises MappeVerweigert: when the agenda is not published to this audience, or a public packet quotes something
        confidential or cannot be searched.
    :raises dokumente.mappe.MappenFehler: when it cannot be bound.
    :raises dokumente.pdf.DruckFehler: when one of its own documents cannot be printed.
    """
    leser = build_leser(fuer, sitzung)
    _require_agenda(sitzung, leser)
    with TemporaryDirectory(prefix="mappe-") as name:
        auftrag = _Auftrag(sitzung, fuer, leser, Path(name), mit_anlagen)
        ziel = auftrag.ordner / "fertig.pdf"
        jetzt = timezone.localtime()
        bericht = bind_mappe(
            list(_iter_teile(auftrag)),
            ziel,
            optionen=Mappenoptionen(
                titel=f"Sitzungsmappe {sitzung.nummer} ({fuer.label})", duplex=duplex, erstellt=jetzt
            ),
            deckblatt=_render_deckblatt(auftrag, jetzt),
            inhalt=lambda eintraege: render_sitzungsdokument(
                InhaltDruck(sitzung=build_sitzung_druck(sitzung), eintraege=eintraege)
            ),
        )
        if fuer is Empfaenger.OEFFENTLICH:
            _refuse_vertrauliches(ziel, sitzung, bericht)
        return ziel.read_bytes(), bericht


def build_leser(fuer: Empfaenger, sitzung: Sitzung) -> Besucher:
    """Return a reader with the rights of this audience and no others: nobody's account, held in memory only.

    A real member would not do: their seats in other bodies would widen the packet.
    """
    if fuer is Empfaenger.OEFFENTLICH:
        return AnonymousUser()
    if fuer is Empfaenger.MITGLIEDER:
        return build_besucher(Rechte(konto=_NIEMANDS_KENNUNG, gremien=frozenset({sitzung.gremium_id})))
    return build_besucher(Rechte(konto=_NIEMANDS_KENNUNG, administration=True))


def _require_agenda(sitzung: Sitzung, leser: Besucher) -> None:
    if not sitzung.is_veroeffentlicht:
        raise MappeVerweigert(
            f"Die Tagesordnung der Sitzung {sitzung.nummer} ist noch nicht veröffentlicht. "
            "Bitte veröffentlichen Sie sie zuerst."
        )
    if not Sitzung.objects.visible_to(leser).filter(pk=sitzung.pk).exists():
        raise MappeVerweigert(f"Die Sitzung {sitzung.nummer} ist für diesen Empfängerkreis noch nicht bekannt gemacht.")


# --- the parts


def _iter_teile(auftrag: _Auftrag) -> Iterator[Mappenteil]:
    """Yield the agenda, then every item's paper with its annexes in the order of that agenda."""
    agenda = build_tagesordnung_druck(auftrag.sitzung, leser=auftrag.leser)
    yield Mappenteil("tagesordnung", agenda.artname, fetch_sitzungsdokument(agenda))
    zeilen = list(_iter_zeilen(auftrag))
    tops = Tagesordnungspunkt.objects.in_bulk([zeile.pk for zeile in zeilen])
    fassungen = (
        Fassung.objects.visible_to(auftrag.leser)
        .released()
        .select_related("vorlage", "amt", "dezernat")
        .in_bulk([top.fassung_id for top in tops.values() if top.fassung_id])
    )
    for zeile in zeilen:
        fassung = fassungen.get(tops[zeile.pk].fassung_id or 0) if zeile.pk else None
        if fassung is not None:
            yield from _iter_vorlage(auftrag, zeile, fassung)


def _iter_zeilen(auftrag: _Auftrag) -> Iterator[TopZeile]:
    """Yield the items with a number that this audience may read in full and that still stand."""
    for teil in build_tagesordnung(auftrag.sitzung, auftrag.leser):
        for zeile in teil.zeilen:
            for punkt in (zeile, *zeile.unterpunkte):
                if punkt.pk is not None and punkt.bezeichnung and not punkt.is_abgesetzt:
                    yield punkt


def _iter_vorlage(auftrag: _Auftrag, zeile: TopZeile, fassung: Fassung) -> Iterator[Mappenteil]:
    stempel = f"TOP {zeile.bezeichnung} · {fassung.nummer}"
    yield Mappenteil(
        f"top-{zeile.pk}",
        zeile.titel,
        _keep(auftrag, f"top-{zeile.pk}", render_vorlage(fassung, leser=auftrag.leser)),
        stempel=stempel,
        lesezeichen=f"{zeile.bezeichnung} {zeile.titel}",
    )
    if not auftrag.mit_anlagen:
        return
    fehlend = []
    anlagen = Anlage.objects.visible_to(auftrag.leser).filter(fassung=fassung)
    for anlage in anlagen.select_related("datei").order_by("position"):
        kennung = f"anlage-{zeile.pk}-{anlage.pk}"
        try:
            quelle = _keep(auftrag, kennung, _read_anlage(anlage, auftrag.fuer))
        except MappenFehler as fehler:
            fehlend.append((str(anlage), str(fehler)))
            continue
        yield Mappenteil(kennung, str(anlage), quelle, 2, stempel, eigen=False)
    if fehlend:
        druck = HinweisDruck(
            sitzung=build_sitzung_druck(auftrag.sitzung), vorlage=fassung.nummer, anlagen=tuple(fehlend)
        )
        pdf = render_sitzungsdokument(druck)
        yield Mappenteil(f"hinweis-{zeile.pk}", druck.artname, pdf, 2, stempel)


def _keep(auftrag: _Auftrag, kennung: str, inhalt: bytes) -> Path:
    """Put a part on the disk until the packet is bound: hundreds of annexes would not fit into memory."""
    ort = auftrag.ordner / f"{kennung}.pdf"
    ort.write_bytes(inhalt)
    return ort


def _read_anlage(anlage: Anlage, fuer: Empfaenger) -> bytes:
    """Return the annex as PDF, for the public as its public copy.

    :raises MappenFehler: with the reason for the reference page.
    """
    if anlage.datei is None:
        raise MappenFehler("Diese Anlage ist nicht als Datei hinterlegt.")
    if anlage.datei.medientyp != MEDIENTYP:
        endung = Path(anlage.dateiname).suffix.removeprefix(".").upper()
        raise MappenFehler(
            f"Die Datei ist kein PDF{f' ({endung})' if endung else ''} und liegt nur einzeln bei der Vorlage."
        )
    inhalt = read_whole(anlage.datei)
    if inhalt is None:
        raise MappenFehler("Die Datei fehlt in der Ablage oder ist dort beschädigt.")
    befunde = check_quelle(inhalt)
    if befunde:
        raise MappenFehler(befunde[0])
    if fuer is not Empfaenger.OEFFENTLICH:
        return inhalt
    try:
        return build_oeffentliche_kopie(inhalt, titel=anlage.titel)[0]
    except (NichtLesbar, GrenzeErreicht, KopieVerweigert) as fehler:
        raise MappenFehler("Von dieser Datei lässt sich keine öffentliche Kopie herstellen.") from fehler


def _render_deckblatt(auftrag: _Auftrag, erstellt: datetime) -> bytes:
    agenda = build_tagesordnung_druck(auftrag.sitzung, leser=auftrag.leser)
    return render_sitzungsdokument(
        DeckblattDruck(
            sitzung=agenda.sitzung,
            nichtoeffentlich=agenda.nichtoeffentlich,
            empfaenger=str(auftrag.fuer.label),
            erstellt=erstellt,
        )
    )


# --- the proof


def _refuse_vertrauliches(ziel: Path, sitzung: Sitzung, bericht: Mappenbericht) -> None:
    try:
        funde = find_vertrauliches(ziel, find_geheimnisse(sitzung), erlaubt=find_oeffentliches(sitzung))
    except (NichtLesbar, GrenzeErreicht) as fehler:
        raise MappeVerweigert(
            f"Die öffentliche Mappe ließ sich nicht auf Vertrauliches prüfen und wurde nicht geschrieben: {fehler}"
        ) from fehler
    if funde:
        orte = list(dict.fromkeys(_locate(fund, bericht) for fund in funde))
        stellen = "; ".join(orte[:STELLEN_MAX])
        if len(orte) > STELLEN_MAX:
            stellen += f"; und {len(orte) - STELLEN_MAX} weitere Stellen"
        raise MappeVerweigert(
            f"Die öffentliche Mappe enthält Vertrauliches und wurde nicht geschrieben. {stellen}. "
            "Bitte berichtigen Sie diese Unterlage oder nehmen Sie sie aus dem öffentlichen Teil."
        )


def _locate(fund: Fund, bericht: Mappenbericht) -> str:
    """Return where it stands and where it comes from, never what it says; a place may quote a file name."""
    ort = fund.wo.partition("„")[0].strip(" ›") or "Inneres der Datei"
    if fund.seite is not None:
        teil = next((t for t in bericht.teile if t.seite <= fund.seite < t.seite + t.seiten), None)
        ort = f"Seite {fund.seite}{f' (Mappenteil {bericht.teile.index(teil) + 1})' if teil else ''}, {ort}"
    return f"{ort}: {fund.herkunft}"


def find_geheimnisse(sitzung: Sitzung) -> list[Geheimnis]:
    """Return every text of this sitting and its papers that the public may not read, with a name that tells nothing."""
    return [geheimnis for geheimnis in _iter_geheimnisse(sitzung) if geheimnis.text.strip()]


def _iter_geheimnisse(sitzung: Sitzung) -> Iterator[Geheimnis]:
    alle = AnonymousUser()
    yield Geheimnis(sitzung.dringlich_grund, "Grund der Dringlichkeit der Sitzung")
    tops = Tagesordnungspunkt.objects.filter(sitzung=sitzung)
    for top in tops.exclude(pk__in=Tagesordnungspunkt.objects.visible_to(alle).values("pk")):
        wo = f"TOP {top.bezeichnung}".strip()
        yield Geheimnis(top.betreff, f"Betreff von {wo}")
        yield Geheimnis(top.nachtrag_grund, f"Dringlichkeit von {wo}")
        yield Geheimnis(top.abgesetzt_grund, f"Grund der Absetzung von {wo}")
    stimmen = Abstimmung.objects.filter(top__sitzung=sitzung).select_related("top")
    for abstimmung in stimmen.exclude(pk__in=Abstimmung.objects.visible_to(alle).values("pk")):
        yield Geheimnis(abstimmung.wortlaut, f"Wortlaut zu TOP {abstimmung.top.bezeichnung}")
    vorlagen = list(tops.exclude(fassung=None).values_list("fassung__vorlage", flat=True))
    for beratung in Beratung.objects.filter(vorlage__in=vorlagen).select_related("vorlage"):
        yield Geheimnis(beratung.nichtoeffentlich_grund, f"Grund der Nichtöffentlichkeit zu {beratung.vorlage}")
    verborgen = Fassung.objects.filter(vorlage__in=vorlagen)
    for fassung in verborgen.select_related("vorlage"):
        yield Geheimnis(fassung.nichtoeffentlich_grund, f"Grund der Nichtöffentlichkeit zu {fassung.vorlage}")
    for fassung in verborgen.exclude(pk__in=Fassung.objects.visible_to(alle).values("pk")).select_related("vorlage"):
        yield Geheimnis(fassung.betreff, f"Betreff zu {fassung.vorlage}")
        yield Geheimnis(fassung.beschlussentwurf, f"Beschlussentwurf zu {fassung.vorlage}")
        yield Geheimnis(fassung.begruendung, f"Begründung zu {fassung.vorlage}")
        yield Geheimnis(fassung.nicht_zugeordnet, f"Nicht zugeordneter Text zu {fassung.vorlage}")
    anlagen = Anlage.objects.filter(fassung__vorlage__in=vorlagen).select_related("fassung__vorlage")
    for anlage in anlagen.exclude(pk__in=Anlage.objects.visible_to(alle).values("pk")):
        wo = f"Anlage {anlage.position:02} zu {anlage.fassung.vorlage}"
        yield Geheimnis(anlage.titel, f"Titel der {wo}")
        # Without its ending the name is found with and without it.
        yield Geheimnis(Path(anlage.dateiname).stem, f"Dateiname der {wo}")


def find_oeffentliches(sitzung: Sitzung) -> list[str]:
    """Return the texts of this sitting that everybody may read, and the words the public agenda is made of."""
    alle = AnonymousUser()
    kopf = build_sitzung_druck(sitzung)
    texte = [*OBERBEGRIFFE, *GELAEUFIG, kopf.stadt, kopf.gremium, kopf.nummer, kopf.ort, kopf.hinweis]
    # As printed: of a withdrawn paper the public agenda does not show the subject.
    for teil in build_tagesordnung_druck(sitzung, leser=alle).teile:
        texte += [punkt.titel for punkt in teil.punkte]
    wortlaute = Abstimmung.objects.visible_to(alle).filter(top__sitzung=sitzung)
    texte += wortlaute.values_list("wortlaut", flat=True)
    fassungen = Fassung.objects.visible_to(alle).filter(vorlage__fassungen__tops__sitzung=sitzung).distinct()
    for fassung in fassungen.select_related("amt", "dezernat"):
        texte += [fassung.betreff, fassung.beschlussentwurf, fassung.begruendung]
        texte += [str(fassung.amt), str(fassung.dezernat)]
    anlagen = Anlage.objects.visible_to(alle).filter(fassung__in=fassungen)
    texte += anlagen.values_list("titel", flat=True)
    return [text for text in texte if text.strip()]
