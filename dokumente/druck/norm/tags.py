"""Check of the tag tree: parents and children, headings, lists, tables, figures, links, fields."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple, Self

from pikepdf import Array, Dictionary, Name, Object

ObjGen = tuple[int, int]
UEBERSCHRIFTEN = ("H1", "H2", "H3", "H4", "H5", "H6")
ROLLEN = frozenset(
    [
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "NonStruct", "P", *UEBERSCHRIFTEN),
        *("L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD"),
        *("Span", "Link", "Form", "Figure"),
    ]
)
ERLAUBTE_KINDER = {
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"THead", "TBody", "TFoot", "TR", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}
VERLANGTE_ELTERN = {
    "LI": {"L"}, "LBody": {"LI"}, "Lbl": {"LI"}, "TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"},
    "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"},
}  # fmt: skip


_EINMAL: Final = ("THead", "TFoot", "Caption")


class Inhaltsverweis(NamedTuple):
    """A piece of marked content: page object and number on that page."""

    seite: ObjGen
    mcid: int


@dataclass
class Knoten:
    """One element of the tag tree."""

    element: Object
    rolle: str
    eltern: "Knoten | None"
    kinder: list["Knoten"] = field(default_factory=list)
    inhalte: list[Inhaltsverweis] = field(default_factory=list)
    objekte: list[Object] = field(default_factory=list)

    def walk(self) -> Iterator["Knoten"]:
        """Yield this element and everything below it, in reading order."""
        yield self
        for kind in self.kinder:
            yield from kind.walk()

    def eigenschaft(self, name: str) -> object:
        """Return an attribute (``/Scope``, ``/Headers`` …) or None."""
        angaben = self.element.get("/A", Dictionary())
        liste = list(angaben) if isinstance(angaben, Array) else [angaben]
        return next((angabe[name] for angabe in liste if isinstance(angabe, Dictionary) and name in angabe), None)

    @property
    def kennung(self) -> str:
        """Return its identifier, empty if it has none."""
        return str(self.element.get("/ID", ""))


@dataclass
class Tagbaum:
    """The tag tree of a file with the faults met while reading it."""

    wurzel: Object
    oben: list[Knoten]
    befunde: list[str]

    @classmethod
    def read(cls, wurzel: Object) -> Self:
        """Read the tree below ``StructTreeRoot``; an element met twice is a fault, not a reason to run for ever."""
        baum = cls(wurzel, [], [])
        gesehen: set[ObjGen] = set()
        baum.oben = [
            knoten
            for kind in _listify(wurzel.get("/K", Array()))
            if (knoten := baum._read(kind, None, wurzel, gesehen)) is not None
        ]
        return baum

    def walk(self) -> Iterator[Knoten]:
        """Yield all elements in reading order."""
        for knoten in self.oben:
            yield from knoten.walk()

    def _read(self, element: Object, eltern: Knoten | None, vater: Object, gesehen: set[ObjGen]) -> Knoten | None:
        rolle = str(element.get("/S", "")).removeprefix("/")
        if element.objgen in gesehen:
            self.befunde.append(f"Ein Element ({rolle}) hängt zweimal im Tag-Baum.")
            return None
        gesehen.add(element.objgen)
        if rolle not in ROLLEN:
            self.befunde.append(f"Die Rolle „{rolle}“ ist unbekannt.")
        if element.get("/P", Dictionary()).objgen != vater.objgen:
            self.befunde.append(f"Ein Element ({rolle}) nennt ein falsches Elternelement.")
        knoten = Knoten(element, rolle, eltern)
        for kind in _listify(element.get("/K", Array())):
            self._read_kind(kind, knoten, gesehen)
        return knoten

    def _read_kind(self, kind: Object | int, knoten: Knoten, gesehen: set[ObjGen]) -> None:
        if isinstance(kind, int):
            knoten.inhalte.append(Inhaltsverweis(knoten.element.get("/Pg", Dictionary()).objgen, kind))
        elif kind.get("/Type") == Name.OBJR:
            knoten.objekte.append(kind.Obj)
        elif kind.get("/Type") == Name.MCR:
            seite = kind.get("/Pg", knoten.element.get("/Pg", Dictionary()))
            knoten.inhalte.append(Inhaltsverweis(seite.objgen, int(kind.MCID)))
        elif (unter := self._read(kind, knoten, knoten.element, gesehen)) is not None:
            knoten.kinder.append(unter)


def _listify(wert: object) -> list[Object]:
    return list(wert) if isinstance(wert, Array) else [wert]  # type: ignore[list-item]


def check_tags(baum: Tagbaum) -> list[str]:
    """Return the faults of the tag tree as German sentences."""
    knoten = list(baum.walk())
    befunde = [*baum.befunde, *_check_schachtelung(knoten), *_check_ueberschriften(knoten), *_check_kennungen(baum)]
    for einer in knoten:
        if einer.rolle == "Table":
            befunde += _check_tabelle(einer)
        elif einer.rolle == "L":
            befunde += _check_liste(einer)
        elif einer.rolle == "Figure":
            befunde += _check_bild(einer)
        elif einer.rolle in _OHNE_INHALT and not _has_inhalt(einer):
            befunde.append(_OHNE_INHALT[einer.rolle])
        if einer.rolle == "Form" and len(einer.objekte) != 1:
            befunde.append("Ein Element Form verweist nicht auf genau ein Objekt der Seite.")
        if einer.rolle == "Link":
            befunde += _check_link(einer)
    return befunde


_OHNE_INHALT: Final = dict.fromkeys(UEBERSCHRIFTEN, "Eine Überschrift ist leer.") | {
    "Caption": "Eine Beschriftung ist leer.",
    "Lbl": "Ein Aufzählungszeichen ist leer.",
}


def _check_link(link: Knoten) -> list[str]:
    befunde = []
    if not link.objekte:
        befunde.append("Ein Element Link verweist auf kein Objekt der Seite.")
    if not any(einer.inhalte for einer in link.walk()):
        befunde.append("Ein Link hat keinen Text.")
    if any(einer.rolle == "Link" for einer in link.walk() if einer is not link):
        befunde.append("Ein Link steht innerhalb eines Links.")
    return befunde


def _check_bild(bild: Knoten) -> list[str]:
    befunde = []
    if not any(str(bild.element.get(name, "")).strip() for name in ("/Alt", "/ActualText")):
        befunde.append("Ein Bild hat keinen Ersatztext.")
    seite, kasten = bild.element.get("/Pg"), bild.eigenschaft("/BBox")
    if isinstance(seite, Dictionary) and isinstance(kasten, Array) and "/MediaBox" in seite:
        links, unten, rechts, oben = (float(zahl) for zahl in seite.MediaBox)
        x1, y1, x2, y2 = (float(zahl) for zahl in kasten)
        if not (links <= x1 < x2 <= rechts and unten <= y1 < y2 <= oben):
            befunde.append("Die angegebene Lage eines Bildes ist nicht auf der Seite (BBox).")
    return befunde


def _check_schachtelung(knoten: list[Knoten]) -> list[str]:
    befunde = []
    for einer in knoten:
        erlaubt = ERLAUBTE_KINDER.get(einer.rolle)
        if erlaubt is not None:
            befunde += [
                f"{kind.rolle} steht unmittelbar in {einer.rolle}."
                for kind in einer.kinder
                if kind.rolle not in erlaubt
            ]
            if einer.inhalte:
                befunde.append(f"Text steht unmittelbar in {einer.rolle}.")
        verlangt = VERLANGTE_ELTERN.get(einer.rolle)
        if verlangt and (einer.eltern is None or einer.eltern.rolle not in verlangt):
            befunde.append(f"{einer.rolle} steht außerhalb von {' oder '.join(sorted(verlangt))}.")
    return befunde


def _check_ueberschriften(knoten: list[Knoten]) -> list[str]:
    befunde = []
    stufen = [UEBERSCHRIFTEN.index(einer.rolle) + 1 for einer in knoten if einer.rolle in UEBERSCHRIFTEN]
    if not stufen or stufen[0] != 1:
        befunde.append("Die erste Überschrift ist nicht H1.")
    befunde += [
        f"Nach Überschrift H{vorige} folgt H{stufe}: eine Stufe fehlt."
        for vorige, stufe in pairwise(stufen)
        if stufe > vorige + 1
    ]
    return befunde


def _check_kennungen(baum: Tagbaum) -> list[str]:
    kennungen = Counter(einer.kennung for einer in baum.walk() if einer.kennung)
    befunde = [f"Die Kennung „{kennung}“ ist doppelt." for kennung, anzahl in kennungen.items() if anzahl > 1]
    namen = baum.wurzel.get("/IDTree", Dictionary()).get("/Names", Array())
    if {str(name) for name in list(namen)[::2]} != set(kennungen):
        befunde.append("Das Verzeichnis der Kennungen (IDTree) stimmt nicht mit den Elementen überein.")
    return befunde


def _check_liste(liste: Knoten) -> list[str]:
    markiert = any(kind.rolle == "Lbl" for punkt in liste.kinder for kind in punkt.kinder)
    if markiert and liste.eigenschaft("/ListNumbering") is None:
        return ["Eine Liste sagt nicht, wie sie zählt (ListNumbering)."]
    return []


class Platz(NamedTuple):
    """A cell with the fields of the grid it covers."""

    zelle: Knoten
    zeilen: range
    spalten: range

    def is_under(self, kopf: "Platz") -> bool:
        """Return whether ``kopf`` heads this cell by its scope alone."""
        if kopf.zelle.rolle != "TH" or kopf.zelle is self.zelle:
            return False
        if kopf.zelle.eigenschaft("/Scope") == Name.Row:
            return self.zeilen.start in kopf.zeilen and kopf.spalten.start < self.spalten.start
        ueberdeckt = kopf.spalten.start < self.spalten.stop and self.spalten.start < kopf.spalten.stop
        return ueberdeckt and kopf.zeilen.start < self.zeilen.start


def _check_tabelle(tabelle: Knoten) -> list[str]:
    plaetze, befunde = _read_raster(list(_rows(tabelle)))
    befunde += _check_teile(Counter(kind.rolle for kind in tabelle.kinder))
    koepfe = [platz for platz in plaetze if platz.zelle.rolle == "TH"]
    kennungen = {platz.zelle.kennung for platz in koepfe if platz.zelle.kennung}
    for platz in plaetze:
        zelle = platz.zelle
        if zelle.rolle == "TH" and str(zelle.eigenschaft("/Scope")) not in ("/Row", "/Column", "/Both"):
            befunde.append("Eine Kopfzelle sagt nicht, ob sie für Zeile oder Spalte gilt (Scope).")
        verweise = zelle.eigenschaft("/Headers")
        genannt = [str(verweis) for verweis in verweise] if isinstance(verweise, Array) else []
        if not genannt and _has_inhalt(zelle) and any(platz.is_under(kopf) for kopf in koepfe):
            befunde.append("Eine Zelle nennt keine Kopfzelle (Headers).")
        if not set(genannt) <= kennungen:
            befunde.append("Eine Zelle verweist auf eine Kopfzelle, die es in ihrer Tabelle nicht gibt.")
    return befunde


def _check_teile(teile: Counter[str]) -> list[str]:
    befunde = [f"Eine Tabelle hat mehr als ein {rolle}." for rolle in _EINMAL if teile[rolle] > 1]
    if (teile["THead"] or teile["TFoot"]) and not teile["TBody"]:
        befunde.append("Eine Tabelle hat Kopf oder Fuß, aber keinen Rumpf (TBody).")
    if not any(teile[rolle] for rolle in ("TR", "THead", "TBody", "TFoot")):
        befunde.append("Eine Tabelle hat keine Zeile.")
    return befunde


def _rows(knoten: Knoten) -> Iterator[Knoten]:
    """Yield the rows of a table without those of tables inside its cells."""
    for kind in knoten.kinder:
        if kind.rolle == "TR":
            yield kind
        elif kind.rolle in ("THead", "TBody", "TFoot"):
            yield from _rows(kind)


def _read_raster(zeilen: list[Knoten]) -> tuple[list[Platz], list[str]]:
    """Return every cell with its place, and what is wrong with the grid as a whole."""
    plaetze: list[Platz] = []
    belegt: set[tuple[int, int]] = set()
    for nummer, zeile in enumerate(zeilen):
        spalte = 0
        for zelle in zeile.kinder:
            while (nummer, spalte) in belegt:
                spalte += 1
            hoehe, breite = (_read_spanne(zelle, name) for name in ("/RowSpan", "/ColSpan"))
            platz = Platz(zelle, range(nummer, nummer + hoehe), range(spalte, spalte + breite))
            felder = {(y, x) for y in platz.zeilen for x in platz.spalten}
            if felder & belegt:
                return plaetze, ["In einer Tabelle überdecken sich Zellen."]
            belegt |= felder
            plaetze.append(platz)
    breiten = Counter(zeile for zeile, _ in belegt)
    if belegt and (set(breiten) != set(range(len(zeilen))) or len(set(breiten.values())) > 1):
        return plaetze, ["Die Zeilen einer Tabelle haben verschieden viele Spalten."]
    return plaetze, []


def _read_spanne(zelle: Knoten, name: str) -> int:
    wert = zelle.eigenschaft(name)
    return wert if isinstance(wert, int) else 1


def _has_inhalt(zelle: Knoten) -> bool:
    return any(einer.inhalte or einer.objekte for einer in zelle.walk())
