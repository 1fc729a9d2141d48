"""The components of the pages: what every template may call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.forms import BaseForm, BaseFormSet, BoundField
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString

from konten.rechte import Rechte, rechte_of

register = template.Library()

if TYPE_CHECKING:
    AnyForm = BaseForm | BaseFormSet[BaseForm]

TONES = {
    "entwurf": "neutral",
    "in_arbeit": "neutral",
    "mitzeichnung": "info",
    "eingereicht": "info",
    "in_beratung": "info",
    "laufend": "info",
    "eingeladen": "info",
    "freigegeben": "success",
    "abgeschlossen": "success",
    "zugestimmt": "success",
    "zugestellt": "success",
    "einstimmig": "success",
    "mehrheitlich": "success",
    "kenntnis": "success",
    "schriftlich_beantwortet": "success",
    "beschlossen": "success",
    "erledigt": "success",
    "soll_schriftlich": "warning",
    "vertagt": "warning",
    "verwiesen": "warning",
    "abgesetzt": "warning",
    "eingelesen": "warning",
    "zurueckgegeben": "warning",
    "abgelehnt": "danger",
    "gescheitert": "danger",
    "abgesagt": "danger",
    "zurueckgezogen": "danger",
}
"""Colour of a stored state; a state that is not named here is neutral."""


@register.filter
def tone(state: str) -> str:
    """Return the colour that belongs to a stored state of a paper, a sitting or an outcome."""
    return TONES.get(state, "neutral")


@register.simple_tag
def error_style() -> str:
    """Return the address of the error pages' style sheet; they show even where nothing has been collected."""
    try:
        return static("css/error.css")
    except ValueError:
        return f"{settings.STATIC_URL}css/error.css"


@register.inclusion_tag("components/badge.html")
def badge(text: str, tone: str = "neutral") -> dict[str, str]:
    """Show a state in words."""
    return {"text": text, "tone": tone}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*steps: str) -> dict[str, list[tuple[str, str]]]:
    """Show the way to the page: ``label, address, label, address, …, label of the page itself``.

    An address is a path or a URL name without arguments. The start page stands first by itself; a step without a label
    is left out.
    """
    pairs = [("Startseite", reverse("start"))]
    pairs += [(label, _resolve(address)) for label, address in zip(steps[:-1:2], steps[1::2], strict=True) if label]
    return {"steps": [*pairs, (steps[-1], "")]}


def _resolve(address: str, *args: object) -> str:
    return address if address.startswith(("/", "?", "#", "http")) else reverse(address, args=args)


@register.simple_block_tag
def page_head(content: str, title: str, kicker: str = "", lead: str = "") -> SafeString:
    """Show the page's heading with its badges and buttons."""
    return render_to_string(
        "components/page_head.html", {"content": content, "title": title, "kicker": kicker, "lead": lead}
    )


@register.simple_block_tag
def button(content: str, variant: str, size: str = "", about: str = "", **attributes: object) -> SafeString:
    """Show a button that sends its form.

    ``variant`` is primary, secondary, tertiary or danger; ``about`` sets it apart for who hears it. In the names of
    further ``attributes`` an underscore stands for a hyphen.
    """
    return _render_button(content, variant, size, about, attributes)


@register.simple_block_tag
def button_link(
    content: str, variant: str, to: str, *args: object, size: str = "", about: str = "", **attributes: object
) -> SafeString:
    """Show a link that looks like a button; ``to`` is an address, or the name of one with its ``args``."""
    return _render_button(content, variant, size, about, attributes, href=_resolve(to, *args))


def _render_button(
    content: str, variant: str, size: str, about: str, attributes: dict[str, object], href: str = ""
) -> SafeString:
    angaben = {"label": content.strip(), "variant": variant, "size": size, "about": about, "href": href}
    return render_to_string("components/button.html", {**angaben, "attributes": _write_attributes(attributes)})


def _write_attributes(attributes: dict[str, object]) -> SafeString:
    return flatatt({name.replace("_", "-"): value for name, value in attributes.items() if value != ""})


@register.simple_block_tag
def alert(content: str, tone: str, title: str = "") -> SafeString:
    """Show a notice inside the page; ``tone`` is info, success, warning or danger."""
    return render_to_string("components/alert.html", {"content": content, "tone": tone, "title": title})


