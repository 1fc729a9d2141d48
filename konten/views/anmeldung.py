"""Login, logout, password; and the one-click login of the demo council."""

from collections.abc import Callable
from functools import wraps

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from konten.forms.anmeldung import AnmeldeForm, BestaetigungsForm, PasswortForm
from konten.login.demo import DEMO_ROLLEN, is_demo
from konten.models import Konto

DEMO_BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def anmelden(request: HttpRequest) -> HttpResponseBase:
    """Ask for user name and password; throttled, and silent about which of the two was wrong."""
    view: Callable[[HttpRequest], HttpResponseBase] = allauth_views.LoginView.as_view(
        form_class=AnmeldeForm, extra_context={"demo_rollen": DEMO_ROLLEN if is_demo() else {}}
    )
    return view(request)


@require_POST
def abmelden(request: HttpRequest) -> HttpResponseBase:
    """End the login, and let the browser forget what it kept of it: the tablet may be shared."""
    antwort: HttpResponseBase = allauth_views.logout(request)
    # Not the cookies: the session is over on our side, and the device shall stay known (konten/login/drosselung.py).
    antwort["Clear-Site-Data"] = '"cache", "storage"'
    return antwort


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bestaetigen(request: HttpRequest) -> HttpResponseBase:
    """Ask for the password once more."""
    view: Callable[[HttpRequest], HttpResponseBase] = allauth_views.ReauthenticateView.as_view(
        form_class=BestaetigungsForm
    )
    return view(request)


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def passwort_aendern(request: HttpRequest) -> HttpResponseBase:
    """Change the own password; an account without one logs in another way."""
    if isinstance(request.user, Konto) and not request.user.has_usable_password():
        messages.info(request, "Dieses Konto hat kein Passwort; es wird auf anderem Weg angemeldet.")
        return redirect("schreibtisch")
    view: Callable[[HttpRequest], HttpResponseBase] = allauth_views.PasswordChangeView.as_view(form_class=PasswortForm)
    return view(request)


def _only_in_demo(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the address exist in the demo council only."""

    @wraps(view)
    def guarded(request: HttpRequest, rolle: str) -> HttpResponse:
        if not is_demo() or rolle not in DEMO_ROLLEN:
            raise Http404
        return view(request, rolle)

    return guarded


@_only_in_demo
@require_POST
def demo_anmelden(request: HttpRequest, rolle: str) -> HttpResponse:
    """Log in as the demo account of a role."""
    konto = get_object_or_404(Konto, username=f"demo-{rolle}", is_active=True)
    login(request, konto, backend=DEMO_BACKEND)
    ziel = request.POST.get("next", "")
    return redirect(ziel if get_adapter().is_safe_url(ziel) else "schreibtisch")
