"""Of KERN's style sheet everything is sent that the pages use, and hardly anything else."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from koblenz_council.kern_css import PROPERTY, list_classes, list_properties, trim_css
from koblenz_council.statische_dateien import KERN, QUELLEN

GANZ = (settings.BASE_DIR / "node_modules/@kern-ux/native/dist" / Path(KERN).name).read_text(encoding="utf-8")
DEFINED = re.compile(r"[{;](--[\w-]+):")


def test_what_the_pages_name_is_all_there() -> None:
    used = list_classes(QUELLEN)
    sent = trim_css(GANZ, used, list_properties(QUELLEN))

    def named(css: str) -> set[str]:
        return {name for name in re.findall(r"\.(kern-[\w-]+)", css) if name in used}

    assert named(sent) == named(GANZ)
    asked = set(PROPERTY.findall(sent)) | list_properties(QUELLEN)
    assert asked & set(DEFINED.findall(GANZ)) == set(DEFINED.findall(sent))
    assert len(sent) * 4 < len(GANZ)


@pytest.mark.parametrize(
    ("css", "rest"),
    [
        ("html{margin:0}", "html{margin:0}"),
        (".kern-a{margin:0}.kern-b{margin:1px}", ".kern-a{margin:0}"),
        (".kern-a,.kern-b .kern-a{margin:0}", ".kern-a{margin:0}"),
        (".kern-c-x:hover{margin:0!important}", ".kern-c-x:hover{margin:0!important}"),
        (".kern-a:not(.kern-b){margin:0}", ".kern-a:not(.kern-b){margin:0}"),
        (".kern-a:has(.kern-b){margin:0}", ""),
        ("[data-kern-theme=dark],.kern-a{margin:0}", ".kern-a{margin:0}"),
        ("@media print{.kern-a{margin:0}.kern-b{margin:0}}", "@media print{.kern-a{margin:0}}"),
        ("@media print{.kern-b{margin:0}}", ""),
        ("@keyframes k{to{margin:0}}", ""),
        (
            ":root{--w:1px;--x:var(--y);--y:0;--z:2px}a{margin:var(--x)}",
            ":root{--w:1px;--x:var(--y);--y:0}a{margin:var(--x)}",
        ),
    ],
)
def test_only_what_can_match_and_what_it_asks_for_stays(css: str, rest: str) -> None:
    assert trim_css(css, frozenset({"kern-a", "kern-c-"}), frozenset({"--w"})) == rest


def test_what_it_does_not_know_is_not_dropped_in_silence() -> None:
    with pytest.raises(ValueError, match="@supports"):
        trim_css("@supports (a:b){.kern-a{margin:0}}", frozenset({"kern-a"}), frozenset())
