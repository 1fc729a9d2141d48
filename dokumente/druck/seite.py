"""From values to the page that is set: the one way every kind of document takes."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from django.template.loader import render_to_string

from dokumente.rules.festabstand import bind_html
from dokumente.text.richtext import clean_richtext

_LANG: Final = 50_000


def build_seite(vorlage: str, werte: Mapping[str, object]) -> str:
    """Return the HTML of one document: the page ``vorlage`` (below ``templates/pdf/``) filled with ``werte``.

    What must not be torn apart at a line end is bound together here, in texts typed by anybody.
    """
    return bind_html(render_to_string(vorlage, werte))


def clean_text(html: str) -> str:
    """Return ``html`` sanitised, remembering the last texts."""
    return (_clean_lang if len(html) > _LANG else _clean_kurz)(html)


# To find a long paper in the store would otherwise take mostly this: 15 ms for 20 pages. Enough for both texts of every
# paper of a sitting; the few very long ones have a place of their own, so that they do not fill the memory.
_clean_kurz, _clean_lang = lru_cache(maxsize=256)(clean_richtext), lru_cache(maxsize=16)(clean_richtext)
