"""The part of the KERN style sheet that the pages of this house use; the rest (most of it icons) is never sent."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import tinycss2

CLASS = re.compile(r"kern-[a-z0-9_-]+")
PROPERTY = re.compile(r"var\(\s*(--[\w-]+)")
SWITCH = "data-kern-theme"
"""KERN's own switch between light and dark; in this house the reader's device decides."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; ``media`` is the condition around it, empty for none."""

    media: str
    selectors: str
    declarations: tuple[tuple[str, str], ...]


def list_classes(folders: Iterable[Path]) -> frozenset[str]:
    """Return the KERN classes written in pages and scripts; one ending in ``-`` stands for all that begin so."""
    return frozenset(name for text in _read(folders, ".html", ".js") for name in CLASS.findall(text))


def list_properties(folders: Iterable[Path]) -> frozenset[str]:
    """Return the custom properties that the style sheets in ``folders`` ask for."""
    return frozenset(name for text in _read(folders, ".css") for name in PROPERTY.findall(text))


def _read(folders: Iterable[Path], *suffixes: str) -> Iterator[str]:
    for folder in folders:
        yield from (path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.suffix in suffixes)


def trim_css(css: str, classes: frozenset[str], properties: frozenset[str]) -> str:
    """Return ``css`` without rules for other ``classes``, and without custom properties that then nobody asks for."""
    rules = list(_iter_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), classes))
    needed = _close_over(properties, rules)
    parts = []
    for media, group in groupby(rules, key=lambda rule: rule.media):
        text = "".join(_write(rule, needed) for rule in group)
        parts.append(f"{media}{{{text}}}" if media and text else text)
    return "".join(parts)


def _iter_rules(nodes: Iterable[Any], classes: frozenset[str], media: str = "") -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            kept = [s for s in _split_selectors(node.prelude) if _is_needed(s, classes)]
            inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            pairs = tuple((d.name, _write_value(d)) for d in inner if d.type == "declaration")
            if kept and pairs:
                yield Rule(media, ",".join(tinycss2.serialize(s).strip() for s in kept), pairs)
        elif node.type == "at-rule" and node.lower_at_keyword == "media":
            head = f"@media {tinycss2.serialize(node.prelude).strip()}"
            content = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield from _iter_rules(content, classes, head)
        elif node.type != "at-rule" or node.lower_at_keyword not in ("charset", "keyframes"):
            raise ValueError(f"Im Stil von KERN steht etwas Unbekanntes: {tinycss2.serialize([node])[:80]}")


def _split_selectors(prelude: list[Any]) -> list[list[Any]]:
    selectors: list[list[Any]] = [[]]
    for part in prelude:
        if part == ",":
            selectors.append([])
        else:
            selectors[-1].append(part)
    return selectors


def _is_needed(selector: list[Any], classes: frozenset[str]) -> bool:
    """Return whether ``selector`` can match a page: what stands inside ``:is(…)`` or ``:not(…)`` is not asked."""
    stems = tuple(name for name in classes if name.endswith("-"))
    return all(
        name in classes or name.startswith(stems)
        for name in _iter_names(selector)
        if CLASS.fullmatch(name) or name == SWITCH
    )


def _iter_names(selector: list[Any]) -> Iterator[str]:
    for before, part in zip([None, *selector], selector, strict=False):
        if before == "." and part.type == "ident":
            yield part.value
        elif part.type == "[] block":
            yield from (inner.value for inner in part.content if inner.type == "ident")
        elif part.type == "function" and part.lower_name == "has":
            yield from _iter_names(part.arguments)


def _write_value(declaration: Any) -> str:
    return f"{tinycss2.serialize(declaration.value).strip()}{'!important' if declaration.important else ''}"


def _close_over(properties: frozenset[str], rules: list[Rule]) -> frozenset[str]:
    """Return the custom properties that are asked for, by whatever way."""
    asked_by = defaultdict(set)
    for rule in rules:
        for name, value in rule.declarations:
            asked_by[name if name.startswith("--") else ""].update(PROPERTY.findall(value))
    found, todo = set(properties), [*properties, ""]
    while todo:
        new = asked_by[todo.pop()] - found
        found |= new
        todo += new
    return frozenset(found)


def _write(rule: Rule, needed: frozenset[str]) -> str:
    kept = [f"{name}:{value}" for name, value in rule.declarations if not name.startswith("--") or name in needed]
    return f"{rule.selectors}{{{';'.join(kept)}}}" if kept else ""
