"""A digest of everything that decides what stands in a packet: when it is the same, the packet is current."""

import hashlib
import json

from konten.rechte import Besucher
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from vorlagen.models import Anlage, Beratung, Fassung

_TOP = ("pk", "teil", "position", "nummer", "uebergeordnet", "betreff", "fassung", "abgesetzt_am")
_VERDECKT = ("pk", "teil", "position", "nummer", "uebergeordnet", "oberbegriff")
_FASSUNG = ("pk", "nummer", "oeffentlich", "vorlage__zurueckgezogen_am", "stand")
_BERATUNG = (
    "pk",
    "position",
    "gremium",
    "datum",
    "oeffentlich",
    "ausgang",
    "geaendert",
    "gegenstimmen",
    "enthaltungen",
)
_ANLAGE = ("pk", "position", "titel", "dateiname", "oeffentlich", "datei__pruefsumme")
_ABSTIMMUNG = ("pk", "ausgang", "geaendert", "wortlaut", "ja", "gegenstimmen", "enthaltungen", "befangen")


def compute_stand(sitzung: Sitzung, leser: Besucher) -> str:
    """Return the SHA-256 (64 hex digits) over what this reader sees of the sitting, in seven queries."""
    tops = Tagesordnungspunkt.objects.visible_to(leser).filter(sitzung=sitzung)
    fassungen = Fassung.objects.visible_to(leser).filter(tops__sitzung=sitzung, tops__in=tops)
    # Every station of these papers is printed, with its number on whatever agenda it stands.
    beratungen = Beratung.objects.visible_to(leser).filter(vorlage__fassungen__tops__sitzung=sitzung)
    andere = Tagesordnungspunkt.objects.visible_to(leser).filter(
        beratung__vorlage__fassungen__tops__sitzung=sitzung, abgesetzt_am__isnull=True
    )
    anlagen = Anlage.objects.visible_to(leser).filter(fassung__tops__sitzung=sitzung)
    abstimmungen = Abstimmung.objects.valid().visible_to(leser).filter(top__sitzung=sitzung)
    listed = Tagesordnungspunkt.objects.listed_to(leser).filter(sitzung=sitzung)
    gelistet = list(listed.mark_weggefallene().order_by("pk").values_list(*_VERDECKT, "weg"))
    inhalt = [
        _describe(sitzung),
        list(tops.order_by("pk").values_list(*_TOP)),
        [zeile[:-1] for zeile in gelistet],
        list(fassungen.distinct().order_by("pk").values_list(*_FASSUNG)),
        list(beratungen.distinct().order_by("pk").values_list(*_BERATUNG)),
        list(andere.distinct().order_by("pk").values_list("pk", "teil", "nummer")),
        list(anlagen.distinct().order_by("pk").values_list(*_ANLAGE)),
        list(abstimmungen.order_by("pk").values_list(*_ABSTIMMUNG)),
    ]
    # Only where there is one: so digests of earlier packets hold.
    if weggefallene := [zeile[0] for zeile in gelistet if zeile[-1]]:
        inhalt.append(weggefallene)
    return hashlib.sha256(json.dumps(inhalt, default=str).encode()).hexdigest()


def _describe(sitzung: Sitzung) -> list[object]:
    """Return what is printed of the sitting itself: when it was announced, or that it was invited to, is not."""
    abgesagt = sitzung.status == Sitzungsstatus.ABGESAGT
    bekannt = sitzung.bekanntgemacht_am is not None
    return [sitzung.beginn, sitzung.ort, sitzung.hinweis, abgesagt, bekannt, sitzung.is_veroeffentlicht]
