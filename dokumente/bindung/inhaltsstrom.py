"""The content of a page as the stamp has to know it: what is left open at its end?"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Page, Stream

# What may hold an operator's name without meaning it. Every branch begins with a plain character: that is what makes
# the search fast. Names and hexadecimal text need no look, because an operator stands between blanks or brackets.
_RAUSCHEN: Final = re.compile(
    rb"""\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)  # text, brackets nested twice
    |%[^\r\n]*+                                                                   # comment
    |I(?<![^\s>]I)D\s.*?\sEI(?![^\s])                                             # picture within the content
    """,
    re.DOTALL | re.VERBOSE,
)
_VERDACHT: Final = (b"(", b"%", b"ID")
# The look back comes after the name: what begins with plain characters is searched four times as fast.
_KLAMMERN: Final = re.compile(
    rb"""(?:q(?<![^\s\]>].)|Q(?<![^\s\]>].)|BT(?<![^\s\]>]..)|ET(?<![^\s\]>]..)
    |BMC(?<![^\s\]>]...)|BDC(?<![^\s\]>]...)|EMC(?<![^\s\]>]...))(?![^\s\[<])""",
    re.DOTALL | re.VERBOSE,
)
_RESTE: Final = re.compile(rb"[()]")


_NUMMER: Final = re.compile(rb"<<\s*/MCID\s+\d+\s*>>(\s*BDC(?![^\s]))")


class Tally(NamedTuple):
    """What a page's content leaves open, and whether it closes more than it opens or carries tags."""

    abschluss: bytes
    ueberschuss: bool
    nummeriert: bool


def read_inhalt(seite: Page) -> bytes:
    """Return the decoded content of a page.

    :raises pikepdf.PdfError: when it cannot be decoded.
    """
    inhalt = seite.obj.get("/Contents")
    if isinstance(inhalt, Stream):
        return inhalt.read_bytes()
    if isinstance(inhalt, Array):
        return b"\n".join(teil.read_bytes() for teil in inhalt if isinstance(teil, Stream))
    return b""


def drop_mcids(inhalt: bytes) -> bytes:
    """Return ``inhalt`` without the plain numbers of a tag tree that is not taken over; itself if it has none."""
    return _NUMMER.sub(rb"<<>>\1", inhalt) if b"/MCID" in inhalt else inhalt


def compute_bilanz(seite: Page, inhalt: bytes) -> Tally:
    """Return what ``inhalt``, the content of ``seite``, leaves open at its end."""
    rest = _RAUSCHEN.sub(b" ", inhalt) if any(zeichen in inhalt for zeichen in _VERDACHT) else inhalt
    if _RESTE.search(rest):
        # Deeper brackets than the quick look understands: read it properly.
        befehle: Iterable[bytes] = (str(b.operator).encode() for b in pikepdf.parse_content_stream(seite))
    else:
        befehle = _KLAMMERN.findall(rest)
    zaehler = _Zaehler()
    zaehler.count_all(befehle)
    return Tally(zaehler.abschluss, zaehler.ueberschuss, b"/MCID" in inhalt)


class _Zaehler:
    """Counts brackets: saved states, text, marked content."""

    def __init__(self) -> None:
        self.zustaende = self.marken = 0
        self.text = self.ueberschuss = False

    def count_all(self, befehle: Iterable[bytes]) -> None:
        """Take many operators into account; the same as :meth:`count` for each, without a call for each."""
        zustaende, marken = self.zustaende, self.marken
        for befehl in befehle:
            if befehl == b"q":
                zustaende += 1
            elif befehl == b"Q":
                zustaende, self.ueberschuss = (zustaende - 1, self.ueberschuss) if zustaende else (0, True)
            elif befehl == b"EMC":
                marken, self.ueberschuss = (marken - 1, self.ueberschuss) if marken else (0, True)
            elif befehl in (b"BT", b"ET"):
                self.text = befehl == b"BT"
            elif befehl in (b"BMC", b"BDC"):
                marken += 1
        self.zustaende, self.marken = zustaende, marken

    def count(self, befehl: bytes) -> bool:
        """Take one operator into account; False if it closes something that is not open."""
        if befehl == b"q":
            self.zustaende += 1
        elif befehl in (b"BMC", b"BDC"):
            self.marken += 1
        elif befehl in (b"BT", b"ET"):
            self.text = befehl == b"BT"
        elif befehl == b"Q":
            return self._close("zustaende")
        elif befehl == b"EMC":
            return self._close("marken")
        return True

    def _close(self, art: str) -> bool:
        offen = getattr(self, art)
        if offen == 0:
            self.ueberschuss = True
            return False
        setattr(self, art, offen - 1)
        return True

    @property
    def abschluss(self) -> bytes:
        return b" EMC" * self.marken + b" ET" * self.text + b" Q" * self.zustaende


def repair_inhalt(pdf: pikepdf.Pdf, seite: Page, *, behalte_nummern: bool) -> Tally:
    """Rewrite the content without the operators that close nothing; what is painted stays the same.

    Without ``behalte_nummern`` the numbers of a tag tree that is not taken over are removed as well.
    """
    zaehler = _Zaehler()
    bleiben = list(_keep(pikepdf.parse_content_stream(seite), zaehler, behalte_nummern))
    seite.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(bleiben))
    return Tally(zaehler.abschluss, False, behalte_nummern)


_Befehl = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


def _keep(befehle: Iterable[_Befehl], zaehler: _Zaehler, behalte_nummern: bool) -> Iterator[_Befehl]:
    for befehl in befehle:
        name = str(befehl.operator).encode()
        if not zaehler.count(name):
            continue
        angaben = list(befehl.operands)
        if name == b"BDC" and not behalte_nummern and isinstance(angaben[1], Dictionary) and "/MCID" in angaben[1]:
            yield pikepdf.ContentStreamInstruction([angaben[0]], pikepdf.Operator("BMC"))
        else:
            yield befehl
