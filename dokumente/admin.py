"""Stored files and prints in the administration: what there is, not what is in it."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from dokumente.models import Datei, Druckstueck, Fehldruck
from verwaltung.seiten import NurLesen


@admin.register(Datei)
class DateiAdmin(NurLesen, admin.ModelAdmin[Datei]):
    """Files, read-only: they come with an upload and never change."""

    hinweis = (
        "Dateien kommen mit Anlagen und Ausdrucken und ändern sich nie. Den Inhalt zeigt die Vorlage, zu der sie "
        "gehören. Ob alle unversehrt sind, prüft auf dem Server „./run manage dateien pruefen“."
    )

    list_display = ["kurzsumme", "medientyp", "groesse", "created_at"]
    list_filter = ["medientyp"]
    search_fields = ["pruefsumme"]
    # Not the file itself: its address would bypass the rights of the paper it hangs on.
    fields = ["pruefsumme", "medientyp", "groesse", "created_at"]

    @admin.display(description="Prüfsumme", ordering="pruefsumme")
    def kurzsumme(self, datei: Datei) -> str:
        """Return enough of the checksum to tell files apart."""
        return f"{datei.pruefsumme[:16]}…"


@admin.register(Druckstueck)
class DruckstueckAdmin(NurLesen, admin.ModelAdmin[Druckstueck]):
    """Kept prints: which of them do not claim PDF/UA and PDF/A, and why."""

    hinweis = (
        "Druckstücke entstehen beim Drucken und lassen sich jederzeit neu erzeugen. Ein Vorbehalt verschwindet, wenn "
        "der Text geändert wird, der ihn verursacht."
    )

    list_display = ["zweck", "created_at", "vorbehalt"]
    list_filter = ["zweck", ("vorbehalt", admin.EmptyFieldListFilter)]
    fields = ["zweck", "created_at", "vorbehalt"]


@admin.register(Fehldruck)
class FehldruckAdmin(NurLesen, admin.ModelAdmin[Fehldruck]):
    """What could not be printed and why; a row that is removed has its document tried again by the next visitor."""

    list_display = ["zweck", "satz", "created_at"]
    list_filter = ["zweck"]
    search_fields = ["satz"]
    hinweis = (
        "Was hier steht, ließ sich wegen seines Textes nicht drucken. Ist der Text geändert, wird neu gedruckt. Wird "
        "die Zeile gelöscht, versucht es der nächste Aufruf auch mit demselben Text noch einmal."
    )
    fields = ["zweck", "satz", "created_at", "schluessel"]
    # Together, because one cause often fails many prints.
    actions = ["delete_selected"]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Return whether the account may do so to any row."""
        return request.user.has_perm("dokumente.delete_fehldruck")
