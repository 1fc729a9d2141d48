"""Rules the database holds about what becomes of decisions."""

from collections.abc import Callable

from nachbereitung.actions.bekanntgabe import release_bekanntgabe, write_bekanntgabe
from nachbereitung.actions.beschlusskontrolle import note_umsetzung
from nachbereitung.actions.umsetzung import release_auskunft, write_auskunft
from nachbereitung.enums import Umsetzungsstand
from tests.nachbereitung.haus import build_haus

ZUSAMMEN = "Die Spalten schreibt ein einziger Vorgang; kein Formular hat ein Feld dafür."

BESCHLUSS_UNERREICHBAR: dict[str, str] = {
    "nachbereitung_vermerk_einmal": "Vermerke zählt der Vorgang unter einer Sperre des Punktes.",
    "nachbereitung_umsetzungsauskunft_einmal": "Wortlaute zählt der Vorgang unter einer Sperre des Punktes.",
    "nachbereitung_bekanntgabe_einmal": "Wortlaute zählt der Vorgang unter einer Sperre des Punktes.",
    "nachbereitung_umsetzungsauskunft_freigabe_ganz": ZUSAMMEN,
    "nachbereitung_bekanntgabe_freigabe_ganz": ZUSAMMEN,
    "nachbereitung_bekanntgabe_text_oder_grund": ZUSAMMEN,
    "nachbereitung_bekanntgabe_erst_frei": "Bekannt gegeben wird nur, was der Filter als freigegeben findet.",
}
"""Constraint → why no form and no command reaches it."""


def note_nothing() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(True)
    note_umsetzung(beschluss, stand=Umsetzungsstand.UMGESETZT, text=" ", konto=haus.dienst)


def release_own(*, oeffentlich: bool) -> None:
    haus = build_haus()
    [beschluss] = haus.hold(oeffentlich)
    if oeffentlich:
        release_auskunft(write_auskunft(beschluss, text="Fertig", konto=haus.dienst), konto=haus.dienst)
    else:
        release_bekanntgabe(write_bekanntgabe(beschluss, text="Verkauft", konto=haus.dienst), konto=haus.dienst)


BESCHLUSS_VORGAENGE: dict[str, tuple[Callable[[], None], str]] = {
    "nachbereitung_vermerk_mit_text": (note_nothing, "Bitte schreiben Sie, was veranlasst ist."),
    "nachbereitung_umsetzungsauskunft_zwei_personen": (lambda: release_own(oeffentlich=True), "Vier-Augen-Prinzip"),
    "nachbereitung_bekanntgabe_zwei_personen": (lambda: release_own(oeffentlich=False), "Vier-Augen-Prinzip"),
}
"""Constraint → an act that would break it, and what the refusal says."""
