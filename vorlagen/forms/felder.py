"""Fields the drafting pages share: clean lines, rich text, several files at once."""

import re
from collections.abc import Callable, Collection
from typing import Any

from django import forms

from dokumente.rules.zeichen import clean_zeichen, clean_zeile
from dokumente.text.aus_text import text_to_richtext
from dokumente.text.bilder import find_bilder
from dokumente.text.formularfelder import ZeileField
from dokumente.text.richtext import check_richtext, clean_richtext, find_nebentext

FREMDES_BILD = (
    "Im Text steht ein Bild, das nicht für ihn gebracht worden ist. Bitte nehmen Sie es heraus und fügen Sie es in "
    "einem Entwurf mit „Bild“ neu ein."
)
MARKE = re.compile(r"<[a-z/!]", re.IGNORECASE)
"""What tells HTML from plain text; a lone "<" between numbers does not."""


class RichtextWidget(forms.Textarea):
    """A text area that the script ``vorlagen-editor.js`` turns into an editor; without script it stays what it is."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Mark the text area for the script."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-richtext"] = True
        return context


class RichtextField(forms.CharField):
    """Rich text: HTML from the editor, or plain text from a browser without script. Always stored sanitised."""

    widget = RichtextWidget
    list_bilder: Callable[[], Collection[str]] = tuple
    """Which pictures the text may name, by checksum."""
    hinweis = ""
    """What of the last value was no text of the paper, as a German line."""

    def clean(self, value: Any) -> Any:
        """Return sanitised HTML; refuse what no page could show, naming the place."""
        text = super().clean(clean_zeichen(value) if isinstance(value, str) else value)
        if not text:
            return ""
        self.hinweis = find_nebentext(text)
        markup = text if MARKE.search(text) else text_to_richtext(text)
        saetze = check_richtext(markup)
        if saetze:
            raise forms.ValidationError(saetze)
        sauber = clean_richtext(markup)
        if (genannte := find_bilder(sauber)) and not set(genannte) <= set(self.list_bilder()):
            raise forms.ValidationError(FREMDES_BILD)
        return sauber


def list_hinweise(form: forms.BaseForm) -> list[str]:
    """Return what the checked rich texts of a form left out, each line with its field."""
    felder = ((str(feld.label), feld) for feld in form.fields.values() if isinstance(feld, RichtextField))
    return [f"{name}: {feld.hinweis}" for name, feld in felder if feld.hinweis]


class MehrereDateienWidget(forms.FileInput):
    """A file field in which several files can be chosen at once."""

    allow_multiple_selected = True


class SuchField(ZeileField):
    """What somebody searches for; never an error, at worst nothing."""

    def clean(self, value: Any) -> Any:
        """Return the words, cut to a length that no database minds."""
        return clean_zeile(value or "")[:200]
