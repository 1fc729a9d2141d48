"""The wording at hand when an item is called: the draft, or what a committee made of it."""

from dokumente.text.richtext import richtext_to_text
from sitzungen.enums import Zwischenart
from sitzungen.models import Abstimmung, Tagesordnungspunkt, Zwischenabstimmung
from vorlagen.models import Fassung


def read_entwurf(top: Tagesordnungspunkt) -> str:
    """Return the draft that is voted on as plain text: of the placed Fassung, or of the item itself."""
    if top.fassung_id is None:
        return top.beschlussentwurf
    # Lists of items leave the texts of their Fassung out.
    entwurf = Fassung.objects.filter(pk=top.fassung_id).values_list("beschlussentwurf", flat=True)[0]
    return richtext_to_text(entwurf).strip()


def find_empfehlung(top: Tagesordnungspunkt) -> Abstimmung | None:
    """Return the last changed wording that an earlier station decided on this same Fassung, None for none.

    A Neufassung since then has taken it up or left it out on purpose.
    """
    if top.beratung is None:
        return None
    frueher = Abstimmung.objects.valid().filter(
        top__beratung__vorlage=top.beratung.vorlage_id,
        top__beratung__position__lt=top.beratung.position,
        top__fassung=top.fassung_id,
        geaendert=True,
    )
    return frueher.select_related("top__sitzung__gremium").order_by("-top__beratung__position", "-pk").first()


def has_aenderung(top: Tagesordnungspunkt) -> bool:
    """Return whether an amendment to the item was carried in this sitting."""
    aenderungen = Zwischenabstimmung.objects.valid().filter(top=top, art=Zwischenart.AENDERUNG)
    return aenderungen.filter(angenommen=True).exists()
