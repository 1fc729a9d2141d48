"""The journal in the administration, and the base for everything that is looked at there but never changed."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from journal.models import Eintrag


class NurLesen:
    """Refuse to add, change and delete: what has legal effect goes through the acts on the site's pages."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Return False."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Return False; who may view sees everything read-only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Return False."""
        return False


class NurLesenAdmin(NurLesen, admin.ModelAdmin):  # type: ignore[type-arg]
    """A model that is looked at, searched and filtered; its page shows every field."""

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        """Return every field, also those no form may touch."""
        return [feld.name for feld in self.opts.concrete_fields if not feld.primary_key]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Return the same."""
        return self.get_fields(request, obj)


class NurLesenInline(NurLesen, admin.TabularInline):  # type: ignore[type-arg]
    """Rows that belong to the object on the page, each with a link to its own page where it has one."""

    extra = 0
    can_delete = False
    show_change_link = True

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Return all shown fields."""
        return [str(feld) for feld in self.fields or ()]


@admin.register(Eintrag)
class EintragAdmin(NurLesenAdmin):
    """Who did what when."""

    list_display = ["laufend", "zeitpunkt", "akt", "gegenstand", "konto_name"]
    list_filter = ["akt", "objekt_art"]
    search_fields = ["=laufend", "konto_name", "=objekt_id"]
    date_hierarchy = "zeitpunkt"

    @admin.display(description="Gegenstand")
    def gegenstand(self, eintrag: Eintrag) -> SafeString | str:
        """Return the object's kind and key, linked where the administration has a page for it.

        Kinds that the program no longer knows stay readable as they were written.
        """
        text = f"{eintrag.objekt_art} {eintrag.objekt_id}"
        name = eintrag.objekt_art.replace(".", "_")
        try:
            text = f"{apps.get_model(eintrag.objekt_art)._meta.verbose_name} {eintrag.objekt_id}"
            return format_html('<a href="{}">{}</a>', reverse(f"admin:{name}_change", args=[eintrag.objekt_id]), text)
        except (LookupError, NoReverseMatch):
            return text
