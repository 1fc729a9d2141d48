"""Stamps: the TOP at the upper left, the page numbers at the upper right, upright for whoever looks at the page.

They stand in the outermost strip of the page, 5 to 8 mm below its upper edge on A4, where office documents leave the
paper free, and grow with the page: a plan printed smaller on A4 has stamps of the usual size.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple, Self

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from dokumente.bindung.schrift import Stempelschrift

_A4_BREITE: Final = 595.28
_GROESSE: Final = 8.0
_GRUNDLINIE: Final = 20.5
_RAND_LINKS: Final = 70.9
_RAND_RECHTS: Final = 56.7
_ABSTAND: Final = 12.0
"""Size of the letters, distance of the base line from the upper edge, of the text from the sides, and between the two
texts, in points on A4."""

_KLEINSTER_MASSSTAB: Final = 0.6
_ENGSTE_SCHRIFT: Final = 0.75
_HOF: Final = 0.3
"""Width of the white outline on foreign pages, relative to the size of the letters."""

SCHRIFTNAME: Final = Name("/Mappenstempel")
_ARTEFAKT: Final = b"/Artifact <</Type/Pagination/Subtype/Header/Attached[/Top]>> BDC"
_STUMM: Final = b"/Artifact <</Type/Pagination/Subtype/Header/Attached[/Top]/ActualText()>> BDC"
"""An artifact that is drawn but says nothing: the white outline has the shape of the letters and is none."""

Matrix = tuple[float, float, float, float, float, float]


class Blatt(NamedTuple):
    """A page as it is seen: width and height in units of its content, and the way from there into its content."""

    breite: float
    hoehe: float
    einheit: float
    matrix: Matrix

    @classmethod
    def read(cls, seite: Page) -> Self:
        """Return the visible part of the page, its turn and its unit taken into account."""
        x1, y1, x2, y2 = cls.visible_box(seite)
        einheit = _positive(seite.obj.get("/UserUnit", 1))
        breite, hoehe = x2 - x1, y2 - y1
        drehung = _read_drehung(seite)
        if drehung == 90:
            return cls(hoehe, breite, einheit, (0, 1, -1, 0, x2, y1))
        if drehung == 180:
            return cls(breite, hoehe, einheit, (-1, 0, 0, -1, x2, y2))
        if drehung == 270:
            return cls(hoehe, breite, einheit, (0, -1, 1, 0, x1, y2))
        return cls(breite, hoehe, einheit, (1, 0, 0, 1, x1, y1))

    @staticmethod
    def visible_box(seite: Page) -> tuple[float, float, float, float]:
        """Return left, lower, right and upper edge of what is shown of the page, in units of its content."""
        papier = _read_box(seite.mediabox)
        x1, y1, x2, y2 = _read_box(seite.cropbox)
        ausschnitt = max(x1, papier[0]), max(y1, papier[1]), min(x2, papier[2]), min(y2, papier[3])
        leer = ausschnitt[0] >= ausschnitt[2] or ausschnitt[1] >= ausschnitt[3]
        return papier if leer else ausschnitt

    @property
    def massstab(self) -> float:
        """Return how many units of the page's content stand for a point on A4."""
        wirklich = min(self.breite, self.hoehe) * self.einheit / _A4_BREITE
        return max(wirklich, _KLEINSTER_MASSSTAB) / self.einheit


@dataclass(frozen=True, slots=True)
class Stempel:
    """What is printed on one page; ``hof`` draws a white outline below the letters."""

    links: str
    rechts: str
    hof: bool = False

    def __bool__(self) -> bool:
        return bool(self.links or self.rechts)


def format_seitenzahl(seite: int, seiten: int, mappenseite: int, mappenseiten: int) -> str:
    """Return both page numbers as printed."""
    return f"Seite {seite} von {seiten} · Mappe {mappenseite} von {mappenseiten}"


