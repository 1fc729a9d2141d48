"""Sittings in the administration: to be searched and looked at; agenda and results change through their acts."""

from typing import ClassVar

from django.contrib import admin

from sitzungen.models import Abstimmung, Anwesenheit, Oberbegriff, Sitzung, Standardpunkt, Tagesordnungspunkt
from verwaltung.seiten import NurLesenAdmin, NurLesenInline, StammdatenAdmin
from vorlagen.admin import BeratungAdmin
from vorlagen.models import Beratung

NICHT_GEZAEHLT = "nicht gezählt"


class TopInline(NurLesenInline):
    """Items on the page of their sitting."""

    model = Tagesordnungspunkt
    fields = ["teil", "nummer", "betreff", "oberbegriff", "beratung", "fassung", "abgesetzt_am"]


class AnwesenheitInline(NurLesenInline):
    """Attendance on the page of the sitting."""

    model = Anwesenheit
    fields = ["person", "anwesend", "stimmberechtigt"]
    show_change_link = False


@admin.register(Sitzung)
class SitzungAdmin(NurLesenAdmin):
    """Sittings with agenda and attendance."""

    hinweis = (
        "Sitzungen werden im Sitzungsdienst angesetzt, verlegt, abgesagt, eröffnet und beendet; Anwesenheit und "
        "Ergebnisse stehen auf der Seite der Sitzung."
    )

    list_display = ["nummer", "gremium", "beginn", "ort", "status", "tagesordnung_veroeffentlicht_am"]
    list_filter = ["status", "gremium", "jahr"]
    list_select_related = ["gremium"]
    search_fields = ["gremium__name", "gremium__kuerzel", "=laufend", "ort", "hinweis", "tops__betreff"]
    date_hierarchy = "beginn"
    inlines = [TopInline, AnwesenheitInline]


class AbstimmungInline(NurLesenInline):
    """Results on the page of their item, corrections included."""

    model = Abstimmung
    fields = ["ausgang", "geaendert", "ja", "gegenstimmen", "enthaltungen", "befangen", "berichtigt", "grund"]


@admin.register(Tagesordnungspunkt)
class TagesordnungspunktAdmin(NurLesenAdmin):
    """Items over all agendas."""

    hinweis = (
        "Die Tagesordnung ändert der Sitzungsdienst auf der Seite der Sitzung. Ist sie veröffentlicht, bleiben die "
        "Nummern, und ein Punkt wird abgesetzt statt gelöscht."
    )

    list_display = ["__str__", "sitzung", "teil", "fassung", "mehrheit", "abgesetzt_am"]
    list_filter = ["teil", "sitzung__gremium", "mehrheit", ("abgesetzt_am", admin.EmptyFieldListFilter)]
    list_select_related = ["sitzung__gremium", "fassung"]
    search_fields = ["betreff", "=nummer", "fassung__nummer"]
    date_hierarchy = "sitzung__beginn"
    inlines = [AbstimmungInline]

    def view_on_site(self, obj: Tagesordnungspunkt) -> str:
        """Return the sitting's page."""
        return obj.sitzung.get_absolute_url()


@admin.register(Abstimmung)
class AbstimmungAdmin(NurLesenAdmin):
    """Recorded results; a corrected one stays in the list."""

    hinweis = (
        "Ein festgestelltes Ergebnis wird nie überschrieben. Berichtigt wird es mit Begründung auf der Seite der "
        "Sitzung; beide Zeilen bleiben."
    )

    list_display = [
        "__str__",
        "sitzung",
        "geaendert",
        "ja_stimmen",
        "gegenstimmen",
        "enthaltungen",
        "gueltig",
        "festgestellt_am",
    ]
    list_filter = ["ausgang", "geaendert", "top__sitzung__gremium", ("berichtigt", admin.EmptyFieldListFilter)]
    list_select_related = ["top__sitzung__gremium", "berichtigung"]
    search_fields = ["top__betreff", "top__fassung__nummer", "grund"]
    date_hierarchy = "festgestellt_am"
    anders: ClassVar[dict[str, str]] = {"ja": "ja_stimmen", "einsendung": ""}

    @admin.display(description="Sitzung", ordering="top__sitzung__beginn")
    def sitzung(self, abstimmung: Abstimmung) -> str:
        """Return the sitting."""
        return str(abstimmung.top.sitzung)

    @admin.display(description="Ja-Stimmen", ordering="ja")
    def ja_stimmen(self, abstimmung: Abstimmung) -> str:
        """Return the count; what was not counted is never a number."""
        return NICHT_GEZAEHLT if abstimmung.ja is None else str(abstimmung.ja)

    @admin.display(description="gültig", boolean=True)
    def gueltig(self, abstimmung: Abstimmung) -> bool:
        """Return whether no later row corrects this one."""
        return not abstimmung.is_berichtigt

    def view_on_site(self, obj: Abstimmung) -> str:
        """Return the sitting's page."""
        return obj.top.sitzung.get_absolute_url()


class BeratungTopInline(TopInline):
    """Items on the page of the station they came from."""

    fields = ["sitzung", "teil", "nummer", "betreff", "abgesetzt_am"]


# A station knows no sittings; its page in the administration may.
admin.site.unregister(Beratung)


@admin.register(Beratung)
class BeratungMitTopsAdmin(BeratungAdmin):
    """Stations with the agenda items they came on."""

    inlines = [BeratungTopInline]


@admin.register(Oberbegriff)
class OberbegriffAdmin(StammdatenAdmin[Oberbegriff]):
    """The words by which the public learns of closed matters."""

    hinweis = (
        "Mit genau diesen Worten erfährt die Öffentlichkeit von Punkten des nichtöffentlichen Teils; sie dürfen nichts "
        "von der Sache verraten (§ 35 Abs. 1 GemO). Punkte behalten das Wort, das sie tragen, auch wenn es hier "
        "geändert oder gelöscht wird."
    )
    fields = ["wort", "reihenfolge"]
    list_display = ["wort", "reihenfolge"]
    search_fields = ["wort"]


@admin.register(Standardpunkt)
class StandardpunktAdmin(StammdatenAdmin[Standardpunkt]):
    """Items that every agenda of a body has."""

    hinweis = (
        "Diese Punkte setzt der Sitzungsdienst mit einem Klick auf eine Tagesordnung. Was schon auf einer steht, "
        "bleibt, wie es ist."
    )
    fields = ["gremium", "teil", "betreff", "oberbegriff", "am_ende", "reihenfolge"]
    list_display = ["betreff", "gremium", "teil", "oberbegriff", "am_ende", "reihenfolge"]
    list_filter = ["gremium", "teil"]
    list_select_related = ["gremium", "oberbegriff"]
    search_fields = ["betreff"]
