"""Plain shapes pass, everything that could run, call, hide or cost is refused."""

import pytest

from gremien.rules.svg import MAX_BYTES, SvgAbgelehnt, clean_svg

RAUM = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inhalt: str, angaben: str = 'viewBox="0 0 9 9"') -> bytes:
    return f"<svg {RAUM} {angaben}>{inhalt}</svg>".encode()


def test_plain_shapes_are_written_anew() -> None:
    roh = b'<?xml version="1.0"?><!-- Werkzeug -->' + svg(
        '<title>Zeichen</title>\n<g fill="#1b3a8f" transform="translate(1 2)" id="a"><path d="M0 0\n L9,9 z"/>'
        '<circle cx="1" cy="1" r="1" stroke="none"/></g>'
    )
    assert clean_svg(roh) == (
        b'<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"><g fill="#1b3a8f" transform="translate(1 2)">'
        b'<path d="M0 0 L9,9 z"></path><circle cx="1" cy="1" r="1" stroke="none"></circle></g></svg>'
    )
    assert clean_svg(clean_svg(roh)) == clean_svg(roh)


def test_a_size_becomes_a_frame() -> None:
    assert clean_svg(svg("", 'width="40px" height="50"')) == (
        b'<svg viewBox="0 0 40 50" xmlns="http://www.w3.org/2000/svg"></svg>'
    )


ABGELEHNT = {
    "script": (svg("<script>alert(1)</script>"), "enthält „script“"),
    "style": (svg("<style>*{fill:url(http://x/)}</style>"), "enthält „style“"),
    "text": (svg("<text>Koblenz</text>"), "enthält „text“"),
    "image": (svg('<image href="file:///etc/passwd"/>'), "enthält „image“"),
    "use": (svg('<use xlink:href="http://x/a.svg#a"/>'), "enthält „use“"),
    "foreign object": (svg("<foreignObject><p>x</p></foreignObject>"), "enthält „foreignObject“"),
    "gradient": (svg("<linearGradient/>"), "enthält „linearGradient“"),
    "animation": (svg("<animate/>"), "enthält „animate“"),
    "link": (svg('<a href="javascript:alert(1)"><path d="M0 0"/></a>'), "enthält „a“"),
    "foreign element": (svg('<path xmlns="http://andere/" d="M0 0"/>'), "enthält „path“"),
    "inner svg": (svg(f"<svg {RAUM}/>"), "enthält „svg“"),
    "style attribute": (svg('<path style="fill:red" d="M0 0"/>'), "enthält „style“ in „path“"),
    "handler": (svg('<path onclick="x()" d="M0 0"/>'), "enthält „onclick“ in „path“"),
    "reference": (svg('<path xlink:href="#a" d="M0 0"/>'), "enthält „href“ in „path“"),
    "opacity": (svg('<path opacity="0.5" d="M0 0"/>'), "enthält „opacity“ in „path“"),
    "fill from elsewhere": (svg('<path fill="url(#a)" d="M0 0"/>'), "verweist in „fill“"),
    "address": (svg('<path fill="http://x/" d="M0 0"/>'), "verweist in „fill“"),
    "escaped": (svg('<path fill="&#117;rl(x)" d="M0 0"/>'), "verweist in „fill“"),
    "doctype": (b"<!DOCTYPE svg>" + svg(""), "enthält „DOCTYPE“"),
    "entities": (b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + svg("&a;"), "enthält „DOCTYPE“"),
    "instruction": (b'<?xml-stylesheet href="http://x/"?>' + svg(""), "enthält „xml-stylesheet“"),
    "loose words": (svg("Wort"), "enthält Text"),
    "no frame": (svg("", ""), "nennt keine Größe"),
    "empty frame": (svg("", 'viewBox="0 0 0 9"'), "nennt keine Größe"),
    "not svg": (b"<html><body/></html>", "enthält „html“"),
    "broken": (svg("<g>"), "ist beschädigt"),
    "strange encoding": (b'<?xml version="1.0" encoding="quatsch"?><svg/>', "ist beschädigt"),
    "too deep": (svg("<g>" * 30 + "</g>" * 30), "hat zu viele Teile"),
    "too many": (svg("<g/>" * 3_001), "hat zu viele Teile"),
    "too long": (svg(" " * MAX_BYTES), "ist zu groß"),
}


@pytest.mark.parametrize("fall", ABGELEHNT)
def test_it_refuses(fall: str) -> None:
    roh, satz = ABGELEHNT[fall]
    with pytest.raises(SvgAbgelehnt) as abgelehnt:
        clean_svg(roh)
    assert satz in str(abgelehnt.value)
    assert "Bitte speichern Sie das Wappen ohne Effekte" in str(abgelehnt.value)
