"""Master data: the city, bodies, people, seats, groups, offices."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dokumente.ablage.behalten import keep_bytes, remove_datei
from dokumente.druck.pdf import DruckFehler
from gremien.documents.briefkopf import build_briefkopf, render_briefkopfmuster
from gremien.forms.stadt import StadtForm
from gremien.models import (
    Amt,
    Dezernat,
    Fraktion,
    Gremium,
    Mitgliedschaft,
    Person,
    SitzungsfreieZeit,
    Stadt,
    Wahlperiode,
)
from verwaltung.felder import Namensfeld
from verwaltung.seiten import StammdatenAdmin, StammdatenInline

MIT_ENDE = (
    "Was nicht mehr gilt, bekommt ein Ende („gültig bis“) und bleibt stehen, damit frühere Vorlagen und Sitzungen "
    "stimmen. Gelöscht wird nur, was aus Versehen angelegt wurde."
)
WECHSEL = (
    "Wer ausscheidet, bekommt ein Ende („gültig bis“). Wer Funktion oder Fraktion wechselt, bekommt ein Ende und ab "
    "dem Tag danach eine neue Zeile."
)
BERICHTIGEN = " Was falsch eingetragen ist, wird auf der eigenen Seite der Zeile berichtigt oder gelöscht."


@admin.register(Stadt)
class StadtAdmin(StammdatenAdmin[Stadt]):
    """Name, letterhead and colours: one row, shown at once instead of a list."""

    form = StadtForm
    hinweis = "Steht auf jeder Seite und ab sofort auf jedem neuen Ausdruck."
    fieldsets = [
        (None, {"fields": ["name", "dienststelle", "anschrift", "kontakt", "webadresse"]}),
        (
            "Briefkopf",
            {"fields": ["wappen_datei", "wappen_entfernen", "hausfarbe", "akzentfarbe", "fusszeile"]},
        ),
        ("Einladung", {"fields": ["einladung_beginn", "einladung_schluss", "einladung_mit_pdf"]}),
        ("Vorlage", {"fields": ["kurzfassung_drucken"]}),
        ("Mitzeichnung", {"fields": ["mitzeichnung_tage"]}),
        ("Gremienweg", {"fields": ["mitzeichnungspuffer"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: there is one city, and there always is one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Stadt | None = None) -> bool:
        """Refuse: there is always a city."""
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Stadt | None:
        """Return the one row, with what is preset where nobody has entered it yet."""
        return Stadt.objects.current() if object_id == "1" else None

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Go straight to the one row."""
        return HttpResponseRedirect(reverse("admin:gremien_stadt_change", args=[1]))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the letterhead as typed where the specimen is asked for; everything else as usual."""
        if request.method == "POST" and "_muster" in request.POST and self.has_change_permission(request):
            stadt = Stadt.objects.current()
            form = StadtForm(request.POST, request.FILES, instance=stadt)
            if form.is_valid():
                return self._show_muster(request, form)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _show_muster(self, request: HttpRequest, form: StadtForm) -> HttpResponse:
        briefkopf = build_briefkopf(form.instance, wappen=form.cleaned_data["wappen_datei"])
        try:
            pdf = render_briefkopfmuster(briefkopf)
        except DruckFehler as fehler:
            messages.error(request, str(fehler))
            return HttpResponseRedirect(request.path)
        antwort = HttpResponse(pdf, content_type="application/pdf")
        antwort["Content-Disposition"] = 'inline; filename="Briefkopf-Muster.pdf"'
        return antwort

    def save_model(self, request: HttpRequest, obj: Stadt, form: Any, change: bool) -> None:
        """Save; a new coat of arms is kept as a file, a replaced one removed unless something else needs it."""
        vorher = Stadt.objects.current().wappen
        if neu := form.cleaned_data["wappen_datei"]:
            obj.wappen = keep_bytes(neu.inhalt, medientyp=neu.medientyp)
        super().save_model(request, obj, form, change)
        if vorher is not None and vorher != obj.wappen:
            remove_datei(vorher)


class SitzForm(forms.ModelForm[Mitgliedschaft]):
    """A seat; whose it is and where is settled when it is entered."""

    FEST = frozenset({"person", "gremium"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in self.FEST & set(self.fields):
                self.fields[name].disabled = True


class SitzzeilenForm(SitzForm):
    """A seat among others: entered and ended here, corrected on its own page."""

    FEST = SitzForm.FEST | {"fraktion", "funktion", "stimmberechtigt", "von"}


class SitzInline(StammdatenInline[Mitgliedschaft, Any]):
    """Seats on the page of a body or of a person."""

    model = Mitgliedschaft
    form = SitzzeilenForm
    autocomplete_fields = ["person"]
    verbose_name_plural = "Sitze in Gremien"
    hinweis = WECHSEL + BERICHTIGEN

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Return bodies and groups asked for once and not for every row."""
        feld = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if not isinstance(feld, Namensfeld):
            feld.choices = list(feld.choices)
        return feld

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mitgliedschaft]:
        """Return the seats with the names they show."""
        return super().get_queryset(request).select_related("person", "gremium", "fraktion")


class MitgliedInline(SitzInline):
    """Who sits in the body now or will; who sat there once has a list of its own."""

    fields = ["person", "fraktion", "funktion", "stimmberechtigt", "von", "bis"]
    verbose_name_plural = "Mitglieder heute und künftig"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mitgliedschaft]:
        """Return the seats that have not ended."""
        return super().get_queryset(request).filter(Q(bis__isnull=True) | Q(bis__gte=timezone.localdate()))


