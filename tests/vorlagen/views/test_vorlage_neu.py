"""Beginning and deleting a draft."""

import pytest
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle
from tests.bauten import build_amt, build_entwurf, build_freigegebene_vorlage, build_konto, build_neufassung
from vorlagen.models import Fassung, Vorlage

pytestmark = pytest.mark.django_db


def test_a_new_paper_is_a_non_public_draft_of_the_own_office(client: Client) -> None:
    amt = build_amt()
    konto = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt)
    client.force_login(konto)
    antwort = client.post(
        reverse("vorlage_neu"),
        {"art": "UV", "amt": amt.pk, "betreff": " Kita\nZauberland ", "oeffentlich": "on", "status": "freigegeben"},
    )
    fassung = Fassung.objects.get()
    assert antwort.headers["Location"] == reverse("entwurf_teil", args=[fassung.vorlage_id, "angaben"])
    assert (fassung.betreff, fassung.vorlage.art, fassung.amt, fassung.verfasser) == (
        "Kita Zauberland",
        "UV",
        amt,
        konto,
    )
    assert (fassung.oeffentlich, fassung.is_entwurf, fassung.nummer) == (False, True, "")


@pytest.mark.parametrize(
    ("feld", "wert", "satz"),
    [
        ("amt", "999999", "Bitte wählen Sie einen Eintrag aus der Liste."),
        ("amt", "", "Bitte wählen Sie einen Eintrag aus der Liste."),
        ("betreff", "x" * 501, "Bitte kürzen Sie auf höchstens 500 Zeichen (es sind 501)."),
    ],
)
def test_an_error_is_named_and_nothing_is_begun(client: Client, feld: str, wert: str, satz: str) -> None:
    amt = build_amt()
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt))
    antwort = client.post(reverse("vorlage_neu"), {"art": "BV", "amt": amt.pk, "betreff": "Kita", feld: wert})
    assert antwort.context["form"].errors[feld] == [satz]
    assert f'href="#id_{feld}"' in antwort.content.decode()
    assert not Vorlage.objects.exists()


def test_papers_cannot_be_begun_for_another_office(client: Client) -> None:
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG))
    client.post(reverse("vorlage_neu"), {"art": "BV", "amt": build_amt().pk, "betreff": "Kita"})
    assert not Vorlage.objects.exists()


def test_deleting_asks_first_and_then_deletes(client: Client) -> None:
    fassung = build_entwurf(betreff="Irrtum")
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=fassung.amt))
    adresse = reverse("vorlage_loeschen", args=[fassung.vorlage_id])
    assert "Der Entwurf „Irrtum“ wird mit allen Texten und Anlagen gelöscht." in client.get(adresse).content.decode()
    antwort = client.post(adresse, follow=True)
    assert antwort.redirect_chain == [(reverse("schreibtisch"), 302)]
    assert "Der Entwurf ist gelöscht." in antwort.content.decode()
    assert not Vorlage.objects.exists()


def test_deleting_the_draft_of_a_new_fassung_keeps_the_paper(client: Client) -> None:
    vorlage = build_freigegebene_vorlage()
    fassung = build_neufassung(vorlage)
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=fassung.amt))
    adresse = reverse("vorlage_loeschen", args=[vorlage.pk])
    assert f"Die freigegebenen Fassungen von {vorlage.nummer} bleiben bestehen." in client.get(adresse).content.decode()
    client.post(adresse)
    assert [f.neufassung for f in vorlage.fassungen.all()] == [0]


def test_a_new_fassung_takes_over_the_text_and_is_non_public(client: Client) -> None:
    vorlage = build_freigegebene_vorlage(betreff="Kita")
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=vorlage.fassungen.get().amt))
    antwort = client.post(reverse("vorlage_neufassen", args=[vorlage.pk]))
    assert antwort.headers["Location"] == reverse("vorlage_bearbeiten", args=[vorlage.pk])
    neu = vorlage.fassungen.get(neufassung=1)
    assert (neu.betreff, neu.oeffentlich, neu.is_entwurf) == ("Kita", False, True)


def test_a_finished_paper_is_not_written_again(client: Client) -> None:
    vorlage = build_freigegebene_vorlage()
    Vorlage.objects.filter(pk=vorlage.pk).update(status="abgeschlossen")
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=vorlage.fassungen.get().amt))
    antwort = client.post(reverse("vorlage_neufassen", args=[vorlage.pk]))
    satz = "Die Vorlage ist abgeschlossen. Bitte legen Sie für einen neuen Beschluss eine neue Vorlage an."
    assert satz in antwort.content.decode()
    assert vorlage.fassungen.count() == 1
