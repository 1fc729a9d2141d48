"""Templates keep to the Content-Security-Policy and to the escaping."""

import re

from tests.architektur.quellen import short, templates

INLINE_STYLE = re.compile(r"<[^>]*\sstyle\s*=|<style", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)|<[^>]*\son[a-z]+\s*=|javascript:", re.IGNORECASE)
UNESCAPED = re.compile(r"\|\s*(?:safe|set_tabellen|show_tabellen)\b|autoescape off|mark_safe")

# Rich text is sanitised when it is stored; these are the only places that print it as markup.
RICHTEXT = {
    # Frozen as the page drew it when it was signed.
    "templates/nachbereitung/lesen.html",
    "templates/pdf/niederschrift.html",
    "templates/components/richtext.html",
    "templates/pdf/beschlussauszug.html",
    "templates/pdf/unterschied.html",
    "templates/pdf/vorlage.html",
}

# Printed pages never meet a browser; this one part of them carries what is master data: colours, the coat of arms.
HAUSSTIL = ["templates/pdf/hausstil.html"]


def test_no_inline_style() -> None:
    assert [short(t) for t in templates() if INLINE_STYLE.search(t.read_text(encoding="utf-8"))] == HAUSSTIL


def test_no_inline_script() -> None:
    assert [short(t) for t in templates() if INLINE_SCRIPT.search(t.read_text(encoding="utf-8"))] == []


def test_only_sanitised_rich_text_is_printed_as_markup() -> None:
    gefunden = {short(t) for t in templates() if UNESCAPED.search(t.read_text(encoding="utf-8"))}
    assert gefunden <= RICHTEXT, gefunden - RICHTEXT


def test_buttons_are_written_by_their_component_alone() -> None:
    ordner = ("templates/components/", "templates/kern/")
    selbst = [short(t) for t in templates() if 'class="kern-btn' in t.read_text(encoding="utf-8")]
    assert [seite for seite in selbst if not seite.startswith(ordner)] == []
