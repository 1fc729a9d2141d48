"""Other papers that a page names or belongs to: nothing of them shows to who may not read them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Q
from django.urls import reverse

from konten.rechte import Besucher
from vorlagen.felder import FELDER
from vorlagen.models import Fassung
from vorlagen.rules.nummern import Nummer
from vorlagen.rules.verweise import find_nummern

_LESBAR: Final = (*(feld.name for feld in FELDER if feld.gedruckt), "kurzfassung")
"""Texts of a page in which numbers become links."""


@dataclass(frozen=True, slots=True)
class Papier:
    """Another paper in one line, in the newest Fassung this reader may see."""

    art: str
    nummer: str
    betreff: str
    adresse: str


@dataclass(frozen=True, slots=True)
class Verweise:
    """What leads from one page to other papers: what it refers to, what refers to it, and numbers in its texts."""

    bezug: Papier | None = None
    antworten: tuple[Papier, ...] = ()
    adressen: Mapping[str, str] = field(default_factory=dict)


def list_verweise(konto: Besucher, fassung: Fassung) -> Verweise:
    """Return the papers that ``konto`` may reach from this Fassung, in one query, in none where there are none.

    ``fassung`` comes from :meth:`~vorlagen.querysets.FassungQuerySet.for_page_of`.
    """
    nummern = find_nummern(getattr(fassung, name) for name in _LESBAR)
    bezug, mit_antworten = fassung.vorlage.bezug_id, bool(getattr(fassung, "mit_antworten", False))
    if not (nummern or bezug or mit_antworten):
        return Verweise()
    genannt = Q(pk__in=Fassung.objects.of_numbers(nummern).values("pk")) if nummern else Q(pk__in=[])
    gesucht = genannt | Q(vorlage=bezug) | Q(vorlage__bezug=fassung.vorlage_id)
    lesbar = _read(konto, gesucht)
    return Verweise(
        bezug=next((_describe(f) for f in lesbar if f.vorlage_id == bezug), None),
        antworten=tuple(_describe(f) for f in _newest(lesbar) if f.vorlage.bezug_id == fassung.vorlage_id),
        adressen=_address(lesbar, nummern),
    )


def list_adressen(konto: Besucher, texte: Iterable[str]) -> Mapping[str, str]:
    """Return where the numbers lead that these texts name, for what ``konto`` may read."""
    nummern = find_nummern(texte)
    if not nummern:
        return {}
    return _address(_read(konto, Q(pk__in=Fassung.objects.of_numbers(nummern).values("pk"))), nummern)


def _read(konto: Besucher, gesucht: Q) -> list[Fassung]:
    lesbar = Fassung.objects.visible_to(konto).filter(gesucht).select_related("vorlage")
    felder = ("neufassung", "nummer", "betreff", "vorlage__art", "vorlage__jahr", "vorlage__laufend", "vorlage__bezug")
    return list(lesbar.only(*felder).order_by("vorlage__jahr", "vorlage__laufend", "vorlage_id", "-neufassung"))


def _newest(lesbar: Sequence[Fassung]) -> list[Fassung]:
    """Return the newest readable Fassung of each paper."""
    je_papier: dict[int, Fassung] = {}
    for fassung in lesbar:
        je_papier.setdefault(fassung.vorlage_id, fassung)
    return list(je_papier.values())


def _describe(fassung: Fassung) -> Papier:
    vorlage = fassung.vorlage
    nummer = fassung.nummer or vorlage.nummer or "Entwurf ohne Nummer"
    return Papier(vorlage.get_art_display(), nummer, fassung.betreff or "ohne Betreff", vorlage.get_absolute_url())


def _address(lesbar: Sequence[Fassung], nummern: Iterable[Nummer]) -> dict[str, str]:
    """Return where each number leads: to its Fassung, without a suffix to the paper as a whole."""
    ziele = {fassung.vorlage.nummer: fassung.vorlage.get_absolute_url() for fassung in lesbar}
    ziele |= {
        fassung.nummer: reverse("vorlage_fassung", args=[fassung.vorlage_id, fassung.neufassung])
        for fassung in lesbar
        if fassung.neufassung and fassung.nummer
    }
    return {str(nummer): ziele[str(nummer)] for nummer in nummern if str(nummer) in ziele}
