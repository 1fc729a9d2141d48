"""Trying an act with what a form asked for, and telling what came of it."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from django.contrib import messages
from django.http import HttpRequest, QueryDict

from gremien.rules.befund import Befund, VorgangGesperrt

T = TypeVar("T")


class Vorgang(Protocol):
    """A form behind an act: it shows the findings that refuse it."""

    def is_valid(self) -> bool:
        """Return whether the input can be used."""

    def add_befunde(self, befunde: Iterable[Befund]) -> None:
        """Show why the act was refused."""


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent by POST, None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def attempt(form: Vorgang, act: Callable[[], T]) -> T | None:
    """Run an act with the input of a valid form; a refusal becomes findings on the form and None."""
    try:
        return act()
    except VorgangGesperrt as gesperrt:
        form.add_befunde(gesperrt.befunde)
        return None


def succeeds(form: Vorgang, act: Callable[[], object]) -> bool:
    """Run an act as :func:`attempt` does and return whether it passed, whatever it returns."""
    return attempt(form, lambda: (act(),)) is not None


def carry_out(request: HttpRequest, form: Vorgang, act: Callable[[], object], erfolg: str) -> bool:
    """Do the act if the form is in order and nothing stands against it, and say so; else the form says why not."""
    done = form.is_valid() and succeeds(form, act)
    if done:
        messages.success(request, erfolg)
    return done


def read_kennung(text: str | None) -> int:
    """Return a primary key as sent, 0 for anything that is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
