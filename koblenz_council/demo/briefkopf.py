"""The demo's letterhead: the city's name and public address, everything else invented; never the real coat of arms."""

from django.conf import settings

from dokumente.ablage.behalten import keep_bytes
from gremien.documents.wappen import read_wappen
from gremien.models import Stadt
from koblenz_council.demo.lesen import read_stammdaten

ZEICHEN = settings.BASE_DIR / "static" / "img" / "zeichen.svg"


def enter_stadt() -> None:
    """Fill in the city's row."""
    wappen = read_wappen(ZEICHEN.read_bytes())
    stadt = Stadt.objects.current()
    angabe = read_stammdaten().stadt
    stadt.anschrift, stadt.kontakt = angabe.anschrift, angabe.kontakt
    stadt.webadresse, stadt.akzentfarbe = angabe.webadresse, angabe.akzentfarbe
    stadt.wappen = keep_bytes(wappen.inhalt, medientyp=wappen.medientyp)
    stadt.full_clean()
    stadt.save()
