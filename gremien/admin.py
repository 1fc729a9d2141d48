"""Master data: bodies, people, seats, groups, offices."""

from django.contrib import admin

from gremien.models import Amt, Dezernat, Fraktion, Gremium, Mitgliedschaft, Person, Wahlperiode


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
