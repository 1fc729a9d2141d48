"""Who is asked to co-sign a draft, with what is stored: the rules get plain values."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import F, Value
from django.utils import timezone

from dokumente.text.richtext import richtext_to_text
from gremien.models import Amt, Dezernat
from gremien.querysets import gueltig_am
from konten.permissions import Antwortende, find_antwortende
from konten.rules.vier_augen import Auge, is_unter
from vorlagen.actions.beteiligung import list_schreibende
from vorlagen.documents.gesehen import collect_gesehenes, read_gesehenes, teile_of
from vorlagen.enums import RUNDE_BEENDET, Anfrageherkunft, Entwurfsteil, Mitzeichnungsergebnis, Wirkung
from vorlagen.models import Fassung, Mitzeichnung, Mitzeichnungsregel
from vorlagen.rules.auswirkungen import find_finanzen
from vorlagen.rules.mitzeichnungsplan import Anfrage, Inhalt, Stelle, Wunsch, arrange, list_pflichten
from vorlagen.rules.mitzeichnungsteile import list_geaenderte, list_verletzte


@dataclass(frozen=True, slots=True)
class Unterschrift:
    """What an office answered last, and which of the parts it covers have changed since.

    ``is_schreibend``: whoever signed has written in the paper since.
    """

    antwort: Mitzeichnung
    verletzt: tuple[Entwurfsteil, ...]
    is_schreibend: bool = False

    @property
    def is_gueltig(self) -> bool:
        """Return whether it is a signature that still holds."""
        zugestimmt = self.antwort.ergebnis == Mitzeichnungsergebnis.ZUGESTIMMT
        return zugestimmt and not self.verletzt and not self.is_schreibend


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom handing in asks, what they are called, who can answer there today, and what they signed already."""

    anfragen: tuple[Anfrage, ...]
    namen: Mapping[Stelle, str]
    antwortende: Mapping[Stelle, Sequence[Antwortende]]
    unterschriften: Mapping[Stelle, Unterschrift]
    erreichbar: frozenset[Stelle]
    """Where somebody can answer who wrote nothing of it."""

    def find_gueltige(self, stelle: Stelle) -> Mitzeichnung | None:
        """Return the signature of this office that still holds."""
        unterschrift = self.unterschriften.get(stelle)
        return unterschrift.antwort if unterschrift and unterschrift.is_gueltig else None


def name_stellen(stellen: Iterable[Stelle] | None = None) -> dict[Stelle, str]:
    """Return the names of these offices and departments as far as they exist today, of all without ``stellen``."""
    heute = gueltig_am(timezone.localdate())
    spalten = ("art", "pk", "nummer", "bezeichnung")
    aemter = Amt.objects.filter(heute).order_by().annotate(art=Value("amt"), bezeichnung=F("name"))
    dezernate = Dezernat.objects.filter(heute).order_by().annotate(art=Value("dezernat"), nummer=Value(""))
    # Both in one query: the page of handing in asks the database often enough.
    zeilen = sorted(aemter.values_list(*spalten).union(dezernate.values_list(*spalten)), key=lambda z: (z[0], z[2:]))
    namen = {Stelle(art, pk): str(Amt(nummer=nummer, name=name)) for art, pk, nummer, name in zeilen}
    return namen if stellen is None else {stelle: namen[stelle] for stelle in stellen if stelle in namen}


_AUF_DEN_HAUSHALT: Final = {Wirkung.JA: True, Wirkung.NEIN: False}


def read_inhalt(fassung: Fassung) -> Inhalt:
    """Return what the rules of co-signature look at."""
    finanzen = find_finanzen(fassung.wirkungen)
    return Inhalt(
        betreff=fassung.betreff,
        beschlussentwurf=richtext_to_text(fassung.beschlussentwurf),
        finanzen=None if finanzen is None else _AUF_DEN_HAUSHALT.get(finanzen.wirkung),
        betrag=fassung.finanzen_betrag,
    )


