"""Papers in the administration: everything to be found, nothing to be changed but the labels of the voting grid."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet, Subquery
from django.forms import ModelForm
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html

from verwaltung.seiten import NurLesenAdmin, NurLesenInline, StammdatenAdmin
from vorlagen.enums import Entwurfsteil
from vorlagen.models import (
    Anlage,
    Auswirkungsart,
    Beratung,
    Fassung,
    Kaestchen,
    Mitzeichnung,
    Mitzeichnungsregel,
    Vorlage,
)
from vorlagen.rules.mitzeichnungsteile import join_teile, split_teile


class FassungInline(NurLesenInline):
    """Fassungen on the page of their paper."""

    model = Fassung
    fields = ["nummer", "betreff", "status", "oeffentlich", "freigegeben_am", "veroeffentlicht_am"]


class BeratungInline(NurLesenInline):
    """Stations on the page of their paper."""

    model = Beratung
    fields = ["position", "gremium", "datum", "entscheidend", "oeffentlich", "ausgang", "gegenstimmen", "enthaltungen"]


@admin.register(Vorlage)
class VorlageAdmin(NurLesenAdmin):
    """Papers with their Fassungen and their way."""

    hinweis = (
        "Vorlagen bearbeitet das Amt am Schreibtisch. Gremienweg ändern, veröffentlichen und zurückziehen geht auf der "
        "Seite der Vorlage in der Ratsinformation."
    )

    list_display = ["bezeichnung", "betreff", "art", "status", "created_at"]
    list_filter = ["status", "art", "jahr", "fassungen__amt", "fassungen__dezernat"]
    list_select_related = ["bezug"]
    search_fields = ["fassungen__nummer", "fassungen__betreff", "fassungen__aktenzeichen", "=laufend"]
    inlines = [FassungInline, BeratungInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Vorlage]:
        """Return the papers with the title of their newest Fassung."""
        neueste = Fassung.objects.newest_of("pk")
        vorlagen: QuerySet[Vorlage] = super().get_queryset(request)
        return vorlagen.annotate(neuester_betreff=Subquery(neueste.values("betreff")[:1]))

    @admin.display(description="Nummer", ordering="laufend")
    def bezeichnung(self, vorlage: Vorlage) -> str:
        """Return the number, or what there is before release."""
        return str(vorlage)

    @admin.display(description="Betreff")
    def betreff(self, vorlage: Vorlage) -> str:
        """Return the title of the newest Fassung."""
        return getattr(vorlage, "neuester_betreff", "") or "ohne Betreff"


class AnlageInline(NurLesenInline):
    """Attachments on the page of their Fassung."""

    model = Anlage
    fields = ["position", "titel", "dateiname", "oeffentlich", "datei"]


class MitzeichnungInline(NurLesenInline):
    """Co-signatures on the page of their Fassung."""

    model = Mitzeichnung
    fields = [
        *("schritt", "amt", "dezernat", "konto", "vertreten", "frist"),
        *("ergebnis", "bemerkung", "erbeten_am", "beantwortet_am"),
    ]


def _show_richtext(html: str, titel: str) -> str:
    if not html:
        return "–"
    # Headings within a paper are h3: for the ear they need one above them, as on the paper's own page.
    kopf = format_html('<h2 class="kern-sr-only">{}</h2>', titel)
    return kopf + render_to_string("components/richtext.html", {"html": html, "titel": titel})


@admin.register(Fassung)
class FassungAdmin(NurLesenAdmin):
    """Texts of papers."""

    hinweis = (
        "Eine freigegebene Fassung bleibt, wie sie ist. Soll sich etwas ändern, wird auf der Seite der Vorlage neu "
        "gefasst; einen Entwurf bearbeitet das Amt am Schreibtisch."
    )

    list_display = ["__str__", "vorlage", "amt", "dezernat", "status", "oeffentlich", "veroeffentlicht_am"]
    list_filter = ["status", "oeffentlich", "vorlage__art", "amt", "dezernat"]
    list_select_related = ["vorlage", "amt", "dezernat"]
    search_fields = ["nummer", "betreff", "aktenzeichen"]
    date_hierarchy = "freigegeben_am"
    inlines = [AnlageInline, MitzeichnungInline]
    anders: ClassVar[dict[str, str]] = {
        "beschlussentwurf": "zeige_beschlussentwurf",
        "begruendung": "zeige_begruendung",
        "auswirkungen": "zeige_auswirkungen",
        "nicht_zugeordnet": "zeige_nicht_zugeordnet",
        "suchtext": "",
    }

    @admin.display(description="Beschlussentwurf")
    def zeige_beschlussentwurf(self, fassung: Fassung) -> str:
        """Return the text as its readers see it."""
        return _show_richtext(fassung.beschlussentwurf, "Beschlussentwurf")

    @admin.display(description="Begründung")
    def zeige_begruendung(self, fassung: Fassung) -> str:
        """Return the text as its readers see it."""
        return _show_richtext(fassung.begruendung, "Begründung")

    @admin.display(description="Auswirkungen")
    def zeige_auswirkungen(self, fassung: Fassung) -> str:
        """Return the effects as their readers see them."""
        return _show_richtext(fassung.texte["auswirkungen"], "Auswirkungen")

    @admin.display(description="Nicht zugeordnet")
    def zeige_nicht_zugeordnet(self, fassung: Fassung) -> str:
        """Return what an import could not place."""
        return _show_richtext(fassung.nicht_zugeordnet, "Nicht zugeordnet")

    def view_on_site(self, obj: Fassung) -> str:
        """Return the paper's page."""
        return obj.vorlage.get_absolute_url()


