"""Minutes put together from what is on record: nothing of it is kept twice while they are a draft."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from dokumente.text.richtext import clean_richtext
from konten.rechte import Besucher
from nachbereitung.documents.teilnehmer import ALLES, build_teilnahme
from nachbereitung.documents.values import NiederschriftDruck, NiederschriftPunkt, UnterschriftDruck
from nachbereitung.enums import Ausgabe, Unterschrift
from nachbereitung.models import Niederschrift, Niederschrifttext
from sitzungen.documents.agenda import TopZeile, build_tagesordnung
from sitzungen.documents.beilage import build_sitzungsbeilage
from sitzungen.documents.ergebnis import describe_wortlaut
from sitzungen.documents.tagesordnung import build_punkt, build_sitzung_druck, build_teile, has_nichtoeffentliches
from sitzungen.documents.teilnahme import list_befangene
from sitzungen.documents.worte import build_ergebniswerte, format_zwischenabstimmung
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt, Zwischenabstimmung
from sitzungen.rules.ergebnissatz import say_aufnahme, say_befangen, say_ergebnis
from vorlagen.enums import Ausgang
from vorlagen.models import Beratung, Fassung

ARTNAMEN = {
    Ausgabe.OEFFENTLICH: "Niederschrift (öffentlicher Teil)",
    Ausgabe.INTERN: "Niederschrift",
}
OHNE_WORTLAUT = frozenset({Ausgang.ABGESETZT, Ausgang.ZURUECKGEZOGEN})
"""What was not dealt with has no wording in the minutes."""


def build_leser(fuer: Ausgabe) -> Besucher:
    """Return a reader with the rights of this edition: nobody's account, in memory only."""
    return AnonymousUser() if fuer is Ausgabe.OEFFENTLICH else ALLES


def build_niederschrift_druck(
    niederschrift: Niederschrift,
    fuer: Ausgabe,
    *,
    unterschriften: tuple[UnterschriftDruck, ...] = (),
    berichtigung: str = "",
    entwurf: bool = True,
) -> NiederschriftDruck:
    """Return one edition as it is now.

    Only what this edition's reader may read in full is even fetched, so no text of a closed item can reach the public.
    """
    sitzung = niederschrift.sitzung
    quelle = _Quelle.of(niederschrift, build_leser(fuer))
    agenda = build_tagesordnung(sitzung, build_leser(fuer))
    teile = build_teile(agenda, quelle.build_punkt)
    nummeriert = tuple(replace(teil, punkte=tuple(p for p in teil.punkte if p.bezeichnung)) for teil in teile)
    druck = NiederschriftDruck(
        artname=ARTNAMEN[fuer],
        sitzung=build_sitzung_druck(sitzung),
        teile=tuple(teil for teil in nummeriert if teil.punkte),
        teilnahme=build_teilnahme(sitzung, weitere=niederschrift.weitere),
        ende=niederschrift.ende,
        vorsitz=str(niederschrift.vorsitz or ""),
        schriftfuehrung=str(niederschrift.schriftfuehrung or ""),
        einladung=_say_einladung(sitzung),
        berichtigung=berichtigung,
        entwurf=entwurf,
        nichtoeffentlich=has_nichtoeffentliches(teile),
    )
    return replace(druck, unterschriften=unterschriften or build_unterschriften(niederschrift, {}))


def compute_fingerabdruck(niederschrift: Niederschrift) -> str:
    """Return the SHA-256 (64 hex digits) over what both editions say now; whoever signs, signs exactly this."""
    summen = [build_sitzungsbeilage(build_niederschrift_druck(niederschrift, fuer)).summe for fuer in Ausgabe]
    return hashlib.sha256("".join(summen).encode()).hexdigest()


def build_unterschriften(niederschrift: Niederschrift, tage: Mapping[str, date]) -> tuple[UnterschriftDruck, ...]:
    """Return who signs in which capacity, each with their day of ``tage`` if they have."""
    namen = (niederschrift.vorsitz, niederschrift.schriftfuehrung)
    return tuple(
        UnterschriftDruck(amt=str(amt.label), name=str(name or ""), am=tage.get(amt))
        for amt, name in zip(Unterschrift, namen, strict=True)
    )


def _say_einladung(sitzung: Sitzung) -> str:
    if sitzung.eingeladen_am is None:
        return ""
    satz = f"Die Einladung ist am {timezone.localtime(sitzung.eingeladen_am):%d.%m.%Y} zugegangen."
    return f"{satz} Die Einladungsfrist war wegen Dringlichkeit verkürzt." if sitzung.dringlich_grund else satz