def plan_mitzeichnung(
    fassung: Fassung, wuensche: Sequence[Wunsch] | None = None, *, namen: Mapping[Stelle, str] | None = None
) -> Plan:
    """Return whom handing in asks: who must be, and whom the author wishes; without ``wuensche`` as the last time.

    ``namen`` are those of all offices, where they have been read already.
    """
    regeln = [regel.wert for regel in Mitzeichnungsregel.objects.order_by("pk")]
    schreibende = list_schreibende(fassung)
    zeilen = fassung.mitzeichnungen.select_related("amt", "dezernat", "konto", "vertreten", "uebernommen")
    bisherige = list(zeilen.order_by("pk"))
    wuensche = _remember_wuensche(bisherige) if wuensche is None else wuensche
    # Nobody co-signs what the council writes itself, which has neither; no office has this key.
    eigenes, dezernat = Stelle("amt", fassung.amt_id or 0), Stelle("dezernat", fassung.dezernat_id or 0)
    gesucht = {eigenes, dezernat, *(regel.stelle for regel in regeln), *(wunsch.stelle for wunsch in wuensche)}
    antwortende = find_antwortende(gesucht)
    erreichbar = frozenset(s for s, wer in antwortende.items() if can_answer(wer, schreibende))
    pflichten = list_pflichten(
        eigenes_amt=eigenes if eigenes in erreichbar else None,
        regeln=regeln,
        inhalt=read_inhalt(fassung),
        dezernat=dezernat if dezernat in erreichbar else None,
    )
    anfragen = arrange(pflichten, wuensche)
    return Plan(
        anfragen=tuple(anfragen),
        namen=name_stellen(anfrage.stelle for anfrage in anfragen) if namen is None else namen,
        antwortende=antwortende,
        unterschriften=_judge_unterschriften(fassung, anfragen, bisherige, schreibende),
        erreichbar=erreichbar,
    )


def can_answer(antwortende: Iterable[Antwortende], schreibende: Collection[Auge]) -> bool:
    """Return whether any of them wrote nothing of the paper."""
    return any(not is_unter(wer.konto.auge, schreibende) for wer in antwortende)


def _remember_wuensche(bisherige: Sequence[Mitzeichnung]) -> list[Wunsch]:
    """Return the further offices of the last round with their steps."""
    enden = sorted(z.beantwortet_am for z in bisherige if z.ergebnis in RUNDE_BEENDET and z.beantwortet_am)
    davor = enden[-2] if len(enden) > 1 else None
    weitere = [zeile for zeile in bisherige if zeile.herkunft == Anfrageherkunft.WEITERE]
    letzte = [z for z in weitere if davor is None or z.erbeten_am is None or z.erbeten_am > davor]
    return list({z.stelle: Wunsch(z.stelle, z.schritt) for z in letzte if z.stelle}.values())


def _judge_unterschriften(
    fassung: Fassung, anfragen: Iterable[Anfrage], bisherige: Iterable[Mitzeichnung], schreibende: Collection[Auge]
) -> dict[Stelle, Unterschrift]:
    """Return for each request what that office answered last, if it has."""
    letzte = {zeile.stelle: zeile for zeile in bisherige if zeile.ergebnis and zeile.stelle}
    gefragt = {anfrage.stelle: anfrage for anfrage in anfragen if anfrage.stelle in letzte}
    if not gefragt:
        return {}
    jetzt = teile_of(collect_gesehenes(fassung))
    urteile = {}
    for stelle, anfrage in gefragt.items():
        antwort = letzte[stelle]
        damals = teile_of(read_gesehenes(gesehenes_of(antwort)))
        verletzt = list_verletzte(list_geaenderte(damals, jetzt), anfrage.teile)
        schreibt = antwort.konto is not None and is_unter(antwort.konto.auge, schreibende)
        urteile[stelle] = Unterschrift(antwort, tuple(verletzt), schreibt)
    return urteile


def gesehenes_of(antwort: Mitzeichnung) -> str:
    """Return what was seen when it was signed, also where the signature only goes on to hold."""
    return antwort.uebernommen.gesehen if antwort.uebernommen else antwort.gesehen
