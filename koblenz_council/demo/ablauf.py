"""Telling the demo's year: every sitting and every paper as acts in the order of their days, up to this moment."""

import heapq
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial

from django.utils import timezone

from gremien.models import Mitgliedschaft
from koblenz_council.demo.angaben import Halt, Papier, Stelle
from koblenz_council.demo.besetzung import Besetzung
from koblenz_council.demo.kalender import add_werktage, shift
from koblenz_council.demo.lesen import read_stammdaten
from koblenz_council.demo.papierlauf import Papierlauf
from koblenz_council.demo.uhr import set_uhr
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.actions.anwesenheit import record_anwesenheit
from sitzungen.actions.aufnahme import admit_top
from sitzungen.actions.reihenfolge import move_top
from sitzungen.actions.sitzung import close_sitzung, invite_sitzung, open_sitzung, plan_sitzung
from sitzungen.actions.tagesordnung import place_top, publish_tagesordnung
from sitzungen.enums import Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from vorlagen.enums import Ausgang, Vorlagenart
from vorlagen.models import Beratung

AUFSETZEN_TAGE = 26
"""Days of office before a sitting when the clerks begin its agenda."""
EINLADEN_TAGE = 9
NACHTRAG_TAGE = 3
ABSTAND_TAGE = 10
"""Least days of office between two stations: the second one is invited to only when the first has spoken."""
SCHRITT = timedelta(minutes=4)
DAUER = timedelta(hours=4)
"""Nobody sits longer than this."""
RANG = {Vorlagenart.UV: 1, Vorlagenart.AT: 2, Vorlagenart.ST: 2, Vorlagenart.AF: 3, Vorlagenart.AW: 3}
"""Order of an agenda: the administration's papers, motions, questions with their answers."""
FEHLQUOTE = 0.08
"""Share of the members who are absent."""
SAAT = 2024


@dataclass(order=True)
class Ereignis:
    """One step of the year."""

    zeitpunkt: datetime
    reihenfolge: int
    tun: Callable[[], object] = field(compare=False)


@dataclass
class Sitzungslauf:
    """A sitting with the papers that come before it."""

    gremium: str
    beginn: datetime
    sitzung: Sitzung = field(init=False)
    tops: list[tuple[Tagesordnungspunkt, Stelle]] = field(default_factory=list)

    @property
    def tag(self) -> date:
        """Return the day of the sitting."""
        return timezone.localtime(self.beginn).date()


