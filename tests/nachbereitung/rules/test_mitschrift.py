"""A transcript beside the items."""

from nachbereitung.rules.mitschrift import split_mitschrift

NUMMERN = ["Ö 1", "Ö 2", "Ö 2.1", "N 1"]


def test_passages_stand_beside_their_items() -> None:
    text = "Guten Tag.\nTOP Ö 1 Begrüßung\nAlle da.\nTOP 2\nRede.\nTOP 2.1: Antwort\nGegenrede.\n"
    text += "TOP N 1\nGeheim.\nTOP 1\nNoch."
    assert split_mitschrift(text, NUMMERN) == {
        "": "Guten Tag.",
        "Ö 1": "TOP Ö 1 Begrüßung\nAlle da.",
        "Ö 2": "TOP 2\nRede.",
        "Ö 2.1": "TOP 2.1: Antwort\nGegenrede.",
        # Without a letter the part is meant in which the text is.
        "N 1": "TOP N 1\nGeheim.\nTOP 1\nNoch.",
    }


def test_what_names_no_item_of_the_agenda_is_no_heading() -> None:
    assert split_mitschrift("TOP 7 gibt es nicht.\nWeiter.", NUMMERN) == {"": "TOP 7 gibt es nicht.\nWeiter."}
    assert split_mitschrift("Siehe TOP Ö 1.", NUMMERN) == {"": "Siehe TOP Ö 1."}
    assert split_mitschrift(" \n", NUMMERN) == {}
