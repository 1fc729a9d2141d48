"""One order of a packet from beginning to end: it ends exactly once, whatever happens to the process."""

import hashlib
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from django.utils import timezone

from dokumente.ablage.behalten import keep_file
from dokumente.ausgabe.ausdrucke import Herkunft, choose_code, register_ausdruck
from dokumente.bindung import MappenFehler
from dokumente.druck.pdf import DruckFehler
from mappen.documents.empfaenger import MappeVerweigert
from mappen.documents.wahl import Bestand, Mappenergebnis, Mappenwahl
from mappen.enums import Blattart, Empfaenger, Mappenform, Mappenstatus, Umfang
from mappen.models import Mappe, Mappenblatt
from mappen.querysets import build_leser
from mappen.tasks.aufbau import build_mappe
from mappen.tasks.aufraeumen import VERLOREN, clear_datei, clear_ersetzte
from mappen.tasks.werkstatt import open_platz
from sitzungen.documents.digest import compute_stand
from sitzungen.documents.leserkreis import name_leserkreis
from sitzungen.documents.register import Gegenstand

MEDIENTYPEN: Final = {Mappenform.PDF: "application/pdf", Mappenform.ZIP: "application/zip"}
UNERWARTET: Final = (
    "Beim Binden ist etwas Unerwartetes geschehen. Bitte binden Sie noch einmal; geschieht es wieder, wenden Sie sich "
    "an die Systembetreuung."
)
MELDEABSTAND_SEKUNDEN: Final = 0.5
"""Progress is written down at most this often; whether the order still stands is asked every time."""
logger = logging.getLogger(__name__)


class Abgebrochen(Exception):
    """The order was cancelled, or given up for dead, while it was worked on."""


def run_mappe(kennung: int) -> None:
    """Bind the packet of this order. An order that no longer waits is left alone.

    A refusal becomes the order's German sentence. What nobody expected does, too, and is raised again for the log.
    """
    with open_platz(str(kennung)) as platz:
        mappe = _begin(kennung)
        if mappe is None:
            return
        try:
            stand = compute_stand(mappe.sitzung, build_leser(Empfaenger(mappe.fuer), mappe.sitzung.gremium_id))
            ergebnis = build_mappe(mappe.sitzung, read_wahl(mappe), platz, melde=_Melder(kennung))
            _finish(mappe, ergebnis, stand)
        except Abgebrochen:
            clear_datei(mappe.pk)
        except MappeVerweigert as fehler:
            _fail(kennung, str(fehler), stellen=[stelle.as_dict() for stelle in fehler.stellen])
        except (MappenFehler, DruckFehler) as fehler:
            _fail(kennung, str(fehler))
        except BaseException as fehler:
            # Also when the worker is told to stop: an order must not stay open without anybody working on it.
            beendet = not isinstance(fehler, Exception)
            if not beendet:
                logger.exception("Sitzungsmappe %s nicht gebunden", kennung)
            _fail(kennung, VERLOREN if beendet else UNERWARTET)
            raise


def read_wahl(mappe: Mappe) -> Mappenwahl:
    """Return what was chosen."""
    return Mappenwahl(
        fuer=Empfaenger(mappe.fuer),
        umfang=Umfang(mappe.umfang),
        seit=mappe.seit,
        mit_anlagen=mappe.mit_anlagen,
        duplex=mappe.duplex,
        form=Mappenform(mappe.form),
    )


def _begin(kennung: int) -> Mappe | None:
    jetzt = timezone.now()
    angaben = {"status": Mappenstatus.LAEUFT, "begonnen_am": jetzt, "lebenszeichen_am": jetzt}
    if not Mappe.objects.filter(pk=kennung, status=Mappenstatus.WARTET).update(**angaben):
        return None
    return Mappe.objects.select_related("sitzung__gremium").get(pk=kennung)


