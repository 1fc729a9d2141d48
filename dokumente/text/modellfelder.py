"""Columns for what people write, normalised on every way into the database: form, import, command, admin, shell."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models

from dokumente.rules.zeichen import clean_zeichen, clean_zeile
from dokumente.text.formularfelder import AbsatzField, ZeileField

if TYPE_CHECKING:
    _Basis = models.Field[str, str]
else:
    _Basis = object


class _Clean(_Basis):
    """Normalises when a form checks the value, when an object is saved, and in what a query compares or sets."""

    _clean: Callable[[str], str]
    _form_class: type[forms.CharField]
    _pfad: str

    def to_python(self, value: Any) -> Any:
        """Return the normalised value."""
        return self._normalise(super().to_python(value))

    def get_prep_value(self, value: Any) -> Any:
        """Return the normalised value for the database."""
        return self._normalise(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Normalise on the object itself, so that whoever holds it sees what is stored."""
        wert = self._normalise(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, wert)
        return wert

    def formfield(self, **kwargs: Any) -> Any:
        """Return the form field that normalises before it measures the length."""
        return super().formfield(**{"form_class": self._form_class, **kwargs})

    def deconstruct(self) -> Any:
        """Return the plain field: to the database it is nothing else."""
        name, _, args, kwargs = super().deconstruct()
        return name, self._pfad, args, kwargs

    def _normalise(self, wert: Any) -> Any:
        return type(self)._clean(wert) if isinstance(wert, str) else wert


class Zeilenfeld(_Clean, models.CharField[str, str]):
    """One line that somebody writes."""

    _clean = staticmethod(clean_zeile)
    _form_class = ZeileField
    _pfad = "django.db.models.CharField"


class Textfeld(_Clean, models.TextField[str, str]):
    """Text of several lines, or markup, that somebody writes."""

    _clean = staticmethod(clean_zeichen)
    _form_class = AbsatzField
    _pfad = "django.db.models.TextField"


class Rechenfeld(models.TextField[str | None, str | None]):
    """What is computed from the other columns of a row each time it is saved, whole or with this column named."""

    def __init__(self, *args: Any, compute: Callable[[Any], str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._compute = compute

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Compute and keep the value; only migrations, which know no functions, leave it as it is."""
        if self._compute is not None:
            setattr(model_instance, self.attname, self._compute(model_instance))
        return super().pre_save(model_instance, add)

    def deconstruct(self) -> Any:
        """Return the plain field: to the database it is nothing else."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs
