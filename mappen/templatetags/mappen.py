"""Packets and sheets on the page of their sitting, always with the reader's eyes."""

from django import template
from django.template.context import Context

from mappen.pages.drucksachen import list_drucksachen
from sitzungen.models import Sitzung
from sitzungen.pages.drucksachen import Drucksache

register = template.Library()


@register.simple_tag(takes_context=True)
def drucksachen_of_mappen(context: Context, sitzung: Sitzung) -> list[Drucksache]:
    """Return the sheet to fill in and the packets that the reader may open."""
    return list_drucksachen(sitzung, context["request"].user)
