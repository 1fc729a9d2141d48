"""Small Word and OpenDocument files, written by hand so that every byte is known."""

import zipfile
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
ODF = " ".join(
    f'xmlns:{kurz}="urn:oasis:names:tc:opendocument:xmlns:{lang}:1.0"'
    for kurz, lang in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("form", "form")),
        ("draw", "drawing"),
    )
)
_TYPEN = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_BEZUEGE = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def write_docx(ziel: Path, koerper: str, **teile: str) -> Path:
    """Write a Word file with this body; ``teile`` are further parts by name below ``word/``, without ending."""
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as packung:
        packung.writestr("[Content_Types].xml", _TYPEN)
        packung.writestr("_rels/.rels", _BEZUEGE)
        packung.writestr(
            "word/document.xml", f'<?xml version="1.0"?><w:document {W}><w:body>{koerper}</w:body></w:document>'
        )
        for name, inhalt in teile.items():
            packung.writestr(f"word/{name}.xml", inhalt)
    return ziel


def write_odt(ziel: Path, koerper: str, *, stile: str = "", davor: str = "") -> Path:
    """Write an OpenDocument text with this body and these automatic styles."""
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as packung:
        packung.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        packung.writestr(
            "content.xml",
            f'<?xml version="1.0"?>{davor}<office:document-content {ODF}><office:automatic-styles>{stile}'
            f"</office:automatic-styles><office:body><office:text>{koerper}</office:text></office:body>"
            "</office:document-content>",
        )
    return ziel


def p(*laeufe: str) -> str:
    """Return a paragraph of Word; a run that begins with "<" is markup."""
    return f"<w:p>{''.join(lauf if lauf.startswith('<') else f'<w:r><w:t>{lauf}</w:t></w:r>' for lauf in laeufe)}</w:p>"


def tabelle(*zeilen: tuple[str, ...]) -> str:
    """Return a table of Word."""
    inhalt = "".join(f"<w:tr>{''.join(f'<w:tc>{p(z)}</w:tc>' for z in zeile)}</w:tr>" for zeile in zeilen)
    return f"<w:tbl>{inhalt}</w:tbl>"