@dataclass(frozen=True, slots=True)
class _Quelle:
    """What is on record about the items, as far as one reader may read it; all by the key of the item."""

    tops: dict[int, Tagesordnungspunkt]
    stimmen: dict[int, Abstimmung]
    fassungen: dict[int, Fassung]
    vorberatende: frozenset[int]
    befangene: Mapping[int, Sequence[str]]
    vorher: Mapping[int, Sequence[str]]
    """The votes on amendments and motions that went before, in words."""
    texte: dict[int, str]

    @classmethod
    def of(cls, niederschrift: Niederschrift, leser: Besucher) -> "_Quelle":
        """Return it in a fixed number of queries."""
        sitzung = niederschrift.sitzung
        sichtbar = Tagesordnungspunkt.objects.visible_to(leser).filter(sitzung=sitzung)
        tops = {top.pk: top for top in sichtbar.select_related("beratung__nachfolger__gremium")}
        stimmen = Abstimmung.objects.visible_to(leser).filter(top__sitzung=sitzung).by_top()
        for pk, abstimmung in stimmen.items():
            abstimmung.top = tops[pk]
        stationen = Beratung.objects.visible_to(leser).filter(tops__in=tops, entscheidend=False)
        texte = Niederschrifttext.objects.filter(niederschrift=niederschrift.pk, top__in=tops).newest()
        return cls(
            tops=tops,
            stimmen=stimmen,
            fassungen=Fassung.objects.visible_to(leser).filter(tops__in=tops).in_bulk(),
            vorberatende=frozenset(stationen.values_list("tops", flat=True)),
            befangene=list_befangene(sitzung, ALLES),
            vorher=_list_zwischenabstimmungen(sitzung),
            texte=dict(texte.values_list("top", "text")),
        )

    def build_punkt(self, zeile: TopZeile, unterpunkt: bool) -> NiederschriftPunkt:
        """Return one item with what was decided and said; of one the reader may not read, its generic words alone."""
        punkt = build_punkt(zeile, unterpunkt)
        werte = {feld: getattr(punkt, feld) for feld in punkt.__dataclass_fields__}
        if zeile.pk is None:
            return NiederschriftPunkt(**werte)
        top, abstimmung = self.tops[zeile.pk], self.stimmen.get(zeile.pk)
        vorberatend = zeile.pk in self.vorberatende
        titel, wortlaut = self._read_wortlaut(zeile, top, vorberatend=vorberatend)
        return NiederschriftPunkt(
            **werte,
            saetze=(
                *self.vorher.get(top.pk, ()),
                *say_saetze(top, abstimmung, vorberatend=vorberatend, befangene=self.befangene.get(top.pk, ())),
            ),
            wortlaut_titel=titel,
            wortlaut_html=wortlaut,
            text_html=clean_richtext(self.texte.get(zeile.pk, "")),
        )

    def _read_wortlaut(self, zeile: TopZeile, top: Tagesordnungspunkt, *, vorberatend: bool) -> tuple[str, str | None]:
        abstimmung = self.stimmen.get(top.pk)
        if abstimmung is None or abstimmung.ausgang in OHNE_WORTLAUT:
            return "", ""
        fassung = self.fassungen.get(top.fassung_id or 0)
        wortlaut = describe_wortlaut(abstimmung, zeile.art, fassung=fassung, vorberatend=vorberatend)
        return (wortlaut.titel, wortlaut.html) if wortlaut.html != "" else ("", "")


def _list_zwischenabstimmungen(sitzung: Sitzung) -> dict[int, list[str]]:
    """Return the votes before the main motion by item, each with what it was about."""
    saetze: dict[int, list[str]] = {}
    zeilen = Zwischenabstimmung.objects.visible_to(ALLES).valid().filter(top__sitzung=sitzung)
    for zeile in zeilen.order_by("pk"):
        saetze.setdefault(zeile.top_id, []).append(f"{format_zwischenabstimmung(zeile)}: {zeile.gegenstand}")
    return saetze


def say_saetze(
    top: Tagesordnungspunkt, abstimmung: Abstimmung | None, *, vorberatend: bool, befangene: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return what was decided about an item, in sentences: the one place where minutes learn it."""
    aufnahme = say_aufnahme(ja=top.aufnahme_ja, anwesend=top.aufnahme_anwesend, aufgenommen=top.is_aufgenommen)
    if abstimmung is None:
        abgesetzt = top.abgesetzt_am is not None and not top.is_abgelehnt
        return tuple(filter(None, [aufnahme, "Der Punkt wurde von der Tagesordnung abgesetzt." if abgesetzt else ""]))
    werte = build_ergebniswerte(abstimmung, top, vorberatend=vorberatend)
    return tuple(filter(None, [aufnahme, say_ergebnis(werte), say_befangen(werte.befangen, befangene)]))
