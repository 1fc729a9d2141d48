"""Reading the demo's data files: every value is understood, or loading stops with a sentence that says where."""

import enum
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields, is_dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from types import UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from koblenz_council.demo.angaben import Auswirkungsangabe, Papier, Stammdaten
from vorlagen.actions.stammdaten import AUSWIRKUNGSARTEN
from vorlagen.rules.auswirkungen import KeinBetrag, parse_betragsangabe

ORDNER: Final = Path(__file__).with_name("daten")
DATEIEN: Final = ("rat", "ausschuss", "laufend", "heute")
"""Files of papers, in the order in which papers of the same moment happen."""


class Unstimmig(ValueError):
    """A data file says something that cannot be; the message is a German sentence."""


@cache
def read_stammdaten() -> Stammdaten:
    """Return the master data."""
    stammdaten: Stammdaten = _build(Stammdaten, _read("stammdaten.toml"), "stammdaten.toml")
    for amt in stammdaten.aemter:
        _require(amt.dezernat, stammdaten.dezernate, f"stammdaten.toml, Amt {amt.nummer}")
    aemter = [amt.nummer for amt in stammdaten.aemter]
    for regel in stammdaten.mitzeichnungsregeln:
        _require(regel.amt, aemter, f"stammdaten.toml, Regel {regel.grund}")
    for baustein in stammdaten.textbausteine:
        _require(baustein.amt, ["", *aemter], f"stammdaten.toml, Textbaustein {baustein.name}")
    return stammdaten


@cache
def read_papiere() -> Sequence[Papier]:
    """Return all papers, their texts as HTML."""
    papiere = [papier for name in DATEIEN for papier in _iter_papiere(f"papiere/{name}.toml")]
    schluessel = {papier.schluessel for papier in papiere if papier.schluessel}
    for papier in papiere:
        if papier.bezug:
            _require(papier.bezug, schluessel, f"„{papier.betreff}“")
    return papiere


def _read(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((ORDNER / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fehler:
        raise Unstimmig(f"{name} ist nicht lesbar: {fehler}") from fehler


def _iter_papiere(name: str) -> Iterator[Papier]:
    stammdaten = read_stammdaten()
    gremien, aemter = {g.kuerzel for g in stammdaten.gremien}, {a.nummer for a in stammdaten.aemter}
    for angaben in _read(name)["papier"]:
        wo = f"{name}, „{angaben.get('betreff', '')}“"
        papier: Papier = _build(Papier, angaben, wo)
        _require(papier.amt, aemter, wo)
        for stelle in papier.weg:
            _require(stelle.gremium, gremien, wo)
            _require(stelle.verwiesen_an or stelle.gremium, gremien, wo)
        for angabe in papier.auswirkungen:
            _check_auswirkung(angabe, wo)
        yield replace(
            papier,
            beschluss=to_html(papier.beschluss),
            begruendung=to_html(papier.begruendung),
            kurzfassung=" ".join(papier.kurzfassung.split()),
        )


def _check_auswirkung(angabe: Auswirkungsangabe, wo: str) -> None:
    _require(angabe.titel, {titel for titel, _, _ in AUSWIRKUNGSARTEN}, wo)
    try:
        parse_betragsangabe(angabe.betrag or "1")
    except KeinBetrag as fehler:
        raise Unstimmig(f"{wo}: „{angabe.betrag}“ ist kein Betrag. {fehler}") from fehler


def _require(wert: str, bekannte: Any, wo: str) -> None:
    if wert not in bekannte:
        raise Unstimmig(f"{wo}: „{wert}“ ist nirgends angegeben.")


# --- values


def _build(art: Any, angaben: dict[str, Any], wo: str) -> Any:
    """Return ``angaben`` as the dataclass ``art``, each value of its declared type."""
    typen = get_type_hints(art)
    if fremde := sorted(set(angaben) - set(typen)):
        raise Unstimmig(f"{wo}: Die Angabe „{fremde[0]}“ gibt es nicht.")
    noetige = [feld.name for feld in fields(art) if feld.default is MISSING and feld.name not in angaben]
    if noetige:
        raise Unstimmig(f"{wo}: Die Angabe „{noetige[0]}“ fehlt.")
    return art(**{name: _to_wert(typen[name], wert, f"{wo}, {name}") for name, wert in angaben.items()})


def _to_wert(typ: Any, wert: Any, wo: str) -> Any:
    if get_origin(typ) is Sequence and isinstance(wert, list):
        return tuple(_to_wert(get_args(typ)[0], teil, wo) for teil in wert)
    if is_dataclass(typ) and isinstance(wert, dict):
        return _build(typ, wert, wo)
    if isinstance(typ, type) and issubclass(typ, enum.Enum) and wert in [glied.value for glied in typ]:
        return typ(wert)
    erlaubt = get_args(typ) if isinstance(typ, UnionType) else (typ,)
    if type(wert) not in erlaubt:
        raise Unstimmig(f"{wo}: „{wert}“ ist hier nicht möglich.")
    return wert


# --- texts


def to_html(text: str) -> str:
    """Return a text of the data files as the editor would store it; see ``daten/LIESMICH.md``."""
    bloecke = re.split(r"\n\s*\n", escape(text.strip(), quote=False))
    return "".join(_to_block(block.splitlines()) for block in bloecke if block)


def _to_block(zeilen: list[str]) -> str:
    if all(zeile.startswith("- ") for zeile in zeilen):
        return _to_liste("ul", [zeile.removeprefix("- ") for zeile in zeilen])
    if all(re.match(rf"{nummer}\. ", zeile) for nummer, zeile in enumerate(zeilen, start=1)):
        return _to_liste("ol", [zeile.partition(". ")[2] for zeile in zeilen])
    if all(zeile.startswith("| ") and zeile.endswith(" |") for zeile in zeilen):
        return _to_tabelle([zeile[2:-2].split(" | ") for zeile in zeilen])
    return f"<p>{' '.join(zeilen)}</p>"


def _to_liste(art: str, punkte: list[str]) -> str:
    return f"<{art}>{''.join(f'<li><p>{punkt}</p></li>' for punkt in punkte)}</{art}>"


def _to_tabelle(zeilen: list[list[str]]) -> str:
    kopf = "".join(f"<th><p>{zelle}</p></th>" for zelle in zeilen[0])
    koerper = "".join(f"<tr>{''.join(f'<td><p>{zelle}</p></td>' for zelle in zeile)}</tr>" for zeile in zeilen[1:])
    return f"<table><tbody><tr>{kopf}</tr>{koerper}</tbody></table>"
