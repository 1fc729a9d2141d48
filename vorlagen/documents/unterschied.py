"""Two Fassungen of a paper against each other: what a reader, a co-signer or a member wants to know has changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from dokumente.anlagen.durchsicht import PDF
from dokumente.bindung import count_seiten
from dokumente.bindung.quellen import QuelleUnbrauchbar
from dokumente.text.unterschied import compare_richtext, compare_text
from konten.rechte import Besucher
from vorlagen.felder import FELDER, Feld
from vorlagen.models import Anlage, Fassung
from vorlagen.rules.anlagenvergleich import Anlagenaenderung, Anlagenwert, compare_anlagen

_EIGENE: Final = ("datum", "eingegangen_am", "neufassung_grund")
"""What each Fassung has for itself, and what stands beside the comparison."""
_VERGLICHEN: Final = [f for f in FELDER if f.teil is not None and f.pruefsumme and f.name not in _EIGENE]


@dataclass(frozen=True, slots=True)
class Textunterschied:
    """One field of both Fassungen as one text; see :class:`dokumente.text.unterschied.Vergleich`."""

    label: str
    html: str
    stellen: int

    @property
    def satz(self) -> str:
        """Return how much changed."""
        if not self.stellen:
            return "nur anders gestaltet"
        return "1 Stelle" if self.stellen == 1 else f"{self.stellen} Stellen"


@dataclass(frozen=True, slots=True)
class Fassungsunterschied:
    """What changed from one Fassung to a later one, as far as one reader may see both."""

    alt: Fassung
    neu: Fassung
    texte: tuple[Textunterschied, ...]
    anlagen: tuple[Anlagenaenderung, ...]

    @property
    def is_leer(self) -> bool:
        """Return whether nothing changed."""
        return not self.texte and not self.anlagen

    @property
    def zusammenfassung(self) -> str:
        """Return what changed in one line: "Beschlussentwurf (2 Stellen), Anlage 02 ersetzt"; empty for nothing."""
        texte = [f"{text.label} ({text.satz})" for text in self.texte]
        anlagen = [f"Anlage {aenderung.anlage.position:02} {aenderung.art}" for aenderung in self.anlagen]
        return ", ".join([*texte, *anlagen])


def compare_fassungen(alt: Fassung, neu: Fassung, *, leser: Besucher | None) -> Fassungsunterschied:
    """Return what changed from ``alt`` to ``neu``, both of which ``leser`` may read; None is the whole for the office.

    Attachments are compared as far as the reader may see them.
    """
    return Fassungsunterschied(alt, neu, tuple(_compare_texte(alt, neu)), tuple(_compare_anlagen(alt, neu, leser)))


def describe_neufassung(fassung: Fassung, *, leser: Besucher | None) -> str:
    """Return why a Fassung took the place of another and what changed, as it is printed; empty for the first one.

    What changed is told against the newest earlier Fassung that ``leser`` may read.
    """
    if not fassung.neufassung_grund:
        return ""
    fruehere = fassung.vorlage.fassungen.released().filter(neufassung__lt=fassung.neufassung)
    if leser is not None:
        fruehere = fruehere.visible_to(leser)
    davor = fruehere.select_related("amt", "dezernat").order_by("-neufassung").first()
    grund = fassung.neufassung_grund.rstrip(".") + "."
    if davor is None:
        return grund
    unterschied = compare_fassungen(davor, fassung, leser=leser)
    geaendert = unterschied.zusammenfassung or "kein Text und keine Anlage"
    return f"{grund} Gegenüber {davor.nummer} geändert: {geaendert}."


def _compare_texte(alt: Fassung, neu: Fassung) -> Iterable[Textunterschied]:
    for feld in _VERGLICHEN:
        vorher, nachher = (_read(fassung, feld) for fassung in (alt, neu))
        unterschied = (compare_richtext if feld.is_gestaltet else compare_text)(vorher, nachher)
        if not unterschied.is_gleich:
            yield Textunterschied(feld.label, unterschied.html, unterschied.stellen)


def _read(fassung: Fassung, feld: Feld) -> str:
    wert = getattr(fassung, feld.name)
    text = "" if wert is None else str(wert)
    return feld.to_html(text) if feld.is_gestaltet else text


def _compare_anlagen(alt: Fassung, neu: Fassung, leser: Besucher | None) -> Sequence[Anlagenaenderung]:
    anlagen = Anlage.objects.filter(fassung__in=[alt, neu])
    if leser is not None:
        anlagen = anlagen.visible_to(leser)
    je_fassung: dict[int, list[Anlage]] = {alt.pk: [], neu.pk: []}
    for anlage in anlagen.select_related("datei").order_by("position"):
        je_fassung[anlage.fassung_id].append(anlage)
    geblieben = {a.datei_id for a in je_fassung[alt.pk]} & {a.datei_id for a in je_fassung[neu.pk]}
    links, rechts = ([_to_wert(a, zaehlen=a.datei_id not in geblieben) for a in liste] for liste in je_fassung.values())
    return compare_anlagen(links, rechts)


def _to_wert(anlage: Anlage, *, zaehlen: bool) -> Anlagenwert:
    datei = anlage.datei
    if datei is None:
        return Anlagenwert(anlage.position, anlage.titel)
    seiten = _count_seiten(datei.pruefsumme, datei.inhalt.path) if zaehlen and datei.medientyp == PDF else None
    return Anlagenwert(anlage.position, anlage.titel, datei.pruefsumme, seiten)


@lru_cache(maxsize=512)
def _count_seiten(pruefsumme: str, ort: str) -> int | None:
    """Return the pages of a kept file, None where it cannot be told; ``pruefsumme`` keeps the answer."""
    try:
        return count_seiten(Path(ort))
    except (QuelleUnbrauchbar, OSError):
        return None
