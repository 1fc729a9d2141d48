"""What the views of this floor share: fetching what is visible, asking for permission, doing an act."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest

from dokumente.ablage import open_unversehrt
from dokumente.models import Datei
from gremien.rules.befund import Befund, VorgangGesperrt
from konten.models import Konto
from konten.rechte import Besucher
from vorlagen.actions.anlagenpruefung import check_anlagen_of, finish_anlagen
from vorlagen.actions.freigabe import check_fassung
from vorlagen.forms.vorgang import VorgangForm
from vorlagen.models import Fassung, Vorlage

# A browser's PDF viewer brings its own styles and plugin; nothing else may happen inside a file of ours.
DATEI_CSP = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"

SEITE_UND_AKT = ("GET", "HEAD", "POST")
"""A page that asks, and the act it asks for."""


def get_konto(request: HttpRequest) -> Konto:
    """Return the account behind a page that needs a login."""
    if not isinstance(request.user, Konto):
        raise PermissionDenied
    return request.user


def get_fassung_or_404(konto: Besucher, pk: int) -> Fassung:
    """Return the newest Fassung ``konto`` may read, its paper at ``.vorlage``; else as if it had never existed."""
    vorlage = Vorlage.objects.visible_to(konto).with_fassung_for(konto).filter(pk=pk).first()
    if vorlage is None:
        raise Http404
    fassung: Fassung = vorlage.sichtbare_fassungen[0]  # type: ignore[attr-defined]  # set by with_fassung_for
    return fassung


def require_erlaubnis(erlaubt: bool) -> None:
    """Refuse with the 403 page what this account may see, but not do."""
    if not erlaubt:
        raise PermissionDenied


def list_befunde(request: HttpRequest, fassung: Fassung) -> list[Befund]:
    """Return what stands against handing in or releasing; the act itself waits for what is still being checked."""
    if request.method == "POST" and fassung.oeffentlich:
        finish_anlagen(fassung)
    return check_fassung(fassung)


def list_anlagenbefunde(request: HttpRequest, fassung: Fassung) -> list[Befund]:
    """Return what publishing the attachments would give away; the act itself waits for what is still being checked."""
    if request.method == "POST":
        finish_anlagen(fassung)
    return check_anlagen_of(fassung)


def hand_out(datei: Datei, name: str, *, as_attachment: bool, csp: str = DATEI_CSP) -> FileResponse:
    """Return a kept file for this one reader; whether they may have it was asked before.

    Raises :class:`DateiBeschaedigt` when it is missing or damaged: not a byte of it leaves the house.
    """
    antwort = FileResponse(
        open_unversehrt(datei), as_attachment=as_attachment, filename=name, content_type=datei.medientyp
    )
    antwort["Content-Security-Policy"] = csp
    antwort["X-Content-Type-Options"] = "nosniff"
    antwort["Cache-Control"] = "private, no-cache"
    return antwort


def carry_out(request: HttpRequest, form: VorgangForm, akt: Callable[[], object], erfolg: str) -> bool:
    """Do the act if the form is in order and nothing stands against it; otherwise the form says why not."""
    if not form.is_valid():
        return False
    try:
        akt()
    except VorgangGesperrt as gesperrt:
        form.refuse(gesperrt)
        return False
    messages.success(request, erfolg)
    return True
