"""How much work a strange file may cause. Nobody waits for a bomb, and no bomb takes the machine down.

The limits keep the work proportionate; a crash inside a native library is the business of the child process in which
callers run strange files.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Name
from pikepdf.settings import set_qpdf_limits

from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.pdf.werte import lies_liste, lies_name

OBJEKTE_MAX: Final = 400_000
"""Most objects in one file; a tagged packet of 1,500 pages has about 150,000."""
STROM_MAX: Final = 64 * 1024 * 1024
"""Largest unpacked stream that is read, in bytes; pictures are not unpacked."""
ENTPACKT_MAX: Final = 1024 * 1024 * 1024
"""Most unpacked bytes of one file altogether."""
INHALT_MAX: Final = 24 * 1024 * 1024
"""Longest drawing instructions of one page or drawing, in bytes."""
SEKUNDEN: Final = 90.0
"""Longest computing time for one file; waiting for others does not count."""

_BLICK: Final = 2_000
"""Steps between two looks at the clock."""
_FEHLER_MAX: Final = 10_000
"""Errors in drawing instructions after which the rest of them is not read any more."""

BILDFILTER: Final = frozenset({"/DCTDecode", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode"})

_FREMDES: Final = (pikepdf.PdfError, RuntimeError, UnicodeError, OverflowError)
# Rather one too many, such as a word of the text, than searching a hundred megabytes of pictures for digits.
_OBJEKT: Final = re.compile(rb"obj\b(?<=[\s\0]obj)")
_SAMMLUNG: Final = re.compile(rb"/ObjStm\b[^>]{0,400}?/N\s+(\d{1,9})|/N\s+(\d{1,9})[^>]{0,400}?/ObjStm\b")
_UMFANG: Final = re.compile(rb"/Size\s+(\d{1,12})")


class GrenzeErreicht(Exception):
    """The file asks for more than its share; the message is a German sentence."""


class Quota:
    """What may still be spent on a file: seconds, unpacked bytes, steps."""

    def __init__(self, *, sekunden: float = SEKUNDEN, entpackt: int = ENTPACKT_MAX, schritte: int = 60_000_000) -> None:
        self._ende = time.thread_time() + sekunden
        self._entpackt = entpackt
        self._schritte = schritte
        self._naechster_blick = max(0, schritte - _BLICK)

    def take_bytes(self, anzahl: int) -> None:
        """Spend unpacked bytes.

        :raises GrenzeErreicht: when too many were unpacked or the time is over.
        """
        self._entpackt -= anzahl
        if self._entpackt < 0:
            raise GrenzeErreicht("Die Datei ist ausgepackt zu groß. Bitte erzeugen Sie das PDF neu oder teilen Sie es.")
        self._check_zeit()

    def take_schritte(self, anzahl: int = 1) -> None:
        """Spend steps of work.

        :raises GrenzeErreicht: when there were too many or the time is over.
        """
        self._schritte -= anzahl
        if self._schritte < self._naechster_blick:
            self._naechster_blick = max(0, self._schritte - _BLICK)
            self._check_zeit()
            if self._schritte < 0:
                raise GrenzeErreicht("Die Datei ist zu verwickelt aufgebaut. Bitte erzeugen Sie das PDF neu.")

    def _check_zeit(self) -> None:
        if time.thread_time() > self._ende:
            raise GrenzeErreicht(
                "Die Prüfung der Datei dauert zu lange. Bitte erzeugen Sie das PDF neu oder teilen Sie es."
            )


def count_objekte(pdf: bytes) -> int:
    """Return how many objects the file has or claims to have, without opening it."""
    sammlungen = sum(int(treffer[1] or treffer[2]) for treffer in _SAMMLUNG.finditer(pdf))
    umfang = max((int(treffer[1]) for treffer in _UMFANG.finditer(pdf)), default=0)
    einzeln = sum(1 for _ in _OBJEKT.finditer(pdf))
    return max(einzeln + sammlungen, umfang)


@contextmanager
def open_pdf(pdf: bytes, *, objekte: int = OBJEKTE_MAX) -> Iterator[pikepdf.Pdf]:
    """Open a strange PDF within limits; ``objekte`` is how many objects it may have.

    :raises NichtLesbar: when it is damaged or protected.
    :raises GrenzeErreicht: when it has too many objects.
    """
    if count_objekte(pdf) > objekte:
        raise GrenzeErreicht(
            f"Das PDF besteht aus mehr als {objekte:,} Einzelteilen. ".replace(",", ".")
            + "Bitte erzeugen Sie es neu oder teilen Sie es."
        )
    # Process-wide, never loosened: nothing in this house unpacks larger streams through the library.
    set_qpdf_limits(
        parser_max_errors=_FEHLER_MAX,
        flate_max_memory=STROM_MAX,
        run_length_max_memory=STROM_MAX,
        png_max_memory=STROM_MAX,
        tiff_max_memory=STROM_MAX,
    )
    try:
        offen = pikepdf.open(BytesIO(pdf))
    except pikepdf.PasswordError as fehler:
        raise NichtLesbar("Das PDF ist mit einem Kennwort geschützt. Bitte speichern Sie es ohne Schutz.") from fehler
    except (pikepdf.PdfError, ValueError, RuntimeError) as fehler:
        raise NichtLesbar("Das PDF ist beschädigt und lässt sich nicht öffnen. Bitte erzeugen Sie es neu.") from fehler
    with offen:
        try:
            yield offen
        except _FREMDES as fehler:
            raise NichtLesbar("Das PDF ist beschädigt. Bitte erzeugen Sie es neu.") from fehler


def filters_of(strom: pikepdf.Object) -> list[str]:
    """Return the filters a stream is packed with, outermost first."""
    return [lies_name(filter_) for filter_ in lies_liste(strom.get("/Filter"))]


def is_bild(strom: pikepdf.Object) -> bool:
    """Return whether a stream holds pixels, which say nothing as text."""
    return strom.get("/Subtype") == Name.Image or not BILDFILTER.isdisjoint(filters_of(strom))


def read_strom(strom: pikepdf.Object, quota: Quota, *, hoechstens: int = STROM_MAX) -> bytes:
    """Return the unpacked bytes of a stream, or the packed ones where it cannot be unpacked.

    :raises GrenzeErreicht: when it is larger than ``hoechstens`` bytes or the file's share is used up.
    """
    try:
        inhalt = strom.read_bytes()
    except (pikepdf.PdfError, NotImplementedError, RuntimeError) as fehler:
        if "limit" in str(fehler):
            raise GrenzeErreicht(
                "Ein Teil der Datei ist ausgepackt zu groß. Bitte erzeugen Sie das PDF neu."
            ) from fehler
        inhalt = strom.read_raw_bytes()
    if len(inhalt) > hoechstens:
        raise GrenzeErreicht("Ein Teil der Datei ist ausgepackt zu groß. Bitte erzeugen Sie das PDF neu.")
    quota.take_bytes(len(inhalt))
    return inhalt
