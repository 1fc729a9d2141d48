"""Accounts and roles in the administration."""

from typing import Any, cast

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest

from konten.actions.rollen import (
    Kontostand,
    change_konto,
    check_ende,
    check_person_of,
    end_rolle,
    grant_rolle,
    read_kontostand,
)
from konten.enums import Rolle
from konten.models import Konto, Rollenzuweisung

# Rights follow from roles and seats; a second system beside them would only confuse.
admin.site.unregister(Group)
# Logins go by name; a list of addresses of its own would only be a second truth.
admin.site.unregister(EmailAddress)


WER_HANDELT = "Nötig, sobald das Konto eine Rolle hat: Verglichen werden Personen, nicht Konten."


class RollenzuweisungForm(forms.ModelForm[Rollenzuweisung]):
    """A role as it is given; one that was given can only be ended."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name, feld in self.fields.items():
                feld.disabled = name != "bis"

    def clean(self) -> dict[str, Any]:
        """Refuse a role for nobody, and a change that is neither giving nor ending."""
        daten = super().clean() or self.cleaned_data
        if self.instance.pk:
            vorher, bis = self.initial.get("bis"), daten.get("bis")
            befunde = check_ende(von=self.instance.von, vorher=vorher, bis=bis) if bis else []
            if vorher and "bis" in daten and not bis:
                self.add_error("bis", "Eine beendete Rolle bleibt beendet. Bitte erteilen Sie sie neu.")
        else:
            inhaber = daten.get("konto")
            befunde = check_person_of(inhaber) if inhaber else []
        for befund in befunde:
            self.add_error(befund.feld if befund.feld in self.fields else None, befund.satz)
        return daten


def store_rolle(request: HttpRequest, zuweisung: Rollenzuweisung) -> None:
    """Give the role if it is new, end it if it is not."""
    konto = cast("Konto", request.user)
    if zuweisung.pk:
        end_rolle(zuweisung, konto=konto, bis=zuweisung.bis)
        return
    gegeben = grant_rolle(
        zuweisung.konto,
        Rolle(zuweisung.rolle),
        konto=konto,
        amt=zuweisung.amt,
        dezernat=zuweisung.dezernat,
        gremium=zuweisung.gremium,
        von=zuweisung.von,
        bis=zuweisung.bis,
    )
    zuweisung.pk = gegeben.pk


class RollenzuweisungInline(admin.TabularInline[Rollenzuweisung, Konto]):
    """Roles on the page of the account."""

    model = Rollenzuweisung
    form = RollenzuweisungForm
    extra = 0
    can_delete = False
    autocomplete_fields = ["amt", "dezernat", "gremium"]


class KontoForm(forms.ModelForm[Konto]):
    """An account that may act has a person."""

    def clean(self) -> dict[str, Any]:
        """Refuse an account with rights that is nobody's."""
        daten = super().clean() or self.cleaned_data
        hat_rollen = bool(self.instance.pk) and self.instance.rollenzuweisungen.exists()
        if not daten.get("person") and (hat_rollen or daten.get("is_superuser")):
            self.add_error("person", check_person_of(Konto())[0].satz)
        return daten


class KontoAendernForm(KontoForm, UserChangeForm[Konto]):
    """An existing account."""


class KontoNeuForm(KontoForm, AdminUserCreationForm[Konto]):
    """A new account."""


@admin.register(Konto)
class KontoAdmin(UserAdmin[Konto]):
    """Logins with their roles."""

    list_display = ["username", "last_name", "first_name", "rollen", "person", "is_active", "is_staff"]
    list_filter = ["rollenzuweisungen__rolle", "is_active", "is_staff", "is_superuser"]
    list_select_related = ["person"]
    search_fields = ["username", "first_name", "last_name", "email", "person__nachname"]
    autocomplete_fields = ["person"]
    filter_horizontal = []
    form = KontoAendernForm
    add_form = KontoNeuForm
    add_fieldsets = [
        *UserAdmin.add_fieldsets,
        ("Wem das Konto gehört", {"fields": ["person", "first_name", "last_name"], "description": WER_HANDELT}),
    ]
    inlines = [RollenzuweisungInline]
    fieldsets = [
        (None, {"fields": ["username", "password", "person"], "description": WER_HANDELT}),
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

    def has_delete_permission(self, request: HttpRequest, obj: Konto | None = None) -> bool:
        """Refuse: an account that is no longer needed is closed, what it did stays."""
        return False

    def save_model(self, request: HttpRequest, obj: Konto, form: ModelForm[Konto], change: bool) -> None:
        """Store names and password as usual; whose the account is and what it may is an act."""
        neu = read_kontostand(obj)
        alt = read_kontostand(Konto.objects.get(pk=obj.pk)) if change else Kontostand(None, True, False, False)
        _set_kontostand(obj, alt)
        super().save_model(request, obj, form, change)
        change_konto(obj, neu, konto=cast("Konto", request.user))
        _set_kontostand(obj, neu)

    def save_formset(
        self,
        request: HttpRequest,
        form: ModelForm[Konto],
        formset: BaseInlineFormSet[Rollenzuweisung, Konto, Any],
        change: bool,
    ) -> None:
        """Give the new roles and end the others."""
        for zuweisung in formset.save(commit=False):
            store_rolle(request, zuweisung)

    @admin.display(description="Rollen")
    def rollen(self, konto: Konto) -> str:
        """Return the roles in words."""
        return ", ".join(str(zuweisung) for zuweisung in konto.rollenzuweisungen.all()) or "–"


def _set_kontostand(konto: Konto, stand: Kontostand) -> None:
    konto.person, konto.is_active = stand.person, stand.is_active
    konto.is_staff, konto.is_superuser = stand.is_staff, stand.is_superuser


@admin.register(Rollenzuweisung)
class RollenzuweisungAdmin(admin.ModelAdmin[Rollenzuweisung]):
    """Roles over all accounts: who holds what."""

    form = RollenzuweisungForm
    list_display = ["konto", "rolle", "amt", "dezernat", "gremium", "von", "bis"]
    list_filter = ["rolle", "dezernat"]
    list_select_related = ["konto", "amt", "dezernat", "gremium"]
    search_fields = ["konto__username", "konto__last_name", "amt__name", "amt__nummer", "gremium__name"]
    autocomplete_fields = ["konto", "amt", "dezernat", "gremium"]

    def has_delete_permission(self, request: HttpRequest, obj: Rollenzuweisung | None = None) -> bool:
        """Refuse: a role is ended, the row stays."""
        return False

    def save_model(
        self, request: HttpRequest, obj: Rollenzuweisung, form: ModelForm[Rollenzuweisung], change: bool
    ) -> None:
        """Give the role, or end it."""
        store_rolle(request, obj)
