"""Taking over a form: what is stored, what is asked, what is refused."""

import hashlib
from datetime import date

import pytest
from django.utils import timezone

from gremien.models import Amt, Dezernat, Gremium
from gremien.rules.befund import VorgangGesperrt
from journal.enums import Akt
from journal.models import Eintrag
from konten.enums import Rolle
from tests.bauten import (
    build_amt,
    build_dezernat,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_neufassung,
)
from tests.vorlagen.einlesebeispiele import build_stammdaten, count_rows, formular, read_seed, station
from vorlagen.actions.einlesen import Einlesung, import_formular, import_text
from vorlagen.actions.einlesen_zuordnung import match_formular
from vorlagen.actions.freigabe import draw_nummer, withdraw_vorlage
from vorlagen.enums import Ausgang, Fassungsstatus, Vorlagenstatus
from vorlagen.models import Beratung, Fassung, Vorlage, Zaehler
from vorlagen.rules.formular import parse_formular

pytestmark = pytest.mark.django_db

KREUZ_1 = ("[x] [ ] [ ] [ ]", "[ ] [ ] [ ] [ ]", "[ ] [ ] [ ] [ ]")
KREUZ_4 = ("[ ] [ ] [ ] [x]", "[ ] [ ] [ ] [ ]", "[ ] [ ] [ ] [ ]")
VERTAGT = ("[ ] [ ] [ ] [ ]", "[ ] [ ] [ ] [x]", "[ ] [ ] [ ] [ ]")
VERWIESEN = ("[ ] [ ] [ ] [ ]", "[ ] [ ] [x] [ ]", "[ ] [ ] [ ] [ ]")
ZURUECKGEZOGEN = ("[ ] [ ] [ ] [ ]", "[ ] [ ] [ ] [ ]", "[ ] [x] [ ] [ ]")
NICHTOEFFENTLICH = "TOP\tnicht öffentlich\t\tEnthaltungen\tGegenstimmen"


def take_over(text: str, *, create_missing: bool = True) -> Einlesung:
    """Take over the text of a form as the command does."""
    return import_formular(parse_formular(text), quelle=text, konto=None, create_missing=create_missing)


# --- What is stored


def test_the_real_form_waits_for_a_second_person() -> None:
    amt, hufa, rat = build_stammdaten()
    einlesung = take_over(read_seed(), create_missing=False)
    fassung = Fassung.objects.get()
    assert einlesung.fassung == fassung
    assert (einlesung.hinweise, einlesung.nicht_zugeordnet) == ((), ())
    assert (fassung.nummer, fassung.datum, fassung.neufassung) == ("BV/0546/2018", date(2018, 6, 12), 0)
    assert fassung.betreff == "Fortschreibung Integrationskonzept der Stadt Koblenz"
    assert (fassung.amt, fassung.dezernat, fassung.aktenzeichen) == (amt, amt.dezernat, "")
    assert (fassung.status, fassung.verfasser, fassung.freigegeben_von) == (Fassungsstatus.EINGELESEN, None, None)
    assert fassung.freigegeben_am is None
    assert (fassung.oeffentlich, fassung.nichtoeffentlich_grund, fassung.veroeffentlicht_am) == (True, "", None)
    assert fassung.begruendung.count("<li>") == 8
    assert fassung.beschlussentwurf.startswith("<p>Der Stadtrat beschließt das fortgeschriebene")
    assert fassung.vorlage.status == Vorlagenstatus.IN_ARBEIT
    felder = ("position", "gremium", "datum", "entscheidend", "oeffentlich", "ausgang")
    assert list(Beratung.objects.values_list(*felder)) == [
        (1, hufa.pk, date(2018, 8, 20), False, True, ""),
        (2, rat.pk, date(2018, 8, 30), True, True, ""),
    ]
    anlage = fassung.anlagen.get()
    assert (anlage.position, anlage.titel) == (1, "Strategisches Integrationskonzept 2018")
    assert (anlage.datei, anlage.oeffentlich) == (None, False)


