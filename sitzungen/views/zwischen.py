"""In the sitting: votes on an item before the main motion."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from konten.rechte import KontoRequest
from konten.views.vorgang import attempt, posted, read_kennung
from sitzungen.actions.zwischenabstimmung import record_zwischenabstimmung
from sitzungen.documents.worte import format_zwischenabstimmung
from sitzungen.forms import ZwischenabstimmungForm
from sitzungen.models import Tagesordnungspunkt, Zwischenabstimmung
from sitzungen.permissions import may_record_abstimmung
from sitzungen.views.zugriff import fetch_top


@login_required
@require_http_methods(["GET", "POST"])
def zwischenabstimmung(request: KontoRequest, pk: int, top_pk: int) -> HttpResponse:
    """Record the vote on an amendment or on a motion about the procedure, or correct one (``stand``)."""
    top = fetch_top(request.user, pk, top_pk, may_record_abstimmung)
    kennung = read_kennung(request.POST.get("stand") or request.GET.get("stand"))
    berichtigt = Zwischenabstimmung.objects.visible_to(request.user).filter(top=top, pk=kennung).first()
    form = ZwischenabstimmungForm(posted(request), berichtigt=berichtigt)
    if form.is_valid() and (neu := attempt(form, lambda: _record(form, top, berichtigt, request))):
        messages.success(request, f"TOP {top.bezeichnung or top.betreff}: {format_zwischenabstimmung(neu)}")
        return redirect("ergebnis", pk, top_pk)
    angaben = {"form": form, "top": top, "sitzung": top.sitzung, "berichtigt": berichtigt}
    return render(request, "sitzungen/zwischenabstimmung.html", angaben)


def _record(
    form: ZwischenabstimmungForm,
    top: Tagesordnungspunkt,
    berichtigt: Zwischenabstimmung | None,
    request: KontoRequest,
) -> Zwischenabstimmung:
    return record_zwischenabstimmung(
        top,
        form.to_ergebnis(),
        konto=request.user,
        berichtigt=berichtigt,
        grund=form.grund,
        berichtigungsgrund=form.berichtigungsgrund,
    )
