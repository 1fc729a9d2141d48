"""Earlier papers about the same matter, while somebody types a Betreff."""

import re

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dokumente.rules.zeichen import clean_zeile
from konten.rechte import KontoRequest
from vorlagen.actions.entwurf import BETREFF_LAENGE
from vorlagen.pages.aehnliche import list_aehnliche
from vorlagen.permissions import may_begin_entwurf
from vorlagen.views.hilfen import require_erlaubnis


@login_required
@require_safe
def vorlagen_aehnliche(request: KontoRequest) -> HttpResponse:
    """Show papers whose Betreff is like the one that is sent; part of the page on which it is typed."""
    require_erlaubnis(may_begin_entwurf(request.user))
    betreff = clean_zeile(request.GET.get("betreff", ""))[:BETREFF_LAENGE]
    entwurf = request.GET.get("entwurf", "")
    aehnliche = list_aehnliche(request.user, betreff, int(entwurf) if re.fullmatch(r"[0-9]{1,9}", entwurf) else None)
    return render(request, "vorlagen/_aehnliche.html", {"aehnliche": aehnliche})
