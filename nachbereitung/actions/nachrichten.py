"""Who is written to about minutes: whoever has to check or sign them. The number of the sitting, and no word of it."""

from django.urls import reverse

from gremien.models import Person
from konten.models import Konto
from konten.permissions import list_einmal
from nachbereitung.models import Niederschrift
from post.actions.nachricht import write_nachricht
from post.enums import Anlass
from sitzungen.models import Sitzung


def tell_vorsitz(niederschrift: Niederschrift, *, konto: Konto) -> None:
    """Write to the chair that the minutes wait to be checked."""
    satz = f"Die Niederschrift der Sitzung {niederschrift.sitzung.nummer} liegt Ihnen zur Prüfung vor."
    _tell(niederschrift, niederschrift.vorsitz, "Eine Niederschrift wartet auf Ihre Prüfung", satz, konto=konto)


def tell_schriftfuehrung(niederschrift: Niederschrift, *, konto: Konto, zurueck: bool = False) -> None:
    """Write to the keeper of the minutes that they can be signed, or came back (``zurueck``)."""
    was = (
        "ist zurückgegeben worden; Sie können sie wieder bearbeiten"
        if zurueck
        else "ist geprüft; bitte unterzeichnen Sie"
    )
    gegenstand = "Eine Niederschrift kommt zurück" if zurueck else "Eine Niederschrift wartet auf Ihre Unterschrift"
    satz = f"Die Niederschrift der Sitzung {niederschrift.sitzung.nummer} {was}."
    _tell(niederschrift, niederschrift.schriftfuehrung, gegenstand, satz, konto=konto)


def _tell(niederschrift: Niederschrift, person: Person | None, gegenstand: str, satz: str, *, konto: Konto) -> None:
    konten = Konto.objects.filter(person=person, is_active=True) if person else Konto.objects.none()
    for einer in list_einmal(konten, ohne=konto.auge):
        if Sitzung.objects.visible_to(einer).filter(pk=niederschrift.sitzung_id).exists():
            write_nachricht(
                Anlass.NIEDERSCHRIFT,
                konto=einer,
                gegenstand=gegenstand,
                satz=satz,
                ziel=reverse("niederschrift", args=[niederschrift.sitzung_id]),
            )
