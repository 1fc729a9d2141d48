"""Who can have chaired a sitting, and who can have kept its minutes."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from gremien.models import Person
from gremien.querysets import gueltig_am
from konten.enums import Rolle
from konten.models import Rollenzuweisung
from nachbereitung.models import Niederschrift


def list_mitglieder(niederschrift: Niederschrift) -> QuerySet[Person]:
    """Return the members of the body on the day of the sitting, and whoever is entered as its chair."""
    sitzung = niederschrift.sitzung
    sitze = sitzung.sitze.values("person")
    return _sort(Person.objects.filter(Q(pk__in=sitze) | Q(pk=niederschrift.vorsitz_id)))


def list_schreibende(niederschrift: Niederschrift) -> QuerySet[Person]:
    """Return who of Sitzungsdienst and the body's Schriftführung can sign with an account, and whoever is entered."""
    rollen = Q(rolle=Rolle.SITZUNGSDIENST) | Q(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=niederschrift.sitzung.gremium_id)
    heute = Rollenzuweisung.objects.filter(gueltig_am(timezone.localdate())).filter(rollen, konto__is_active=True)
    return _sort(
        Person.objects.filter(Q(pk__in=heute.values("konto__person")) | Q(pk=niederschrift.schriftfuehrung_id))
    )


def _sort(personen: QuerySet[Person]) -> QuerySet[Person]:
    return personen.order_by("nachname", "vorname", "pk")
