"""The form pack: what a browser, a screen reader and a German reader get."""

import datetime

import pytest
from bs4 import BeautifulSoup, Tag
from crispy_forms.helper import FormHelper
from crispy_forms.layout import ButtonHolder, Fieldset, Layout, Row, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template
from django.utils import translation

ARTEN = [("BV", "Beschlussvorlage"), ("UV", "Unterrichtungsvorlage")]


class Muster(forms.Form):
    betreff = forms.CharField(label="Betreff", help_text="Höchstens 250 Zeichen.")
    text = forms.CharField(label="Begründung", widget=forms.Textarea, required=False)
    datum = forms.DateField(label="Datum", required=False, initial=datetime.date(2026, 9, 3))
    zeit = forms.TimeField(label="Uhrzeit", required=False, initial=datetime.time(15, 5))
    beginn = forms.DateTimeField(label="Beginn", required=False, initial=datetime.datetime(2026, 9, 3, 15, 5))  # noqa: DTZ001
    art = forms.ChoiceField(label="Art", choices=ARTEN)
    weg = forms.ChoiceField(label="Weg", choices=ARTEN, widget=forms.RadioSelect, help_text="Eins wählen.")
    mehrere = forms.MultipleChoiceField(label="Mehrere", choices=ARTEN, widget=forms.CheckboxSelectMultiple)
    geprueft = forms.BooleanField(label="Geprüft")
    datei = forms.FileField(label="Anlage", widget=forms.FileInput, required=False)
    kennung = forms.CharField(widget=forms.HiddenInput)


class Zeile(forms.Form):
    gremium = forms.CharField(label="Gremium")


class Zeilen(forms.BaseFormSet[Zeile] if hasattr(forms.BaseFormSet, "__class_getitem__") else forms.BaseFormSet):  # type: ignore[misc]
    row_title = "Station"


