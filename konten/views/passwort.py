"""For whoever has no password: a link by mail, and the page it opens."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from konten.forms.passwort import ZU_VIELE, NeuesPasswortForm, VergessenForm
from konten.login.drosselung import may_anfordern, remember_erfolg
from konten.models import Konto
from konten.tasks import send_passwortlinks
from konten.views.vorgang import posted

UNTERWEGS = (
    "Wenn zu dieser Adresse ein Konto gehört, ist eine E-Mail mit einem Link dorthin unterwegs. Er gilt drei Tage. "
    "Kommt nach einigen Minuten nichts an, prüfen Sie bitte die Schreibweise und den Ordner für unerwünschte Post."
)
ABGELEGT = (
    "Wenn zu dieser Adresse ein Konto gehört, liegt gleich ein Link als Datei auf dem Server. Dort findet ihn die "
    "Administration; in der Verwaltung setzt sie auch selbst ein neues Passwort."
)
GESETZT = "Ihr neues Passwort gilt. Bitte melden Sie sich damit an."


@require_http_methods(["GET", "HEAD", "POST"])
def passwort_vergessen(request: HttpRequest) -> HttpResponse:
    """Take an address; whether an account belongs to it, the answer does not tell."""
    form = VergessenForm(posted(request))
    if form.is_valid():
        adresse = form.cleaned_data["email"]
        if may_anfordern(request, adresse):
            send_passwortlinks.enqueue(adresse)
            messages.success(request, UNTERWEGS if settings.POST_WIRD_VERSCHICKT else ABGELEGT)
            return redirect("account_login")
        form.add_error(None, ZU_VIELE)
    inhalt = {"form": form, "verschickt": settings.POST_WIRD_VERSCHICKT}
    return render(request, "account/passwort_vergessen.html", inhalt)


class _NeuesPasswort(PasswordResetConfirmView):
    """Django's page behind the link, for open accounts only."""

    form_class = NeuesPasswortForm
    template_name = "account/passwort_neu.html"
    success_url = reverse_lazy("account_login")
    reset_url_token = "setzen"  # noqa: S105  stands in the address in place of the token

    def get_user(self, uidb64: str) -> Konto | None:
        """Return whose link it is; nobody's if the account is closed."""
        konto: Any = super().get_user(uidb64)
        return konto if konto is not None and konto.is_active else None

    def form_valid(self, form: Any) -> HttpResponse:
        """Set the password; whoever reads that mailbox is known on this device from now on."""
        antwort = super().form_valid(form)
        messages.success(self.request, GESETZT)
        remember_erfolg(self.request, antwort, form.user.get_username())
        return antwort


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def passwort_neu(request: HttpRequest, uid: str, token: str) -> HttpResponseBase:
    """Ask for a new password twice; a link that was used or is too old leads to a new one."""
    view: Callable[..., HttpResponseBase] = _NeuesPasswort.as_view()
    return view(request, uidb64=uid, token=token)
