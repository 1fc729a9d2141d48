"""What the packet says of itself: title, language, and only the norms that hold for every page."""

from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from dokumente.druck.xmp import PDF_UA

ERZEUGER: Final = "Ratsinformation Stadt Koblenz"

_PDF_A: Final = """
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="3" pdfaid:conformance="A"/>"""
_NORMEN: Final = _PDF_A + PDF_UA

_RAHMEN: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<rdf:Description rdf:about="" pdf:Producer={erzeuger}{erstellt}>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{titel}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{beschreibung}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{sprache}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>{normen}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def format_xmp(*, titel: str, sprache: str, beschreibung: str, erstellt: datetime | None, normgerecht: bool) -> bytes:
    """Return the metadata; ``normgerecht`` claims PDF/A-3a and PDF/UA-1."""
    zeit = f" xmp:CreateDate={quoteattr(erstellt.isoformat(timespec='seconds'))}" if erstellt else ""
    return _RAHMEN.format(
        erzeuger=quoteattr(ERZEUGER), erstellt=zeit, titel=escape(titel), beschreibung=escape(beschreibung),
        sprache=escape(sprache), normen=_NORMEN if normgerecht else "",
    ).encode()  # fmt: skip


def format_pdf_datum(zeit: datetime) -> str:
    """Return a time as the document information has it (``D:20260903150000+02'00'``)."""
    offset = zeit.strftime("%z")
    zone = f"{offset[:3]}'{offset[3:5]}'" if offset else ""
    return f"D:{zeit:%Y%m%d%H%M%S}{zone}"
