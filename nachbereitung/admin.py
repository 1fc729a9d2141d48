"""Minutes in the administration: to be searched and looked at."""

from typing import ClassVar

from django.contrib import admin

from nachbereitung.models import (
    Ausfertigung,
    Einwendung,
    Niederschrift,
    Niederschriftschritt,
)
from verwaltung.seiten import NurLesenAdmin, NurLesenInline


class NiederschriftschrittInline(NurLesenInline):
    """What was done with the minutes."""

    model = Niederschriftschritt
    fields = ["art", "unterschrift", "konto", "getan_am", "bemerkung"]
    show_change_link = False


@admin.register(Niederschrift)
class NiederschriftAdmin(NurLesenAdmin):
    """Minutes in the making."""

    hinweis = "Niederschriften werden auf der Seite der Sitzung geschrieben, geprüft und unterzeichnet."

    list_display = ["__str__", "vorsitz", "schriftfuehrung", "created_at"]
    list_filter = ["sitzung__gremium"]
    list_select_related = ["sitzung__gremium", "vorsitz", "schriftfuehrung"]
    search_fields = ["sitzung__gremium__name", "=sitzung__laufend", "vorsitz__nachname", "schriftfuehrung__nachname"]
    date_hierarchy = "created_at"
    inlines = [NiederschriftschrittInline]


@admin.register(Ausfertigung)
class AusfertigungAdmin(NurLesenAdmin):
    """Signed minutes."""

    hinweis = "Unterzeichnete Niederschriften bleiben, wie sie sind; eine Berichtigung ist eine weitere Ausfertigung."
    # The page as it was drawn is markup; it is read on the page of the minutes.
    anders: ClassVar[dict[str, str]] = {"seite_oeffentlich": "", "seite_intern": ""}

    list_display = ["__str__", "unterzeichnet_am", "veroeffentlicht_am", "veroeffentlicht_von"]
    list_filter = ["niederschrift__sitzung__gremium"]
    list_select_related = ["niederschrift__sitzung__gremium", "veroeffentlicht_von"]
    search_fields = ["niederschrift__sitzung__gremium__name", "=niederschrift__sitzung__laufend"]
    date_hierarchy = "unterzeichnet_am"


@admin.register(Einwendung)
class EinwendungAdmin(NurLesenAdmin):
    """Objections to minutes."""

    hinweis = "Einwendungen werden auf der Seite der Niederschrift aufgenommen."

    list_display = ["__str__", "niederschrift", "teil", "eingegangen_am", "top"]
    list_filter = ["niederschrift__sitzung__gremium", "teil"]
    list_select_related = ["niederschrift__sitzung__gremium", "person", "top"]
    search_fields = ["person__nachname", "text"]
    date_hierarchy = "eingegangen_am"
