"""Confirming and rejecting what was imported: the act, the page, the list."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from journal.enums import Akt
from journal.models import Eintrag
from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import build_konto
from tests.journal.haus import enter_rollen, find
from tests.pruefen import journals, refused
from tests.vorlagen.einlesebeispiele import build_stammdaten, formular, station
from tests.zweite_person import confirm_fassung
from vorlagen.actions.einlesen import import_text
from vorlagen.actions.einlesen_bestaetigung import GEAENDERT, NICHT_OFFEN, confirm_einlesung, reject_einlesung
from vorlagen.actions.freigabe import draw_nummer, withdraw_vorlage
from vorlagen.actions.gremienweg import NICHT_FREIGEGEBEN
from vorlagen.actions.planung import plan_gremienweg
from vorlagen.enums import Fassungsstatus, Vorlagenstatus
from vorlagen.models import Beratung, Fassung, Vorlage, Zaehler

pytestmark = pytest.mark.django_db

ENTSCHIEDEN = ("[x] [ ] [ ] [ ]", "[ ] [ ] [ ] [ ]", "[ ] [ ] [ ] [ ]")
VERTAGT = ("[ ] [ ] [ ] [ ]", "[ ] [ ] [ ] [x]", "[ ] [ ] [ ] [ ]")


def clerk() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def imported(konto: Konto | None = None, *, nummer: str = "BV/0546/2018") -> Fassung:
    return import_text(formular(nummer=nummer), konto=konto)


def test_a_second_person_makes_it_a_released_paper() -> None:
    erste, zweite = clerk(), clerk()
    fassung = imported(erste)
    with journals(Akt.EINLESEN_BESTAETIGEN):
        fassung = confirm_einlesung(fassung, konto=zweite)
    assert (fassung.status, fassung.freigegeben_von) == (Fassungsstatus.FREIGEGEBEN, zweite)
    assert Vorlage.objects.get().status == Vorlagenstatus.FREIGEGEBEN
    assert not Fassung.objects.visible_to(AnonymousUser()).exists()
    with refused(NICHT_OFFEN):
        confirm_einlesung(fassung, konto=zweite)


def test_who_imported_does_not_confirm_and_hears_who_can() -> None:
    erste, zweite = clerk(), clerk()
    fassung = imported(erste)
    satz = (
        "Sie haben an dieser Vorlage mitgewirkt (eingelesen) und können sie nicht selbst bestätigen "
        f"(Vier-Augen-Prinzip). Bitte lassen Sie eine andere Person bestätigen: {zweite}."
    )
    with refused(satz):
        confirm_einlesung(fassung, konto=erste)


def test_only_what_was_shown_is_confirmed() -> None:
    fassung, konto = imported(clerk()), clerk()
    with refused(GEAENDERT):
        confirm_einlesung(fassung, konto=konto, gesehen="0" * 64)


def test_nothing_is_done_with_it_before() -> None:
    fassung, konto = imported(clerk()), clerk()
    with refused(NICHT_FREIGEGEBEN):
        plan_gremienweg(fassung.vorlage, [], konto=konto)
    satz = "Die Vorlage ist eingelesen und noch nicht bestätigt. Bitte verwerfen Sie sie, statt sie zurückzuziehen."
    with refused(satz):
        withdraw_vorlage(fassung.vorlage, konto=konto, grund="Falsch")


@pytest.mark.parametrize(
    "stationen", [(station(raster=ENTSCHIEDEN),), (station(raster=VERTAGT, datum="20.08.2018"), station())]
)
def test_rejecting_takes_a_reason_and_leaves_nothing_but_the_journal(stationen: tuple[str, ...]) -> None:
    build_stammdaten()
    fassung, konto = import_text(formular(*stationen), konto=clerk()), clerk()
    with refused("Bitte geben Sie an, warum die eingelesene Vorlage verworfen wird.", feld="grund"):
        reject_einlesung(fassung, konto=konto, grund=" ")
    with journals(Akt.EINLESEN_VERWERFEN):
        reject_einlesung(fassung, konto=konto, grund="Falsches Formular")
    assert (Vorlage.objects.count(), Beratung.objects.count()) == (0, 0)
    daten = Eintrag.objects.latest("laufend").daten
    assert (daten["nummer"], daten["betreff"], daten["grund"]) == ("BV/0546/2018", "Ein Betreff", "Falsches Formular")
    enter_rollen()
    assert find() == []
    assert import_text(formular(*stationen), konto=konto).nummer == "BV/0546/2018"


def test_a_rejected_number_leaves_no_gap() -> None:
    draw_nummer("BV", 2018)
    fassung = imported(clerk(), nummer="BV/0009/2018")
    assert Zaehler.objects.get().zuletzt == 9
    reject_einlesung(fassung, konto=clerk(), grund="Falsch")
    assert Zaehler.objects.get().zuletzt == 1


def test_a_rejected_neufassung_leaves_its_paper() -> None:
    fassung = confirm_fassung(imported(clerk()))
    neu = imported(clerk(), nummer="BV/0546/2018/1")
    reject_einlesung(neu, konto=clerk(), grund="Falsch")
    assert list(Fassung.objects.all()) == [fassung]
    enter_rollen()
    assert find() == []


def test_the_journal_holds_what_was_confirmed() -> None:
    confirm_fassung(imported(clerk()))
    confirm_fassung(imported(nummer="BV/0547/2018"))
    enter_rollen()
    assert find() == []


# --- in the browser


def test_the_page_shows_paper_and_source_and_confirms(client: Client) -> None:
    erste, zweite = clerk(), clerk()
    fassung = imported(erste)
    adresse = reverse("einlesen_bestaetigen", args=[fassung.vorlage_id])
    client.force_login(erste)
    eigene = client.get(adresse).content.decode()
    assert ("Sie können diese Vorlage nicht bestätigen" in eigene, "BV/0546/2018 bestätigen</span>" in eigene) == (
        True,
        False,
    )
    client.force_login(zweite)
    seite = client.get(adresse)
    inhalt = seite.content.decode()
    erwartet = ("Verfasser: 31-Ordnungsamt", f"{erste} (eingelesen)", "Weil es nötig ist.", "BV/0546/2018 bestätigen")
    assert [text for text in erwartet if text not in inhalt] == []
    assert client.post(adresse).status_code == 200
    assert Fassung.objects.get().is_eingelesen
    assert client.post(adresse, {"gesehen": seite.context["gesehen"]}).status_code == 302
    assert Fassung.objects.get().is_freigegeben


@pytest.mark.parametrize(("wahl", "bestaetigt"), [("ausgewählt", {1}), ("alle", {1, 2})])
def test_the_list_confirms_several_at_once_but_none_of_ones_own(
    client: Client, wahl: str, bestaetigt: set[int]
) -> None:
    konto = clerk()
    fassungen = [imported(clerk(), nummer=f"BV/000{n}/2018") for n in (1, 2)]
    imported(konto, nummer="BV/0003/2018")
    client.force_login(konto)
    adresse = reverse("vorlagen_eingelesen")
    liste = client.get(adresse).context["liste"]
    daten = {f"gesehen-{e.fassung.pk}": e.gesehen for e in liste} | {"fassung": [fassungen[0].pk]}
    assert client.post(adresse, daten | ({"alle": "1"} if wahl == "alle" else {})).status_code == 302
    freigegeben = Fassung.objects.released().values_list("vorlage__laufend", flat=True)
    assert set(freigegeben) == bestaetigt


def test_nothing_chosen_confirms_nothing(client: Client) -> None:
    imported(clerk())
    client.force_login(clerk())
    antwort = client.post(reverse("vorlagen_eingelesen"), follow=True)
    assert [str(m) for m in antwort.context["messages"]] == ["Bitte wählen Sie mindestens eine Vorlage aus."]
    assert Fassung.objects.get().is_eingelesen


def test_rejecting_in_the_browser_keeps_the_page_without_a_reason(client: Client) -> None:
    fassung = imported(clerk())
    client.force_login(clerk())
    adresse = reverse("einlesen_verwerfen", args=[fassung.vorlage_id])
    satz = "Bitte geben Sie an, warum die eingelesene Vorlage verworfen wird."
    assert client.post(adresse).context["form"].errors["grund"] == [satz]
    assert client.post(adresse, {"grund": "Falsch"})["Location"] == reverse("vorlagen_eingelesen")
    assert not Fassung.objects.exists()


def test_only_those_who_may_import_see_it(client: Client) -> None:
    fassung = imported(clerk())
    seite = reverse("vorlage", args=[fassung.vorlage_id])
    amt, fremd = (
        build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=fassung.amt),
        build_konto(rolle=Rolle.OBERBUERGERMEISTER),
    )
    antworten = []
    for konto in (amt, fremd, build_konto(superuser=True), clerk()):
        client.force_login(konto)
        antworten.append(client.get(seite).status_code)
    assert antworten == [404, 404, 200, 200]
