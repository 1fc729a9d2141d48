"""What a file's metadata (XMP) must say to claim PDF/UA-1 beside PDF/A, and what it says if it does not hold."""

import re
from html import unescape
from typing import Final
from xml.sax.saxutils import escape

PDF_UA: Final = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""

_PDF_A: Final = re.compile(rb' pdfaid:part="3" pdfaid:conformance="A"')
_VORBEHALT: Final = """
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{satz}</rdf:li></rdf:Alt></dc:description>
</rdf:Description>"""
_OHNE_ZUSAGE: Final = (
    "Barrierefreiheit (PDF/UA-1) und Archivfähigkeit (PDF/A-3a) werden für diese Datei nicht zugesagt:"
)
_GELESEN: Final = re.compile(rf'<rdf:li xml:lang="x-default">({re.escape(_OHNE_ZUSAGE)}[^<]*)</rdf:li>'.encode())


def withdraw_anspruch(pdf: bytes, befunde: list[str]) -> bytes:
    """Return the file without its claims; its description says why instead. Nothing else moves: the length stays.

    :raises ValueError: when the file does not carry both claims, each once and unpacked.
    """
    anspruch = PDF_UA.encode()
    if pdf.count(anspruch) != 1 or len(_PDF_A.findall(pdf)) != 1:
        raise ValueError("the file does not carry the claims that are to be withdrawn")
    ohne = _PDF_A.sub(lambda fund: b" " * len(fund[0]), pdf)
    return ohne.replace(anspruch, _format_vorbehalt(befunde, len(anspruch)))


def read_vorbehalt(pdf: bytes) -> str:
    """Return why a file of this print shop does not claim the norms, as a German sentence; empty if it claims them."""
    gefunden = _GELESEN.search(pdf)
    return unescape(gefunden[1].decode("utf-8", "replace")) if gefunden else ""


def _format_vorbehalt(befunde: list[str], laenge: int) -> bytes:
    """Return the description in exactly so many bytes; what does not fit is counted."""
    for anzahl in range(len(befunde), -1, -1):
        rest = len(befunde) - anzahl
        satz = " ".join([_OHNE_ZUSAGE, *befunde[:anzahl], *([f"Dazu {rest} weitere Befunde."] if rest else [])])
        roh = _VORBEHALT.format(satz=escape(satz)).encode()
        if len(roh) <= laenge:
            break
    return roh + b" " * (laenge - len(roh))
