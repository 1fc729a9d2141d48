"""What one is written by mail."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from konten.forms.post import PostForm
from konten.rechte import KontoRequest
from konten.views.vorgang import posted
from post.actions.abbestellung import choose_anlaesse, list_gewaehlte
from post.models import Nachricht

LETZTE = 20
"""How many of the last mails the page shows."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: KontoRequest) -> HttpResponse:
    """Show and change which mails the account gets, and show the last ones."""
    konto = request.user
    form = PostForm(posted(request), initial={"anlaesse": list_gewaehlte(konto)})
    if form.is_valid():
        choose_anlaesse(konto, form.cleaned_data["anlaesse"])
        messages.success(request, "Ihre Auswahl ist gespeichert.")
        return redirect("konto_post")
    inhalt = {
        "form": form,
        "nachrichten": Nachricht.objects.visible_to(konto)[:LETZTE],
        "verschickt": settings.POST_WIRD_VERSCHICKT,
    }
    return render(request, "konten/post.html", inhalt)
