"""Form fields of every page: what nobody can see, or no print can show, is taken out before anything is checked."""

from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from dokumente.rules.zeichen import clean_zeichen, clean_zeile

FRUEHESTENS: Final = 1900
SPAETESTENS: Final = 2199
"""Years in which a city can have meant a day; the others are slips of the hand and break time zones."""


def check_jahr(tag: date | datetime) -> None:
    """Refuse a day of another age with a sentence."""
    if not FRUEHESTENS <= tag.year <= SPAETESTENS:
        raise ValidationError(
            f"Das Jahr {tag.year} kann nicht gemeint sein. Bitte geben Sie einen Tag von {FRUEHESTENS} bis "
            f"{SPAETESTENS} an, das Jahr mit vier Ziffern.",
            code="jahr",
        )


TAG_UNLESBAR: Final = "Bitte geben Sie das Datum als Tag.Monat.Jahr ein, zum Beispiel 03.09.2026."


class TagField(forms.DateField):
    """A day."""

    def to_python(self, value: Any) -> date | None:
        """Return the day, its year checked before anything computes with it."""
        tag = super().to_python(value)
        if tag is not None:
            check_jahr(tag)
        return tag


class ZeitpunktField(forms.DateTimeField):
    """A day with its time, in the city's time zone."""

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment; of another age it is refused before it is put into a time zone."""
        try:
            zeitpunkt = super().to_python(value)
        except OverflowError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if zeitpunkt is not None:
            check_jahr(zeitpunkt)
        return zeitpunkt


class ZeileField(forms.CharField):
    """One line of text; what turns the line around or piles up is taken out before its length is measured."""

    def to_python(self, value: Any) -> Any:
        """Return the normalised line."""
        return super().to_python(clean_zeile(value) if isinstance(value, str) else value)


class AbsatzField(forms.CharField):
    """Text of several lines, normalised like a line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """Return the normalised text with Unix line ends."""
        return super().to_python(clean_zeichen(value) if isinstance(value, str) else value)
