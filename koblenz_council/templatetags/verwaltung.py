"""What the pages of the administration may call, beside the components of all pages."""

import re
from typing import Any

from django import template
from django.contrib.admin.helpers import AdminForm, InlineAdminFormSet
from django.contrib.admin.utils import display_for_field
from django.forms import BoundField
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from koblenz_council.templatetags.ui import error_summary

register = template.Library()

ZEICHEN = re.compile(r'<img src="[^"]*/icon-(yes|no|unknown)\b[^"]*" alt="[^"]*">')
ZELLE = re.compile(r'^<(td|th)(?: class="([^"]*)")?')
KERN = {"td": '<td class="kern-table__cell ', "th": '<th scope="row" class="kern-table__header '}
WORTE = {"yes": "ja", "no": "nein", "unknown": "offen"}


@register.filter
def in_worten(zelle: Any) -> SafeString:
    """Return what Django made of a value, with words for its pictures of yes and no, and KERN's cells."""
    html = ZEICHEN.sub(lambda treffer: WORTE[treffer[1]], str(conditional_escape(zelle)))
    return SafeString(ZELLE.sub(lambda treffer: f'{KERN[treffer[1]]}{treffer[2] or ""}"', html))


@register.filter
def gewaehlt(feld: BoundField) -> SafeString:
    """Return in words what a field says that cannot be changed."""
    zeile = feld.form.instance  # type: ignore[attr-defined]
    return in_worten(display_for_field(getattr(zeile, feld.name), zeile._meta.get_field(feld.name), "–"))


@register.inclusion_tag("components/error_summary.html")
def fehlerliste(adminform: AdminForm, inlines: list[InlineAdminFormSet]) -> dict[str, object]:
    """List what is wrong on the whole page, each with a link to its field."""
    return error_summary(adminform.form, *(inline.formset for inline in inlines))
