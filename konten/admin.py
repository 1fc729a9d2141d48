"""Accounts and roles in the administration."""

from typing import Any, ClassVar, cast

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gremien.rules.befund import VorgangGesperrt
from konten.actions.passwort import invite_konto
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
from verwaltung.seiten import Stammdaten, StammdatenAdmin, StammdatenInline

# Rights follow from roles and seats; a second system beside them would only confuse.
admin.site.unregister(Group)
# Logins go by name; a list of addresses of its own would only be a second truth.
admin.site.unregister(EmailAddress)


NUR_BEENDEN = (
    "Eine erteilte Rolle lässt sich nur beenden („gültig bis“). Für ein anderes Amt oder eine andere Zeit wird sie neu "
    "erteilt. Beides steht im Journal."
)
OHNE_PASSWORT = (
    "Am einfachsten bleibt das Passwort hier leer: Danach schicken Sie aus der Liste der Konten eine Einladung, und "
    "wer sie bekommt, setzt sein Passwort selbst."
)
NUR_EINES = "Bitte geben Sie das Passwort zweimal ein, oder lassen Sie beide Felder leer."
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
        fraktion=zuweisung.fraktion,
        von=zuweisung.von,
        bis=zuweisung.bis,
    )
    zuweisung.pk = gegeben.pk


class RollenzuweisungInline(StammdatenInline[Rollenzuweisung, Konto]):
    """Roles on the page of the account."""

    model = Rollenzuweisung
    form = RollenzuweisungForm
    extra = 1
    fields = ["rolle", "amt", "dezernat", "gremium", "fraktion", "von", "bis"]
    hinweis = NUR_BEENDEN

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rollenzuweisung]:
        """Return the roles with what they are held for."""
        return super().get_queryset(request).select_related("amt", "dezernat", "gremium", "fraktion")


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
    """An existing account; its password is nobody's to see."""

    password = None  # type: ignore[assignment]

    class Meta(UserChangeForm.Meta):
        labels: ClassVar[dict[str, str]] = {
            "username": "Anmeldename",
            "is_active": "Konto ist offen",
            "is_staff": "darf in die Verwaltung",
            "is_superuser": "hat alle Rechte",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "username": "Buchstaben, Ziffern und @ . + - _, höchstens 150 Zeichen.",
            "is_active": "Geschlossen kann sich niemand mehr damit anmelden.",
            "is_staff": "Sieht diese Seiten. Was das Konto hier darf, folgt erst aus allen Rechten.",
            "is_superuser": "Sieht alles, auch Nichtöffentliches, und ändert Stammdaten, Konten und Rollen.",
        }


