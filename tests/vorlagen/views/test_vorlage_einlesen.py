"""The two pages of taking over: choose the file, check and correct, take over."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from gremien.models import Amt, Gremium
from journal.models import Eintrag
from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import build_amt, build_gremium, build_konto, build_mitglied
from tests.vorlagen.einlesebeispiele import build_stammdaten, count_rows, formular, read_seed, station
from vorlagen.actions.einlesen import compute_quellsumme, import_text
from vorlagen.models import Beratung, Fassung, Vorlage

pytestmark = pytest.mark.django_db

HOCHLADEN = "/vorlagen/einlesen/"
KREUZ = ("[ ] [x] [ ] [ ]", "[ ] [ ] [ ] [ ]", "[ ] [ ] [ ] [ ]")
GEZAEHLT = "TOP\töffentlich\t\tEnthaltungen\tGegenstimmen 3"


@pytest.fixture
def sitzungsdienst(client: Client) -> Client:
    """A browser with the Sitzungsdienst logged in."""
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    return client


def upload(client: Client, text: str | bytes) -> str:
    """Upload a form and return the address of its check."""
    inhalt = text.encode() if isinstance(text, str) else text
    antwort = client.post(HOCHLADEN, {"datei": SimpleUploadedFile("formular.txt", inhalt)})
    assert antwort.status_code == 302, antwort.context["form"].errors
    return str(antwort["Location"])


def read_formular(client: Client, adresse: str) -> dict[str, str]:
    """Return what the browser would send if nobody changed anything on the page."""
    pruefung = client.get(adresse).context["pruefung"]
    felder = [*pruefung.kopf, *pruefung.stationen.management_form, *(f for form in pruefung.stationen for f in form)]
    werte = {feld.html_name: feld.value() for feld in felder}
    daten = {name: "on" if wert is True else str(wert) for name, wert in werte.items() if wert not in (None, False)}
    for name in ("datum", *(f"station-{i}-datum" for i in range(len(pruefung.stationen.forms)))):
        if werte.get(name):
            daten[name] = werte[name].strftime("%Y-%m-%d")
    return daten


# --- Who may


def einlesende() -> list[Konto]:
    return [build_konto(rolle=Rolle.SITZUNGSDIENST), build_konto(superuser=True)]


def andere() -> list[Konto]:
    return [
        build_konto(rolle=Rolle.SACHBEARBEITUNG),
        build_konto(rolle=Rolle.AMTSLEITUNG),
        build_konto(rolle=Rolle.DEZERNAT),
        build_konto(rolle=Rolle.OBERBUERGERMEISTER),
        build_mitglied(),
    ]


def test_sitzungsdienst_and_administration_may(client: Client) -> None:
    for konto in einlesende():
        client.force_login(konto)
        assert client.get(HOCHLADEN).status_code == 200
        adresse = upload(client, formular(nummer="BV/0009/2018"))
        assert client.get(adresse).status_code == 200


def test_everybody_else_is_refused_on_both_pages(client: Client) -> None:
    build_stammdaten()
    adresse = reverse("vorlage_einlesen_pruefen", args=[compute_quellsumme(read_seed())])
    for konto in andere():
        client.force_login(konto)
        ablage = client.session
        ablage["einlesen"] = {compute_quellsumme(read_seed()): ["formular.txt", read_seed(), []]}
        ablage.save()
        for seite in (HOCHLADEN, adresse):
            assert client.get(seite).status_code == 403
            assert client.post(seite).status_code == 403
    assert not Vorlage.objects.exists()


def test_visitors_are_sent_to_the_login(client: Client) -> None:
    for seite in (HOCHLADEN, reverse("vorlage_einlesen_pruefen", args=["0" * 64])):
        for antwort in (client.get(seite), client.post(seite)):
            assert antwort.status_code == 302
            assert antwort["Location"].startswith(reverse("account_login"))


def test_other_methods_are_refused(sitzungsdienst: Client) -> None:
    for seite in (HOCHLADEN, reverse("vorlage_einlesen_pruefen", args=["0" * 64])):
        assert sitzungsdienst.put(seite).status_code == 405


# --- What goes well


def test_the_real_form_through_the_browser(sitzungsdienst: Client) -> None:
    amt, hufa, rat = build_stammdaten()
    adresse = upload(sitzungsdienst, read_seed())
    assert not Vorlage.objects.exists()
    antwort = sitzungsdienst.post(adresse, read_formular(sitzungsdienst, adresse), follow=True)
    fassung = Fassung.objects.get()
    assert antwort.redirect_chain == [(reverse("einlesen_bestaetigen", args=[fassung.vorlage_id]), 302)]
    assert [str(m) for m in antwort.context["messages"]] == [
        "BV/0546/2018 ist eingelesen. Freigegeben ist sie, sobald eine andere Person sie bestätigt."
    ]
    assert (fassung.nummer, fassung.amt, fassung.oeffentlich, fassung.veroeffentlicht_am) == (
        "BV/0546/2018",
        amt,
        True,
        None,
    )
    assert [(b.gremium, b.entscheidend) for b in Beratung.objects.order_by("position")] == [(hufa, False), (rat, True)]
    assert fassung.begruendung.count("<li>") == 8
    eintrag = Eintrag.objects.get()
    assert eintrag.daten["quelle_pruefsumme"] == compute_quellsumme(read_seed())
    assert eintrag.daten["berichtigt"] == []


def test_the_browser_gives_the_same_paper_as_the_command(sitzungsdienst: Client) -> None:
    build_stammdaten()
    adresse = upload(sitzungsdienst, read_seed())
    sitzungsdienst.post(adresse, read_formular(sitzungsdienst, adresse))
    text = read_seed().replace("BV/0546/2018", "BV/0547/2018")
    felder = ("datum", "betreff", "amt", "dezernat", "beschlussentwurf", "begruendung", "nicht_zugeordnet")
    import_text(text)
    erste, zweite = Fassung.objects.order_by("nummer").values(*felder)
    assert erste == zweite


def test_source_and_findings_stand_side_by_side(sitzungsdienst: Client) -> None:
    build_stammdaten()
    text = formular(station(raster=KREUZ, top=GEZAEHLT), ende="\nAnlage/n:\n- Anlage 1: Plan\ngez. Mustermann\n")
    seite = sitzungsdienst.get(upload(sitzungsdienst, text))
    pruefung = seite.context["pruefung"]
    assert [(zeile.nummer, zeile.text) for zeile in pruefung.quelle if zeile.is_offen] == [(24, "gez. Mustermann")]
    inhalt = seite.content.decode()
    assert inhalt.count(">nicht zugeordnet<") == 1
    assert "mehrheitlich beschlossen · Gegenstimmen: 3" in inhalt


def test_corrections_are_stored_and_named_in_the_journal(sitzungsdienst: Client) -> None:
    build_stammdaten()
    adresse = upload(sitzungsdienst, read_seed())
    daten = read_formular(sitzungsdienst, adresse) | {
        "betreff": "Integrationskonzept",
        "datum": "2018-06-13",
        "begruendung": "<p>Kurz.</p><script>alert(1)</script>",
        "station-0-entscheidend": "on",
    }
    del daten["station-1-oeffentlich"]
    sitzungsdienst.post(adresse, daten)
    fassung = Fassung.objects.get()
    assert (fassung.betreff, f"{fassung.datum:%d.%m.%Y}", fassung.begruendung) == (
        "Integrationskonzept",
        "13.06.2018",
        "<p>Kurz.</p>",
    )
    assert (fassung.oeffentlich, bool(fassung.nichtoeffentlich_grund)) == (False, True)
    assert list(Beratung.objects.order_by("position").values_list("entscheidend", flat=True)) == [True, True]
    assert Eintrag.objects.get().daten["berichtigt"] == ["datum", "betreff", "stationen", "begruendung_html"]


# --- What is unknown


def test_what_is_unknown_is_asked_and_never_preselected(sitzungsdienst: Client) -> None:
    build_gremium(name="Hauptausschuss")
    build_amt(nummer="31", name="Ordnung")
    vorher = count_rows()
    adresse = upload(sitzungsdienst, read_seed())
    daten = read_formular(sitzungsdienst, adresse)
    assert (daten["amt"], daten["station-0-gremium"]) == ("", "")
    antwort = sitzungsdienst.post(adresse, daten)
    assert antwort.status_code == 200
    pruefung = antwort.context["pruefung"]
    assert list(pruefung.kopf.errors) == ["amt", "dezernat"]
    assert [list(form.errors) for form in pruefung.stationen] == [["gremium"], ["gremium"]]
    inhalt = antwort.content.decode()
    assert "Das Amt „31-Ordnungsamt“ ist nicht bekannt." in inhalt
    assert "error-summary" in inhalt
    assert count_rows() | {"sessions.Session": 0} == vorher | {"sessions.Session": 0}


def test_questions_are_answered_by_choice_or_creation(sitzungsdienst: Client) -> None:
    haupt = build_gremium(name="Hauptausschuss")
    amt = build_amt(nummer="31", name="Ordnung")
    adresse = upload(sitzungsdienst, read_seed())
    sitzungsdienst.post(
        adresse,
        read_formular(sitzungsdienst, adresse)
        | {"amt": str(amt.pk), "dezernat": "neu", "station-0-gremium": str(haupt.pk), "station-1-gremium": "neu"},
    )
    fassung = Fassung.objects.get()
    assert (fassung.amt, str(fassung.dezernat)) == (amt, "Bürgermeisterin")
    assert [b.gremium.name for b in Beratung.objects.order_by("position")] == ["Hauptausschuss", "Stadtrat"]
    assert Amt.objects.count() == 1


def test_nothing_can_be_created_where_the_form_says_nothing(sitzungsdienst: Client) -> None:
    build_stammdaten()
    adresse = upload(sitzungsdienst, formular(kopf="Datum: 12.06.2018"))
    daten = read_formular(sitzungsdienst, adresse) | {"amt": "neu", "dezernat": "neu", "station-0-gremium": "neu"}
    pruefung = sitzungsdienst.post(adresse, daten).context["pruefung"]
    assert list(pruefung.kopf.errors) == ["amt", "dezernat"]
    assert list(pruefung.stationen.forms[0].errors) == ["gremium"]
    assert not Vorlage.objects.exists()


# --- What is refused


@pytest.mark.parametrize(
    ("inhalt", "satz"),
    [
        (b"", "Die Datei ist leer."),
        (b"  \n", "Die Datei ist leer."),
        (b"\x00\x01\x02", "Die Datei enthält keinen lesbaren Text, sondern Binärdaten."),
        (b"%PDF-1.7", "Das PDF ist beschädigt und lässt sich nicht öffnen."),
        (b"Sehr geehrte Damen und Herren", "Das ist kein Vordruck einer Vorlage"),
        (formular(nummer="BV/0001/1812").encode(), "Das Jahr 1812 der Vorlage liegt vor 1900."),
    ],
)
def test_a_file_that_is_no_form_is_refused_at_the_field(sitzungsdienst: Client, inhalt: bytes, satz: str) -> None:
    antwort = sitzungsdienst.post(HOCHLADEN, {"datei": SimpleUploadedFile("formular.txt", inhalt)})
    assert antwort.status_code == 200
    (fehler,) = antwort.context["form"].errors["datei"]
    assert fehler.startswith(satz)
    assert not Vorlage.objects.exists()


def test_no_file_is_refused_at_the_field(sitzungsdienst: Client) -> None:
    antwort = sitzungsdienst.post(HOCHLADEN)
    assert antwort.context["form"].errors["datei"] == ["Bitte wählen Sie mindestens eine Datei aus."]


def test_a_second_import_is_refused_at_the_upload(sitzungsdienst: Client) -> None:
    build_stammdaten()
    import_text(read_seed())
    antwort = sitzungsdienst.post(HOCHLADEN, {"datei": SimpleUploadedFile("formular.txt", read_seed().encode())})
    assert antwort.context["form"].errors["datei"] == [
        "BV/0546/2018 gibt es schon und wird nicht noch einmal eingelesen."
    ]


def test_a_paper_that_came_in_meanwhile_is_refused_at_the_end(sitzungsdienst: Client) -> None:
    build_stammdaten()
    adresse = upload(sitzungsdienst, read_seed())
    daten = read_formular(sitzungsdienst, adresse) | {"betreff": "Getippter Betreff"}
    import_text(read_seed())
    vorher = count_rows()
    antwort = sitzungsdienst.post(adresse, daten)
    assert antwort.context["pruefung"].kopf.non_field_errors() == [
        "BV/0546/2018 gibt es schon und wird nicht noch einmal eingelesen."
    ]
    assert "Getippter Betreff" in antwort.content.decode()
    assert count_rows() == vorher


@pytest.mark.parametrize(
    ("feld", "wert", "satz"),
    [
        ("betreff", "", "Bitte geben Sie den Betreff ein."),
        ("betreff", "x" * 501, "Bitte kürzen Sie auf höchstens 500 Zeichen (es sind 501)."),
        ("datum", "31.02.2018", "Bitte geben Sie das Datum als Tag.Monat.Jahr ein, zum Beispiel 12.06.2018."),
        ("amt", "999999", "Bitte wählen Sie einen Eintrag aus der Liste."),
        ("dezernat", "neu", "Bitte wählen Sie einen Eintrag aus der Liste."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(
    sitzungsdienst: Client, feld: str, wert: str, satz: str
) -> None:
    build_stammdaten()
    adresse = upload(sitzungsdienst, read_seed())
    antwort = sitzungsdienst.post(
        adresse, read_formular(sitzungsdienst, adresse) | {"aktenzeichen": "47-11", feld: wert}
    )
    kopf = antwort.context["pruefung"].kopf
    assert dict(kopf.errors) == {feld: [satz]}
    assert kopf["aktenzeichen"].value() == "47-11"
    assert not Vorlage.objects.exists()


def test_rows_are_counted_by_the_form_not_by_the_browser(sitzungsdienst: Client) -> None:
    build_stammdaten()
    adresse = upload(sitzungsdienst, read_seed())
    daten = read_formular(sitzungsdienst, adresse) | {"station-TOTAL_FORMS": "0", "station-INITIAL_FORMS": "0"}
    sitzungsdienst.post(adresse, daten)
    assert Beratung.objects.count() == 2


def test_a_text_that_is_not_there_any_more_leads_back(sitzungsdienst: Client) -> None:
    antwort = sitzungsdienst.get(reverse("vorlage_einlesen_pruefen", args=["0" * 64]), follow=True)
    assert antwort.redirect_chain == [(HOCHLADEN, 302)]
    assert [str(m) for m in antwort.context["messages"]] == [
        "Dieses Formular liegt nicht mehr bereit. Bitte wählen Sie die Datei noch einmal."
    ]


def test_a_text_taken_over_is_dropped_and_only_the_last_few_are_kept(
    sitzungsdienst: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_stammdaten()
    monkeypatch.setattr("vorlagen.views.einlesen.HOECHSTENS", 3)
    adressen = [upload(sitzungsdienst, formular(nummer=f"BV/000{n}/2018")) for n in range(1, 5)]
    assert [sitzungsdienst.get(adresse).status_code for adresse in adressen] == [302, 200, 200, 200]
    sitzungsdienst.post(adressen[3], read_formular(sitzungsdienst, adressen[3]))
    assert Fassung.objects.get().nummer == "BV/0004/2018"
    assert sitzungsdienst.get(adressen[3]).status_code == 302


def test_many_files_and_many_papers_come_at_once_and_a_bad_one_costs_none(sitzungsdienst: Client) -> None:
    build_stammdaten()
    zwei = formular(nummer="BV/0001/2018", betreff="Erste") + "\n" + formular(nummer="BV/0002/2018", betreff="Zweite")
    dateien = [("zwei.txt", zwei), ("leer.txt", ""), ("drei.txt", formular(nummer="BV/0003/2018", betreff="Dritte"))]
    antwort = sitzungsdienst.post(
        HOCHLADEN, {"datei": [SimpleUploadedFile(name, text.encode()) for name, text in dateien]}
    )
    assert antwort.context["form"].errors["datei"] == [
        "leer.txt: Die Datei ist leer. Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben."
    ]
    liste = sitzungsdienst.get(HOCHLADEN).context["bereite"]
    assert [(e.nummer, e.betreff, e.herkunft) for e in liste] == [
        ("BV/0001/2018", "Erste", "zwei.txt, Vorlage 1 von 2"),
        ("BV/0002/2018", "Zweite", "zwei.txt, Vorlage 2 von 2"),
        ("BV/0003/2018", "Dritte", "drei.txt"),
    ]
    adresse = reverse("vorlage_einlesen_pruefen", args=[liste[1].pruefsumme])
    antwort = sitzungsdienst.post(adresse, read_formular(sitzungsdienst, adresse))
    assert antwort["Location"] == HOCHLADEN
    assert Fassung.objects.get().betreff == "Zweite"
    assert [e.betreff for e in sitzungsdienst.get(HOCHLADEN).context["bereite"]] == ["Erste", "Dritte"]


def test_too_many_files_at_once_are_refused(sitzungsdienst: Client) -> None:
    dateien = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(51)]
    antwort = sitzungsdienst.post(HOCHLADEN, {"datei": dateien})
    assert antwort.context["form"].errors["datei"] == ["Bitte wählen Sie höchstens 50 Dateien auf einmal aus."]


def test_what_belongs_to_the_print_is_marked_where_it_stood(sitzungsdienst: Client) -> None:
    build_stammdaten()
    text = "Stadt Koblenz\n" + formular(ende="\nUnklare Zeile:\n\nAnlage/n: keine\nSeite 1 von 1\nvergessen\n")
    seite = sitzungsdienst.get(upload(sitzungsdienst, text))
    quelle = seite.context["pruefung"].quelle
    assert [zeile.text for zeile in quelle if zeile.is_beiwerk] == ["Stadt Koblenz", "Anlage/n: keine", "Seite 1 von 1"]
    assert [zeile.text for zeile in quelle if zeile.is_offen] == ["vergessen"]
    assert seite.content.decode().count(">Teil des Drucks<") == 3


def test_two_forms_open_at_once_are_not_mixed_up(sitzungsdienst: Client) -> None:
    build_stammdaten()
    erste = upload(sitzungsdienst, formular(nummer="BV/0001/2018", betreff="Erste"))
    daten = read_formular(sitzungsdienst, erste)
    upload(sitzungsdienst, formular(nummer="BV/0002/2018", betreff="Zweite"))
    sitzungsdienst.post(erste, daten)
    assert (Fassung.objects.get().nummer, Fassung.objects.get().betreff) == ("BV/0001/2018", "Erste")


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_check_asks_the_database_equally_often_for_any_number_of_stations(
    sitzungsdienst: Client, anzahl: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    build_stammdaten()
    tage = [f"{tag:02}.08.2018" for tag in range(1, anzahl + 1)]
    adresse = upload(sitzungsdienst, formular(*(station(datum=tag) for tag in tage)))
    with django_assert_num_queries(15):
        sitzungsdienst.get(adresse)
    assert Gremium.objects.count() == 2
