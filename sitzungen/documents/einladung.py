"""The invitation as a file that goes with a mail."""

from django.contrib.auth.models import AnonymousUser

from sitzungen.documents.tagesordnung import build_einladung_druck, fetch_sitzungsdokument
from sitzungen.models import Sitzung


def build_einladungsanlage(kennung: str) -> tuple[str, bytes, str]:
    """Return name, content and kind of the invitation to the sitting with this key, as everybody may read it.

    A mailbox is nobody's to guard: closed items stand there in their generic words. Raises ``DruckFehler``.
    """
    leser = AnonymousUser()
    sitzung = Sitzung.objects.visible_to(leser).select_related("gremium").get(pk=int(kennung))
    druck = build_einladung_druck(sitzung, leser=leser)
    return druck.dateiname, fetch_sitzungsdokument(druck), "application/pdf"
