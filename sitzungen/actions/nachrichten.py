"""Who is written to about an agenda: whoever can confirm what somebody proposes to make public."""

from django.db.models import Q
from django.urls import reverse

from konten.enums import Rolle
from konten.models import Konto
from konten.permissions import find_andere, list_einmal
from post.actions.nachricht import write_nachricht
from post.enums import Anlass
from sitzungen.models import Sitzung, Unterlage


def tell_vorschlag(sitzung: Sitzung, *, konto: Konto) -> None:
    """Write to the others of the Sitzungsdienst: the number of the sitting, and no word of its agenda."""
    satz = f"Die Tagesordnung der Sitzung {sitzung.nummer} ist zur Veröffentlichung vorgelegt."
    _tell(sitzung, satz, reverse("tagesordnung_veroeffentlichen", args=[sitzung.pk]), konto=konto)


def tell_unterlage(unterlage: Unterlage, *, konto: Konto) -> None:
    """Write to the others of the Sitzungsdienst: the number of the sitting, and not what the file is about."""
    satz = f"Eine Unterlage zur Sitzung {unterlage.sitzung.nummer} ist zur Veröffentlichung vorgelegt."
    seite = reverse("unterlage_veroeffentlichen", args=[unterlage.sitzung_id, unterlage.pk])
    _tell(unterlage.sitzung, satz, seite, konto=konto)


def _tell(sitzung: Sitzung, satz: str, ziel: str, *, konto: Konto) -> None:
    for einer in list_einmal(find_andere(Q(rolle=Rolle.SITZUNGSDIENST), []), ohne=konto.auge):
        if Sitzung.objects.visible_to(einer).filter(pk=sitzung.pk).exists():
            write_nachricht(
                Anlass.VORSCHLAG,
                konto=einer,
                gegenstand="Eine Veröffentlichung wartet auf Ihre Bestätigung",
                satz=satz,
                ziel=ziel,
            )
