"""The Beschlussauszug: one item with the wording and the result. Minutes say both with the same functions."""

from dataclasses import dataclass

from django.utils import timezone

from dokumente.text.aus_text import text_to_richtext
from dokumente.text.richtext import clean_richtext
from konten.rechte import Besucher
from sitzungen.documents.agenda import TopZeile, build_tagesordnung
from sitzungen.documents.tagesordnung import build_punkt, build_sitzung_druck
from sitzungen.documents.values import BeschlussauszugDruck
from sitzungen.documents.worte import find_verwiesen_an, format_ausgang
from sitzungen.enums import Mehrheitsart, Teil
from sitzungen.models import Abstimmung, Tagesordnungspunkt
from vorlagen.enums import Ausgang, Vorlagenart
from vorlagen.models import Beratung, Fassung
from vorlagen.rules.arten import BEHANDLUNGEN, describe_ohne_beschlussentwurf, is_beschlussvorlage
from vorlagen.rules.ausgang import AUSGANGSREGELN

_STIMMEN = (("ja", "Ja-Stimmen"), ("gegenstimmen", "Gegenstimmen"), ("enthaltungen", "Enthaltungen"))


def build_beschlussauszug_druck(abstimmung: Abstimmung, *, leser: Besucher) -> BeschlussauszugDruck:
    """Return the extract for one standing result (``top__sitzung__gremium`` loaded) as ``leser`` may read it.

    Title and result are those of the sitting's page. The wording is the changed one, else that of the Fassung on the
    agenda if the reader may read it.

    :raises Tagesordnungspunkt.DoesNotExist: when the reader may not read the item in full.
    """
    top = abstimmung.top
    zeile = _find_zeile(top, leser)
    wortlaut = describe_wortlaut(
        abstimmung,
        zeile.art,
        fassung=Fassung.objects.visible_to(leser).filter(tops=top).first(),
        vorberatend=Beratung.objects.visible_to(leser).filter(tops=top, entscheidend=False).exists(),
    )
    return BeschlussauszugDruck(
        artname=zeile.auszug,
        sitzung=build_sitzung_druck(top.sitzung),
        punkt=build_punkt(zeile),
        teil=str(Teil(top.teil).label),
        ergebnis=format_ausgang(abstimmung, find_verwiesen_an(top)),
        stimmen=_list_stimmen(abstimmung),
        wortlaut_titel=wortlaut.titel,
        wortlaut_html=wortlaut.html,
        wortlaut_leer=wortlaut.leer,
        mehrheit="" if top.mehrheit == Mehrheitsart.EINFACH else str(Mehrheitsart(top.mehrheit).label),
        berichtigt_am=timezone.localtime(zeile.berichtigt_am).date() if zeile.berichtigt_am else None,
        nichtoeffentlich=not top.is_oeffentlich,
    )


def _find_zeile(top: Tagesordnungspunkt, leser: Besucher) -> TopZeile:
    for teil in build_tagesordnung(top.sitzung, leser):
        for zeile in teil.zeilen:
            for einer in (zeile, *zeile.unterpunkte):
                if einer.pk == top.pk:
                    return einer
    raise Tagesordnungspunkt.DoesNotExist


def _list_stimmen(abstimmung: Abstimmung) -> tuple[tuple[str, int], ...]:
    """Return what was counted: a vote nobody counted is left out, because it is not 0."""
    gezaehlt = [(wort, getattr(abstimmung, feld)) for feld, wort in _STIMMEN if getattr(abstimmung, feld) is not None]
    befangen = [("Befangen (§ 22 GemO)", abstimmung.befangen)] if abstimmung.befangen else []
    return (*gezaehlt, *befangen)


@dataclass(frozen=True, slots=True)
class Wortlaut:
    """What was decided on: ``html`` is None where the reader may not read it, ``leer`` stands where there is none."""

    titel: str
    html: str | None
    leer: str


def describe_wortlaut(
    abstimmung: Abstimmung, art: Vorlagenart | None, *, fassung: Fassung | None, vorberatend: bool
) -> Wortlaut:
    """Return the wording that belongs to a result, for one reader.

    ``art`` and ``fassung`` are of the paper on the agenda, None where that reader may not know them; ``vorberatend``
    says that the station, as far as the reader may see it, does not decide.
    """
    leer = (describe_ohne_beschlussentwurf(art) if art else "") or "Ein Wortlaut ist nicht festgehalten."
    return Wortlaut(_name_wortlaut(abstimmung, art, vorberatend=vorberatend), _read_wortlaut(abstimmung, fassung), leer)


def _name_wortlaut(abstimmung: Abstimmung, art: Vorlagenart | None, *, vorberatend: bool) -> str:
    """Return what the wording is: decided, recommended by a preparing body, or still a proposal.

    A paper that is not decided on has none of these: it was noted, or answered.
    """
    angenommen = AUSGANGSREGELN[Ausgang(abstimmung.ausgang)].angenommen
    if art is not None and not is_beschlussvorlage(art):
        return "Beschluss" if angenommen else BEHANDLUNGEN[art].wortlaut
    if not angenommen:
        return "Beschlussentwurf"
    return "Beschlussempfehlung" if vorberatend else "Beschluss"


def _read_wortlaut(abstimmung: Abstimmung, fassung: Fassung | None) -> str | None:
    if abstimmung.top.fassung_id is not None and fassung is None:
        return None
    if abstimmung.wortlaut:
        return text_to_richtext(abstimmung.wortlaut)
    return clean_richtext(fassung.beschlussentwurf) if fassung else text_to_richtext(abstimmung.top.beschlussentwurf)