def test_exactly_one_journal_row_with_the_checksum_of_the_source() -> None:
    build_stammdaten()
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    text = formular(ende="\nAnlage/n:\n- Anlage 1: Plan\ngez. Mustermann\n")
    fassung = import_text(text, konto=konto)
    eintrag = Eintrag.objects.get()
    assert (eintrag.akt, eintrag.konto_id, eintrag.objekt_id) == (Akt.EINLESEN, konto.pk, str(fassung.vorlage_id))
    assert eintrag.daten["nummer"] == "BV/0546/2018"
    assert eintrag.daten["quelle_pruefsumme"] == hashlib.sha256(text.encode()).hexdigest()
    assert eintrag.daten["nicht_zugeordnet"] == 1


def test_a_line_nobody_understood_is_kept_with_its_number() -> None:
    build_stammdaten()
    einlesung = take_over(formular(ende="\nAnlage/n:\n- Anlage 1: Plan\ngez. Mustermann\n"))
    assert einlesung.nicht_zugeordnet == ("Zeile 24: gez. Mustermann",)
    assert einlesung.fassung.nicht_zugeordnet == "Zeile 24: gez. Mustermann"


def test_a_form_without_date_gets_none() -> None:
    build_stammdaten()
    einlesung = take_over(formular(kopf="Bürgermeisterin\nVerfasser: 31-Ordnungsamt"))
    assert einlesung.fassung.datum is None
    assert "Das Datum der Vorlage fehlt. Bitte prüfen Sie den Vordruck." in einlesung.hinweise


def test_markup_in_the_text_stays_text() -> None:
    build_stammdaten()
    fassung = import_text(formular().replace("Weil es nötig ist.", "Weil <script>alert(1)</script> & <b>nötig</b>."))
    assert fassung.begruendung == "<p>Weil &lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;nötig&lt;/b&gt;.</p>"


@pytest.mark.parametrize(
    ("stationen", "grund"),
    [
        ([station(top=NICHTOEFFENTLICH)], "Aus dem Formular übernommen: nichtöffentlich beraten"),
        (
            [station("Haupt- und Finanzausschuss", "20.08.2018"), station(top=NICHTOEFFENTLICH)],
            "Aus dem Formular übernommen: nichtöffentlich beraten",
        ),
        ([station(top="TOP")], "Aus dem Formular übernommen: keine Angabe zur Öffentlichkeit"),
    ],
)
def test_a_paper_is_public_only_if_every_station_is(stationen: list[str], grund: str) -> None:
    build_stammdaten()
    fassung = import_text(formular(*stationen))
    assert (fassung.oeffentlich, fassung.nichtoeffentlich_grund) == (False, grund)


def test_a_paper_that_only_informs_has_no_deciding_station() -> None:
    build_stammdaten()
    import_text(formular(nummer="UV/0007/2025").replace("Beschlussvorlage", "Unterrichtungsvorlage"))
    assert not Beratung.objects.get().entscheidend


# --- Numbers


def test_later_numbers_are_drawn_behind_the_one_taken_over() -> None:
    build_stammdaten()
    import_text(formular(nummer="BV/0546/2018"))
    assert draw_nummer("BV", 2018) == 547


def test_the_counter_never_goes_back() -> None:
    build_stammdaten()
    Zaehler.objects.create(art="BV", jahr=2018, zuletzt=900)
    assert take_over(formular(nummer="BV/0546/2018")).hinweise == ()
    assert Zaehler.objects.get().zuletzt == 900


def test_numbers_of_this_year_that_nobody_will_get_are_named() -> None:
    build_stammdaten()
    jahr = timezone.localdate().year
    Zaehler.objects.create(art="BV", jahr=jahr, zuletzt=3)
    assert take_over(formular(nummer=f"BV/0007/{jahr}")).hinweise == (
        (
            f"Die Nummern BV/0004/{jahr} bis BV/0006/{jahr} werden nicht mehr vergeben, "
            f"weil der Zähler hinter BV/0007/{jahr} weiterläuft."
        ),
    )


# --- Results


