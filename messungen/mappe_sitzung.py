"""A sitting to measure with: so many items with papers and annexes, through the acts of the house."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Self

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from dokumente.ablage.aufnehmen import DateiAbgelehnt, store_datei
from dokumente.ablage.behalten import keep_bytes
from dokumente.ablage.pruefen import KeineKopie, fetch_oeffentliche_kopie
from dokumente.anlagen.durchsicht import PDF
from dokumente.anlagen.pruefstelle import SEKUNDEN, NochNicht
from dokumente.models import Datei
from koblenz_council.demo.angaben import Papier, Stelle
from koblenz_council.demo.besetzung import Besetzung, build_besetzung
from koblenz_council.demo.papierlauf import Papierlauf
from koblenz_council.demo.uhr import set_uhr
from konten.models import Installation, Konto
from messungen.mappe_anlagen import Anlagenblatt, iter_anlagen
from messungen.mappe_text import build_html, iter_saetze
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.actions.anwesenheit import record_anwesenheit
from sitzungen.actions.sitzung import invite_sitzung, open_sitzung, plan_sitzung
from sitzungen.actions.tagesordnung import place_top, publish_tagesordnung
from sitzungen.enums import Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from vorlagen.enums import Ausgang
from vorlagen.models import Anlage, Beratung

GREMIUM: Final = "SR"
VORLAUF: Final = timedelta(days=30)
GRUND: Final = "Grundstücksangelegenheit (§ 35 Abs. 1 GemO)"
NICHTOEFFENTLICH_JEDES: Final = 8
SEITEN_JE_VORLAGE: Final = (3, 4, 5, 6)
"""How long the papers are, in turns."""
_RAHMENSEITEN: Final = 10
"""Cover, contents, agenda."""


@dataclass
class _Lauf(Papierlauf):
    """A paper whose annexes are files of real size."""

    blaetter: Sequence[Anlagenblatt] = field(kw_only=True, default=())

    def begin(self) -> None:
        super().begin()
        Anlage.objects.bulk_create(
            Anlage(
                fassung=self.fassung, position=stelle, titel=blatt.titel, dateiname=blatt.dateiname,
                datei=_keep(blatt), oeffentlich=self.papier.oeffentlich and blatt.bindbar,
            )
            for stelle, blatt in enumerate(self.blaetter, start=1)
        )  # fmt: skip


@dataclass(frozen=True)
class Umfang:
    """How large the sitting is to be: items with a paper, annexes altogether, pages altogether."""

    tops: int = 40
    anlagen: int = 120
    seiten: int = 1_500

    @classmethod
    def of(cls, tops: int) -> Self:
        """Return a sitting with so many items, each with as many annexes and pages as the standard one has."""
        return cls(tops, cls.anlagen * tops // cls.tops, cls.seiten * tops // cls.tops)


def build_sitzung(umfang: Umfang) -> Sitzung:
    """Fill an empty database with the demo's council and one sitting that has just begun; return the sitting."""
    with transaction.atomic():
        Installation.objects.create(demo=True)
        besetzung = build_besetzung()
    jetzt = timezone.now()
    beginn = jetzt - timedelta(minutes=5)
    dienst = besetzung.konten["demo-sitzungsdienst"]
    eigene = sum(SEITEN_JE_VORLAGE[nummer % len(SEITEN_JE_VORLAGE)] for nummer in range(umfang.tops))
    blaetter = list(iter_anlagen(umfang.anlagen, umfang.seiten - eigene - _RAHMENSEITEN))
    with set_uhr(jetzt - VORLAUF):
        sitzung = plan_sitzung(besetzung.gremien[GREMIUM], beginn=beginn, konto=dienst, bekanntmachen=True)
        for nummer in range(umfang.tops):
            place_papier(sitzung, nummer, blaetter[nummer :: umfang.tops], besetzung, dienst)
        sitzung = publish_tagesordnung(sitzung, konto=besetzung.konten["demo-sitzungsdienst-2"])
        sitzung = invite_sitzung(sitzung, zugang=timezone.now(), konto=dienst)
    sitzung = open_sitzung(sitzung, konto=dienst)
    personen = sitzung.gremium.mitgliedschaften.values_list("person", flat=True)
    return record_anwesenheit(sitzung, anwesende=list(personen), konto=dienst)


def change_vorlage(sitzung: Sitzung) -> Tagesordnungspunkt:
    """Record a result on the next open item that has none: its paper, and nothing else of the packet, changes."""
    top = sitzung.tops.filter(teil=Teil.OEFFENTLICH, beratung__ausgang="").order_by("position").first()
    if top is None:
        raise ValueError("every item has a result")
    konto = Konto.objects.get(username="demo-sitzungsdienst")
    record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto)
    return top


def build_kopien() -> int:
    """Make the public copies of all annexes that have none yet, as is done when they are taken in; count them."""
    anzahl = 0
    for datei in Datei.objects.filter(anlagen__oeffentlich=True, medientyp=PDF).distinct():
        try:
            fetch_oeffentliche_kopie(datei, hoechstens=SEKUNDEN)
        except (KeineKopie, NochNicht):
            continue
        anzahl += 1
    return anzahl


def place_papier(
    sitzung: Sitzung, nummer: int, blaetter: Sequence[Anlagenblatt], besetzung: Besetzung, dienst: Konto
) -> None:
    """Write a paper with these annexes, bring it to release, and place it on the agenda."""
    oeffentlich = nummer % NICHTOEFFENTLICH_JEDES != NICHTOEFFENTLICH_JEDES - 1
    aemter = sorted(besetzung.aemter)
    saetze = iter_saetze(f"Betreff {nummer}")
    papier = Papier(
        betreff=next(saetze).removesuffix("."),
        amt=aemter[nummer % len(aemter)],
        weg=[Stelle(gremium=GREMIUM, ausgang=Ausgang.EINSTIMMIG)],
        beschluss=f"<p>Der Stadtrat beschließt: {next(saetze)}</p><p>{next(saetze)}</p>",
        begruendung=build_html(f"Vorlage {nummer}", SEITEN_JE_VORLAGE[nummer % len(SEITEN_JE_VORLAGE)] - 1),
        grund="" if oeffentlich else GRUND,
    )
    lauf = _Lauf(papier, besetzung, {}, [sitzung.beginn], blaetter=blaetter)
    for schritt in (lauf.begin, lauf.submit, lauf.countersign, lauf.release):
        schritt()
    place_top(
        sitzung,
        teil=Teil.OEFFENTLICH if oeffentlich else Teil.NICHTOEFFENTLICH,
        konto=dienst,
        beratung=Beratung.objects.get(vorlage=lauf.vorlage),
        oberbegriff="" if oeffentlich else "Grundstückssachen",
    )


def _keep(blatt: Anlagenblatt) -> Datei:
    """Take the file in as an upload; a locked one only gets in by older ways."""
    try:
        return store_datei(ContentFile(blatt.inhalt, name=blatt.dateiname))
    except DateiAbgelehnt:
        return keep_bytes(blatt.inhalt, medientyp=PDF)
