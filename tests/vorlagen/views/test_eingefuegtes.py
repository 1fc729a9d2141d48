"""A text sent without the script leaves out what is none of the paper, and the author hears it once."""

import pytest
from django.test import Client

from tests.bauten import build_entwurf
from tests.vorlagen.views.entwurfsseite import drafter, save, stored

pytestmark = pytest.mark.django_db


def test_what_was_left_out_is_said_after_saving(client: Client) -> None:
    fassung = build_entwurf()
    drafter(client, fassung)
    antwort = save(
        client,
        fassung,
        begruendung="<p>Text<del>geheim</del></p><p class=MsoCommentText>geheim</p><ol start=4 type=a><li>de</ol>",
    )
    seite = client.get(antwort["Location"]).content.decode()
    satz = "Begründung: 1 Kommentar und 1 gelöschte Textstelle wurden nicht übernommen."
    assert seite.count(satz) == 1
    assert stored(fassung).begruendung == '<p>Text</p><ol start="4" type="a"><li>de</li></ol>'
    save(client, fassung, begruendung="<p>Text</p>")
    assert satz not in client.get(antwort["Location"]).content.decode()
