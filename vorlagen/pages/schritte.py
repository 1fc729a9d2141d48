"""What the person asking may do next with a paper, as buttons that name the act."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from konten.rechte import Besucher
from vorlagen.models import Fassung, Vorlage
from vorlagen.permissions import (
    may_accept_antrag,
    may_add_anlage,
    may_add_anlagendateien,
    may_answer_vorlage,
    may_change_fristen,
    may_confirm_einlesung,
    may_copy_vorlage,
    may_countersign_vorlage,
    may_create_vorlage,
    may_edit_vorlage,
    may_hand_in_antrag,
    may_plan_gremienweg,
    may_publish_vorlage,
    may_read_quittung,
    may_release_vorlage,
    may_retract_vorlage,
    may_submit_vorlage,
    may_supersede_vorlage,
    may_take_back_antrag,
    may_withdraw_vorlage,
)


@dataclass(frozen=True, slots=True)
class Schritt:
    """One button: ``is_sofort`` acts by POST from the page itself, which says ``satz`` first; the others lead on."""

    label: str
    adresse: str
    variante: str = "secondary"
    is_sofort: bool = False
    satz: str = ""


_Erlaubnis = Callable[[Besucher, Vorlage, Fassung], bool]

_SCHRITTE: tuple[tuple[str, str, str, _Erlaubnis], ...] = (
    ("Bearbeiten", "vorlage_bearbeiten", "primary", lambda k, v, f: may_edit_vorlage(k, f)),
    (
        "Prüfen und in die Mitzeichnung geben",
        "vorlage_einreichen",
        "secondary",
        lambda k, v, f: may_submit_vorlage(k, f),
    ),
    ("Prüfen und einreichen", "vorlage_einreichen", "secondary", lambda k, v, f: may_hand_in_antrag(k, f)),
    ("Prüfen und annehmen", "antrag_annehmen", "primary", lambda k, v, f: may_accept_antrag(k, f)),
    ("Quittung", "antrag_quittung", "secondary", lambda k, v, f: may_read_quittung(k, f)),
    ("Zurücknehmen", "antrag_zuruecknehmen", "secondary", lambda k, v, f: may_take_back_antrag(k, f)),
    ("Mitzeichnen", "vorlage_mitzeichnen", "primary", lambda k, v, f: may_countersign_vorlage(k, f)),
    ("Zurückholen", "vorlage_zurueckholen", "secondary", lambda k, v, f: may_retract_vorlage(k, f)),
    (
        "Fristen ändern",
        "vorlage_fristen",
        "secondary",
        lambda k, v, f: may_change_fristen(k, f) and f.mitzeichnungen.filter(ergebnis="").exists(),
    ),
    ("Freigeben", "vorlage_freigeben", "primary", lambda k, v, f: may_release_vorlage(k, f)),
    (
        "Einlesen bestätigen",
        "einlesen_bestaetigen",
        "primary",
        lambda k, v, f: may_confirm_einlesung(k, f),
    ),
    (
        "Dateien nachreichen",
        "anlagen_nachreichen",
        "secondary",
        lambda k, v, f: may_add_anlagendateien(k, f) and f.anlagen.filter(datei__isnull=True).exists(),
    ),
    ("Antwort beginnen", "vorlage_antworten", "secondary", may_answer_vorlage),
    ("Veröffentlichen", "vorlage_veroeffentlichen", "secondary", lambda k, v, f: may_publish_vorlage(k, f)),
    (
        "Gremienweg ändern",
        "vorlage_gremienweg",
        "secondary",
        lambda k, v, f: may_plan_gremienweg(k, v) and not f.is_eingelesen,
    ),
    ("Neu fassen", "vorlage_neufassen", "secondary", may_supersede_vorlage),
    ("Anlage nachreichen", "anlage_nachreichen", "tertiary", lambda k, v, f: may_add_anlage(k, f)),
    ("Zurückziehen", "vorlage_zurueckziehen", "tertiary", may_withdraw_vorlage),
    ("Einlesen verwerfen", "einlesen_verwerfen", "tertiary", lambda k, v, f: may_confirm_einlesung(k, f)),
    ("Entwurf löschen", "vorlage_loeschen", "tertiary", lambda k, v, f: may_edit_vorlage(k, f)),
)
_SOFORT = frozenset({"vorlage_neufassen", "vorlage_antworten"})
_NUR_OFFEN = frozenset({"vorlage_gremienweg", "vorlage_neufassen", "vorlage_zurueckziehen"})
"""Not offered once nothing is left to decide; whoever comes too late with an open page is told so by the act."""


def list_schritte(konto: Besucher, vorlage: Vorlage, fassung: Fassung) -> list[Schritt]:
    """Return the buttons for this reader; empty for the public."""
    return list(_iter_schritte(konto, vorlage, fassung))


def _iter_schritte(konto: Besucher, vorlage: Vorlage, fassung: Fassung) -> Iterator[Schritt]:
    for label, name, variante, erlaubt in _SCHRITTE:
        if vorlage.is_beendet and name in _NUR_OFFEN:
            continue
        if erlaubt(konto, vorlage, fassung):
            yield Schritt(label, reverse(name, args=[vorlage.pk]), variante, name in _SOFORT)
    if adresse := link_kopie(konto, fassung):
        yield Schritt("Als Vorbild nehmen", adresse, "tertiary")


def link_kopie(konto: Besucher, fassung: Fassung) -> str:
    """Return where this reader begins another paper after this one, empty where that is not for them."""
    if not may_copy_vorlage(konto, fassung):
        return ""
    im_amt = may_create_vorlage(konto) and (fassung.is_fuer_alle or not fassung.is_aus_dem_rat)
    return reverse("vorlage_neu" if im_amt else "antrag_neu", query={"nach": fassung.vorlage_id})
