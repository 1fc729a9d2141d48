"""What tests of packets have in common: ordering one and having it bound as the worker would."""

from pathlib import Path

from django.conf import settings

from dokumente.models import Datei
from konten.enums import Rolle
from konten.models import Konto
from mappen.actions.mappe import order_mappe
from mappen.documents.wahl import Mappenwahl
from mappen.enums import Empfaenger, Mappenform, Umfang
from mappen.models import Mappe
from mappen.tasks.lauf import run_mappe
from sitzungen.models import Sitzung
from tests.bauten import build_konto


def order(
    sitzung: Sitzung, fuer: Empfaenger = Empfaenger.OEFFENTLICH, *, konto: Konto | None = None, **wahl: object
) -> Mappe:
    """Order a packet."""
    gewaehlt = Mappenwahl(fuer=fuer, **wahl)  # type: ignore[arg-type]
    return order_mappe(sitzung, gewaehlt, konto=konto or build_konto(rolle=Rolle.SITZUNGSDIENST))


def bind(sitzung: Sitzung, fuer: Empfaenger = Empfaenger.OEFFENTLICH, **wahl: object) -> Mappe:
    """Order a packet and have it bound."""
    mappe = order(sitzung, fuer, **wahl)  # type: ignore[arg-type]
    run_mappe(mappe.pk)
    mappe.refresh_from_db()
    return mappe


def list_reste() -> dict[str, list[str]]:
    """Return what lies in the data folder without anything that refers to it: stored files, and work in progress."""
    ablage = Path(settings.DATA_DIR) / "dateien"
    bekannt = set(Datei.objects.values_list("inhalt", flat=True))
    return {
        "dateien": sorted(
            str(ort.relative_to(ablage))
            for ort in ablage.rglob("*")
            if ort.is_file() and str(ort.relative_to(ablage)) not in bekannt
        ),
        "tmp": sorted(str(ort) for ort in (Path(settings.DATA_DIR) / "tmp" / "mappen").glob("*")),
    }


__all__ = ["Empfaenger", "Mappenform", "Umfang", "bind", "list_reste", "order"]