class Ablauf:
    """The year in preparation: collect the steps, then let them happen."""

    def __init__(self, besetzung: Besetzung, kalender: list[tuple[str, datetime]], jetzt: datetime) -> None:
        """Take the people, the calendar in order of time, and the moment at which the story stops."""
        self.besetzung = besetzung
        self.jetzt = jetzt
        self.heute = timezone.localtime(jetzt).date()
        self.sitzungen = [Sitzungslauf(gremium, beginn) for gremium, beginn in kalender]
        self.anfang = kalender[0][1] - timedelta(days=90)
        self.papiere: dict[str, Papierlauf] = {}
        self.ereignisse: list[Ereignis] = []
        self.gemerkt = 0
        self.texte = read_stammdaten().texte
        # Attendance only has to look alive; the same seed gives the same demo again.
        self.zufall = random.Random(SAAT)  # noqa: S311
        self.sitzungsdienst = besetzung.konten["demo-sitzungsdienst"]
        # One writes the agenda, the other publishes it.
        self.schreibende = besetzung.konten["demo-sitzungsdienst-2"]

    def add(self, zeitpunkt: datetime, tun: Callable[[], object]) -> None:
        """Remember a step, also while the year runs; steps of the same moment keep the order of adding."""
        self.gemerkt += 1
        heapq.heappush(self.ereignisse, Ereignis(zeitpunkt, self.gemerkt, tun))

    def run(self) -> None:
        """Let everything happen that is due by now, each step at its own moment."""
        while self.ereignisse and self.ereignisse[0].zeitpunkt <= self.jetzt:
            ereignis = heapq.heappop(self.ereignisse)
            with set_uhr(ereignis.zeitpunkt):
                ereignis.tun()

    # --- papers

    def add_papier(self, papier: Papier) -> None:
        """Find the sittings of the paper's way and remember its steps."""
        halte = self._find_sitzungen(papier)
        lauf = Papierlauf(papier, self.besetzung, self.papiere, [lauf.beginn for lauf, _ in halte])
        self.papiere[papier.schluessel or papier.betreff] = lauf
        vorher = shift(self.heute, -papier.alter) if papier.alter else shift(halte[0][0].tag, -papier.vorlauf)
        fertig = lauf.add_schritte(self.add, vorher)
        if papier.halt is not Halt.NIRGENDS:
            return
        davor = fertig
        for sitzung, stelle in halte:
            tage = NACHTRAG_TAGE if stelle.nachtrag_grund else AUFSETZEN_TAGE
            frueheste = add_werktage(shift(sitzung.tag, -tage), 0)
            aufsetzen = max(frueheste, davor + timedelta(hours=1))
            self.add(aufsetzen, partial(self._place, sitzung, lauf, stelle))
            davor = sitzung.beginn + DAUER

    def _find_sitzungen(self, papier: Papier) -> list[tuple[Sitzungslauf, Stelle]]:
        """Return the sitting of every station: backwards from the last planned one, forwards for what follows."""
        geplant = [stelle for stelle in papier.weg if not stelle.folge]
        # One that may still be running counts as neither.
        vergangen = [s for s in self._of(geplant[-1]) if s.beginn < self.jetzt - DAUER]
        kommend = [s for s in self._of(geplant[-1]) if s.beginn >= self.jetzt]
        laufend = [s for s in self._of(geplant[-1]) if self.jetzt - DAUER <= s.beginn < self.jetzt]
        anker = {-1: vergangen, 0: laufend, 1: kommend}[(papier.sitzung > 0) - (papier.sitzung < 0)]
        halte = [(anker[papier.sitzung - (papier.sitzung >= 0)], geplant[-1])]
        for stelle in reversed(geplant[:-1]):
            frueher = [s for s in self._of(stelle) if s.tag <= shift(halte[0][0].tag, -ABSTAND_TAGE)]
            halte.insert(0, (frueher[-1], stelle))
        for stelle in papier.weg[len(geplant) :]:
            spaeter = [s for s in self._of(stelle) if s.tag >= shift(halte[-1][0].tag, ABSTAND_TAGE)]
            halte.append((spaeter[0], stelle))
        return halte

    def _of(self, stelle: Stelle) -> list[Sitzungslauf]:
        return [sitzung for sitzung in self.sitzungen if sitzung.gremium == stelle.gremium]

    def _place(self, lauf: Sitzungslauf, papierlauf: Papierlauf, stelle: Stelle) -> None:
        if papierlauf.ist_zurueckgezogen:
            return
        papier = papierlauf.papier
        beratung = (
            Beratung.objects.filter(vorlage=papierlauf.vorlage, gremium__kuerzel=stelle.gremium)
            .filter(ausgang__in=["", Ausgang.ABGESETZT])
            .earliest("position")
        )
        top = place_top(
            lauf.sitzung,
            teil=Teil.OEFFENTLICH if papier.oeffentlich else Teil.NICHTOEFFENTLICH,
            konto=self.schreibende,
            beratung=beratung,
            oberbegriff=papier.oberbegriff,
            nachtrag_grund=stelle.nachtrag_grund,
        )
        papierlauf.tops[lauf.sitzung.pk] = top
        lauf.tops.append((top, stelle))
        if lauf.sitzung.is_veroeffentlicht:
            lauf.sitzung = publish_tagesordnung(lauf.sitzung, konto=self.sitzungsdienst)

    # --- sittings

    def add_sitzungen(self) -> None:
        """Schedule the year, and remember the steps of every sitting. Call before the papers are added."""
        for lauf in self.sitzungen:
            self.add(self.anfang, partial(self._plan, lauf))
            self.add(add_werktage(shift(lauf.tag, -AUFSETZEN_TAGE - 1), 0), partial(self._begin, lauf))
            einladen = add_werktage(shift(lauf.tag, -EINLADEN_TAGE), 0)
            self.add(einladen, partial(self._invite, lauf))
            self.add(lauf.beginn, partial(self._hold, lauf))

    def _plan(self, lauf: Sitzungslauf) -> None:
        gremium = self.besetzung.gremien[lauf.gremium]
        lauf.sitzung = plan_sitzung(gremium, beginn=lauf.beginn, konto=self.sitzungsdienst, bekanntmachen=True)

    def _begin(self, lauf: Sitzungslauf) -> None:
        erster = self.texte.erster_punkt_rat if lauf.gremium == "SR" else self.texte.erster_punkt
        place_top(lauf.sitzung, teil=Teil.OEFFENTLICH, konto=self.schreibende, betreff=erster)

    def _invite(self, lauf: Sitzungslauf) -> None:
        self._sort(lauf)
        sitzung = publish_tagesordnung(lauf.sitzung, konto=self.sitzungsdienst)
        lauf.sitzung = invite_sitzung(sitzung, zugang=timezone.now(), konto=self.sitzungsdienst, per_mail=True)

    def _sort(self, lauf: Sitzungslauf) -> None:
        for teil in Teil:
            haupt = lauf.sitzung.tops.filter(teil=teil, uebergeordnet=None)
            reihe = list(haupt.select_related("fassung__vorlage").order_by("position"))
            for platz, top in enumerate(sorted(reihe, key=_rank)):
                if reihe[platz] != top:
                    move_top(top, nach=platz + 1)
                    reihe.insert(platz, reihe.pop(reihe.index(top)))

    def _hold(self, lauf: Sitzungslauf) -> None:
        sitzung = open_sitzung(lauf.sitzung, konto=self.sitzungsdienst)
        sitze = Mitgliedschaft.objects.filter(gremium=sitzung.gremium).order_by("pk")
        personen = list(sitze.values_list("person", flat=True))
        # How many is fixed, so that the counts in the tables always fit; who it is is not.
        anwesende = self.zufall.sample(personen, len(personen) - int(len(personen) * FEHLQUOTE))
        lauf.sitzung = record_anwesenheit(sitzung, anwesende=anwesende, konto=self.sitzungsdienst)
        uhrzeit = lauf.beginn + SCHRITT
        for top, stelle in lauf.tops:
            uhrzeit += SCHRITT
            self.add(uhrzeit, partial(self._record, top, stelle, len(anwesende)))
        self.add(uhrzeit + SCHRITT, partial(close_sitzung, lauf.sitzung, konto=self.sitzungsdienst))

    def _record(self, top: Tagesordnungspunkt, stelle: Stelle, anwesend: int) -> None:
        if stelle.nachtrag_grund:
            admit_top(top, ja=anwesend, konto=self.sitzungsdienst)
        ergebnis = self._ergebnis(stelle)
        if stelle.berichtigt is None:
            record_abstimmung(top, ergebnis, konto=self.sitzungsdienst)
            return
        falsch = replace(ergebnis, gegenstimmen=stelle.berichtigt, einsendung=uuid.uuid4())
        erste = record_abstimmung(top, falsch, konto=self.sitzungsdienst)
        with set_uhr(timezone.now() + SCHRITT / 2):
            record_abstimmung(
                top,
                ergebnis,
                konto=self.sitzungsdienst,
                berichtigt=erste,
                berichtigungsgrund=self.texte.berichtigung,
            )

    def _ergebnis(self, stelle: Stelle) -> Ergebnis:
        return Ergebnis(
            ausgang=stelle.ausgang,
            ja=stelle.ja,
            gegenstimmen=stelle.gegenstimmen,
            enthaltungen=stelle.enthaltungen,
            befangen=stelle.befangen,
            geaendert=bool(stelle.wortlaut),
            wortlaut=stelle.wortlaut,
            verwiesen_an=self.besetzung.gremien[stelle.verwiesen_an] if stelle.verwiesen_an else None,
        )


def _rank(top: Tagesordnungspunkt) -> tuple[int, int, int]:
    """Return the place on the agenda: by kind, an answer behind its question, else in the order of placing."""
    if top.fassung is None:
        return 0, top.pk, 0
    art = Vorlagenart(top.fassung.vorlage.art)
    return RANG.get(art, 0), top.uebergeordnet_id or top.pk, top.pk
