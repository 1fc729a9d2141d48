"""Where a paper lies, who has signed it and what has changed since: what its pages show of the co-signature."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Final

from django.db.models import Q

from dokumente.text.aus_text import text_to_richtext
from dokumente.text.unterschied import compare_richtext
from konten.models import Konto
from konten.rechte import Rechte, rechte_of
from vorlagen.actions.mitzeichnungsplan import Unterschrift, gesehenes_of, plan_mitzeichnung
from vorlagen.documents.gesehen import Gesehenes, collect_gesehenes, read_gesehenes, teile_of, texte_of
from vorlagen.enums import RUNDE_BEENDET, Entwurfsteil, Fassungsstatus, Mitzeichnungsergebnis
from vorlagen.models import Fassung, Mitzeichnung
from vorlagen.rules.mitzeichnungsteile import list_geaenderte

_ANGABEN: Final = {
    "art": "Art",
    "datum": "Datum",
    "betreff": "Betreff",
    "dezernat": "Verantwortlich",
    "amt": "Verfasser",
    "aktenzeichen": "Aktenzeichen",
    "nichtoeffentlich_grund": "Grund der Nichtöffentlichkeit",
}


@dataclass(frozen=True, slots=True)
class Lage:
    """With whom a paper lies, since when, and by when an answer is expected."""

    wer: str
    seit: datetime | None
    frist: str = ""
    is_ueberfaellig: bool = False


@dataclass(frozen=True, slots=True)
class Umlauf:
    """What has become of drafts that were handed in: what came back, and where the others lie, by key."""

    rueckgaben: tuple[Mitzeichnung, ...]
    lagen: Mapping[int, list[Lage]]


@dataclass(frozen=True, slots=True)
class Aenderung:
    """One thing that reads differently since a signature: both texts as one, what went and what came marked."""

    titel: str
    html: str


@dataclass(frozen=True, slots=True)
class Antwortblatt:
    """For whom a co-signer answers, and what has changed since that office answered last."""

    fuer: str
    frist: str
    is_ueberfaellig: bool
    letzte: Mitzeichnung | None
    aenderungen: tuple[Aenderung, ...]


def collect_umlauf(fassungen: Iterable[Fassung]) -> Umlauf:
    """Return in one query which drafts came back, the newest first, and where the others lie."""
    offene = {fassung.pk: fassung for fassung in fassungen}
    if not offene:
        return Umlauf((), {})
    zeilen = Mitzeichnung.objects.filter(
        Q(fassung__status=Fassungsstatus.MITZEICHNUNG) | Q(ergebnis__in=RUNDE_BEENDET), fassung__in=offene
    )
    je_fassung: dict[int, list[Mitzeichnung]] = defaultdict(list)
    for zeile in zeilen.select_related("konto", "vertreten", "amt", "dezernat").defer("gesehen").order_by("pk"):
        zeile.fassung = offene[zeile.fassung_id]
        je_fassung[zeile.fassung_id].append(zeile)
    rueckgaben = (_find_rueckgabe(fassung, je_fassung[pk]) for pk, fassung in offene.items())
    lagen = {pk: describe_lage(fassung, je_fassung[pk]) for pk, fassung in offene.items()}
    neueste = sorted((r for r in rueckgaben if r), key=lambda r: (r.beantwortet_am, r.pk), reverse=True)
    return Umlauf(tuple(neueste), lagen)


def find_rueckgabe(fassung: Fassung) -> Mitzeichnung | None:
    """Return the answer by which this draft came back to its authors last, None if it did not."""
    return next(iter(collect_umlauf([fassung]).rueckgaben), None) if fassung.is_entwurf else None


def _find_rueckgabe(fassung: Fassung, zeilen: Iterable[Mitzeichnung]) -> Mitzeichnung | None:
    if not fassung.is_entwurf:
        return None
    beendet = [zeile for zeile in zeilen if zeile.ergebnis in RUNDE_BEENDET and zeile.beantwortet_am]
    letzte = max(beendet, key=lambda zeile: (zeile.beantwortet_am, zeile.pk), default=None)
    return letzte if letzte and letzte.ergebnis == Mitzeichnungsergebnis.ZURUECKGEGEBEN else None


def describe_lage(fassung: Fassung, zeilen: Iterable[Mitzeichnung]) -> list[Lage]:
    """Return with whom a paper in co-signature lies; ``zeilen`` are all its requests. Else nothing."""
    if fassung.status != Fassungsstatus.MITZEICHNUNG:
        return []
    offene = [zeile for zeile in zeilen if not zeile.ergebnis and zeile.erbeten_am]
    if offene:
        return [Lage(z.gefragt, z.erbeten_am, z.frist_in_worten, z.is_ueberfaellig) for z in offene]
    letzte = max((zeile.beantwortet_am for zeile in zeilen if zeile.beantwortet_am), default=None)
    return [Lage(f"{fassung.dezernat} (zur Freigabe)", letzte)]


def is_in_vertretung(mitzeichnung: Mitzeichnung, rechte: Rechte) -> bool:
    """Return whether this reader answers it in somebody else's place."""
    if mitzeichnung.stelle is None:
        return mitzeichnung.konto_id != rechte.konto
    return mitzeichnung.amt_id not in rechte.leitet and mitzeichnung.dezernat_id not in rechte.dezernate


