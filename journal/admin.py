"""The journal in the administration, and the base for everything that is looked at there but never changed."""

from collections import defaultdict
from typing import Any, ClassVar, TypeVar
from urllib.parse import urlencode

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.exceptions import NotRegistered
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from journal.forms import Namensfeld, Tag, Uhrzeit
from journal.models import Eintrag

M = TypeVar("M", bound=Model)
E = TypeVar("E", bound=Model)
KEINE_WAHL = "–"


class Stammdaten:
    """Forms of the house's own kind: the browser's date fields, names instead of row numbers, no windows of their own.

    ``hinweis`` is the sentence above list and form that says what to know before something is changed here.
    """

    hinweis = ""
    formfield_overrides: ClassVar[Any] = {
        models.DateField: {"widget": Tag},
        models.TimeField: {"widget": Uhrzeit},
        models.CharField: {"widget": forms.TextInput},
        models.TextField: {"widget": forms.Textarea},
        models.EmailField: {"widget": forms.EmailInput},
        models.IntegerField: {"widget": forms.NumberInput},
    }

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the field without the links that open other forms in windows."""
        feld = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if isinstance(getattr(feld, "widget", None), RelatedFieldWidgetWrapper):
            feld.widget = feld.widget.widget
        return feld

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the choices, the first of them none where nothing is chosen yet."""
        ohne = db_field.blank or not db_field.has_default()
        kwargs.setdefault("choices", db_field.get_choices(include_blank=ohne, blank_choice=[("", KEINE_WAHL)]))
        return super().formfield_for_choice_field(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Return a field for the name where the table is long, a list of names where it is short."""
        if db_field.name not in self.autocomplete_fields:  # type: ignore[attr-defined]
            kwargs.setdefault("empty_label", KEINE_WAHL)
            return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        ziel = self.admin_site.get_model_admin(db_field.remote_field.model)  # type: ignore[attr-defined]
        angaben = {
            "app_label": db_field.model._meta.app_label,
            "model_name": db_field.model._meta.model_name,
            "field_name": db_field.name,
        }

        def suche(text: str) -> QuerySet[Model]:
            zeilen, doppelt = ziel.get_search_results(request, ziel.get_queryset(request), text)
            gefunden: QuerySet[Model] = zeilen.distinct() if doppelt else zeilen
            return gefunden

        adresse = f"{reverse('admin:autocomplete')}?{urlencode(angaben)}"
        return db_field.formfield(form_class=Namensfeld, suche=suche, adresse=adresse, **kwargs)


class StammdatenAdmin(Stammdaten, admin.ModelAdmin[M]):
    """A model whose rows the administration keeps."""


class StammdatenInline(Stammdaten, admin.TabularInline[M, E]):
    """Rows kept on the page of what they belong to, some empty ones at the end.

    A row is deleted on its own page, where it is said what that means.
    """

    extra = 3

    can_delete = False
    show_change_link = True

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the field with its name on it: a cell has no label beside it."""
        feld = super().formfield_for_dbfield(db_field, request, **kwargs)
        if feld is not None:
            feld.widget.attrs["aria-label"] = feld.label
            feld.help_text = ""
        return feld


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
    """A model that is looked at, searched and filtered; its page shows every field.

    ``hinweis`` is the sentence that says where it is changed instead. ``anders`` names for a field what shows it in
    words; nothing for one that only the program reads.
    """

    hinweis = ""
    anders: ClassVar[dict[str, str]] = {}

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        """Return every field, also those no form may touch."""
        felder = [feld.name for feld in self.opts.concrete_fields if not feld.primary_key]
        return [anders for feld in felder if (anders := self.anders.get(feld, feld))]

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
