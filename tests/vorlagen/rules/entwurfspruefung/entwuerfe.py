"""The table of drafts and what the check finds in them."""

import tomllib
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from dokumente.text.aus_text import text_to_richtext
from dokumente.text.richtext import clean_richtext
from vorlagen.enums import Auswirkungsform, Turnus, Vorlagenart, Wirkung
from vorlagen.rules.auswirkungen import Auswirkung, parse_betragsangabe
from vorlagen.rules.entwurfspruefung.entwurf import Anlagenangabe, Entwurf
from vorlagen.rules.gremienweg import Station


@dataclass(frozen=True)
class Fall:
    """A draft and its findings, each as "STUFE feld: Satz"."""

    name: str
    entwurf: Entwurf
    erwartet: tuple[str, ...]


def build_entwurf(**angaben: Any) -> Entwurf:
    """Build a draft in which nothing is wrong, with ``angaben`` as the table has them."""
    begruendung = to_html(angaben.get("begruendung", "Der Platz ist alt."))
    return Entwurf(
        art=Vorlagenart(angaben.get("art", "BV")),
        heute=date.fromisoformat(angaben.get("heute", "2026-11-29")),
        betreff=angaben.get("betreff", "Sanierung des Beispielplatzes"),
        beschlussentwurf=to_html(angaben.get("beschluss", "Der Stadtrat beschließt die Sanierung.")),
        begruendung=clean_richtext(begruendung + to_tabelle(angaben.get("tabelle", []))),
        oeffentlich=angaben.get("oeffentlich", True),
        anlagen=tuple(Anlagenangabe(n, titel) for n, titel in enumerate(angaben.get("anlagen", ()), start=1)),
        stationen=tuple(
            Station(n, gremium, _to_tag(tag), entscheidend=False, oeffentlich=offen, nichtoeffentlich_grund=grund)
            for n, (gremium, offen, grund, *tag) in enumerate(angaben.get("stationen", ()), start=1)
        ),
        auswirkungen=tuple(to_auswirkung(*eintrag) for eintrag in angaben.get("auswirkungen", {}).items()),
        kurzfassung=angaben.get("kurzfassung"),
        kontakt=angaben.get("kontakt", ""),
        vorbild=angaben.get("vorbild", ""),
        sitzungstage={
            gremium: [date.fromisoformat(tag) for tag in tage]
            for gremium, tage in angaben.get("sitzungstage", {}).items()
        },
    )


def to_auswirkung(titel: str, angaben: dict[str, str]) -> Auswirkung:
    """Return an effect of the table; its kind follows from its title."""
    betrag = angaben.get("betrag", "")
    return Auswirkung(
        art=1,
        titel=titel,
        form=Auswirkungsform.FINANZEN if titel == "Finanzen" else Auswirkungsform.RICHTUNG,
        wirkung=Wirkung(angaben.get("wirkung", "ja")),
        betrag=parse_betragsangabe(betrag) if betrag else None,
        turnus=Turnus(angaben.get("turnus", "einmalig")) if betrag else None,
        bemerkung=angaben.get("bemerkung", ""),
    )


def _to_tag(angabe: list[str]) -> date | None:
    return date.fromisoformat(angabe[0]) if angabe else None


def to_html(text: str) -> str:
    """Return a text of the table as it would be stored."""
    return clean_richtext(text) if text.startswith("<") else text_to_richtext(text)


def to_tabelle(reihen: list[list[str]]) -> str:
    """Return rows as the editor writes a table, the first one its head."""
    if not reihen:
        return ""
    zeilen = [
        "".join(f"<{tag}><p>{escape(zelle)}</p></{tag}>" for zelle in reihe)
        for reihe, tag in zip(reihen, ["th", *["td"] * len(reihen)], strict=False)
    ]
    return f"<table><tbody>{''.join(f'<tr>{zeile}</tr>' for zeile in zeilen)}</tbody></table>"


def read_faelle() -> list[Fall]:
    """Return all drafts of the table."""
    faelle = tomllib.loads(Path(__file__).with_name("entwuerfe.toml").read_text(encoding="utf-8"))["fall"]
    return [
        Fall(fall.pop("name"), erwartet=tuple(fall.pop("erwartet", ())), entwurf=build_entwurf(**fall))
        for fall in faelle
    ]
