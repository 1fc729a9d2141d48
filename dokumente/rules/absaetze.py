"""The paragraphs of an office document as plain values, whatever program wrote it, and how they become rich text.

A list is no box around its items here: each item says how deep it stands, how it is counted and which number it bears,
as word processors keep it. So a form can be cut between any two paragraphs and every list still has its numbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from html import escape
from typing import Final

from dokumente.rules.aufzaehlung import format_nummer

FORMATE: Final = ("strong", "em", "u", "s", "sup", "sub")
"""How letters may be set, as HTML names it, from the outside in."""
EINZUG: Final = "    "


class Absatzart(StrEnum):
    """What a paragraph is. A ``FOLGE`` goes on with the item above it, without a mark of its own."""

    ABSATZ = "absatz"
    UEBERSCHRIFT = "ueberschrift"
    PUNKT = "punkt"
    FOLGE = "folge"
    ZITAT = "zitat"
    TABELLE = "tabelle"


@dataclass(frozen=True, slots=True)
class Lauf:
    """Letters set in one way; a line end is one of them. ``link`` is the address they lead to."""

    text: str
    formate: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class Absatz:
    """One paragraph, or one table with its whole markup in ``html``.

    ``ebene`` is the depth of an item from 0, or the level of a heading from 1. ``zaehlart`` is how HTML names the kind
    of numbers, empty for a bullet; ``zahl`` the number of the item; ``liste`` tells lists apart that follow each
    other; ``marke`` the number of a heading, which is no part of its lines: by these a form is read. ``zeilen`` is the
    text as lines; ``zeile`` the number of the first of them in the text, from 1.
    ``ausrichtung`` is ``center`` or ``right`` where the document says it; only a table's cell keeps it.
    """

    art: Absatzart = Absatzart.ABSATZ
    laeufe: tuple[Lauf, ...] = ()
    ebene: int = 0
    zaehlart: str = ""
    zahl: int = 0
    liste: str = ""
    marke: str = ""
    html: str = ""
    zeilen: tuple[str, ...] = ()
    zeile: int = 0
    ausrichtung: str = ""

    @property
    def text(self) -> str:
        """Return its letters."""
        return "".join(lauf.text for lauf in self.laeufe)

    @property
    def is_einfach(self) -> bool:
        """Return whether it is a paragraph like any other."""
        return self.art is Absatzart.ABSATZ

    @property
    def is_leer(self) -> bool:
        """Return whether it says nothing."""
        return not self.html and not self.text.strip()


# --- Letters


def render_laeufe(laeufe: Iterable[Lauf]) -> str:
    """Return letters as markup; what is set alike stays in one element."""
    teile: list[str] = []
    offen: list[str] = []
    for lauf in laeufe:
        if not lauf.text:
            continue
        soll = [f'a href="{escape(lauf.link)}"'] if lauf.link else []
        soll += [name for name in FORMATE if name in lauf.formate]
        gleich = next((n for n, (ist, neu) in enumerate(zip(offen, soll, strict=False)) if ist != neu), None)
        gleich = min(len(offen), len(soll)) if gleich is None else gleich
        teile += [f"</{marke.split()[0]}>" for marke in reversed(offen[gleich:])]
        teile += [f"<{marke}>" for marke in soll[gleich:]]
        teile.append(escape(lauf.text, quote=False).replace("\n", "<br>"))
        offen = soll
    teile += [f"</{marke.split()[0]}>" for marke in reversed(offen)]
    return "".join(teile)


def flatten_laeufe(laeufe: Iterable[Lauf]) -> tuple[Lauf, ...]:
    """Return letters with every run of white space as one blank, and none at the ends."""
    glatt: list[Lauf] = []
    davor = " "
    for lauf in laeufe:
        text = " ".join(lauf.text.split()) if lauf.text.strip() else ""
        text = (" " if lauf.text[:1].isspace() else "") + text
        text += " " if lauf.text.strip() and lauf.text[-1].isspace() else ""
        text = text[1:] if davor == " " and text[:1] == " " else text
        if text:
            glatt.append(replace(lauf, text=text))
            davor = text[-1]
    if glatt and glatt[-1].text.endswith(" "):
        glatt[-1] = replace(glatt[-1], text=glatt[-1].text[:-1])
    return tuple(lauf for lauf in glatt if lauf.text)


def cut_laeufe(laeufe: Iterable[Lauf], von: int, bis: int) -> tuple[Lauf, ...]:
    """Return the letters from ``von`` to before ``bis``, set as they were."""
    geschnitten: list[Lauf] = []
    stelle = 0
    for lauf in laeufe:
        anfang, ende = max(von - stelle, 0), bis - stelle
        if ende > 0 and anfang < len(lauf.text):
            geschnitten.append(replace(lauf, text=lauf.text[anfang:ende]))
        stelle += len(lauf.text)
    return tuple(geschnitten)


def split_laeufe(laeufe: Iterable[Lauf]) -> list[tuple[Lauf, ...]]:
    """Return the letters line by line."""
    zeilen: list[list[Lauf]] = [[]]
    for lauf in laeufe:
        erste, *weitere = lauf.text.split("\n")
        zeilen[-1].append(replace(lauf, text=erste))
        zeilen += [[replace(lauf, text=text)] for text in weitere]
    return [tuple(lauf for lauf in zeile if lauf.text) for zeile in zeilen]


# --- Paragraphs as lines of text


def number_zeilen(absaetze: Iterable[Absatz]) -> tuple[str, tuple[Absatz, ...]]:
    """Return the whole text, and the paragraphs with their lines in it; a blank line parts all but items."""
    zeilen: list[str] = []
    fertige: list[Absatz] = []
    davor: Absatz | None = None
    liste = ""
    for absatz in absaetze:
        eigene = absatz.zeilen if absatz.art is Absatzart.TABELLE else _write_zeilen(absatz)
        if not any(map(str.strip, eigene)):
            continue
        is_oben = absatz.art is Absatzart.PUNKT and not absatz.ebene
        is_weiter = davor is not None and _is_in_liste(davor) and _is_in_liste(absatz)
        is_weiter = is_weiter and (not is_oben or absatz.liste == liste)
        liste = absatz.liste if is_oben else liste
        zeilen += [""] if davor is not None and not is_weiter else []
        fertige.append(replace(absatz, zeilen=eigene, zeile=len(zeilen) + 1))
        zeilen += eigene
        davor = absatz
    return "\n".join(zeilen) + "\n", tuple(fertige)


def cut_absaetze(absaetze: Iterable[Absatz], von: int, bis: int) -> tuple[Absatz, ...]:
    """Return the paragraphs of the lines after ``von`` up to ``bis``, counted from there."""
    return tuple(replace(a, zeile=a.zeile - von) for a in absaetze if von < a.zeile <= bis)


def _is_in_liste(absatz: Absatz) -> bool:
    return absatz.art in (Absatzart.PUNKT, Absatzart.FOLGE)


def _write_zeilen(absatz: Absatz) -> tuple[str, ...]:
    roh = absatz.text.strip("\n").split("\n")
    zeilen = [zeile for n, zeile in enumerate(roh) if zeile.strip() or (n and roh[n - 1].strip())]
    if absatz.art is Absatzart.PUNKT and zeilen:
        zeilen[0] = mark_punkt(absatz) + zeilen[0]
    elif absatz.art is Absatzart.FOLGE:
        zeilen = [EINZUG * (absatz.ebene + 1) + zeile for zeile in zeilen]
    return tuple(zeilen)


def mark_punkt(punkt: Absatz) -> str:
    """Return what stands before an item in plain text."""
    marke = format_nummer(punkt.zahl, punkt.zaehlart) if punkt.zaehlart else "•"
    return f"{EINZUG * punkt.ebene}{marke} "


# --- Paragraphs as markup


@dataclass(slots=True)
class _Punkt:
    wert: int | None
    teile: list["str | _Liste"] = field(default_factory=list)
    absaetze: int = 1


@dataclass(slots=True)
class _Liste:
    vorbild: Absatz
    zuletzt: int
    punkte: list[_Punkt] = field(default_factory=list)

    def goes_on(self, punkt: Absatz) -> bool:
        """Return whether an item of the same depth belongs to this list."""
        alt = self.vorbild
        if alt.zaehlart != punkt.zaehlart:
            return False
        return alt.liste == punkt.liste or not punkt.zaehlart or punkt.zahl == self.zuletzt + 1


def build_html(absaetze: Sequence[Absatz], *, oberste: int = 1) -> str:
    """Return paragraphs as rich text: lists nested and with their numbers.

    Headings of level ``oberste`` become h3, deeper ones h4.
    """
    oben: list[str | _Liste] = []
    offen: list[_Liste] = []
    zitat: list[str] = []
    for absatz in absaetze:
        if absatz.is_leer:
            continue
        if zitat and absatz.art is not Absatzart.ZITAT:
            oben.append(_quote(zitat))
        if absatz.art is Absatzart.ZITAT:
            zitat.append(f"<p>{_write(absatz)}</p>")
            offen.clear()
        elif absatz.art is Absatzart.PUNKT:
            _place_punkt(absatz, oben, offen)
        elif absatz.art is Absatzart.FOLGE and offen:
            _place_folge(absatz, offen)
        else:
            offen.clear()
            oben.append(_render_block(absatz, oberste))
    if zitat:
        oben.append(_quote(zitat))
    return "".join(_render(teil) for teil in oben)


def _quote(zitat: list[str]) -> str:
    html = f"<blockquote>{''.join(zitat)}</blockquote>"
    zitat.clear()
    return html


def _render_block(absatz: Absatz, oberste: int) -> str:
    if absatz.art is Absatzart.TABELLE:
        return absatz.html
    if absatz.art is Absatzart.UEBERSCHRIFT:
        tag = "h3" if absatz.ebene <= oberste else "h4"
        davor = f"{escape(absatz.marke)} " if absatz.marke else ""
        return f"<{tag}>{davor}{render_laeufe(flatten_laeufe(absatz.laeufe))}</{tag}>"
    return f"<p>{_write(absatz)}</p>"


def _write(absatz: Absatz) -> str:
    """Return the letters of a paragraph, without blanks at the ends of its lines."""
    zeilen = [render_laeufe(flatten_laeufe(zeile)) for zeile in split_laeufe(absatz.laeufe)]
    return "<br>".join(zeilen).removeprefix("<br>").removesuffix("<br>")


def _place_punkt(punkt: Absatz, oben: list[str | _Liste], offen: list[_Liste]) -> None:
    while offen and offen[-1].vorbild.ebene > punkt.ebene:
        offen.pop()
    if offen and offen[-1].vorbild.ebene == punkt.ebene and not offen[-1].goes_on(punkt):
        offen.pop()
    if not offen or offen[-1].vorbild.ebene < punkt.ebene:
        neu = _Liste(punkt, punkt.zahl - 1)
        (offen[-1].punkte[-1].teile if offen else oben).append(neu)
        offen.append(neu)
    liste = offen[-1]
    wert = punkt.zahl if punkt.zaehlart and punkt.zahl != liste.zuletzt + 1 else None
    liste.punkte.append(_Punkt(wert, [_write(punkt)]))
    liste.zuletzt = punkt.zahl


def _place_folge(folge: Absatz, offen: list[_Liste]) -> None:
    while len(offen) > 1 and offen[-1].vorbild.ebene > folge.ebene:
        offen.pop()
    punkt = offen[-1].punkte[-1]
    if punkt.absaetze == 1:
        punkt.teile[0] = f"<p>{punkt.teile[0]}</p>"
    punkt.teile.append(f"<p>{_write(folge)}</p>")
    punkt.absaetze += 1


def _render(teil: str | _Liste) -> str:
    if isinstance(teil, str):
        return teil
    return "".join(_render_liste(teil))


def _render_liste(liste: _Liste) -> Iterator[str]:
    vorbild = liste.vorbild
    art = f' type="{vorbild.zaehlart}"' if vorbild.zaehlart not in ("", "1") else ""
    start = f' start="{vorbild.zahl}"' if vorbild.zaehlart and vorbild.zahl != 1 else ""
    yield f"<ol{art}{start}>" if vorbild.zaehlart else "<ul>"
    for punkt in liste.punkte:
        yield f'<li value="{punkt.wert}">' if punkt.wert is not None else "<li>"
        yield from map(_render, punkt.teile)
        yield "</li>"
    yield "</ol>" if vorbild.zaehlart else "</ul>"


# --- Plain values, for the way between two processes


def absatz_of(werte: dict[str, object]) -> Absatz:
    """Return a paragraph from what :func:`dataclasses.asdict` made of one, also after JSON.

    :raises TypeError: when a key is none of ours.
    """
    roh: list[dict[str, object]] = werte["laeufe"]  # type: ignore[assignment]
    laeufe = tuple(Lauf(str(r["text"]), tuple(r["formate"]), str(r["link"])) for r in roh)  # type: ignore[arg-type]
    zeilen: list[str] = werte["zeilen"]  # type: ignore[assignment]
    rest = werte | {"art": Absatzart(str(werte["art"])), "laeufe": laeufe, "zeilen": tuple(zeilen)}
    return Absatz(**rest)  # type: ignore[arg-type]