@admin.register(Beratung)
class BeratungAdmin(NurLesenAdmin):
    """Stations over all papers."""

    hinweis = (
        "Den Gremienweg ändert die Seite der Vorlage („Gremienweg ändern“). Ergebnisse stellt die Sitzung fest und "
        "berichtigt sie dort mit Begründung."
    )

    list_display = ["__str__", "vorlage", "position", "entscheidend", "oeffentlich", "ausgang", "geaendert"]
    list_filter = ["ausgang", "gremium", "entscheidend", "oeffentlich", "geaendert"]
    list_select_related = ["vorlage", "gremium"]
    search_fields = ["vorlage__fassungen__nummer", "vorlage__fassungen__betreff", "gremium__name"]
    date_hierarchy = "datum"

    def view_on_site(self, obj: Beratung) -> str:
        """Return the paper's page."""
        return obj.vorlage.get_absolute_url()


@admin.register(Auswirkungsart)
class AuswirkungsartAdmin(StammdatenAdmin[Auswirkungsart]):
    """The kinds of effect that drafts ask for."""

    hinweis = (
        "Was hier steht, fragt jeder Entwurf unter „Auswirkungen“. Ein neuer Titel gilt für das, was danach "
        "geschrieben wird; Vorlagen behalten, was auf ihnen steht. Was nicht mehr gefragt werden soll, bekommt ein "
        "Ende („gültig bis“)."
    )
    fields = ["titel", "frage", "form", "reihenfolge", "von", "bis"]
    list_display = ["titel", "form", "reihenfolge", "von", "bis"]

    def get_readonly_fields(self, request: HttpRequest, obj: Auswirkungsart | None = None) -> list[str]:
        """Return the choices once they are made: what was chosen among others would mean nothing any more."""
        return ["form"] if obj is not None else []

    def has_delete_permission(self, request: HttpRequest, obj: Auswirkungsart | None = None) -> bool:
        """Return False: papers tell of it, and a kind that shall not be asked for gets an end."""
        return False


class KaestchenForm(ModelForm[Kaestchen]):
    """A box whose place may be taken: then both boxes change places."""

    zeile = forms.IntegerField(label="Zeile", min_value=1, max_value=3)
    spalte = forms.IntegerField(label="Spalte", min_value=1, max_value=4)

    class Meta:
        model = Kaestchen
        fields = ("kurz", "lang", "zeile", "spalte")

    def _get_validation_exclusions(self) -> set[str]:
        # Whether the place is free does not matter: saving makes room.
        exclusions: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return exclusions | {"zeile", "spalte"}


@admin.register(Kaestchen)
class KaestchenAdmin(StammdatenAdmin[Kaestchen]):
    """The printed voting grid: labels and places are the city's, the twelve meanings are the program's."""

    hinweis = (
        "Beschriftung und Platz bestimmt die Stadt; die zwölf Bedeutungen stehen fest. Wird ein besetzter Platz "
        "gewählt, tauschen beide Kästchen."
    )
    form = KaestchenForm
    fields = ["bedeutung", "kurz", "lang", "zeile", "spalte"]
    readonly_fields = ["bedeutung"]
    list_display = ["lang", "kurz", "bedeutung", "zeile", "spalte"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: every meaning has its box already."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Kaestchen | None = None) -> bool:
        """Return False: an outcome without a box could not be printed."""
        return False

    def save_model(self, request: HttpRequest, obj: Kaestchen, form: ModelForm[Kaestchen], change: bool) -> None:
        """Save the box; one that stands on its new place moves to the old one."""
        with transaction.atomic():
            alt = Kaestchen.objects.get(pk=obj.pk)
            verdraengt = Kaestchen.objects.filter(zeile=obj.zeile, spalte=obj.spalte).exclude(pk=obj.pk).first()
            if verdraengt is None:
                obj.save()
                return
            # Two boxes never share a place, not for a moment, so one steps out of the grid meanwhile.
            kennung = verdraengt.pk
            verdraengt.delete()
            obj.save()
            verdraengt.pk, verdraengt.zeile, verdraengt.spalte = kennung, alt.zeile, alt.spalte
            verdraengt.save(force_insert=True)


class MitzeichnungsregelForm(ModelForm[Mitzeichnungsregel]):
    """A rule; the parts its office looks at are ticked."""

    teile = forms.MultipleChoiceField(
        label="Teile, die das Amt prüft",
        choices=Entwurfsteil.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=Mitzeichnungsregel._meta.get_field("teile").help_text,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["teile"] = [teil.value for teil in split_teile(self.instance.teile)]

    class Meta:
        model = Mitzeichnungsregel
        fields = ("grund", "bedingung", "woerter", "betrag", "amt", "teile")

    def clean_teile(self) -> str:
        """Return the parts as they are stored."""
        return join_teile(Entwurfsteil(teil) for teil in self.cleaned_data["teile"])


@admin.register(Mitzeichnungsregel)
class MitzeichnungsregelAdmin(StammdatenAdmin[Mitzeichnungsregel]):
    """Whom a paper must be shown to."""

    hinweis = (
        "Trifft eine Regel zu, wird das Amt bei jedem Einreichen gefragt; weglassen kann das niemand. Eine Änderung "
        "gilt für Vorlagen, die danach in die Mitzeichnung gegeben werden."
    )
    form = MitzeichnungsregelForm
    fields = ["grund", "bedingung", "woerter", "betrag", "amt", "teile"]
    list_display = ["grund", "amt", "bedingung", "betrag", "teile_in_worten"]
    list_select_related = ["amt"]
    search_fields = ["grund", "woerter"]
