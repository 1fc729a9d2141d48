"""What comes along with pasted text and is none of it goes, and is said in one line."""

import pytest

from dokumente.text.richtext import clean_richtext, find_nebentext

DAVOR, DANACH = "<p>davor</p>", "<p>danach</p>"
VERBORGEN = "1 verborgene Textstelle wurde nicht übernommen."
GELOESCHT = "1 gelöschte Textstelle wurde nicht übernommen."
KOMMENTAR = "1 Kommentar wurde nicht übernommen."

ZWEI_KOMMENTARE = (
    "<p>a<span class=MsoCommentReference><a href='#_msocom_1'>[E1]</a></span>b"
    "<span class=MsoCommentReference><a href='#_msocom_2'>[E2]</a></span></p>"
    "<div style='mso-element:comment-list'><div style='mso-element:comment'><p>geheim</p></div>"
    "<div style='mso-element:comment'><p class=MsoCommentText>geheim</p></div></div>"
)
ONLINE = (
    "<p>a<sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup></p>"
    "<div><p><b><a href='#cmnt_ref1' id='cmnt1'>[a]</a></b><span>geheim</span></p></div>"
)
ALLES = (
    "2 verborgene Textstellen und 1 gelöschte Textstelle wurden nicht übernommen. "
    "1 Bild wurde nicht übernommen. Bitte hängen Sie es als Anlage an."
)

FAELLE = {
    "hidden by display": ("<p style='color:red; DISPLAY : none'>geheim</p>".replace(" :", ":"), "", VERBORGEN),
    "hidden by the word processor": ("<p>a<span style='mso-hide:all'>geheim</span>b</p>", "<p>ab</p>", VERBORGEN),
    "hidden by visibility": ("<p style='visibility:hidden'>geheim</p>", "", VERBORGEN),
    "hidden by attribute": ("<div hidden><p>geheim</p><p>geheim</p></div>", "", VERBORGEN),
    "hidden by class": (
        (
            "<style><!-- p.x, /* a */ span.Rand {mso-hide:all} .y {color:red} --></style>"
            "<p>a<span class='y Rand'>geheim</span><span class='y'>b</span></p>"
        ),
        "<p>ab</p>",
        VERBORGEN,
    ),
    "hidden but empty": ("<p>a<span style='display:none'>&nbsp;</span>b</p>", "<p>ab</p>", ""),
    "white": (
        "<p style='color:white'>sichtbar, display ist nicht none</p>",
        "<p>sichtbar, display ist nicht none</p>",
        "",
    ),
    "hidden on one medium only": ("<p style='mso-hide:screen'>Text</p>", "<p>Text</p>", ""),
    "deleted": ("<p>90<del cite='mailto:E'>.geheim <b>x</b></del>.<ins>120</ins></p>", "<p>90.120</p>", GELOESCHT),
    "deleted by class": ("<p>a<span class=msoDel>geheim</span></p>", "<p>a</p>", GELOESCHT),
    "struck out on purpose": ("<p><s>a</s><strike>b</strike></p>", "<p><s>a</s><s>b</s></p>", ""),
    "two comments": (
        ZWEI_KOMMENTARE,
        "<p>ab</p>",
        "2 Kommentare wurden nicht übernommen.",
    ),
    "a comment of an online editor": (
        ONLINE,
        "<p>a<sup></sup></p>",
        KOMMENTAR,
    ),
    "a comment's text alone": ("<p class=MsoCommentText>geheim</p>", "", KOMMENTAR),
    "a footnote": ("<p>a<a href='#_ftn1' style='mso-footnote-id:ftn1'>[1]</a></p>", "<p>a[1]</p>", ""),
    "a picture": (
        "<p>a<img src='data:image/png;base64,x' width=300>b</p>",
        "<p>ab</p>",
        "1 Bild wurde nicht übernommen. Bitte hängen Sie es als Anlage an.",
    ),
    "pictures in other clothes": (
        "<p>a<svg><text>geheim</text></svg><picture><img src=x></picture></p>",
        "<p>a</p>",
        "2 Bilder wurden nicht übernommen. Bitte hängen Sie sie als Anlagen an.",
    ),
    "everything": (
        "<p>a<del>geheim</del><span hidden>geheim</span><span hidden>geheim</span><img></p>",
        "<p>a</p>",
        ALLES,
    ),
}


@pytest.mark.parametrize("fall", FAELLE)
def test_it_is_left_out_and_said(fall: str) -> None:
    html, bleibt, satz = FAELLE[fall]
    sauber = clean_richtext(f"{DAVOR}{html}{DANACH}")
    assert sauber == f"{DAVOR}{bleibt}{DANACH}"
    assert "geheim" not in sauber
    assert find_nebentext(html) == satz
    assert find_nebentext(sauber) == ""


def test_what_is_open_at_the_end_stays_left_out() -> None:
    assert clean_richtext("<p>a</p><div style='display:none'><p>geheim<ul><li>geheim") == "<p>a</p>"
