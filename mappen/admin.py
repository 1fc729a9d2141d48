"""Packets and filled sheets in the administration: to be searched and looked at."""

from django.contrib import admin
from django.urls import reverse

from journal.admin import NurLesenAdmin, NurLesenInline
from mappen.models import Bogen, Mappe, Mappenblatt


@admin.register(Bogen)
class BogenAdmin(NurLesenAdmin):
    """Filled sheets as they came in."""

    list_display = ["dateiname", "sitzung", "eingelesen_am", "eingelesen_von"]
    list_filter = ["sitzung__gremium"]
    list_select_related = ["sitzung__gremium", "eingelesen_von"]
    search_fields = ["dateiname", "sitzung__gremium__name", "datei__pruefsumme"]
    date_hierarchy = "eingelesen_am"


class MappenblattInline(NurLesenInline):
    """What a packet shows."""

    model = Mappenblatt
    fields = ["art", "top", "fassung", "anlage"]
    show_change_link = False


@admin.register(Mappe)
class MappeAdmin(NurLesenAdmin):
    """Orders of packets and what came of them."""

    list_display = ["__str__", "umfang", "status", "seiten", "bestellt_von", "bestellt_am", "beendet_am"]
    list_filter = ["status", "fuer", "umfang", "form", "sitzung__gremium"]
    list_select_related = ["sitzung__gremium", "bestellt_von"]
    search_fields = ["sitzung__gremium__name", "sitzung__gremium__kuerzel", "=sitzung__laufend", "fehler"]
    date_hierarchy = "bestellt_am"
    inlines = [MappenblattInline]

    def view_on_site(self, obj: Mappe) -> str:
        """Return the page of the sitting's packets."""
        return reverse("mappe", args=[obj.sitzung_id])
