"""What is sent twice from the same page is done once.

Django gives every page it draws another mask of the same secret (``csrfmiddlewaretoken``). The mask, the address and
what was filled in make the key of a submission: pressed twice, a form sends the same key twice, whichever form it is.
The second press waits for the first and is led to where that one was led.
"""

import hashlib
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.db import DatabaseError, IntegrityError, transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from koblenz_council.auswege import find_ausweg
from konten.models import Einsendung

MASKIERT: Final = 64
"""Length of a masked token; the bare secret (32) is the same on every page and tells nothing about the page."""

WARTEN_SEKUNDEN: Final = 20
SCHRITT_SEKUNDEN: Final = 0.1
AUFGEGEBEN: Final = timedelta(minutes=2)
"""A first press that has not answered by then was killed."""
GEMERKT: Final = timedelta(days=1)


def compute_schluessel(request: HttpRequest) -> str | None:
    """Return the key of what is sent, None where nothing tells one page from another."""
    # Who is nobody is asked first: nothing of theirs is read here.
    if not request.user.is_authenticated or len(request.POST.get("csrfmiddlewaretoken", "")) != MASKIERT:
        return None
    summe = hashlib.sha256(f"{request.user.pk} {request.get_full_path()}".encode())
    for name, werte in sorted(request.POST.lists()):
        summe.update(repr((name, werte)).encode())
    for name, dateien in sorted(request.FILES.lists()):
        summe.update(repr((name, [(datei.name, datei.size) for datei in dateien])).encode())
    return summe.hexdigest()


def claim(schluessel: str) -> Einsendung | None:
    """Return the row of a first press, or None if there was one before. Raises ``DatabaseError`` on a full disk."""
    jetzt = timezone.now()
    Einsendung.objects.filter(begonnen_am__lt=jetzt - GEMERKT).delete()
    Einsendung.objects.filter(schluessel=schluessel, ziel="", begonnen_am__lt=jetzt - AUFGEGEBEN).delete()
    try:
        with transaction.atomic():
            return Einsendung.objects.create(schluessel=schluessel, begonnen_am=jetzt)
    except IntegrityError:
        return None


def wait_for_ziel(schluessel: str) -> str | None:
    """Return where the first press was led, None if it led nowhere: then the second counts."""
    ende = time.monotonic() + WARTEN_SEKUNDEN
    while time.monotonic() < ende:
        ziel = Einsendung.objects.filter(schluessel=schluessel).values_list("ziel", flat=True).first()
        if ziel != "":
            return ziel
        time.sleep(SCHRITT_SEKUNDEN)
    return ""


class Einmal:
    """Lets the second of two equal submissions wait for the first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, and remember where a first press was led."""
        antwort = self.get_response(request)
        erste: Einsendung | None = getattr(request, "erste_einsendung", None)
        if erste is not None:
            settle(erste, antwort)
        return antwort

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Lead a second press to where the first was led; a first one goes on."""
        # Who reads the form in an own way asks for the token in an own way.
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return None
        schluessel = compute_schluessel(request)
        if schluessel is None:
            return None
        try:
            erste = claim(schluessel)
            while erste is None:
                ziel = wait_for_ziel(schluessel)
                if ziel is not None:
                    return redirect(ziel or find_ausweg(request.path_info))
                erste = claim(schluessel)
        except IntegrityError:
            raise
        except DatabaseError:
            # Where nothing can be written, the act itself says so, and keeps the text.
            return None
        request.erste_einsendung = erste  # type: ignore[attr-defined]
        return None


def settle(erste: Einsendung, antwort: HttpResponseBase) -> None:
    """Remember where a press was led that did something; one that was refused may be repeated."""
    try:
        if isinstance(antwort, HttpResponseRedirect):
            Einsendung.objects.filter(pk=erste.pk).update(ziel=antwort.url)
        else:
            erste.delete()
    except DatabaseError:
        # The act is done or refused already; a row that stays behind is given up after two minutes.
        return
