"""Rich text on paper and on the screen. What comes here was sanitised before."""

from functools import lru_cache
from typing import Final

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from dokumente.ablage.bilder import embed_bilder
from dokumente.druck.pdf import DruckFehler
from dokumente.text import tabellensatz
from dokumente.text.bilder import place_bilder

register = template.Library()

_LANG: Final = 50_000
# Tables are measured once per text: a long one takes longer to measure than a print from the store.
_set_kurz = lru_cache(maxsize=128)(tabellensatz.set_tabellen)
_set_lang = lru_cache(maxsize=16)(tabellensatz.set_tabellen)
_show_kurz = lru_cache(maxsize=128)(tabellensatz.show_tabellen)
_show_lang = lru_cache(maxsize=16)(tabellensatz.show_tabellen)


@register.filter
def set_tabellen(html: str, titel: str) -> SafeString:
    """Return sanitised ``html`` for print; ``titel`` is the heading it stands under.

    :raises DruckFehler: when a table is too wide for every page.
    """
    try:
        return mark_safe(embed_bilder((_set_lang if len(html) > _LANG else _set_kurz)(html, titel=titel)))  # noqa: S308
    except tabellensatz.TabelleZuBreit as fehler:
        raise DruckFehler(str(fehler)) from fehler


@register.filter
def show_tabellen(html: str, titel: str) -> SafeString:
    """Return sanitised ``html`` for a page: wide tables scroll in boxes named after ``titel``, pictures have addresses.

    What shows a picture asks who may see it: the page called ``bild``.
    """
    gesetzt = (_show_lang if len(html) > _LANG else _show_kurz)(html, titel=titel)
    return mark_safe(place_bilder(gesetzt, lambda pruefsumme: reverse("bild", args=[pruefsumme])))  # noqa: S308
