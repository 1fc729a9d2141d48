"""Who is written to about a sitting: who is invited, and whoever can confirm what somebody proposes to make public.

Mails travel unsealed: they name body, number, day and place of a sitting that is announced, and no word of its agenda.
"""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from gremien.models import Stadt
from gremien.rules.arbeitstage import format_tag
from konten.enums import Rolle
from konten.models import Konto
from konten.permissions import find_andere, list_einmal
from post.actions.nachricht import write_nachricht
from post.enums import Anlass
from post.models import Nachricht
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


def name_anlage(sitzung: Sitzung) -> str:
    """Return the name by which the invitation goes along as a file, empty where the city does not want that."""
    return str(sitzung.pk) if Stadt.objects.current().einladung_mit_pdf else ""


def tell_einladung(sitzung: Sitzung, konto: Konto, *, anlage: str = "") -> Nachricht | None:
    """Write the invitation to one account."""
    beginn = timezone.localtime(sitzung.beginn)
    return write_nachricht(
        Anlass.SITZUNG,
        konto=konto,
        gegenstand=f"Einladung: {sitzung.gremium}, {beginn:%d.%m.%Y}",
        satz=f"Sie sind eingeladen zur Sitzung {_describe(sitzung)}. Einladung und Tagesordnung finden Sie hier; "
        "bitte antworten Sie dort, ob Sie kommen.",
        ziel=reverse("einladung", args=[sitzung.pk]),
        anlage=anlage,
    )


def tell_absage(sitzung: Sitzung, konto: Konto) -> Nachricht | None:
    """Write to one account that was invited that the sitting does not take place."""
    beginn = timezone.localtime(sitzung.beginn)
    return write_nachricht(
        Anlass.SITZUNG,
        konto=konto,
        gegenstand=f"Abgesagt: {sitzung.gremium}, {beginn:%d.%m.%Y}",
        satz=f"Es fällt aus: die Sitzung {_describe(sitzung)}.",
        ziel=sitzung.get_absolute_url(),
    )


def tell_vertretung(sitzung: Sitzung, konto: Konto, *, is_gebraucht: bool) -> Nachricht | None:
    """Write to a deputy who was invited before whether they are needed."""
    beginn = timezone.localtime(sitzung.beginn)
    satz = "Sie werden als Vertretung gebraucht" if is_gebraucht else "Ihre Vertretung wird nicht mehr gebraucht"
    return write_nachricht(
        Anlass.SITZUNG,
        konto=konto,
        gegenstand=f"{satz}: {sitzung.gremium}, {beginn:%d.%m.%Y}",
        satz=f"{satz}. Es geht um die Sitzung {_describe(sitzung)}.",
        ziel=reverse("einladung", args=[sitzung.pk]),
    )


def _describe(sitzung: Sitzung) -> str:
    beginn = timezone.localtime(sitzung.beginn)
    wann = f"{format_tag(beginn.date())}, {beginn:%H:%M} Uhr"
    return f"{sitzung.nummer}: {sitzung.gremium}, {wann}, {sitzung.ort}"
