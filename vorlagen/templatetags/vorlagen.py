"""Rich text of papers with links to the papers it names."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString, mark_safe

from vorlagen.rules.verweise import link_nummern

register = template.Library()


@register.filter(name="link_nummern")
def show_nummern(html: str, adressen: Mapping[str, str] | None) -> SafeString:
    """Return sanitised ``html`` with links on the numbers that have an address; what a page offers none stays."""
    return mark_safe(link_nummern(html, adressen or {}))  # noqa: S308
