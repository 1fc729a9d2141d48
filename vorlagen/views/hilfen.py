"""What the views of this floor share: fetching what is visible, asking for permission, doing an act."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from gremien.rules.befund import Befund
from konten.rechte import Besucher
from vorlagen.actions.anlagenpruefung import check_anlagen_of, finish_anlagen
from vorlagen.actions.bearbeitung import check_einreichung
from vorlagen.actions.freigabe import check_fassung
from vorlagen.models import Fassung

SEITE_UND_AKT = ("GET", "HEAD", "POST")
"""A page that asks, and the act it asks for."""


def get_fassung_or_404(konto: Besucher, pk: int) -> Fassung:
    """Return the newest Fassung ``konto`` may read, its paper at ``.vorlage``; else as if it had never existed."""
    return list_fassungen_or_404(konto, pk)[0]


def list_fassungen_or_404(konto: Besucher, pk: int) -> list[Fassung]:
    """Return all Fassungen of a paper that ``konto`` may read, newest first; else as if it had never existed."""
    fassungen = list(Fassung.objects.for_page_of(konto).filter(vorlage=pk))
    if not fassungen:
        raise Http404
    return fassungen


def wants_json(request: HttpRequest) -> bool:
    """Return whether a script of the page asks, not the browser for a page."""
    return request.headers.get("Accept", "") == "application/json"


def require_erlaubnis(erlaubt: bool) -> None:
    """Refuse with the 403 page what this account may see, but not do."""
    if not erlaubt:
        raise PermissionDenied


def list_befunde(request: HttpRequest, fassung: Fassung) -> list[Befund]:
    """Return what stands against handing in or releasing; the act itself waits for what is still being checked."""
    if request.method == "POST" and fassung.oeffentlich:
        finish_anlagen(fassung)
    return check_einreichung(fassung) if fassung.is_entwurf else check_fassung(fassung)


def list_anlagenbefunde(request: HttpRequest, fassung: Fassung) -> list[Befund]:
    """Return what publishing the attachments would give away; the act itself waits for what is still being checked."""
    if request.method == "POST":
        finish_anlagen(fassung)
    return check_anlagen_of(fassung)