class KontoNeuForm(KontoForm, UserCreationForm[Konto]):
    """A new account, without a password where its holder shall set it."""

    class Meta(UserCreationForm.Meta):
        labels = KontoAendernForm.Meta.labels
        help_texts = KontoAendernForm.Meta.help_texts

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("password1", "password2"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Refuse half a password."""
        daten = super().clean()
        if bool(daten.get("password1")) != bool(daten.get("password2")) and not self.has_error("password2"):
            self.add_error("password2", NUR_EINES)
        return daten

    def set_password_and_save(self, user: Konto, *args: Any, commit: bool = True) -> Konto:
        """Store the account; none is no password, not an empty one."""
        if self.cleaned_data["password1"]:
            return super().set_password_and_save(user, *args, commit=commit)  # type: ignore[misc,no-any-return]
        user.set_unusable_password()
        if commit:
            user.save()
        return user


class PasswortForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """A new password for somebody who has lost theirs; an account is closed elsewhere, not by having none."""

    def __init__(self, user: Konto, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields.pop("usable_password", None)
        for feld in self.fields.values():
            feld.required = True


@admin.register(Konto)
class KontoAdmin(Stammdaten, UserAdmin[Konto]):
    """Logins with their roles."""

    list_display = ["anmeldename", "last_name", "first_name", "rollen", "person", "offen", "alle_rechte"]
    list_filter = ["rollenzuweisungen__rolle", "is_active", "is_staff", "is_superuser"]
    list_select_related = ["person"]
    search_fields = ["username", "first_name", "last_name", "email", "person__nachname"]
    autocomplete_fields = ["person"]
    filter_horizontal = []
    form = KontoAendernForm
    add_form = KontoNeuForm
    change_password_form = PasswortForm
    add_form_template = None
    hinweis = (
        "Ein Konto, das niemand mehr braucht, wird geschlossen („Konto ist offen“ abwählen). Gelöscht wird es nicht, "
        "denn was damit getan wurde, bleibt im Journal."
    )
    add_fieldsets = [
        (None, {"fields": ["username"]}),
        (
            "Wem das Konto gehört",
            {"fields": ["person", "first_name", "last_name", "email"], "description": WER_HANDELT},
        ),
        ("Passwort", {"fields": ["password1", "password2"], "description": OHNE_PASSWORT}),
    ]
    actions = ["send_einladung"]
    inlines = [RollenzuweisungInline]
    fieldsets = [
        (None, {"fields": ["username", "passwort", "person"], "description": WER_HANDELT}),
        ("Angaben zur Person", {"fields": ["first_name", "last_name", "email"]}),
        ("Zugang", {"fields": ["is_active", "is_staff", "is_superuser"]}),
        ("Zeiten", {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["passwort", "last_login", "date_joined"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Konto]:
        """Return the accounts with their roles, in a fixed number of queries."""
        return (
            super()
            .get_queryset(request)
            .prefetch_related(*(f"rollenzuweisungen__{b}" for b in ("amt", "dezernat", "gremium", "fraktion")))
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

    @admin.action(description="Einladung senden", permissions=["change"])
    def send_einladung(self, request: HttpRequest, queryset: QuerySet[Konto]) -> None:
        """Invite the chosen ones, and say of each other why not."""
        eingeladen = 0
        for betroffen in queryset:
            try:
                invite_konto(betroffen, konto=cast("Konto", request.user))
                eingeladen += 1
            except VorgangGesperrt as gesperrt:
                self.message_user(request, str(gesperrt), messages.WARNING)
        if eingeladen:
            worte = "Eine Einladung ist" if eingeladen == 1 else f"{eingeladen} Einladungen sind"
            self.message_user(request, f"{worte} unterwegs.", messages.SUCCESS)

    @admin.display(description="Anmeldename", ordering="username")
    def anmeldename(self, konto: Konto) -> str:
        """Return what is typed at the login."""
        return konto.get_username()

    @admin.display(description="offen", boolean=True, ordering="is_active")
    def offen(self, konto: Konto) -> bool:
        """Return whether somebody can log in with it."""
        return konto.is_active

    @admin.display(description="alle Rechte", boolean=True, ordering="is_superuser")
    def alle_rechte(self, konto: Konto) -> bool:
        """Return whether it may everything."""
        return konto.is_superuser

    @admin.display(description="Passwort")
    def passwort(self, konto: Konto) -> SafeString | str:
        """Return whether there is one, and the way to a new one."""
        stand = "gesetzt" if konto.has_usable_password() else "noch keines"
        neu = reverse("admin:auth_user_password_change", args=[konto.pk])
        return format_html('{} – <a href="{}">neues Passwort setzen</a>', stand, neu)

    @admin.display(description="Rollen")
    def rollen(self, konto: Konto) -> str:
        """Return the roles in words."""
        return ", ".join(str(zuweisung) for zuweisung in konto.rollenzuweisungen.all()) or "–"


def _set_kontostand(konto: Konto, stand: Kontostand) -> None:
    konto.person, konto.is_active = stand.person, stand.is_active
    konto.is_staff, konto.is_superuser = stand.is_staff, stand.is_superuser


@admin.register(Rollenzuweisung)
class RollenzuweisungAdmin(StammdatenAdmin[Rollenzuweisung]):
    """Roles over all accounts: who holds what."""

    form = RollenzuweisungForm
    list_display = ["konto", "rolle", "amt", "dezernat", "gremium", "fraktion", "von", "bis"]
    list_filter = ["rolle", "dezernat"]
    list_select_related = ["konto", "amt", "dezernat", "gremium", "fraktion"]
    search_fields = ["konto__username", "konto__last_name", "amt__name", "amt__nummer", "gremium__name"]
    autocomplete_fields = ["konto"]
    fields = ["konto", "rolle", "amt", "dezernat", "gremium", "fraktion", "von", "bis"]
    hinweis = NUR_BEENDEN

    def has_delete_permission(self, request: HttpRequest, obj: Rollenzuweisung | None = None) -> bool:
        """Refuse: a role is ended, the row stays."""
        return False

    def save_model(
        self, request: HttpRequest, obj: Rollenzuweisung, form: ModelForm[Rollenzuweisung], change: bool
    ) -> None:
        """Give the role, or end it."""
        store_rolle(request, obj)