@dataclass(slots=True)
class _Melder:
    """Writes progress down, and ends the work once the order is no longer open."""

    kennung: int
    zuletzt: float = field(default=0.0)

    def __call__(self, erledigt: int, gesamt: int, schritt: str) -> None:
        offen = Mappe.objects.filter(pk=self.kennung, status=Mappenstatus.LAEUFT)
        jetzt = time.monotonic()
        if jetzt - self.zuletzt < MELDEABSTAND_SEKUNDEN:
            steht = offen.exists()
        else:
            self.zuletzt = jetzt
            steht = bool(
                offen.update(erledigt=erledigt, gesamt=gesamt, schritt=schritt, lebenszeichen_am=timezone.now())
            )
        if not steht:
            raise Abgebrochen


def _finish(mappe: Mappe, ergebnis: Mappenergebnis, stand: str) -> None:
    with ergebnis.ort.open("rb") as offen:
        pruefsumme = hashlib.file_digest(offen, "sha256").hexdigest()
    laufend = Mappe.objects.filter(pk=mappe.pk, status=Mappenstatus.LAEUFT)
    # Said before it is done: should the process be killed next, this names the file nobody else will ever ask for.
    if not laufend.update(pruefsumme=pruefsumme):
        raise Abgebrochen
    datei = keep_file(ergebnis.ort, medientyp=MEDIENTYPEN[Mappenform(mappe.form)])
    with transaction.atomic(durable=True):
        if not laufend.select_for_update().exists():
            raise Abgebrochen
        Mappe.objects.finished().filter(**choice_of(mappe)).update(status=Mappenstatus.ERSETZT)
        Mappenblatt.objects.bulk_create(_build_blaetter(mappe, ergebnis.bestand))
        laufend.update(
            status=Mappenstatus.FERTIG,
            beendet_am=timezone.now(),
            datei=datei,
            stand=stand,
            seiten=ergebnis.seiten,
            bericht=_describe(ergebnis),
            erledigt=mappe.gesamt,
            schritt="",
        )
        if mappe.form == Mappenform.PDF:
            _register(mappe, pruefsumme, stand)
    clear_ersetzte()


def _register(mappe: Mappe, pruefsumme: str, stand: str) -> None:
    """Enter the packet into the register of prints, so that its file can be checked like every other."""
    leser = build_leser(Empfaenger(mappe.fuer), mappe.sitzung.gremium_id)
    register_ausdruck(
        schluessel=pruefsumme,
        code=choose_code(pruefsumme),
        pruefsumme=pruefsumme,
        art="Sitzungsmappe",
        nummer=mappe.sitzung.nummer,
        herkunft=Herkunft(f"{Gegenstand.MAPPE.value}:{mappe.sitzung_id}", name_leserkreis(leser)),
        inhalt=stand,
    )


def choice_of(mappe: Mappe) -> dict[str, object]:
    """Return the filter that finds every order of the same choice."""
    return {feld: getattr(mappe, feld) for feld in Mappe.WAHL}


def _build_blaetter(mappe: Mappe, bestand: Bestand) -> list[Mappenblatt]:
    return [
        *(Mappenblatt(mappe=mappe, art=Blattart.TOP, top_id=pk) for pk in bestand.tops),
        *(Mappenblatt(mappe=mappe, art=Blattart.FASSUNG, fassung_id=pk) for pk in bestand.fassungen),
        *(Mappenblatt(mappe=mappe, art=Blattart.ANLAGE, anlage_id=pk) for pk in bestand.anlagen),
    ]


def _describe(ergebnis: Mappenergebnis) -> dict[str, object]:
    """Return what the page tells about the packet: numbers only, never a text out of it."""
    angaben: dict[str, object] = {"teile": ergebnis.teile, "nicht_eingebunden": ergebnis.fehlende}
    if ergebnis.geprueft_mit:
        angaben["selbstbeweis"] = {"leser": ergebnis.geprueft_mit, "funde": 0}
    return angaben


def _fail(kennung: int, satz: str, *, stellen: Sequence[object] = ()) -> None:
    bericht = {"stellen": list(stellen)} if stellen else {}
    offen = Mappe.objects.filter(pk=kennung, status=Mappenstatus.LAEUFT)
    offen.update(status=Mappenstatus.FEHLGESCHLAGEN, fehler=satz, bericht=bericht, beendet_am=timezone.now())
    clear_datei(kennung)
