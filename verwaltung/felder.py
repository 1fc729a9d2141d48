"""Fields of the administration: a name is typed where Django would list everybody, a day comes from the browser."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import BaseForm, BoundField

NUMMER = " · Nr. "
"""Stands between a name and its number where two rows bear the same name."""
HOECHSTENS = 50


class Tag(forms.DateInput):
    """A day, entered with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class Uhrzeit(forms.TimeInput):
    """A time of day, entered with the browser's own clock."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class Namensfeld(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row of a long table, by its name; the page offers names while somebody types, and works without that.

    ``suche`` returns the rows that a few words lead to, as the list of these rows does.
    """

    widget = forms.TextInput

    def __init__(self, *args: Any, suche: Callable[[str], QuerySet[Model]], adresse: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suche = suche
        self.bisher: Model | None = None
        self.widget.attrs |= {"data-namen": adresse, "autocomplete": "off"}

    def get_bound_field(self, form: BaseForm, field_name: str) -> BoundField:
        """Remember who stands there, so that what is left as it was needs no search and cannot be ambiguous."""
        zeile = getattr(form, "instance", None)
        if zeile is not None and getattr(zeile, zeile._meta.get_field(field_name).attname) is not None:
            self.bisher = form.initial[field_name] = getattr(zeile, field_name)
        return super().get_bound_field(form, field_name)

    def prepare_value(self, value: Any) -> Any:
        """Return the name; what was typed stays as it was typed."""
        return str(value) if isinstance(value, Model) else value

    def to_python(self, value: Any) -> Model | None:
        """Return the one row that is meant; refuse with a sentence where it is none or several."""
        if value is None or isinstance(value, Model):
            return value
        text = " ".join(str(value).split())
        if not text:
            return None
        if self.bisher is not None and text == str(self.bisher):
            return self.bisher
        name, _, nummer = text.rpartition(NUMMER)
        gefunden = list(self.suche(name or text)[:HOECHSTENS])
        if name:
            gefunden = [zeile for zeile in gefunden if str(zeile.pk) == nummer]
        passend = [zeile for zeile in gefunden if str(zeile) == text] or gefunden
        if len(passend) == 1:
            return passend[0]
        raise ValidationError(explain_treffer(text, passend))


def explain_treffer(text: str, zeilen: Iterable[Model]) -> str:
    """Say why a name leads to none or to several rows, and what to type instead."""
    namen = name_eindeutig(zeilen)
    if not namen:
        return f"„{text}“ ist nicht eingetragen. Bitte prüfen Sie die Schreibweise oder legen Sie den Namen zuerst an."
    weitere = ", …" if len(namen) > 5 else ""
    return f"„{text}“ passt auf mehrere: {', '.join(namen[:5])}{weitere}. Bitte geben Sie einen davon ganz an."


def name_eindeutig(zeilen: Iterable[Model]) -> list[str]:
    """Return the names of the rows, with their number where two are called the same."""
    paare = [(str(zeile), zeile.pk) for zeile in zeilen]
    namen = [name for name, _ in paare]
    return [f"{name}{NUMMER}{pk}" if namen.count(name) > 1 else name for name, pk in paare]
