"""What pages of the administration have in common: rows are kept there, or looked at but never changed."""

from typing import Any, ClassVar, TypeVar
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from verwaltung.felder import Namensfeld, Tag, Uhrzeit

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