def test_ticks_and_counts_become_the_result_of_the_station() -> None:
    build_stammdaten()
    top = "TOP\tÖ 3\töffentlich\t\tEnthaltungen 2\tGegenstimmen"
    einlesung = take_over(formular(station(raster=KREUZ_1, top=top)))
    beratung = Beratung.objects.get()
    assert (beratung.ausgang, beratung.enthaltungen, beratung.gegenstimmen) == (Ausgang.EINSTIMMIG, 2, None)
    assert einlesung.fassung.vorlage.status == Vorlagenstatus.ABGESCHLOSSEN
    assert einlesung.nicht_zugeordnet == ("Station 1 (Stadtrat): TOP Ö 3",)


def test_a_unanimous_vote_with_votes_against_is_reported_and_not_stored() -> None:
    build_stammdaten()
    top = "TOP\töffentlich\t\tEnthaltungen\tGegenstimmen 4"
    einlesung = take_over(formular(station(raster=KREUZ_1, top=top)))
    beratung = Beratung.objects.get()
    assert (beratung.ausgang, beratung.gegenstimmen) == ("", None)
    assert einlesung.hinweise[0].startswith("Station 1 (Stadtrat): Ein einstimmiger Beschluss kann keine Gegenstimmen")
    assert einlesung.nicht_zugeordnet == (
        "Station 1 (Stadtrat): angekreuzt: einstimmig",
        "Station 1 (Stadtrat): Gegenstimmen: 4",
    )


def test_a_postponed_matter_is_linked_to_the_station_that_follows_in_the_form() -> None:
    build_stammdaten()
    import_text(formular(station(raster=VERTAGT, datum="20.08.2018"), station(datum="30.08.2018")))
    erste, zweite = Beratung.objects.order_by("position")
    assert (erste.ausgang, zweite.vorgaenger, zweite.ausgang) == (Ausgang.VERTAGT, erste, "")


def test_a_postponed_matter_gets_a_new_station_where_the_form_has_none() -> None:
    build_stammdaten()
    import_text(formular(station(raster=VERTAGT)))
    erste, zweite = Beratung.objects.order_by("position")
    assert (zweite.vorgaenger, zweite.gremium, zweite.datum) == (erste, erste.gremium, None)


def test_where_a_referred_matter_went_is_not_guessed() -> None:
    build_stammdaten()
    einlesung = take_over(formular(station(raster=VERWIESEN)))
    assert Beratung.objects.get().ausgang == Ausgang.VERWIESEN
    assert "Station 1: An welches Gremium verwiesen wurde, steht nicht im Formular." in einlesung.hinweise


def test_a_withdrawn_matter_ends_the_paper() -> None:
    build_stammdaten()
    assert import_text(formular(station(raster=ZURUECKGEZOGEN))).vorlage.is_zurueckgezogen


# --- Names


def test_bodies_are_found_whatever_the_case_and_the_hyphen_or_by_kuerzel() -> None:
    _, hufa, rat = build_stammdaten()
    text = formular(station("HAUPT – und Finanzausschuß", "20.08.2018"), station("sr"))
    assert match_formular(parse_formular(text)).zuordnung.gremien == (hufa, rat)


def test_of_two_bodies_of_one_name_the_one_of_that_day_is_meant() -> None:
    build_stammdaten()
    alt = build_gremium(name="Umwelt-Ausschuss", bis=date(2019, 5, 31))
    build_gremium(name="Umweltausschuss", von=date(2019, 6, 1))
    abgleich = match_formular(parse_formular(formular(station("Umweltausschuss"))))
    assert (abgleich.zuordnung.gremien, abgleich.fragen) == ((alt,), ())


def test_of_two_bodies_of_one_name_on_one_day_none_is_guessed() -> None:
    build_stammdaten()
    zwei = [build_gremium(name="Umwelt-Ausschuss"), build_gremium(name="Umweltausschuss")]
    (frage,) = match_formular(parse_formular(formular(station("Umweltausschuss")))).fragen
    assert (frage.satz, set(frage.vorschlaege)) == ("Das Gremium „Umweltausschuss“ gibt es mehrfach.", set(zwei))
    assert not frage.anlegbar


def test_an_office_is_found_by_the_one_thing_the_form_says() -> None:
    amt, *_ = build_stammdaten()
    for verfasser in ("31-Ordnungsamt", "31 – ORDNUNGSAMT", "Amt 31", "Ordnungsamt"):
        text = formular(kopf=f"Datum: 12.06.2018\nBürgermeisterin\nVerfasser: {verfasser}")
        assert match_formular(parse_formular(text)).zuordnung.amt == amt


