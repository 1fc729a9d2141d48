"""A Word file from the first paragraph to its bytes: page, header and footer, properties that name nobody.

The library (python-docx) keeps the parts of the file and how they refer to each other; what stands in them is ours.
"""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any, Final

import docx
from docx.opc.constants import RELATIONSHIP_TYPE

from dokumente.rules.zeichen import clean_zeile
from dokumente.word.bausteine import build_absatz, build_feld, build_lauf, element
from dokumente.word.listen import Listen
from dokumente.word.stile import SPRACHE, write_einstellungen, write_stile

MEDIENTYP: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_RAND: Final = 1134
"""The margins, in twentieths of a point (20 mm)."""
_FREMD: Final = frozenset({RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES})
_FREMDE_TEILE: Final = ("stylesWithEffects", "customXml", "webSettings")
_ZIP_ANFANG: Final = (1980, 1, 1, 0, 0, 0)


class WordDatei:
    """A file being written. ``rumpf`` takes its paragraphs and tables in order."""

    def __init__(self, *, titel: str, herausgeber: str, tag: date | None) -> None:
        self._dokument = docx.Document()
        self.teil = self._dokument.part
        self._drop_fremdes()
        write_stile(self.teil._styles_part.element)
        write_einstellungen(self._dokument.settings.element)
        self.listen = Listen(self.teil.numbering_part)
        self.rumpf = self._dokument.element.body
        self._set_angaben(titel, herausgeber, tag)
        self._set_seite()

    def add(self, *bloecke: Any) -> None:
        """Put paragraphs and tables at the end of the text."""
        for block in bloecke:
            self.rumpf.insert(len(self.rumpf) - 1, block)

    def set_kopf(self, zeilen: tuple[str, ...]) -> None:
        """Put the letterhead on the first page, its first line in bold."""
        abschnitt = self._dokument.sections[0]
        abschnitt.different_first_page_header_footer = True
        _fill(
            abschnitt.first_page_header,
            [
                build_absatz("Header", build_lauf(zeile, () if stelle else ("strong",)))
                for stelle, zeile in enumerate(zeilen)
            ],
        )

    def set_fuss(self, text: str) -> None:
        """Put a line with the number of the page below every page."""
        abschnitt = self._dokument.sections[0]
        for fuss in (abschnitt.footer, abschnitt.first_page_footer):
            seite = [build_lauf(f"{text}\tSeite "), *build_feld("PAGE"), build_lauf(" von "), *build_feld("NUMPAGES")]
            _fill(fuss, [build_absatz("Footer", *seite)])

    def write(self) -> bytes:
        """Return the bytes of the file: the same for the same content, whenever it is written."""
        roh, fertig = io.BytesIO(), io.BytesIO()
        self._dokument.save(roh)
        with zipfile.ZipFile(roh) as alt, zipfile.ZipFile(fertig, "w", zipfile.ZIP_DEFLATED) as neu:
            for name in alt.namelist():
                eintrag = zipfile.ZipInfo(name, _ZIP_ANFANG)
                eintrag.compress_type = zipfile.ZIP_DEFLATED
                neu.writestr(eintrag, alt.read(name))
        return fertig.getvalue()

    def _drop_fremdes(self) -> None:
        """Take out what the library's template brings of its maker: picture, program, older styles."""
        for bezuege in (self.teil.package.rels, self.teil.rels):
            for kennung, bezug in list(bezuege.items()):
                name = "" if bezug.is_external else str(bezug.target_part.partname)
                if bezug.reltype in _FREMD or any(fremd in name for fremd in _FREMDE_TEILE):
                    del bezuege[kennung]

    def _set_angaben(self, titel: str, herausgeber: str, tag: date | None) -> None:
        angaben = self._dokument.core_properties
        angaben.title, angaben.author = clean_zeile(titel)[:250], clean_zeile(herausgeber)[:250]
        angaben.comments = angaben.keywords = angaben.last_modified_by = ""
        angaben.language, angaben.revision = SPRACHE, 1
        angaben.created = angaben.modified = datetime.combine(tag or date(2000, 1, 1), time.min)

    def _set_seite(self) -> None:
        abschnitt = self._dokument.sections[0]._sectPr
        abschnitt.clear()
        abschnitt.append(element("w:pgSz", w=11906, h=16838))
        raender = {"top": _RAND, "right": _RAND, "bottom": _RAND, "left": _RAND, "header": 567, "footer": 567}
        abschnitt.append(element("w:pgMar", **raender, gutter=0))


def _fill(bereich: Any, absaetze: list[Any]) -> None:
    bereich.is_linked_to_previous = False
    wurzel = bereich._element
    for alt in list(wurzel):
        wurzel.remove(alt)
    for absatz in absaetze or [build_absatz("Header")]:
        wurzel.append(absatz)
