"""Accounts and roles in the administration."""

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest

from konten.models import Konto, Rollenzuweisung

# Rights follow from roles and seats; a second system beside them would only confuse.
admin.site.unregister(Group)
# Logins go by name; a list of addresses of its own would only be a second truth.
admin.site.unregister(EmailAddress)


class RollenzuweisungInline(admin.TabularInline[Rollenzuweisung, Konto]):
    """Roles on the page of the account."""

    model = Rollenzuweisung
    extra = 0
    autocomplete_fields = ["amt", "dezernat", "gremium"]


@admin.register(Konto)
class KontoAdmin(UserAdmin[Konto]):
    """Logins with their roles."""

    list_display = ["username", "last_name", "first_name", "rollen", "person", "is_active", "is_staff"]
    list_filter = ["rollenzuweisungen__rolle", "is_active", "is_staff", "is_superuser"]
    list_select_related = ["person"]
    search_fields = ["username", "first_name", "last_name", "email", "person__nachname"]
    autocomplete_fields = ["person"]
    filter_horizontal = []
    inlines = [RollenzuweisungInline]
    fieldsets = [
        (None, {"fields": ["username", "password", "person"]}),
        ("Angaben zur Person", {"fields": ["first_name", "last_name", "email"]}),
        ("Zugang", {"fields": ["is_active", "is_staff", "is_superuser"]}),
        ("Zeiten", {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Konto]:
        """Return the accounts with their roles, in a fixed number of queries."""
        return (
            super()
            .get_queryset(request)
            .prefetch_related("rollenzuweisungen__amt", "rollenzuweisungen__dezernat", "rollenzuweisungen__gremium")
        )

    @admin.display(description="Rollen")
    def rollen(self, konto: Konto) -> str:
        """Return the roles in words."""
        return ", ".join(str(zuweisung) for zuweisung in konto.rollenzuweisungen.all()) or "–"


@admin.register(Rollenzuweisung)
class RollenzuweisungAdmin(admin.ModelAdmin[Rollenzuweisung]):
    """Roles over all accounts: who holds what."""

    list_display = ["konto", "rolle", "amt", "dezernat", "gremium", "von", "bis"]
    list_filter = ["rolle", "dezernat"]
    list_select_related = ["konto", "amt", "dezernat", "gremium"]
    search_fields = ["konto__username", "konto__last_name", "amt__name", "amt__nummer", "gremium__name"]
    autocomplete_fields = ["konto", "amt", "dezernat", "gremium"]
