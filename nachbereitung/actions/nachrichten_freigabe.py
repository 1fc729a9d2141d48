"""Who is written to when words about a decision wait for a second person: never what they say."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from konten.enums import Rolle
from konten.models import Konto
from konten.permissions import find_andere, list_einmal
from nachbereitung.models import Bekanntgabe, Beschluss, Umsetzungsauskunft
from nachbereitung.models.freigabetext import Freigabetext
from post.actions.nachricht import write_nachricht
from post.enums import Anlass

GEGENSTAND = "Eine Veröffentlichung wartet auf Ihre Bestätigung"


def tell_bekanntgabe(zeile: Bekanntgabe, *, konto: Konto) -> None:
    """Write to the others of the Sitzungsdienst."""
    satz = "Der Wortlaut einer Bekanntgabe aus der Sitzung {sitzung} wartet auf Ihre Freigabe."
    empfaenger = find_andere(Q(rolle=Rolle.SITZUNGSDIENST), [])
    _tell(zeile, empfaenger, satz, reverse("bekanntgabe_freigeben", args=[zeile.top_id]), konto=konto)


def tell_auskunft(zeile: Umsetzungsauskunft, rollen: Q, *, konto: Konto) -> None:
    """Write to those who may release what became of a decision."""
    satz = "Zu einem Beschluss der Sitzung {sitzung} wartet die Auskunft „Was wurde daraus?“ auf Ihre Freigabe."
    _tell(zeile, find_andere(rollen, []), satz, reverse("umsetzung_freigeben", args=[zeile.top_id]), konto=konto)


def _tell(zeile: Freigabetext, empfaenger: Iterable[Konto], satz: str, ziel: str, *, konto: Konto) -> None:
    top = Beschluss.objects.select_related("sitzung__gremium").get(pk=zeile.top_id)
    for einer in list_einmal(empfaenger, ohne=konto.auge):
        if Beschluss.objects.visible_to(einer).filter(pk=top.pk).exists():
            write_nachricht(
                Anlass.VORSCHLAG,
                konto=einer,
                gegenstand=GEGENSTAND,
                satz=satz.format(sitzung=top.sitzung.nummer),
                ziel=ziel,
            )
