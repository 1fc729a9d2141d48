"""Master data: the city, bodies, people, seats, groups, offices."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from dokumente.ablage.behalten import keep_bytes, remove_datei
from dokumente.druck.pdf import DruckFehler
from gremien.documents.briefkopf import build_briefkopf, render_briefkopfmuster
from gremien.forms.stadt import StadtForm
from gremien.models import Amt, Dezernat, Fraktion, Gremium, Mitgliedschaft, Person, Stadt, Wahlperiode


@admin.register(Stadt)
class StadtAdmin(admin.ModelAdmin[Stadt]):
    """Name, letterhead and colours: one row, shown at once instead of a list."""

    form = StadtForm
    fieldsets = [
        (None, {"fields": ["name", "dienststelle", "anschrift", "kontakt", "webadresse"]}),
        (
            "Briefkopf",
            {"fields": ["wappen_datei", "wappen_entfernen", "hausfarbe", "akzentfarbe", "fusszeile"]},
        ),
        ("Einladung", {"fields": ["einladung_beginn", "einladung_schluss"]}),
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


class MitgliedschaftInline(admin.TabularInline[Mitgliedschaft, Gremium]):
    """Members on the page of their body."""

    model = Mitgliedschaft
    extra = 0
    fields = ["person", "fraktion", "funktion", "stimmberechtigt", "von", "bis"]
    autocomplete_fields = ["person", "fraktion"]


@admin.register(Gremium)
class GremiumAdmin(admin.ModelAdmin[Gremium]):
    """Bodies with their members."""

    list_display = ["name", "kuerzel", "art", "gesetzliche_zahl", "raum", "von", "bis", "reihenfolge"]
    list_filter = ["art"]
    search_fields = ["name", "kuerzel"]
    inlines = [MitgliedschaftInline]


class SitzeInline(admin.TabularInline[Mitgliedschaft, Person]):
    """Seats on the page of a person."""

    model = Mitgliedschaft
    extra = 0
    fields = ["gremium", "fraktion", "funktion", "stimmberechtigt", "von", "bis"]
    autocomplete_fields = ["gremium", "fraktion"]
    verbose_name_plural = "Sitze in Gremien"


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin[Person]):
    """People with their seats."""

    list_display = ["nachname", "vorname", "titel", "erfunden"]
    list_display_links = ["nachname", "vorname"]
    list_filter = ["erfunden", "mitgliedschaften__gremium"]
    search_fields = ["nachname", "vorname"]
    inlines = [SitzeInline]


@admin.register(Mitgliedschaft)
class MitgliedschaftAdmin(admin.ModelAdmin[Mitgliedschaft]):
    """Seats over all bodies."""

    list_display = ["person", "gremium", "funktion", "fraktion", "stimmberechtigt", "von", "bis"]
    list_filter = ["gremium", "fraktion", "funktion", "stimmberechtigt"]
    list_select_related = ["person", "gremium", "fraktion"]
    search_fields = ["person__nachname", "person__vorname", "gremium__name"]
    autocomplete_fields = ["person", "gremium", "fraktion"]
    date_hierarchy = "von"


@admin.register(Fraktion)
class FraktionAdmin(admin.ModelAdmin[Fraktion]):
    """Groups of the council."""

    list_display = ["name", "kuerzel", "sitze", "von", "bis", "reihenfolge"]
    search_fields = ["name", "kuerzel"]


@admin.register(Wahlperiode)
class WahlperiodeAdmin(admin.ModelAdmin[Wahlperiode]):
    """Legislative terms."""

    list_display = ["name", "von", "bis"]
    search_fields = ["name"]


class AmtInline(admin.TabularInline[Amt, Dezernat]):
    """Offices on the page of their department."""

    model = Amt
    extra = 0


@admin.register(Dezernat)
class DezernatAdmin(admin.ModelAdmin[Dezernat]):
    """Departments with their offices."""

    list_display = ["bezeichnung", "leitung", "von", "bis", "reihenfolge"]
    list_select_related = ["leitung"]
    search_fields = ["bezeichnung"]
    autocomplete_fields = ["leitung"]
    inlines = [AmtInline]


@admin.register(Amt)
class AmtAdmin(admin.ModelAdmin[Amt]):
    """Offices of the administration."""

    list_display = ["nummer", "name", "dezernat", "von", "bis"]
    list_display_links = ["nummer", "name"]
    list_filter = ["dezernat"]
    list_select_related = ["dezernat"]
    search_fields = ["nummer", "name"]
    autocomplete_fields = ["dezernat"]
