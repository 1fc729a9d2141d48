"""How fast a paper is there: from the store, freshly set, and from a cold start."""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from statistics import median

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from dokumente.druck.dateien import find_schriften
from dokumente.druck.druckerei import Druckerei
from dokumente.druck.pdf import equip, read_stile, render_pdf
from messungen.werte import compute_p95, compute_ratio, measure_ms
from sitzungen.documents.vorlage import build_vorlage_druck
from vorlagen.documents.vorlage import STILE, build_vorlage_html
from vorlagen.models import Fassung
from vorlagen.querysets import VERFASSER

BLANK = settings.BASE_DIR / "messungen" / "bare_weasyprint.py"


class NichtMessbar(Exception):
    """There is nothing to measure with; the message is a German sentence."""


def measure_druck(*, nummer: str = "", durchgaenge: int = 30) -> dict[str, float | str]:
    """Measure with one public paper: the one called ``nummer``, or the newest.

    What each key means stands in ``docs/messungen.md``. Times are in milliseconds unless the name says otherwise.

    :raises NichtMessbar: without such a paper.
    """
    fassung = _find_fassung(nummer)
    html = build_vorlage_html(build_vorlage_druck(fassung, leser=AnonymousUser()))
    bedient = _measure_served(fassung, durchgaenge * 10)
    kalt = [_measure_cold(html) for _ in range(max(3, durchgaenge // 6))]
    return {
        "paper": fassung.nummer,
        "served_ms_median": median(bedient),
        "served_ms_p95": compute_p95(bedient),
        **_measure_first_render(html, durchgaenge),
        "cold_s": median(kalt) / 1000,
        "cold_s_worst": max(kalt) / 1000,
        "load": os.getloadavg()[0],
    }


def _find_fassung(nummer: str) -> Fassung:
    oeffentlich = Fassung.objects.visible_to(AnonymousUser()).select_related("vorlage", *VERFASSER)
    fassung = (oeffentlich.filter(nummer=nummer) if nummer else oeffentlich).order_by("-freigegeben_am").first()
    if fassung is None:
        raise NichtMessbar(
            f"Die öffentliche Vorlage „{nummer or 'zum Messen'}“ gibt es nicht. Bitte nennen Sie eine andere mit "
            "--nummer oder laden Sie die Vorführdaten: ./run manage demo laden"
        )
    return fassung


def _measure_served(fassung: Fassung, durchgaenge: int) -> list[float]:
    """Ask for the stored paper as a reader without a login, through every middleware."""
    # The server has collected its static files before; without their folder the middleware complains.
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    besucher = Client(headers={"host": settings.ALLOWED_HOSTS[0].lstrip("*.") or "localhost"})
    adresse = reverse("vorlage_pdf", args=[fassung.vorlage_id])

    def read() -> None:
        antwort = besucher.get(adresse, secure=settings.HTTPS)
        if antwort.status_code != 200:
            raise NichtMessbar(f"{adresse} antwortet mit {antwort.status_code} statt mit der Vorlage.")

    read()
    with _settled():
        return [measure_ms(read) for _ in range(durchgaenge)]


@contextmanager
def _settled() -> Iterator[None]:
    """Keep the collector away from what stays for good, as the server does once it has loaded the application."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _measure_first_render(html: str, durchgaenge: int) -> dict[str, float]:
    """Set the paper in turns by ourselves and by the bare engine, so that the machine's load hits both alike.

    Each turn follows one of the other side and no pause: whoever waits longer finds the processor's caches emptied.
    """
    seltener = max(3, durchgaenge // 3)
    render_pdf(html, stylesheets=STILE)
    with _bare(html) as render_bare:
        eigen, wieder = _take_turns(html, lambda: render_bare("reused"), durchgaenge)
        neben_entpackt, entpackt = _take_turns(html, lambda: render_bare("unpacked"), durchgaenge)
        blank = [render_bare("fresh") for _ in range(seltener)]
    paare = sorted(wir / sie for wir, sie in zip(eigen, wieder, strict=True))
    return {
        "first_render_ms_median": median(eigen),
        "first_render_ms_p95": compute_p95(eigen),
        "bare_ms_median": median(blank),
        "bare_unpacked_ms_median": median(entpackt),
        "bare_reused_ms_median": median(wieder),
        "first_render_ratio": compute_ratio(eigen, blank),
        "first_render_ratio_unpacked": compute_ratio(neben_entpackt, entpackt),
        "first_render_ratio_reused": compute_ratio(eigen, wieder),
        "first_render_ratio_reused_p25": paare[len(paare) // 4],
        "first_render_ratio_reused_p75": paare[len(paare) * 3 // 4],
    }


def _take_turns(html: str, bare: Callable[[], float], durchgaenge: int) -> tuple[list[float], list[float]]:
    bare()
    eigen, fremd = [], []
    for _ in range(durchgaenge):
        eigen.append(measure_ms(lambda: render_pdf(html, stylesheets=STILE)))
        fremd.append(bare())
    return eigen, fremd


@contextmanager
def _bare(html: str) -> Iterator[Callable[[str], float]]:
    auftrag = {
        "html": html,
        "css": read_stile(STILE),
        "fonts": {name: str(ort) for name, ort in find_schriften().items()},
    }
    with subprocess.Popen(  # noqa: S603
        [sys.executable, str(BLANK)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as prozess:
        if prozess.stdin is None or prozess.stdout is None:
            raise TypeError("a process with two pipes was asked for")
        hin, her = prozess.stdin, prozess.stdout

        def ask(zeile: str) -> float:
            hin.write(f"{zeile}\n")
            hin.flush()
            return float(her.readline())

        ask(json.dumps(auftrag))
        yield ask
        hin.close()


def _measure_cold(html: str) -> float:
    """Return the milliseconds from nothing to the first paper: a new process, the engine, fonts, one page."""
    with closing(Druckerei(equip)) as druckerei:
        return measure_ms(lambda: druckerei.setze(html, read_stile(STILE)))