def test_a_known_number_with_another_name_is_a_question() -> None:
    amt, *_ = build_stammdaten()
    text = formular(kopf="Datum: 12.06.2018\nBürgermeisterin\nVerfasser: 31-Stadtkämmerei")
    (frage,) = match_formular(parse_formular(text)).fragen
    assert (frage.satz, frage.vorschlaege[0]) == ("Das Amt „31-Stadtkämmerei“ ist nicht bekannt.", amt)


def test_a_form_without_department_takes_that_of_the_office() -> None:
    amt, *_ = build_stammdaten()
    einlesung = take_over(formular(kopf="Datum: 12.06.2018\nVerfasser: 31-Ordnungsamt"), create_missing=False)
    assert einlesung.fassung.dezernat == amt.dezernat
    satz = "Das Formular nennt kein Mitglied des Stadtvorstands; übernommen wird „Bürgermeisterin“ vom Amt."
    assert satz in einlesung.hinweise


def test_unknown_names_are_refused_and_nothing_is_written() -> None:
    build_amt(dezernat=build_dezernat(bezeichnung="Bürgermeister"), nummer="31", name="Ordnung")
    build_gremium(name="Hauptausschuss")
    vorher = count_rows()
    with pytest.raises(VorgangGesperrt) as gesperrt:
        take_over(read_seed(), create_missing=False)
    assert [befund.satz.split(". ")[0] for befund in gesperrt.value.befunde] == [
        "Das Gremium „Haupt- und Finanzausschuss“ ist nicht bekannt",
        "Das Gremium „Stadtrat“ ist nicht bekannt",
        "Das Amt „31-Ordnungsamt“ ist nicht bekannt",
        "Das Dezernat „Bürgermeisterin“ ist nicht bekannt",
    ]
    assert count_rows() == vorher


def test_unknown_names_are_created_on_demand() -> None:
    einlesung = take_over(formular(station("Stadtrat", "20.08.2018"), station("Stadtrat", "30.08.2018")))
    gremium, amt, dezernat = Gremium.objects.get(), Amt.objects.get(), Dezernat.objects.get()
    assert (gremium.name, gremium.kuerzel, gremium.art) == ("Stadtrat", "STA", "rat")
    assert (amt.nummer, amt.name, amt.dezernat, str(dezernat)) == ("31", "Ordnungsamt", dezernat, "Bürgermeisterin")
    assert einlesung.angelegt == ("Dezernat Bürgermeisterin", "Amt 31-Ordnungsamt", "Gremium Stadtrat (STA)")
    assert Eintrag.objects.get().daten["angelegt"] == list(einlesung.angelegt)


def test_an_office_without_number_is_created_without_number() -> None:
    build_stammdaten()
    fassung = import_text(formular(kopf="Datum: 12.06.2018\nBürgermeisterin\nVerfasser: Gleichstellungsstelle"))
    assert fassung.amt is not None
    assert (fassung.amt.nummer, str(fassung.amt)) == ("", "Gleichstellungsstelle")


def test_nothing_can_be_created_from_nothing() -> None:
    vorher = count_rows()
    with pytest.raises(VorgangGesperrt) as gesperrt:
        import_text(formular(kopf="Datum: 12.06.2018"), create_missing=True)
    assert "Das Formular nennt kein Amt (Verfasser)." in str(gesperrt.value)
    assert count_rows() == vorher


# --- Papers that are here already


def test_the_same_number_is_refused_the_second_time() -> None:
    build_stammdaten()
    import_text(read_seed())
    vorher = count_rows()
    with pytest.raises(VorgangGesperrt, match=r"^BV/0546/2018 gibt es schon und wird nicht noch einmal eingelesen\.$"):
        import_text(read_seed())
    assert count_rows() == vorher


def test_a_number_drawn_here_is_refused_too() -> None:
    vorlage = build_freigegebene_vorlage()
    with pytest.raises(VorgangGesperrt, match="gibt es schon"):
        import_text(formular(nummer=vorlage.nummer))


