"""The page on which minutes are written, checked and signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from gremien.rules.befund import Befund, Stufe
from konten.models import Konto
from nachbereitung.documents.ausfertigung import list_unterschriften
from nachbereitung.documents.lage import read_lage
from nachbereitung.documents.niederschrift import build_niederschrift_druck, compute_fingerabdruck
from nachbereitung.documents.values import NiederschriftDruck, NiederschriftPunkt, UnterschriftDruck
from nachbereitung.enums import Ausgabe, Stand
from nachbereitung.forms.niederschrift import TextForm
from nachbereitung.models import (
    Ausfertigung,
    Einwendung,
    Mitschrift,
    Niederschrift,
    Niederschriftschritt,
    Niederschrifttext,
)
from nachbereitung.permissions import (
    find_unterschrift,
    may_check_niederschrift,
    may_publish_niederschrift,
    may_write_niederschrift,
)
from nachbereitung.rules.frist import check_frist
from nachbereitung.rules.lage import Lage, check_unveraendert
from nachbereitung.rules.mitschrift import split_mitschrift
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Tagesordnungspunkt
from vorlagen.pages.schritte import Schritt

SCHWER = ("seite_oeffentlich", "seite_intern")
"""Columns of a signed print that a list of them does not need."""


@dataclass(frozen=True, slots=True)
class Schreibzeile:
    """One item with its editor. ``stand`` is the newest state, ``material`` what the transcript says about it."""

    top: Tagesordnungspunkt
    punkt: NiederschriftPunkt
    form: TextForm | None
    stand: int
    gespeichert: str
    material: str


@dataclass(frozen=True, slots=True)
class Schreibseite:
    """All that the page shows to those who work on the minutes."""

    niederschrift: Niederschrift
    lage: Lage
    druck: NiederschriftDruck
    teile: tuple[tuple[str, tuple[Schreibzeile, ...]], ...]
    befunde: tuple[Befund, ...]
    schritte: tuple[Schritt, ...]
    verlauf: tuple[Niederschriftschritt, ...]
    unterschriften: tuple[UnterschriftDruck, ...]
    ausfertigungen: tuple[Ausfertigung, ...]
    einwendungen: tuple[Einwendung, ...]
    mitschrift: Mitschrift | None
    schreibt: bool
    rest: str
    """What of the transcript belongs to no item."""

    @property
    def is_offen(self) -> bool:
        """Return whether the reader may write now."""
        return self.schreibt and self.lage.is_offen

    @property
    def ausfertigung(self) -> Ausfertigung | None:
        """Return the signed print that holds."""
        return self.ausfertigungen[0] if self.ausfertigungen else None


def build_schreibseite(niederschrift: Niederschrift, konto: Konto) -> Schreibseite:
    """Return the page for one of those who work on the minutes."""
    lage, jetzt = _read_jetzt(niederschrift)
    druck = build_niederschrift_druck(niederschrift, Ausgabe.INTERN)
    pk = niederschrift.pk
    ausfertigungen = tuple(Ausfertigung.objects.filter(niederschrift=pk).defer(*SCHWER).order_by("-nummer"))
    ausfertigung = ausfertigungen[0] if ausfertigungen else None
    mitschrift = Mitschrift.objects.filter(niederschrift=pk).first()
    nummern = [punkt.bezeichnung for teil in druck.teile for punkt in teil.punkte]
    passagen = split_mitschrift(mitschrift.text, nummern) if mitschrift else {}
    schreibt = may_write_niederschrift(konto, niederschrift)
    return Schreibseite(
        niederschrift=niederschrift,
        lage=lage,
        druck=druck,
        teile=_build_teile(niederschrift, druck, passagen, offen=schreibt and lage.is_offen),
        befunde=tuple(_list_befunde(niederschrift, lage, ausfertigung, jetzt)),
        schritte=tuple(list_schritte(niederschrift, lage, konto, ausfertigung)),
        verlauf=tuple(Niederschriftschritt.objects.filter(niederschrift=pk).select_related("konto").order_by("-pk")),
        unterschriften=list_unterschriften(niederschrift) if niederschrift.is_begonnen else (),
        ausfertigungen=ausfertigungen,
        einwendungen=tuple(
            Einwendung.objects.filter(niederschrift=pk).select_related("person", "top__sitzung__gremium")
        ),
        mitschrift=mitschrift,
        schreibt=schreibt,
        rest=passagen.get("", ""),
    )


def _read_jetzt(niederschrift: Niederschrift) -> tuple[Lage, str]:
    """Return where the minutes stand, and the digest of what they say now, empty while nobody has presented them."""
    if not niederschrift.is_begonnen or not niederschrift.schritte.exists():
        return Lage(Stand.ENTWURF), ""
    jetzt = compute_fingerabdruck(niederschrift)
    return read_lage(niederschrift, fingerabdruck=jetzt), jetzt


def _build_teile(
    niederschrift: Niederschrift, druck: NiederschriftDruck, passagen: Mapping[str, str], *, offen: bool
) -> tuple[tuple[str, tuple[Schreibzeile, ...]], ...]:
    tops = {top.bezeichnung: top for top in Tagesordnungspunkt.objects.filter(sitzung=niederschrift.sitzung)}
    texte = Niederschrifttext.objects.filter(niederschrift=niederschrift.pk).newest().select_related("konto")
    je_top = {text.top_id: text for text in texte}

    def build(punkt: NiederschriftPunkt) -> Schreibzeile:
        top = tops[punkt.bezeichnung]
        text = je_top.get(top.pk)
        form = TextForm(top=top, initial={"text": text.text if text else ""}) if offen else None
        gespeichert = f"{timezone.localtime(text.gespeichert_am):%d.%m.%Y, %H:%M} Uhr von {text.konto}" if text else ""
        return Schreibzeile(
            top, punkt, form, text.zaehler if text else 0, gespeichert, passagen.get(top.bezeichnung, "")
        )

    return tuple((teil.titel, tuple(build(punkt) for punkt in teil.punkte)) for teil in druck.teile)


def _list_befunde(
    niederschrift: Niederschrift, lage: Lage, ausfertigung: Ausfertigung | None, jetzt: str
) -> Iterable[Befund]:
    if lage.hinfaellig:
        satz = (
            "Seit die Niederschrift vorgelegt wurde, hat sich ein Ergebnis, die Anwesenheit oder ein Wortlaut "
            "geändert. Prüfung und Unterschriften gelten nicht mehr; bitte legen Sie sie neu vor."
        )
        yield Befund(satz, "§ 41 Abs. 1 GemO", Stufe.WARNUNG)
    if ausfertigung is not None and lage.stand is Stand.FEST:
        yield from check_unveraendert(unterzeichnet=ausfertigung.fingerabdruck, jetzt=jetzt)
    if ausfertigung is None and niederschrift.sitzung.status == Sitzungsstatus.BEENDET:
        tag = niederschrift.sitzung.tag
        yield from check_frist(tag, heute=timezone.localdate())


def list_schritte(
    niederschrift: Niederschrift, lage: Lage, konto: Konto, ausfertigung: Ausfertigung | None
) -> list[Schritt]:
    """Return what ``konto`` can do with the minutes now, most likely first."""
    schreibt, prueft = may_write_niederschrift(konto, niederschrift), may_check_niederschrift(konto, niederschrift)
    beendet = niederschrift.sitzung.status == Sitzungsstatus.BEENDET
    unterschrift = find_unterschrift(konto, niederschrift)
    offen, fest = lage.stand is Stand.ENTWURF, lage.stand is Stand.FEST
    zurueck = lage.stand in (Stand.VORGELEGT, Stand.GEPRUEFT)
    veroeffentlicht = ausfertigung is not None and ausfertigung.veroeffentlicht_am is not None
    regeln = (
        ("Dem Vorsitz vorlegen", "vorlegen", schreibt and offen and beendet),
        ("Prüfen", "pruefen", prueft and lage.stand is Stand.VORGELEGT),
        (
            "Unterzeichnen",
            "unterzeichnen",
            lage.stand is Stand.GEPRUEFT and unterschrift is not None and unterschrift not in lage.unterschriften,
        ),
        (
            "Veröffentlichen",
            "veroeffentlichen",
            fest and not veroeffentlicht and may_publish_niederschrift(konto, niederschrift),
        ),
        ("Zurückgeben", "zurueckgeben", prueft and zurueck),
        ("Zurückholen", "zurueckgeben", schreibt and not prueft and zurueck),
        ("Berichtigen", "berichtigen", schreibt and fest),
    )
    pk = niederschrift.sitzung_id
    schritte = [Schritt(label, reverse("niederschrift_akt", args=[pk, akt])) for label, akt, jetzt in regeln if jetzt]
    weitere = (
        ("Angaben", "niederschrift_angaben", schreibt and offen),
        ("Mitschrift", "niederschrift_mitschrift", schreibt and offen),
        ("Einwendung aufnehmen", "niederschrift_einwendung", schreibt and ausfertigung is not None),
    )
    return schritte + [Schritt(label, reverse(name, args=[pk])) for label, name, jetzt in weitere if jetzt]