@admin.register(Gremium)
class GremiumAdmin(StammdatenAdmin[Gremium]):
    """Bodies with their members."""

    list_display = [
        "name",
        "kuerzel",
        "art",
        "gesetzliche_zahl",
        "raum",
        "einreichungsfrist",
        "von",
        "bis",
        "reihenfolge",
    ]
    list_filter = ["art"]
    search_fields = ["name", "kuerzel"]
    fields = [
        *("name", "kuerzel", "art", "gesetzliche_zahl", "raum", "uhrzeit", "einreichungsfrist"),
        *("von", "bis", "reihenfolge", "frueher"),
    ]
    readonly_fields = ["frueher"]
    inlines = [MitgliedInline]
    hinweis = MIT_ENDE

    @admin.display(description="frühere Mitglieder")
    def frueher(self, gremium: Gremium) -> SafeString | str:
        """Return the way to those whose time is over."""
        heute = timezone.localdate()
        anzahl = gremium.mitgliedschaften.filter(bis__lt=heute).count() if gremium.pk else 0
        if not anzahl:
            return "keine"
        liste = reverse("admin:gremien_mitgliedschaft_changelist")
        return format_html(
            '<a href="{}?gremium__id__exact={}&amp;bis__lt={}">{} ansehen</a>', liste, gremium.pk, heute, anzahl
        )


class SitzeInline(SitzInline):
    """Seats on the page of a person."""

    fk_name = "person"
    fields = ["gremium", "fraktion", "funktion", "stimmberechtigt", "von", "bis"]


@admin.register(Person)
class PersonAdmin(StammdatenAdmin[Person]):
    """People with their seats."""

    list_display = ["nachname", "vorname", "titel", "erfunden"]
    list_display_links = ["nachname", "vorname"]
    list_filter = ["erfunden", "mitgliedschaften__gremium"]
    search_fields = ["titel", "nachname", "vorname"]
    inlines = [SitzeInline]
    hinweis = "Ein geänderter Name steht sofort überall, auch auf den Seiten früherer Sitzungen."


@admin.register(Mitgliedschaft)
class MitgliedschaftAdmin(StammdatenAdmin[Mitgliedschaft]):
    """Seats over all bodies."""

    form = SitzForm
    fields = ["gremium", "person", "fraktion", "funktion", "stimmberechtigt", "vertretung", "von", "bis"]
    list_display = ["person", "gremium", "funktion", "fraktion", "stimmberechtigt", "von", "bis"]
    list_filter = ["gremium", "fraktion", "funktion", "stimmberechtigt"]
    list_select_related = ["person", "gremium", "fraktion"]
    search_fields = ["person__nachname", "person__vorname", "gremium__name"]
    autocomplete_fields = ["person", "vertretung"]
    date_hierarchy = "von"
    hinweis = WECHSEL


@admin.register(Fraktion)
class FraktionAdmin(StammdatenAdmin[Fraktion]):
    """Groups of the council."""

    fields = ["name", "kuerzel", "sitze", "von", "bis", "reihenfolge"]
    list_display = ["name", "kuerzel", "sitze", "von", "bis", "reihenfolge"]
    search_fields = ["name", "kuerzel"]
    hinweis = MIT_ENDE


@admin.register(Wahlperiode)
class WahlperiodeAdmin(StammdatenAdmin[Wahlperiode]):
    """Legislative terms."""

    fields = ["name", "von", "bis"]
    list_display = ["name", "von", "bis"]
    search_fields = ["name"]


@admin.register(SitzungsfreieZeit)
class SitzungsfreieZeitAdmin(StammdatenAdmin[SitzungsfreieZeit]):
    """Times in which nobody meets."""

    fields = ["name", "von", "bis"]
    list_display = ["name", "von", "bis"]
    search_fields = ["name"]
    hinweis = "Zum Beispiel Schulferien. Wer Sitzungen im Voraus plant, sieht sie; verboten ist dann nichts."


class AmtInline(StammdatenInline[Amt, Dezernat]):
    """Offices on the page of their department."""

    model = Amt
    fields = ["nummer", "name", "von", "bis"]


@admin.register(Dezernat)
class DezernatAdmin(StammdatenAdmin[Dezernat]):
    """Departments with their offices."""

    fields = ["bezeichnung", "leitung", "von", "bis", "reihenfolge"]
    list_display = ["bezeichnung", "leitung", "von", "bis", "reihenfolge"]
    list_select_related = ["leitung"]
    search_fields = ["bezeichnung"]
    autocomplete_fields = ["leitung"]
    inlines = [AmtInline]
    hinweis = MIT_ENDE


@admin.register(Amt)
class AmtAdmin(StammdatenAdmin[Amt]):
    """Offices of the administration."""

    fields = ["nummer", "name", "dezernat", "von", "bis"]
    list_display = ["nummer", "name", "dezernat", "von", "bis"]
    list_display_links = ["nummer", "name"]
    list_filter = ["dezernat"]
    list_select_related = ["dezernat"]
    search_fields = ["nummer", "name"]
    hinweis = (
        "Nummer und Name stehen auf den Vorlagen des Amts. Bekommt es einen neuen Namen, erhält das bisherige ein Ende "
        "und das neue einen eigenen Eintrag; sonst ändert sich auch, was früher galt."
    )