@register.simple_block_tag
def empty_state(content: str, title: str) -> SafeString:
    """Say that there is nothing yet, and what to do."""
    return render_to_string("components/empty_state.html", {"content": content, "title": title})


@register.simple_block_tag
def fact(content: str, label: str) -> SafeString:
    """Show one line of a description list."""
    return render_to_string("components/fact.html", {"content": content, "label": label})


@register.simple_block_tag
def table(content: str, key: str, caption: str, hide_caption: bool = False, modifier: str = "") -> SafeString:
    """Show a table; ``key`` is its id and must be unique on the page."""
    return render_to_string(
        "components/table.html",
        {"content": content, "key": key, "caption": caption, "hide_caption": hide_caption, "modifier": modifier},
    )


@register.simple_block_tag(takes_context=True)
def confirm(
    context: Context,
    content: str,
    label: str,
    button: str,
    address: str,
    tone: str = "primary",
    variant: str = "secondary",
    size: str = "",
    about: str = "",
    id: str = "",  # noqa: A002  # the attribute's name
    **attributes: object,
) -> SafeString:
    """Show an act by POST behind a panel that says what happens; ``tone`` is primary or danger.

    ``variant``, ``size``, ``about`` and ``id`` are those of the button that opens; ``attributes`` go to the form. With
    an empty ``address`` it stands in a form that is there already, and the content brings its button.
    """
    angaben: dict[str, object] = {"label": label, "variant": variant, "size": size, "about": about, "id": id}
    angaben |= {"content": content, "button": button, "address": address, "tone": tone}
    angaben |= {"attributes": _write_attributes(attributes), "csrf_token": context.get("csrf_token")}
    return render_to_string("components/confirm.html", angaben)


@register.inclusion_tag("components/post_button.html", takes_context=True)
def post_button(
    context: Context, label: str, address: str, variant: str = "secondary", name: str = "", value: str = ""
) -> dict[str, object]:
    """Show a button that posts to ``address``; ``name`` and ``value`` are sent along if given."""
    return {
        "label": label,
        "address": address,
        "variant": variant,
        "name": name,
        "value": value,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: AnyForm | None, title: str | None = None) -> dict[str, object]:
    """List every error of the forms and formsets, each with a link to its field; nothing if there is none.

    A formset class may say in ``row_title`` what one of its rows is called.
    """
    items = [item for form in forms if form is not None for item in _errors_of(form)]
    return {"items": items, "title": title or "Bitte prüfen Sie Ihre Angaben"}


def _errors_of(form: AnyForm) -> Iterator[tuple[str, str]]:
    if isinstance(form, BaseFormSet):
        if not form.is_bound:
            return
        yield from ((str(error), "") for error in form.non_form_errors())
        row_title = getattr(form, "row_title", "Zeile")
        for number, row in enumerate(form.forms, start=1):
            yield from ((f"{row_title} {number}, {text}", address) for text, address in _errors_of(row))
        return
    yield from ((str(error), "") for error in form.non_field_errors())
    for field in form:
        yield from ((f"{field.label}: {error}", _address_of(field)) for error in field.errors)


def _address_of(field: BoundField) -> str:
    return "" if field.is_hidden else f"#{field.id_for_label or field.auto_id}"


@dataclass(frozen=True, slots=True)
class Room:
    """An entry of the main navigation."""

    label: str
    address: str
    current: bool


@register.inclusion_tag("components/navigation.html", takes_context=True)
def navigation(context: Context) -> dict[str, list[Room]]:
    """Show the main navigation; where the page stands is told by its address."""
    request: HttpRequest = context["request"]
    rooms = [
        Room(label, address := reverse(name), request.path.startswith(address))
        for label, name in _open_rooms(rechte_of(request.user), is_staff=getattr(request.user, "is_staff", False))
    ]
    return {"items": rooms}


def _open_rooms(rechte: Rechte, *, is_staff: bool) -> Iterator[tuple[str, str]]:
    yield from (("Sitzungen", "sitzungen"), ("Vorlagen", "vorlagen"), ("Gremien", "gremien"))
    if rechte.angemeldet:
        yield "Schreibtisch", "schreibtisch"
    if rechte.sitzungsdienst:
        yield "Sitzungsdienst", "sitzungsdienst"
    if is_staff:
        yield "Verwaltung", "admin:index"