def parse(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def one(seite: BeautifulSoup | Tag, auswahl: str) -> Tag:
    treffer = seite.select(auswahl)
    assert len(treffer) == 1, (auswahl, treffer)
    return treffer[0]


def muster(*, helper: FormHelper | None = None, **kwargs: object) -> BeautifulSoup:
    return parse(render_crispy_form(Muster(**kwargs), helper or FormHelper(Muster(**kwargs))))  # type: ignore[arg-type]


def test_every_field_has_its_label() -> None:
    seite = muster()
    felder = [
        f for f in seite.select("input, select, textarea") if f["type" if f.name == "input" else "name"] != "hidden"
    ]
    ohne = [f["id"] for f in felder if seite.find("label", attrs={"for": f["id"]}) is None]
    assert len(felder) == 12
    assert ohne == []


def test_a_group_of_choices_is_a_fieldset_with_legend_and_help() -> None:
    gruppe = one(muster(), "fieldset#id_weg")
    assert one(gruppe, "legend").get_text(strip=True) == "Weg"
    assert gruppe["aria-describedby"] == "id_weg_helptext"
    assert one(gruppe, "#id_weg_helptext").get_text() == "Eins wählen."


@pytest.mark.parametrize(
    ("feld", "art", "wert"),
    [("datum", "date", "2026-09-03"), ("zeit", "time", "15:05"), ("beginn", "datetime-local", "2026-09-03T15:05")],
)
def test_dates_are_native_and_iso_in_a_german_page(feld: str, art: str, wert: str) -> None:
    with translation.override("de"):
        eingabe = one(muster(), f"#id_{feld}")
    assert (eingabe["type"], eingabe["value"], eingabe["name"]) == (art, wert, feld)


def test_the_iso_value_a_browser_sends_is_understood_in_a_german_page() -> None:
    with translation.override("de"):
        form = Muster({"datum": "2026-09-03", "zeit": "15:05", "beginn": "2026-09-03T15:05"})
        assert {"datum", "zeit", "beginn"} & set(form.errors) == set()
    assert form.cleaned_data["datum"] == datetime.date(2026, 9, 3)


def test_what_was_typed_into_a_date_comes_back_escaped() -> None:
    eingabe = one(muster(data={"datum": '"><b>morgen'}), "#id_datum")
    assert eingabe["value"] == '"><b>morgen'
    assert eingabe["aria-invalid"] == "true"


def test_an_error_is_at_its_field_and_in_the_summary() -> None:
    seite = muster(data={"betreff": ""})
    eingabe = one(seite, "#id_betreff")
    assert eingabe["aria-invalid"] == "true"
    assert eingabe["aria-describedby"] == "id_betreff_helptext id_betreff_error"
    assert "Fehler: " in one(seite, "#id_betreff_error").get_text()
    summe = one(seite, "[role=alert]")
    assert summe.has_attr("autofocus")
    assert summe["tabindex"] == "-1"
    assert one(summe, "h2").get_text() == "Bitte prüfen Sie Ihre Angaben"


def test_every_link_of_the_summary_leads_to_a_field() -> None:
    seite = muster(data={})
    ziele = [str(link["href"]).removeprefix("#") for link in seite.select("[role=alert] a")]
    assert ziele == ["id_betreff", "id_art", "id_weg", "id_mehrere", "id_geprueft"]
    assert [ziel for ziel in ziele if seite.find(id=ziel) is None] == []


def test_no_summary_without_an_error() -> None:
    assert muster().select("[role=alert]") == []


def test_the_summary_can_be_left_out() -> None:
    helper = FormHelper(Muster())
    helper.hide_summary = True
    assert muster(helper=helper, data={}).select("[role=alert]") == []


def test_what_may_stay_empty_says_so() -> None:
    seite = muster()
    assert "(freiwillig)" in one(seite, "label[for=id_text]").get_text()
    assert "(freiwillig)" not in one(seite, "label[for=id_betreff]").get_text()


def test_the_form_tag_carries_method_enctype_and_leaves_checking_to_us() -> None:
    form = one(muster(), "form")
    assert form["method"] == "post"
    assert form["enctype"] == "multipart/form-data"
    assert form.has_attr("novalidate")


def test_layout_objects() -> None:
    helper = FormHelper()
    helper.layout = Layout(
        Fieldset("Angaben", Row("betreff", "datum")),
        ButtonHolder(Submit("pruefen", "Prüfen"), Submit("spaeter", "Später", css_class="kern-btn--secondary")),
    )
    seite = muster(helper=helper)
    assert one(seite, "fieldset.form-section > legend").get_text() == "Angaben"
    assert len(seite.select(".form-row > .kern-form-input")) == 2
    knoepfe = [(k["name"], k["class"], k.get_text()) for k in seite.select(".action-bar button")]
    assert knoepfe == [
        ("pruefen", ["kern-btn", "kern-btn--primary", "btn", "btn-primary"], "Prüfen"),
        ("spaeter", ["kern-btn", "btn", "btn-primary", "kern-btn--secondary"], "Später"),
    ]


def test_help_and_label_are_escaped() -> None:
    class Boese(forms.Form):
        feld = forms.CharField(label="<script>l</script>", help_text="<script>h</script>")

    assert parse(render_crispy_form(Boese(), FormHelper(Boese()))).select("script") == []


def test_rows_of_a_formset_are_named_and_their_errors_too() -> None:
    menge = forms.formset_factory(Zeile, formset=Zeilen, extra=2)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-gremium": "SR", "form-1-gremium": ""},
    )
    menge.forms[1].empty_permitted = False
    helper = FormHelper()
    helper.layout = Layout("gremium")
    seite = parse(render_crispy_form(menge, helper))
    assert [legende.get_text() for legende in seite.select("legend")] == ["Station 1", "Station 2"]
    verweis = one(seite, "[role=alert] a")
    assert verweis.get_text().startswith("Station 2, Gremium: ")
    assert seite.find(id=str(verweis["href"]).removeprefix("#")) is not None
    assert one(seite, "input[name=form-TOTAL_FORMS]")["value"] == "2"


def test_one_summary_over_several_forms() -> None:
    vorlage = Template("{% load ui %}{% error_summary eins None zwei %}")
    seite = parse(vorlage.render(Context({"eins": Zeile({}), "zwei": Zeile({"gremium": ""}, prefix="z")})))
    assert [link["href"] for link in seite.select("a")] == ["#id_gremium", "#id_z-gremium"]


def test_the_filter_renders_without_a_helper() -> None:
    seite = parse(Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(Context({"form": Zeile()})))
    assert "kern-form-input__input" in one(seite, "input")["class"]