def list_unterschriften_of(fassung: Fassung) -> list[tuple[str, Unterschrift]]:
    """Return for a draft that came back who had signed, and whether what they signed was written on since."""
    if not fassung.mitzeichnungen.filter(ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT).exists():
        return []
    plan = plan_mitzeichnung(fassung)
    return [
        (plan.namen.get(stelle, ""), unterschrift)
        for stelle, unterschrift in plan.unterschriften.items()
        if unterschrift.antwort.ergebnis == Mitzeichnungsergebnis.ZUGESTIMMT
    ]


def describe_antwort(konto: Konto, fassung: Fassung) -> Antwortblatt | None:
    """Return what a co-signer must know beside the paper, None where nothing waits for them."""
    wartende = fassung.mitzeichnungen.waiting_for(konto).select_related("konto", "amt", "dezernat")
    frage = wartende.first()
    if frage is None:
        return None
    vertretung = " in Vertretung" if is_in_vertretung(frage, rechte_of(konto)) else ""
    letzte = find_letzte(fassung, frage, konto)
    aenderungen = list_aenderungen(fassung, letzte) if letzte else ()
    return Antwortblatt(
        f"{frage.gefragt}{vertretung}", frage.frist_in_worten, frage.is_ueberfaellig, letzte, aenderungen
    )


def find_letzte(fassung: Fassung, frage: Mitzeichnung, konto: Konto) -> Mitzeichnung | None:
    """Return what this office, or this person, answered about the draft before."""
    derselbe = Q(konto=konto)
    if frage.amt_id or frage.dezernat_id:
        derselbe |= Q(amt=frage.amt_id) if frage.amt_id else Q(dezernat=frage.dezernat_id)
    beantwortet = fassung.mitzeichnungen.filter(derselbe).exclude(gesehen="")
    return beantwortet.select_related("konto", "vertreten", "amt", "dezernat").order_by("beantwortet_am").last()


def list_aenderungen(fassung: Fassung, antwort: Mitzeichnung) -> tuple[Aenderung, ...]:
    """Return part by part what reads differently than when this was answered."""
    damals, jetzt = read_gesehenes(gesehenes_of(antwort)), collect_gesehenes(fassung)
    geaendert = list_geaenderte(teile_of(damals), teile_of(jetzt))
    return tuple(
        Aenderung(titel, compare_richtext(vorher, nachher).html)
        for teil in geaendert
        for titel, vorher, nachher in _iter_unterschiede(teil, damals, jetzt)
        if vorher != nachher
    )


def _iter_unterschiede(teil: Entwurfsteil, damals: Gesehenes, jetzt: Gesehenes) -> Iterator[tuple[str, str, str]]:
    """Return title and both texts as HTML of everything that stands in a part."""
    if teil is Entwurfsteil.ANGABEN:
        for name, label in _ANGABEN.items():
            yield label, text_to_richtext(getattr(damals, name)), text_to_richtext(getattr(jetzt, name))
        yield "Öffentlichkeit", text_to_richtext(_word(damals.oeffentlich)), text_to_richtext(_word(jetzt.oeffentlich))
    elif teil is Entwurfsteil.GREMIENWEG:
        yield "Gremienweg", _to_liste(damals.stationen), _to_liste(jetzt.stationen)
    elif teil is Entwurfsteil.ANLAGEN:
        yield "Anlagen", _list_anlagen(damals), _list_anlagen(jetzt)
    else:
        vorher, nachher = texte_of(damals, teil), texte_of(jetzt, teil)
        for titel in dict.fromkeys([*vorher, *nachher]):
            yield titel, vorher.get(titel, ""), nachher.get(titel, "")


def _list_anlagen(gesehen: Gesehenes) -> str:
    zeilen = zip(gesehen.anlagen, gesehen.dateien, strict=True)
    return _to_liste([f"{anlage} [Datei {datei[:8]}]" if datei else anlage for anlage, datei in zeilen])


def _to_liste(zeilen: Iterable[str]) -> str:
    punkte = "".join(f"<li>{escape(zeile)}</li>" for zeile in zeilen)
    return f"<ol>{punkte}</ol>" if punkte else ""


def _word(oeffentlich: bool) -> str:
    return "öffentlich" if oeffentlich else "nichtöffentlich"
