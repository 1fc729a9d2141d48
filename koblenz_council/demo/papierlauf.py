"""One paper of the demo on its way from draft to release, through the real acts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from koblenz_council.demo.angaben import Halt, Papier
from koblenz_council.demo.anlagen import build_datei
from koblenz_council.demo.besetzung import Besetzung
from koblenz_council.demo.kalender import add_werktage
from koblenz_council.demo.lesen import read_stammdaten, to_html
from konten.models import Konto
from konten.permissions import find_antwortende
from sitzungen.models import Tagesordnungspunkt
from vorlagen.actions.einreichung import hand_in_antrag
from vorlagen.actions.entwurf import begin_antrag, begin_vorlage, supersede_vorlage
from vorlagen.actions.freigabe import release_vorlage, withdraw_vorlage
from vorlagen.actions.mitzeichnung import countersign_vorlage, submit_vorlage
from vorlagen.enums import Auswirkungsform, Mitzeichnungsergebnis, Vorlagenart
from vorlagen.models import Anlage, Auswirkungsart, Beratung, Fassung, Mitzeichnung, Vorlage
from vorlagen.rules.antraege import is_aus_dem_rat, join_antragsteller
from vorlagen.rules.auswirkungen import Auswirkung, parse_betragsangabe, write_auswirkungen

Merken = Callable[[datetime, Callable[[], object]], None]

EINREICHEN, MITZEICHNEN, FREIGEBEN, NEU_FASSEN = 1, 2, 3, 4
"""When a step happens, in working days from the beginning of the paper; further Fassungen follow day by day."""

OHNE_ENTSCHEIDUNG = (Vorlagenart.UV, Vorlagenart.AF, Vorlagenart.AW, Vorlagenart.ST)


@dataclass
class Papierlauf:
    """A paper of the tables, and what has become of it so far."""

    papier: Papier
    besetzung: Besetzung
    andere: dict[str, "Papierlauf"]
    sitzungstage: Sequence[datetime]
    fassung: Fassung = field(init=False)
    tops: dict[int, Tagesordnungspunkt] = field(default_factory=dict)

    @property
    def vorlage(self) -> Vorlage:
        """Return the paper; it must have been begun."""
        return self.fassung.vorlage

    @property
    def verfasser(self) -> Konto:
        """Return the author."""
        fraktion = self.papier.fraktion
        return self.besetzung.schreibende(fraktion) if fraktion else self.besetzung.verfasser(self.papier.amt)

    @property
    def ist_zurueckgezogen(self) -> bool:
        """Return whether the paper was withdrawn before it came to a vote."""
        return Vorlage.objects.filter(pk=self.vorlage.pk, zurueckgezogen_am__isnull=False).exists()

    def add_schritte(self, merken: Merken, beginn: date) -> datetime:
        """Remember the steps up to release, or to where the paper stops; return when it is ready for an agenda."""
        halt = self.papier.halt

        def am(werktage: int) -> datetime:
            return add_werktage(beginn, werktage)

        merken(am(0), self.begin)
        if self.papier.fraktion:
            if halt is Halt.EINGEREICHT:
                merken(am(EINREICHEN), self.hand_in)
            return am(EINREICHEN)
        if halt is not Halt.ENTWURF:
            merken(am(EINREICHEN), self.submit)
        if halt is Halt.ZURUECKGEGEBEN:
            merken(am(MITZEICHNEN), self.hand_back)
        elif halt not in (Halt.ENTWURF, Halt.MITZEICHNUNG):
            merken(am(MITZEICHNEN), self.countersign)
        if halt in (Halt.NIRGENDS, Halt.FREIGEGEBEN):
            merken(am(FREIGEBEN), self.release)
        for nummer in range(self.papier.neufassungen):
            merken(am(NEU_FASSEN + nummer), self.supersede)
        fertig = NEU_FASSEN + self.papier.neufassungen
        if self.papier.zurueckgezogen:
            merken(am(fertig), self.withdraw)
        return am(fertig)

    def begin(self) -> None:
        """Write the draft."""
        papier = self.papier
        fassung = self._begin_leer()
        if papier.bezug:
            fassung.vorlage.bezug = self.andere[papier.bezug].vorlage
            fassung.vorlage.save(update_fields=["bezug"])
        if is_aus_dem_rat(papier.art) and not papier.fraktion:
            fassung.antragsteller = join_antragsteller(papier.antragsteller)
            fassung.eingegangen_am = timezone.localdate()
        fassung.aktenzeichen = papier.aktenzeichen
        fassung.beschlussentwurf, fassung.begruendung = papier.beschluss, papier.begruendung
        fassung.kurzfassung, fassung.auswirkungen = papier.kurzfassung, write_auswirkungen(self._auswirkungen())
        fassung.oeffentlich, fassung.nichtoeffentlich_grund = papier.oeffentlich, papier.grund
        fassung.save()
        Beratung.objects.bulk_create(self._stationen(fassung.vorlage))
        Anlage.objects.bulk_create(
            Anlage(
                fassung=fassung,
                position=stelle,
                titel=angabe.titel,
                datei=build_datei(angabe.titel, papier.betreff),
                dateiname=f"Anlage {stelle:02}.pdf",
                oeffentlich=angabe.oeffentlich,
            )
            for stelle, angabe in enumerate(papier.anlagen, start=1)
        )
        self.fassung = fassung

    def _auswirkungen(self) -> Iterator[Auswirkung]:
        arten = {art.titel: art for art in Auswirkungsart.objects.all()}
        for angabe in self.papier.auswirkungen:
            art = arten[angabe.titel]
            yield Auswirkung(
                art=art.pk,
                titel=art.titel,
                form=Auswirkungsform(art.form),
                wirkung=angabe.wirkung,
                bemerkung=angabe.bemerkung,
                betrag=parse_betragsangabe(angabe.betrag) if angabe.betrag else None,
                turnus=angabe.turnus if angabe.betrag else None,
                haushaltsstelle=angabe.haushaltsstelle,
            )

    def _begin_leer(self) -> Fassung:
        papier, konto = self.papier, self.verfasser
        if papier.fraktion:
            urheber = self.besetzung.fraktionen[papier.fraktion]
            return begin_antrag(konto=konto, urheber=urheber, art=papier.art, betreff=papier.betreff)
        amt = self.besetzung.aemter[papier.amt]
        return begin_vorlage(konto=konto, amt=amt, art=papier.art, betreff=papier.betreff)

    def _stationen(self, vorlage: Vorlage) -> list[Beratung]:
        papier = self.papier
        geplant = [stelle for stelle in papier.weg if not stelle.folge]
        return [
            Beratung(
                vorlage=vorlage,
                position=position,
                gremium=self.besetzung.gremien[stelle.gremium],
                datum=timezone.localtime(tag).date(),
                entscheidend=stelle is geplant[-1] and papier.art not in OHNE_ENTSCHEIDUNG,
                oeffentlich=papier.oeffentlich,
                nichtoeffentlich_grund=papier.grund,
            )
            for position, (stelle, tag) in enumerate(zip(geplant, self.sitzungstage, strict=False), start=1)
        ]

    def hand_in(self) -> None:
        """Let the group hand its paper in to the Sitzungsdienst."""
        self.fassung = hand_in_antrag(self.fassung, konto=self.verfasser)

    def submit(self) -> None:
        """Hand the draft in."""
        self.fassung = submit_vorlage(self.fassung, konto=self.verfasser)

    def countersign(self) -> None:
        """Let everybody who was asked agree."""
        self._answer(Mitzeichnungsergebnis.ZUGESTIMMT, "")

    def hand_back(self) -> None:
        """Let the first who was asked hand the draft back."""
        self._answer(
            Mitzeichnungsergebnis.ZURUECKGEGEBEN,
            read_stammdaten().texte.rueckgabe,
        )

    def _answer(self, ergebnis: Mitzeichnungsergebnis, bemerkung: str) -> None:
        while (zeile := self._find_gefragte()) is not None:
            countersign_vorlage(
                self.fassung, konto=self._find_antwortende(zeile), ergebnis=ergebnis, bemerkung=bemerkung
            )
            if ergebnis == Mitzeichnungsergebnis.ZURUECKGEGEBEN:
                return

    def _find_gefragte(self) -> Mitzeichnung | None:
        """Return the next office that is asked before the release."""
        offene = self.fassung.mitzeichnungen.before_release().filter(erbeten_am__isnull=False)
        return offene.order_by("schritt", "pk").first()

    def _find_antwortende(self, zeile: Mitzeichnung) -> Konto:
        stelle = zeile.stelle
        if stelle is None:
            raise ValueError("In der Vorführung werden nur Ämter gefragt.")
        return find_antwortende([stelle])[stelle][0].konto

    def release(self) -> None:
        """Release the draft: it gets its number."""
        self.fassung = release_vorlage(self.fassung, konto=self.besetzung.dezernent(self.papier.amt))

    def supersede(self) -> None:
        """Bring out the next Fassung with a sentence more, through all steps again."""
        neu = supersede_vorlage(self.vorlage, konto=self.verfasser)
        neu.begruendung += to_html(read_stammdaten().texte.neufassung.format(nummer=neu.neufassung))
        neu.neufassung_grund = read_stammdaten().texte.neufassung_grund
        neu.oeffentlich = self.papier.oeffentlich
        neu.save()
        for anlage, angabe in zip(neu.anlagen.order_by("position"), self.papier.anlagen, strict=True):
            anlage.oeffentlich = angabe.oeffentlich
            anlage.save(update_fields=["oeffentlich"])
        self.fassung = neu
        self.submit()
        self.countersign()
        self.release()

    def withdraw(self) -> None:
        """Withdraw the numbered paper."""
        withdraw_vorlage(
            self.vorlage, konto=self.besetzung.dezernent(self.papier.amt), grund=self.papier.zurueckgezogen
        )
