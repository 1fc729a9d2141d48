"""Taking over a form in the browser: choose the file, check what was read, answer what is unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Row
from django import forms
from django.http import QueryDict

from dokumente.text.formularfelder import TagField, ZeileField
from dokumente.text.richtext import clean_richtext, richtext_to_text
from gremien.models import Amt, Dezernat, Gremium
from gremien.rules.befund import VorgangGesperrt
from konten.forms.rahmen import build_helper
from konten.models import Konto
from vorlagen.actions.einlesen import Einlesung, import_formular
from vorlagen.actions.einlesen_datei import Formulartext, parse_text
from vorlagen.actions.einlesen_ergebnisse import describe_ergebnisse, read_ergebnisse
from vorlagen.actions.einlesen_pruefung import check_nummer, describe_luecke, read_zaehlerstand
from vorlagen.actions.einlesen_zuordnung import Frage, Frageart, Stammsatz, Zuordnung, match_formular
from vorlagen.actions.entwurf import BETREFF_LAENGE
from vorlagen.forms.entwurf import UNBEKANNT, ZU_LANG
from vorlagen.forms.felder import RichtextField, RichtextWidget
from vorlagen.pages.quelle import Quellzeile, list_quellzeilen
from vorlagen.rules.einlesen import ErgebnisDaten
from vorlagen.rules.formular import FormularDaten

NEU = "neu"
DATUM_UNGUELTIG = "Bitte geben Sie das Datum als Tag.Monat.Jahr ein, zum Beispiel 12.06.2018."


def build_auswahl(label: str, saetze: Sequence[Stammsatz], frage: Frage | None) -> forms.TypedChoiceField:
    """Return a choice among existing rows, and of a new one where the open ``frage`` allows it (value None)."""
    nach_pk = {str(satz.pk): satz for satz in saetze}
    choices = [("", "Bitte wählen"), *((pk, str(satz)) for pk, satz in nach_pk.items())]
    if frage and frage.anlegbar:
        choices.insert(1, (NEU, f"neu anlegen: {frage.text}"))
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=nach_pk.get,
        help_text=_describe_frage(frage) if frage else "",
        error_messages={"required": UNBEKANNT, "invalid_choice": UNBEKANNT},
    )


def _describe_frage(frage: Frage) -> str:
    aehnliche = ", ".join(f"„{satz}“" for satz in frage.vorschlaege[:3])
    rat = "Bitte wählen Sie den passenden Eintrag" + (" oder legen Sie ihn neu an." if frage.anlegbar else ".")
    return f"{frage.satz} {rat}" + (f" Ähnlich: {aehnliche}." if frage.text and aehnliche else "")


class KopfForm(forms.Form):
    """Header and texts of the form as they were read, to be corrected."""

    betreff = ZeileField(
        label="Betreff",
        max_length=BETREFF_LAENGE,
        error_messages={"max_length": ZU_LANG, "required": "Bitte geben Sie den Betreff ein."},
    )
    datum = TagField(label="Datum der Vorlage", required=False, error_messages={"invalid": DATUM_UNGUELTIG})
    aktenzeichen = ZeileField(
        label="Aktenzeichen", max_length=100, required=False, error_messages={"max_length": ZU_LANG}
    )
    beschlussentwurf = RichtextField(label="Beschlussentwurf", required=False, widget=RichtextWidget(attrs={"rows": 8}))
    begruendung = RichtextField(label="Begründung", required=False, widget=RichtextWidget(attrs={"rows": 18}))

    def __init__(self, *args: Any, amt: forms.Field, dezernat: forms.Field, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {"amt": amt, "dezernat": dezernat}

    @property
    def helper_kopf(self) -> FormHelper:
        """Lay out the header."""
        return build_helper(Fieldset("Kopf", "betreff", Row("datum", "aktenzeichen"), Row("amt", "dezernat")))

    @property
    def helper_texte(self) -> FormHelper:
        """Lay out the texts."""
        return build_helper(Fieldset("Texte", "beschlussentwurf", "begruendung"))


class StationForm(forms.Form):
    """One station as it was read; ``ergebnis`` says what its ticks mean, ``reste`` what stays mere text."""

    datum = TagField(label="Datum der Sitzung", required=False, error_messages={"invalid": DATUM_UNGUELTIG})
    oeffentlich = forms.BooleanField(label="berät öffentlich", required=False)
    entscheidend = forms.BooleanField(label="entscheidet über die Vorlage", required=False)
    field_order = ("gremium", "datum", "oeffentlich", "entscheidend")

    def __init__(self, *args: Any, gremium: forms.Field, ergebnis: ErgebnisDaten, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gremium"] = gremium
        self.order_fields(self.field_order)
        self.empty_permitted = False
        self.ergebnis = describe_ergebnis(ergebnis)
        self.reste = ergebnis.reste
        self.helper = build_helper(Row("gremium", "datum"), "oeffentlich", "entscheidend")


class StationFormSet(forms.BaseFormSet[StationForm]):
    """The stations of the form in order; none is added or taken away."""

    row_title = "Station"

    def __init__(self, *args: Any, zeilen: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        self.zeilen = zeilen
        super().__init__(*args, **kwargs)

    def total_form_count(self) -> int:
        """Return the number of stations in the form, whatever the browser says."""
        return len(self.zeilen)

    def initial_form_count(self) -> int:
        """Return the same: every row was read from the form."""
        return len(self.zeilen)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Give each row its own choice of bodies and its result."""
        return super().get_form_kwargs(index) | dict(self.zeilen[index or 0])