def test_a_neufassung_joins_its_paper_and_leaves_the_route() -> None:
    build_stammdaten()
    import_text(formular(station()))
    weg = list(Beratung.objects.values())
    einlesung = take_over(
        formular(station("Kulturausschuss", "20.08.2018"), station(raster=KREUZ_4), nummer="BV/0546/2018/2")
    )
    assert [f.nummer for f in Vorlage.objects.get().fassungen.all()] == ["BV/0546/2018", "BV/0546/2018/2"]
    assert list(Beratung.objects.values()) == weg
    assert einlesung.nicht_zugeordnet == (
        (
            "Station 1: Im Formular steht „20.08.2018, Kulturausschuss, öffentlich, ohne Ergebnis“, "
            "im Gremienweg „30.08.2018, Stadtrat, öffentlich, ohne Ergebnis“; der bleibt."
        ),
        "Station 2: Im Formular steht „30.08.2018, Stadtrat, öffentlich, abgelehnt“, im Gremienweg nichts; der bleibt.",
    )
    assert not Gremium.objects.filter(name="Kulturausschuss").exists()


def test_the_same_route_in_a_neufassung_is_no_difference() -> None:
    build_stammdaten()
    import_text(formular(station(raster=VERTAGT), nummer="BV/0546/2018/1"))
    Beratung.objects.filter(position=2).delete()
    assert take_over(formular(station(raster=VERTAGT), nummer="BV/0546/2018")).nicht_zugeordnet == ()


def test_a_neufassung_of_a_nonpublic_paper_is_not_public() -> None:
    build_stammdaten()
    import_text(formular(station(top=NICHTOEFFENTLICH)))
    assert not import_text(formular(station(), nummer="BV/0546/2018/1")).oeffentlich


def test_a_paper_with_an_open_draft_is_refused() -> None:
    build_stammdaten()
    vorlage = build_freigegebene_vorlage()
    build_neufassung(vorlage)
    vorher = count_rows()
    with pytest.raises(VorgangGesperrt, match="wird gerade geschrieben"):
        import_text(formular(nummer=f"{vorlage.nummer}/4"))
    assert count_rows() == vorher


def test_a_withdrawn_paper_is_refused() -> None:
    build_stammdaten()
    vorlage = build_freigegebene_vorlage()
    withdraw_vorlage(vorlage, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Überholt")
    with pytest.raises(VorgangGesperrt, match="ist zurückgezogen und bekommt keine neue Fassung"):
        import_text(formular(nummer=f"{vorlage.nummer}/1"))


def test_a_decided_paper_takes_an_older_fassung_but_no_newer_one() -> None:
    build_stammdaten()
    import_text(formular(station(raster=KREUZ_1), nummer="BV/0546/2018/2"))
    with pytest.raises(VorgangGesperrt, match="ist schon entschieden"):
        import_text(formular(station(raster=KREUZ_1), nummer="BV/0546/2018/3"))
    assert import_text(formular(station(raster=KREUZ_1), nummer="BV/0546/2018/1")).neufassung == 1


# --- What does not fit


@pytest.mark.parametrize(
    ("text", "satz"),
    [
        (formular(betreff="x" * 501), "Der Betreff hat 501 Zeichen, erlaubt sind 500. Bitte kürzen Sie ihn."),
        (formular(nummer="BV/0001/1812"), "Das Jahr 1812 der Vorlage liegt vor 1900. Bitte prüfen Sie die Nummer."),
        (
            formular(ende=f"\nAnlage/n:\n- Anlage 1: {'x' * 251}\n"),
            "Der Titel einer Anlage hat 251 Zeichen, erlaubt sind 250. Bitte kürzen Sie ihn.",
        ),
        (
            formular(kopf=f"Datum: 12.06.2018\nBürgermeisterin\nVerfasser: 99-{'x' * 151}"),
            "Der Name des Amtes hat 151 Zeichen, erlaubt sind 150. Bitte kürzen Sie ihn.",
        ),
    ],
)
def test_what_does_not_fit_is_refused(text: str, satz: str) -> None:
    build_stammdaten()
    vorher = count_rows()
    with pytest.raises(VorgangGesperrt) as gesperrt:
        import_text(text)
    assert str(gesperrt.value) == satz
    assert count_rows() == vorher
