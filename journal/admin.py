"""The journal in the administration."""

from collections import defaultdict
from typing import Any, ClassVar

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.exceptions import NotRegistered
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from journal.models import Eintrag
from verwaltung.seiten import NurLesenAdmin


class Journalliste(ChangeList):
    """Entries with the names of what they are about, fetched once for every kind."""

    def get_results(self, request: HttpRequest) -> None:
        """Fetch the entries of the page, then the names."""
        super().get_results(request)
        arten: dict[str, list[Eintrag]] = defaultdict(list)
        for eintrag in self.result_list:
            arten[eintrag.objekt_art].append(eintrag)
        for art, eintraege in arten.items():
            namen = read_namen(request, art, [eintrag.objekt_id for eintrag in eintraege])
            for eintrag in eintraege:
                eintrag.name_heute = namen.get(eintrag.objekt_id, "")  # type: ignore[attr-defined]


def read_namen(request: HttpRequest, art: str, kennungen: list[str]) -> dict[str, str]:
    """Return what the objects of one kind are called today, as far as the account may look at them here."""
    try:
        seite = admin.site.get_model_admin(apps.get_model(art))
    except (LookupError, NotRegistered):
        return {}
    if not seite.has_view_permission(request):
        return {}
    zeilen = seite.get_queryset(request)
    if isinstance(seite.list_select_related, list):
        zeilen = zeilen.select_related(*seite.list_select_related)
    return {str(zeile.pk): str(zeile) for zeile in zeilen.filter(pk__in=kennungen)}


@admin.register(Eintrag)
class EintragAdmin(NurLesenAdmin):
    """Who did what when."""

    hinweis = (
        "Das Journal schreibt sich selbst; auch die Datenbank verweigert jede Änderung. Ob es lückenlos ist, prüft auf "
        "dem Server „./run manage journal verify“."
    )
    list_display = ["laufend", "zeitpunkt", "akt", "gegenstand", "konto_name"]
    list_filter = ["akt", "objekt_art"]
    search_fields = ["=laufend", "konto_name", "=objekt_id"]
    date_hierarchy = "zeitpunkt"
    anders: ClassVar[dict[str, str]] = {
        "objekt_art": "gegenstand",
        "objekt_id": "",
        "konto_id": "",
        "daten": "angaben",
        "nachweise": "festgehalten",
    }

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[Journalliste]:
        """Return the list that knows names."""
        return Journalliste

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Eintrag | None:
        """Return the entry with the name of what it is about."""
        eintrag: Eintrag | None = super().get_object(request, object_id, from_field)
        if eintrag is not None:
            namen = read_namen(request, eintrag.objekt_art, [eintrag.objekt_id])
            eintrag.name_heute = namen.get(eintrag.objekt_id, "")  # type: ignore[attr-defined]
        return eintrag

    @admin.display(description="Gegenstand")
    def gegenstand(self, eintrag: Eintrag) -> SafeString | str:
        """Return the object's kind and name, linked where the administration has a page for it.

        What is gone keeps its number, and kinds that the program no longer knows stay as they were written.
        """
        try:
            art = str(apps.get_model(eintrag.objekt_art)._meta.verbose_name)
        except LookupError:
            return f"{eintrag.objekt_art} {eintrag.objekt_id}"
        name = getattr(eintrag, "name_heute", "")
        if not name:
            return f"{art} Nr. {eintrag.objekt_id}"
        adresse = reverse(f"admin:{eintrag.objekt_art.replace('.', '_')}_change", args=[eintrag.objekt_id])
        return format_html('{} <a href="{}">{}</a>', art, adresse, name)

    @admin.display(description="Angaben")
    def angaben(self, eintrag: Eintrag) -> SafeString:
        """Return what was noted with it, a line each; what was left empty says nothing."""
        werte = [(name.replace("_", " "), tell(wert)) for name, wert in eintrag.daten.items()]
        return format_html_join("", "<p>{}: {}</p>", [(name, wert) for name, wert in werte if wert]) or SafeString("–")

    @admin.display(description="Festgehaltener Stand von")
    def festgehalten(self, eintrag: Eintrag) -> SafeString:
        """Return the names of the rows whose state the entry proves."""
        stand = (eintrag.nachweise or {}).get("stand", {})
        namen = [(zeile.get("name") or schluessel,) for schluessel, zeile in stand.items() if isinstance(zeile, dict)]
        return format_html_join("", "<p>{}</p>", namen) or SafeString("–")


def tell(wert: object) -> str:
    """Return a noted value in words."""
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    if isinstance(wert, dict):
        return "; ".join(f"{name.replace('_', ' ')}: {text}" for name, zeile in wert.items() if (text := tell(zeile)))
    if isinstance(wert, list):
        return "; ".join(tell(zeile) for zeile in wert)
    return "" if wert is None else str(wert)
