"""Outgoing mail in the administration: what became of each, and trying it once more."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from post.actions.nachricht import deliver_again
from post.enums import Zustand
from post.models import Nachricht
from post.querysets import IST
from verwaltung.seiten import NurLesen

VERSCHICKT = (
    "Nachrichten schreibt das Programm; der Hintergrunddienst verschickt sie. Was ein Mailserver zurzeit nicht "
    "annimmt, wird von selbst noch einmal versucht; was er ablehnt, scheitert und steht hier mit dem Grund."
)
ABGELEGT = (
    "Auf dem Server ist noch kein Mailserver eingetragen: Jede Nachricht bleibt dort als Datei im Ordner „post“ und "
    "verlässt das Haus nicht."
)


class Zustandsfilter(admin.SimpleListFilter):
    """Mails by what became of them."""

    title = "Zustand"
    parameter_name = "zustand"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the states."""
        return [(zustand.value, str(zustand.label)) for zustand in Zustand]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the mails in the chosen state."""
        wert = self.value()
        return queryset.filter(IST[Zustand(wert)]) if wert in Zustand.values else queryset


@admin.register(Nachricht)
class NachrichtAdmin(NurLesen, admin.ModelAdmin[Nachricht]):
    """Mails, read-only but for trying them again. Links that open something are kept nowhere and show up nowhere."""

    list_display = [
        "angelegt_am",
        "empfaenger",
        "gegenstand",
        "stand",
        "versuche",
        "naechster_versuch",
        "fehler",
    ]
    list_filter = [Zustandsfilter, "anlass"]
    list_select_related = ["konto"]
    search_fields = ["konto__username", "konto__last_name", "konto__email", "adresse", "gegenstand", "=message_id"]
    date_hierarchy = "angelegt_am"
    actions = ["deliver_once_more"]
    readonly_fields = [
        *("empfaenger", "anlass", "gegenstand", "satz", "ziel", "angelegt_am"),
        *("stand", "versuche", "naechster_versuch", "zugestellt_am", "zugestellt_an", "fehler", "message_id"),
    ]
    fields = tuple(readonly_fields)

    @property
    def hinweis(self) -> str:
        """Return whether mails leave the house at all."""
        return VERSCHICKT if settings.POST_WIRD_VERSCHICKT else ABGELEGT

    def has_zustellen_permission(self, request: HttpRequest) -> bool:
        """Return whether the account may have mails tried again."""
        return bool(request.user.has_perm("post.change_nachricht"))

    @admin.action(description="Noch einmal zustellen", permissions=["zustellen"])
    def deliver_once_more(self, request: HttpRequest, queryset: QuerySet[Nachricht]) -> None:
        """Try the chosen ones from the beginning, and say how many there was something to try for."""
        alle = queryset.count()
        anzahl = deliver_again(queryset)
        worte = "Eine Nachricht wird" if anzahl == 1 else f"{anzahl} Nachrichten werden"
        if anzahl:
            self.message_user(request, f"{worte} noch einmal zugestellt.", messages.SUCCESS)
        if anzahl < alle:
            self.message_user(request, f"Schon zugestellt und darum nicht noch einmal: {alle - anzahl}.", messages.INFO)

    @admin.display(description="Empfänger", ordering="konto__last_name")
    def empfaenger(self, nachricht: Nachricht) -> str:
        """Return who is meant."""
        return str(nachricht.konto) if nachricht.konto else nachricht.adresse

    @admin.display(description="Zustand")
    def stand(self, nachricht: Nachricht) -> str:
        """Return what became of it."""
        return str(nachricht.zustand.label)
