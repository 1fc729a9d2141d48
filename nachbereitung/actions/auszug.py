"""The Beschlussauszug goes to the office that carries the decision out.

The mail names kind and number of the paper, nothing else; the extract itself is behind the login.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from konten.enums import Rolle
from konten.models import Konto
from konten.permissions import find_andere, list_einmal
from nachbereitung.models import Beschluss
from post.actions.nachricht import write_nachricht
from post.enums import Anlass
from sitzungen.models import Abstimmung, Sitzung


def send_auszuege(sitzung: Sitzung, *, konto: Konto) -> None:
    """Send the extract of every decision of this sitting that is to be carried out to its office, once per result."""
    beschluesse = Beschluss.objects.carried().with_kontrolle().filter(sitzung=sitzung)
    send_auszug(beschluesse.select_related("fassung__vorlage"), konto=konto)


def send_auszug(beschluesse: Iterable[Beschluss], *, konto: Konto) -> None:
    """Send the extracts of these decisions (with_kontrolle) to those who lead their office or write there.

    Who had this result already gets no second mail; a corrected result is another one, and so is another office.
    """
    beschluesse = [beschluss for beschluss in beschluesse if beschluss.zustaendig is not None]
    ergebnisse = Abstimmung.objects.filter(top__in=[b.pk for b in beschluesse]).by_top()
    for beschluss in beschluesse:
        for einer in list_einmal(list_zustaendige(beschluss.zustaendig), ohne=konto.auge):
            if Beschluss.objects.visible_to(einer).filter(pk=beschluss.pk).exists():
                _write(beschluss, ergebnisse[beschluss.pk], einer)


def list_zustaendige(amt: int | None) -> list[Konto]:
    """Return who leads this office or writes there."""
    return find_andere(Q(rolle__in=[Rolle.AMTSLEITUNG, Rolle.SACHBEARBEITUNG], amt=amt), [])


def _write(beschluss: Beschluss, abstimmung: Abstimmung, einer: Konto) -> None:
    fassung = beschluss.fassung
    name = f"{fassung.vorlage.get_art_display()} {fassung.nummer}".strip() if fassung else "Beschluss"
    write_nachricht(
        Anlass.BESCHLUSSAUSZUG,
        konto=einer,
        gegenstand="Ein Beschluss wartet auf die Umsetzung durch Ihr Amt",
        satz=f"Der Beschlussauszug zur Vorlage ({name}) liegt vor. Bitte lesen Sie ihn und halten Sie fest, was Sie "
        "veranlassen.",
        ziel=reverse("beschluss", args=[beschluss.pk]),
        kennung=f"beschlussauszug-{abstimmung.pk}-{beschluss.zustaendig}-{einer.person_id}",
    )
