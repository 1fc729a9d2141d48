"""What the views of this floor share: fetching what is visible, asking for permission, doing an act."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from gremien.rules.befund import Befund
from konten.forms.vorgang import VorgangForm
from konten.models import Konto
from konten.rechte import Besucher, KontoRequest
from konten.views.vorgang import attempt, read_kennung
from vorlagen.actions.anlagenpruefung import check_anlagen_of, finish_anlagen
from vorlagen.actions.bearbeitung import check_einreichung
from vorlagen.actions.freigabe import check_fassung
from vorlagen.actions.kopie import Urheber, begin_entwurf
from vorlagen.enums import Vorlagenart
from vorlagen.models import Fassung
from vorlagen.querysets import VERFASSER

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


def find_vorbild_or_404(request: KontoRequest) -> Fassung | None:
    """Return the paper after which another is to be begun, None if the address names none."""
    if "nach" not in request.GET:
        return None
    vorlagen = Fassung.objects.copyable_by(request.user).filter(vorlage=read_kennung(request.GET["nach"]))
    vorbild = vorlagen.select_related("vorlage", *VERFASSER).order_by("-neufassung").first()
    if vorbild is None:
        raise Http404
    return vorbild


def begin_from(form: VorgangForm, konto: Konto, urheber: Urheber, vorbild: Fassung | None) -> Fassung | None:
    """Begin the draft that a valid form asks for; None if that was refused, which the form then says."""
    art, betreff = Vorlagenart(form.cleaned_data["art"]), form.cleaned_data["betreff"]
    return attempt(form, lambda: begin_entwurf(konto=konto, urheber=urheber, art=art, betreff=betreff, vorbild=vorbild))


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