def write_stempel(blatt: Blatt, stempel: Stempel, schrift: Stempelschrift, marke: bytes = _ARTEFAKT) -> bytes:
    """Return the page content that prints ``stempel``, marked as artifact unless ``marke`` says otherwise."""
    groesse, links = _fit(blatt, stempel, schrift)
    massstab = blatt.massstab
    hoehe = blatt.hoehe - _GRUNDLINIE * massstab
    texte = []
    if links:
        texte.append((_rand(blatt, _RAND_LINKS), links))
    if stempel.rechts:
        texte.append(
            (blatt.breite - _rand(blatt, _RAND_RECHTS) - schrift.measure(stempel.rechts) * groesse, stempel.rechts)
        )
    gezeigt = [b"1 0 0 1 %s %s Tm %s Tj" % (_zahl(x), _zahl(hoehe), schrift.encode(text)) for x, text in texte]
    anfang = [
        b"q",
        b" ".join(_zahl(wert) for wert in blatt.matrix) + b" cm",
        b"BT",
        b"%s %s Tf" % (str(SCHRIFTNAME).encode(), _zahl(groesse)),
    ]
    ende = [*gezeigt, b"ET", b"Q", b"EMC"]
    hof = [_STUMM, *anfang, b"1 Tr 1 G 1 j %s w" % _zahl(groesse * _HOF), *ende] if stempel.hof else []
    return b"\n".join([*hof, marke, *anfang, b"0 Tr 0 g", *ende]) + b"\n"


def add_schrift(seite: Page, schrift: Stempelschrift) -> None:
    """Make the font known to the page."""
    mittel = seite.obj.get("/Resources")
    if not isinstance(mittel, Dictionary):
        mittel = seite.obj.Resources = Dictionary()
    if not isinstance(mittel.get("/Font"), Dictionary):
        mittel.Font = Dictionary()
    mittel.Font[SCHRIFTNAME] = schrift.objekt


class PageWrapper:
    """Puts stamps behind the content of pages; what is the same for many pages is stored once."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._anfaenge: dict[bytes, Stream] = {}

    def wrap(self, seite: Page, davor: bytes, danach: bytes) -> None:
        """Put ``davor`` before and ``danach`` behind the page's content, which is not read or changed."""
        anfang = self._anfaenge.get(davor)
        if anfang is None:
            anfang = self._anfaenge[davor] = self._pdf.make_stream(davor)
        inhalt = seite.obj.get("/Contents", Array())
        mitte: list[Object] = list(inhalt) if isinstance(inhalt, Array) else [inhalt]
        seite.obj.Contents = Array([anfang, *mitte, self._pdf.make_stream(danach)])


def _fit(blatt: Blatt, stempel: Stempel, schrift: Stempelschrift) -> tuple[float, str]:
    """Return size and left text so that both texts fit beside each other: first smaller, then shortened."""
    voll = _GROESSE * blatt.massstab
    platz = (
        blatt.breite
        - _rand(blatt, _RAND_LINKS)
        - _rand(blatt, _RAND_RECHTS)
        - (_ABSTAND * blatt.massstab if stempel.links and stempel.rechts else 0)
    )
    rechts = schrift.measure(stempel.rechts)
    bedarf = schrift.measure(stempel.links) + rechts
    groesse = voll if bedarf * voll <= platz else max(platz / bedarf, voll * _ENGSTE_SCHRIFT)
    links = stempel.links
    while links and (schrift.measure(links) + rechts) * groesse > platz:
        links = links.rstrip("…")[:-1].rstrip()
        links = f"{links}…" if links else ""
    return groesse, links


def _rand(blatt: Blatt, punkte: float) -> float:
    return min(punkte * blatt.massstab, blatt.breite / 8)


def _read_box(kasten: Object) -> tuple[float, float, float, float]:
    a, b, c, d = (float(wert) for wert in list(kasten)[:4])
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _read_drehung(seite: Page) -> int:
    drehung = seite.obj.get("/Rotate", 0)
    return round(float(drehung) / 90) * 90 % 360


def _positive(wert: object) -> float:
    zahl = float(str(wert))
    return zahl if zahl > 0 else 1.0


def _zahl(wert: float) -> bytes:
    return f"{wert:.3f}".rstrip("0").rstrip(".").encode()
