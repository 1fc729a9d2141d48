"""Packets and filled sheets in the administration: to be searched and looked at."""

from typing import ClassVar

import django_tasks_db.admin  # noqa: F401  # registers what is taken back below
from django.contrib import admin
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from journal.admin import tell
from mappen.models import Bogen, Mappe, Mappenblatt
from verwaltung.seiten import NurLesenAdmin, NurLesenInline

# How far a packet got stands in the packet, in words; the queue behind it speaks to programmers.
admin.site.unregister(DBTaskResult)


@admin.register(Bogen)
class BogenAdmin(NurLesenAdmin):
    """Filled sheets as they came in."""

    hinweis = (
        "Ausgefüllte Bögen kommen über die Seite der Sitzung herein und werden dort geprüft und übernommen. Der Bogen "
        "selbst bleibt, wie er kam."
    )

    list_display = ["dateiname", "sitzung", "eingelesen_am", "eingelesen_von"]
    list_filter = ["sitzung__gremium"]
    list_select_related = ["sitzung__gremium", "eingelesen_von"]
    search_fields = ["dateiname", "sitzung__gremium__name", "datei__pruefsumme"]
    date_hierarchy = "eingelesen_am"
    anders: ClassVar[dict[str, str]] = {"werte": "gelesen"}

    @admin.display(description="Gelesene Werte")
    def gelesen(self, bogen: Bogen) -> str:
        """Return what stood in the sheet, a line for each item."""
        return "\n".join(tell(wert) for wert in bogen.werte) or "–"


class MappenblattInline(NurLesenInline):
    """What a packet shows."""

    model = Mappenblatt
    fields = ["art", "top", "fassung", "anlage"]
    show_change_link = False


@admin.register(Mappe)
class MappeAdmin(NurLesenAdmin):
    """Orders of packets and what came of them."""

    hinweis = "Mappen werden auf der Seite der Sitzung bestellt und abgebrochen. Scheitert eine, steht hier warum."

    list_display = ["__str__", "umfang", "status", "seiten", "bestellt_von", "bestellt_am", "beendet_am"]
    list_filter = ["status", "fuer", "umfang", "form", "sitzung__gremium"]
    list_select_related = ["sitzung__gremium", "bestellt_von"]
    search_fields = ["sitzung__gremium__name", "sitzung__gremium__kuerzel", "=sitzung__laufend", "fehler"]
    date_hierarchy = "bestellt_am"
    inlines = [MappenblattInline]
    anders: ClassVar[dict[str, str]] = {"bericht": "pruefbericht"}

    @admin.display(description="Prüfbericht")
    def pruefbericht(self, mappe: Mappe) -> str:
        """Return what the checks of the finished file said."""
        return tell(mappe.bericht) or "–"

    def view_on_site(self, obj: Mappe) -> str:
        """Return the page of the sitting's packets."""
        return reverse("mappe", args=[obj.sitzung_id])