_FormSet = cast(type[StationFormSet], forms.formset_factory(StationForm, formset=StationFormSet, extra=0))


class Pruefung:
    """Everything on the page that checks one form: the source, what was read of it, and what is open."""

    def __init__(self, formular: Formulartext, eingabe: QueryDict | None = None) -> None:
        self.formular = formular
        self.text = formular.text
        self.daten = parse_text(formular.text, formular.absaetze)
        self.abgleich = match_formular(self.daten)
        self.sperren = check_nummer(self.daten.nummer)
        self.ergebnisse = read_ergebnisse(self.daten, self.abgleich.zuordnung)
        self.kopf = self._build_kopf(eingabe)
        self.stationen = self._build_stationen(eingabe)

    @property
    def quelle(self) -> list[Quellzeile]:
        """Return the lines of the source that are not blank."""
        return list_quellzeilen(self.text, self.daten.nicht_zugeordnet, self.daten.beiwerk)

    @property
    def hinweise(self) -> tuple[str, ...]:
        """Return what a clerk should look at before taking over."""
        nummer = self.daten.nummer
        return (
            *self.formular.hinweise,
            *self.daten.hinweise,
            *self.abgleich.hinweise,
            *describe_ergebnisse(self.daten, self.ergebnisse),
            *describe_luecke(nummer, read_zaehlerstand(nummer)),
        )

    def is_valid(self) -> bool:
        """Return whether everything typed is in order; both parts are checked, so that both show their errors."""
        return all([self.kopf.is_valid(), self.stationen.is_valid()])

    def take_over(self, konto: Konto) -> Einlesung | None:
        """Take over the corrected form; if it is refused, the page says why and nothing is written."""
        daten = self._read_korrigiert()
        try:
            einlesung = import_formular(
                replace(daten, hinweise=(*self.formular.hinweise, *daten.hinweise)),
                quelle=self.text,
                konto=konto,
                zuordnung=self._read_zuordnung(),
                create_missing=True,
                berichtigt=self._list_berichtigt(daten),
                herkunft=self.formular.herkunft,
            )
        except VorgangGesperrt as gesperrt:
            self.kopf.add_error(None, [str(befund) for befund in gesperrt.befunde])
            return None
        # What was on the page already need not be said again.
        bekannt = set(self.hinweise)
        return replace(einlesung, hinweise=tuple(satz for satz in einlesung.hinweise if satz not in bekannt))

    def _build_kopf(self, eingabe: QueryDict | None) -> KopfForm:
        daten, zuordnung = self.daten, self.abgleich.zuordnung
        return KopfForm(
            eingabe,
            amt=build_auswahl("Amt (Verfasser)", list(Amt.objects.all()), self._find_frage(Frageart.AMT)),
            dezernat=build_auswahl(
                "Mitglied des Stadtvorstands", list(Dezernat.objects.all()), self._find_frage(Frageart.DEZERNAT)
            ),
            initial={
                "betreff": daten.betreff,
                "datum": daten.datum,
                "aktenzeichen": daten.aktenzeichen,
                "amt": zuordnung.amt.pk if zuordnung.amt else "",
                "dezernat": zuordnung.dezernat.pk if zuordnung.dezernat else "",
                "beschlussentwurf": clean_richtext(daten.beschlussentwurf_html),
                "begruendung": clean_richtext(daten.begruendung_html),
            },
        )

    def _build_stationen(self, eingabe: QueryDict | None) -> StationFormSet:
        gremien = list(Gremium.objects.all())
        zuordnung = self.abgleich.zuordnung
        stellen = range(len(self.daten.stationen))
        return _FormSet(
            eingabe,
            prefix="station",
            zeilen=[
                {
                    "gremium": build_auswahl("Gremium", gremien, self._find_frage(Frageart.GREMIUM, stelle)),
                    "ergebnis": self.ergebnisse[stelle],
                }
                for stelle in stellen
            ],
            initial=[
                {
                    "gremium": gremium.pk if gremium else "",
                    "datum": station.datum,
                    "oeffentlich": station.oeffentlich is True,
                    "entscheidend": entscheidend,
                }
                for station, gremium, entscheidend in zip(
                    self.daten.stationen, zuordnung.gremien, zuordnung.entscheidend, strict=True
                )
            ],
        )

    def _find_frage(self, art: Frageart, stelle: int | None = None) -> Frage | None:
        return next(
            (f for f in self.abgleich.fragen if f.art == art and (stelle is None or stelle in f.stationen)), None
        )

    def _read_korrigiert(self) -> FormularDaten:
        kopf = self.kopf.cleaned_data
        stationen = [
            replace(station, datum=zeile["datum"], oeffentlich=zeile["oeffentlich"])
            for station, zeile in zip(self.daten.stationen, self.stationen.cleaned_data, strict=True)
        ]
        return replace(
            self.daten,
            betreff=kopf["betreff"],
            datum=kopf["datum"],
            aktenzeichen=kopf["aktenzeichen"],
            beschlussentwurf_html=kopf["beschlussentwurf"],
            begruendung_html=kopf["begruendung"],
            stationen=tuple(stationen),
        )

    def _read_zuordnung(self) -> Zuordnung:
        zeilen = self.stationen.cleaned_data
        return Zuordnung(
            gremien=tuple(zeile["gremium"] for zeile in zeilen),
            amt=self.kopf.cleaned_data["amt"],
            dezernat=self.kopf.cleaned_data["dezernat"],
            entscheidend=tuple(zeile["entscheidend"] for zeile in zeilen),
        )

    def _list_berichtigt(self, daten: FormularDaten) -> list[str]:
        """Return the fields a person changed, for the journal."""
        return [
            feld.name
            for feld in fields(FormularDaten)
            if _flatten(getattr(daten, feld.name)) != _flatten(getattr(self.daten, feld.name))
        ]


def _flatten(wert: Any) -> Any:
    """Return rich text without its markup, which an editor writes in its own way; everything else as it is."""
    return richtext_to_text(wert) if isinstance(wert, str) and wert.startswith("<") else wert


def describe_ergebnis(ergebnis: ErgebnisDaten) -> str:
    """Return the result of a station in words, empty if the form gives none."""
    if ergebnis.ausgang is None:
        return ""
    teile = [ergebnis.ausgang.label, *(["geändert"] if ergebnis.geaendert else [])]
    for anzahl, wort in ((ergebnis.gegenstimmen, "Gegenstimmen"), (ergebnis.enthaltungen, "Enthaltungen")):
        teile += [f"{wort}: {anzahl}"] if anzahl is not None else []
    return " · ".join(teile)
