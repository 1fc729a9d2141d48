"""The page of one decision."""

from typing import Any

from django.urls import reverse

from konten.models import Konto
from nachbereitung.documents.auszug import build_auszug_druck
from nachbereitung.documents.kontrollzeilen import build_zeilen
from nachbereitung.models import Beschluss, Umsetzungsauskunft, Vermerk
from nachbereitung.permissions import may_assign_beschluss, may_note_umsetzung, may_release_auskunft
from vorlagen.models import Fassung
from vorlagen.pages.schritte import Schritt


def collect_beschluss(beschluss: Beschluss, konto: Konto) -> dict[str, Any]:
    """Return what the page of a decision shows; ``beschluss`` is visible to ``konto``."""
    [zeile] = build_zeilen([beschluss])
    auskunft = Umsetzungsauskunft.objects.newest().filter(top=beschluss.pk)
    gilt = Umsetzungsauskunft.objects.filter(top=beschluss.pk, freigegeben_am__isnull=False).order_by("-nummer")
    vermerke = Vermerk.objects.visible_to(konto).filter(top=beschluss.pk)
    lesbar = Fassung.objects.visible_to(konto).filter(tops=beschluss.pk)
    return {
        "beschluss": beschluss,
        "zeile": zeile,
        "auszug": build_auszug_druck(beschluss, leser=konto),
        "vermerke": vermerke.select_related("konto", "amt").order_by("-nummer"),
        "auskunft": auskunft.select_related("konto").first(),
        "auskunft_gilt": gilt.first(),
        "papier": lesbar.select_related("vorlage").first(),
        "schritte": list_schritte(beschluss, konto, auskunft.filter(freigegeben_am__isnull=True).exists()),
    }


def list_schritte(beschluss: Beschluss, konto: Konto, auskunft_wartet: bool) -> list[Schritt]:
    """Return what ``konto`` can do about a decision now."""
    schreibt = may_note_umsetzung(konto, beschluss)
    regeln = (
        ("Umsetzung vermerken", "beschluss_vermerken", schreibt),
        ("Amt und Frist ändern", "beschluss_zuweisen", may_assign_beschluss(konto)),
        ("„Was wurde daraus?“ schreiben", "umsetzung", schreibt and beschluss.is_oeffentlich),
        (
            "„Was wurde daraus?“ prüfen",
            "umsetzung_freigeben",
            auskunft_wartet and may_release_auskunft(konto, beschluss),
        ),
    )
    return [Schritt(label, reverse(name, args=[beschluss.pk])) for label, name, jetzt in regeln if jetzt]
