"""Master data every installation starts with; the city changes it afterwards in the administration."""

from vorlagen.enums import Kaestchenbedeutung
from vorlagen.models import Kaestchen

KAESTCHEN = (
    (1, 1, Kaestchenbedeutung.EINSTIMMIG, "einstimmig", "einstimmig"),
    (1, 2, Kaestchenbedeutung.MEHRHEITLICH, "mehrheitl.", "mehrheitlich"),
    (1, 3, Kaestchenbedeutung.OHNE_BE, "ohne BE", "ohne Beschlussempfehlung"),
    (1, 4, Kaestchenbedeutung.ABGELEHNT, "abgelehnt", "abgelehnt"),
    (2, 1, Kaestchenbedeutung.KENNTNIS, "Kenntnis", "zur Kenntnis genommen"),
    (2, 2, Kaestchenbedeutung.ABGESETZT, "abgesetzt", "von der Tagesordnung abgesetzt"),
    (2, 3, Kaestchenbedeutung.VERWIESEN, "verwiesen", "verwiesen"),
    (2, 4, Kaestchenbedeutung.VERTAGT, "vertagt", "vertagt"),
    (3, 1, Kaestchenbedeutung.GEAENDERT, "geändert", "geändert beschlossen"),
    (3, 2, Kaestchenbedeutung.ZURUECKGEZOGEN, "zurückgezogen", "zurückgezogen"),
    (3, 3, Kaestchenbedeutung.SCHRIFTLICH_BEANTWORTET, "schriftl. beantw.", "schriftlich beantwortet"),
    (3, 4, Kaestchenbedeutung.FREI, "", "freies Feld"),
)


def ensure_kaestchen(**kwargs: object) -> None:
    """Create the city's usual twelve boxes if there are none yet; never touches edited ones. A receiver of signals."""
    if Kaestchen.objects.exists():
        return
    Kaestchen.objects.bulk_create(
        Kaestchen(zeile=zeile, spalte=spalte, bedeutung=bedeutung, kurz=kurz, lang=lang)
        for zeile, spalte, bedeutung, kurz, lang in KAESTCHEN
    )
