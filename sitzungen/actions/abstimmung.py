"""Recording a vote: the moment the whole house is built for."""

import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gremien.models import Gremium
from gremien.rules.befund import Befund, Stufe, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from sitzungen.actions.anwesenheit import Anwesende, read_anwesende
from sitzungen.actions.aufnahme import check_aufgenommen, is_anderswo_aufgesetzt
from sitzungen.actions.befangenheit import check_genannte, count_befangene
from sitzungen.actions.nachlauf import follow_up_sitzung
from sitzungen.actions.wortlaut import find_empfehlung, has_aenderung, read_entwurf
from sitzungen.enums import Mehrheitsart, Sitzungsstatus
from sitzungen.models import Abstimmung, Tagesordnungspunkt
from sitzungen.rules.ablauf import check_berichtigungsgrund, check_eroeffnet, check_nachgetragen
from sitzungen.rules.befangenheit import check_befangenheit
from sitzungen.rules.beschlussfaehigkeit import check_beschlussfaehigkeit
from sitzungen.rules.mehrheit import check_einfache_mehrheit, check_qualifizierte_mehrheit, check_stimmensumme
from sitzungen.rules.wortlaut import check_abweichung, check_angenommene_aenderung, check_empfohlener_wortlaut
from vorlagen.actions.gremienweg import Votum, record_votum
from vorlagen.enums import Ausgang, Vorlagenart
from vorlagen.rules.ausgang import AUSGANGSREGELN, Zaehlung, check_ausgang_an_station, check_zaehlung

NEU_FESTGESTELLT = "Nach Rücknahme neu festgestellt"


@dataclass(frozen=True, slots=True)
class Ergebnis:
    """A result as entered. Counts are None where nobody counted, which is not 0."""

    ausgang: Ausgang
    ja: int | None = None
    gegenstimmen: int | None = None
    enthaltungen: int | None = None
    befangen: int = 0
    geaendert: bool = False
    wortlaut: str = ""
    verwiesen_an: Gremium | None = None
    einsendung: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def zaehlung(self) -> Zaehlung:
        """Return the counts for the rules."""
        return Zaehlung(
            ja=self.ja, gegenstimmen=self.gegenstimmen, enthaltungen=self.enthaltungen, befangen=self.befangen
        )


def check_ergebnis(top: Tagesordnungspunkt, ergebnis: Ergebnis) -> list[Befund]:
    """Return everything that stands against this result: R3 to R9 and R15 of the GemO checks."""
    return check_ergebnis_bei(top, ergebnis, anwesende=read_anwesende(top.sitzung))


def check_ergebnis_bei(top: Tagesordnungspunkt, ergebnis: Ergebnis, *, anwesende: Anwesende) -> list[Befund]:
    """Return what :func:`check_ergebnis` does, for these members; asks no database."""
    beratung = top.beratung
    befunde = check_zaehlung(
        ausgang=ergebnis.ausgang,
        zaehlung=ergebnis.zaehlung,
        art=Vorlagenart(beratung.vorlage.art) if beratung else None,
        geaendert=ergebnis.geaendert,
        geaenderter_wortlaut=ergebnis.wortlaut,
    )
    befunde += check_einfache_mehrheit(
        ausgang=ergebnis.ausgang, zaehlung=ergebnis.zaehlung, mehrheitsart=Mehrheitsart(top.mehrheit)
    )
    befunde += check_stimmensumme(
        zaehlung=ergebnis.zaehlung,
        anwesend=anwesende.stimmberechtigt,
        anwesenheit_vollstaendig=anwesende.vollstaendig,
    )
    befunde += check_aufgenommen(top)
    if beratung is not None:
        befunde += check_ausgang_an_station(ausgang=ergebnis.ausgang, entscheidend=beratung.entscheidend)
    return befunde + _check_anwesende(top, ergebnis, anwesende)


def _check_anwesende(top: Tagesordnungspunkt, ergebnis: Ergebnis, anwesende: Anwesende) -> list[Befund]:
    """Return findings that need attendance or the statutory number; silent where those are unknown."""
    befunde: list[Befund] = []
    anwesend, stimmberechtigt = anwesende.stimmberechtigt, None
    if anwesend is not None:
        befunde += check_befangenheit(anwesend=anwesend, befangen=ergebnis.befangen)
        stimmberechtigt = max(anwesend - ergebnis.befangen, 0)
    gesetzlich = top.sitzung.gremium.gesetzliche_zahl
    if gesetzlich is None:
        return befunde
    if stimmberechtigt is not None and anwesende.vollstaendig:
        befunde += check_beschlussfaehigkeit(
            stimmberechtigt_anwesend=stimmberechtigt,
            gesetzliche_zahl=gesetzlich,
            ausgeschlossen=ergebnis.befangen,
            zweite_einladung=top.zweite_einladung,
        )
    return befunde + check_qualifizierte_mehrheit(
        ausgang=ergebnis.ausgang,
        zaehlung=ergebnis.zaehlung,
        mehrheitsart=Mehrheitsart(top.mehrheit),
        gesetzliche_zahl=gesetzlich,
        stimmberechtigt_anwesend=stimmberechtigt if anwesende.vollstaendig else None,
    )


def drop_unberuehrte(ergebnis: Ergebnis) -> Ergebnis:
    """Return the result without the zeros that :func:`check_zaehlung` lets pass where nobody votes."""
    if AUSGANGSREGELN[ergebnis.ausgang].zaehlbar:
        return ergebnis
    return replace(ergebnis, gegenstimmen=ergebnis.gegenstimmen or None, enthaltungen=ergebnis.enthaltungen or None)


@transaction.atomic
def record_abstimmung(
    top: Tagesordnungspunkt,
    ergebnis: Ergebnis,
    *,
    konto: Konto,
    berichtigt: Abstimmung | None = None,
    grund: str = "",
    berichtigungsgrund: str = "",
) -> Abstimmung:
    """Feststellen, or berichtigen when ``berichtigt`` names the result that stands.

    A correction needs ``berichtigungsgrund`` and meets the same checks, with those there at the vote. ``grund``
    lets a WARNUNG pass. The same ``einsendung`` posted again gives the row it made the first time. Raises
    :class:`VorgangGesperrt`, also before the sitting was opened and if somebody else was faster.
    """
    ergebnis = drop_unberuehrte(ergebnis)
    top = Tagesordnungspunkt.objects.select_for_update(of=("self",)).get(pk=top.pk)
    schon = Abstimmung.objects.filter(einsendung=ergebnis.einsendung).first()
    if schon is not None and schon.top_id == top.pk:
        return schon
    befunde = _check_stand(top, berichtigt, berichtigungsgrund)
    if schon is not None:
        satz = "Diese Eingabe gehört zu einem anderen Punkt. Bitte öffnen Sie die Seite des Punktes neu."
        befunde.append(Befund(satz, "", Stufe.SPERRE))
    zum = _find_abstimmungszeit(berichtigt) if berichtigt else None
    anwesende, genannt = read_anwesende(top.sitzung, zum=zum), count_befangene(top, zum=zum)
    befunde += check_genannte(genannt, ergebnis.befangen)
    ergebnis = replace(ergebnis, befangen=ergebnis.befangen if genannt is None else genannt)
    befunde += [*check_ergebnis_bei(top, ergebnis, anwesende=anwesende), *_check_wortlaut(top, ergebnis)]
    bestanden = require(befunde, grund=grund)
    abstimmung = _build_abstimmung(top, ergebnis, anwesende, konto=konto, berichtigt=berichtigt)
    abstimmung.grund = grund.strip() if any(befund.stufe is Stufe.WARNUNG for befund in bestanden) else ""
    abstimmung.berichtigungsgrund = berichtigungsgrund.strip() if berichtigt else ""
    _link_zuruecknahme(abstimmung)
    abstimmung.save(force_insert=True)
    _apply(top, ergebnis)
    _journal(top, ergebnis, abstimmung, bestanden)
    if top.sitzung.status == Sitzungsstatus.BEENDET:
        follow_up_sitzung(top.sitzung, konto=konto)
    return abstimmung


def _link_zuruecknahme(abstimmung: Abstimmung) -> None:
    """Tie a first result to one that was taken back before: rows of one item form a chain."""
    zurueckgenommen = Abstimmung.objects.filter(top=abstimmung.top_id, berichtigung__isnull=True, ausgang="").first()
    if abstimmung.berichtigt is None and zurueckgenommen is not None:
        abstimmung.berichtigt, abstimmung.berichtigungsgrund = zurueckgenommen, NEU_FESTGESTELLT


def _journal(top: Tagesordnungspunkt, ergebnis: Ergebnis, abstimmung: Abstimmung, bestanden: Iterable[Befund]) -> None:
    record(
        Akt.BERICHTIGEN if abstimmung.is_berichtigung or abstimmung.is_antwort else Akt.FESTSTELLEN,
        top,
        konto=abstimmung.festgestellt_von,
        abstimmung=abstimmung.pk,
        top=top.bezeichnung,
        ausgang=str(ergebnis.ausgang),
        geaendert=ergebnis.geaendert,
        **asdict(ergebnis.zaehlung),
        anwesend=abstimmung.anwesend,
        uebergangen=[befund.satz for befund in bestanden],
        grund=abstimmung.grund,
        berichtigungsgrund=abstimmung.berichtigungsgrund,
    )


def _check_wortlaut(top: Tagesordnungspunkt, ergebnis: Ergebnis) -> list[Befund]:
    """Return findings that need the wording at hand."""
    if ergebnis.geaendert:
        return check_abweichung(wortlaut=ergebnis.wortlaut, entwurf=read_entwurf(top))
    empfehlung = find_empfehlung(top)
    gremium = str(empfehlung.top.sitzung.gremium) if empfehlung else ""
    return [
        *check_empfohlener_wortlaut(ausgang=ergebnis.ausgang, geaendert=False, gremium=gremium),
        *check_angenommene_aenderung(ausgang=ergebnis.ausgang, geaendert=False, angenommen=has_aenderung(top)),
    ]


def _find_abstimmungszeit(berichtigt: Abstimmung) -> datetime:
    """Return when the vote was first recorded; corrections speak about that moment."""
    davor = Abstimmung.objects.filter(top=berichtigt.top_id, pk__lte=berichtigt.pk)
    # What was taken back was no vote: the next one counts as the first.
    zurueckgenommen = davor.filter(ausgang="").order_by("-pk").values_list("pk", flat=True).first() or 0
    return davor.filter(pk__gt=zurueckgenommen).order_by("pk").values_list("festgestellt_am", flat=True)[0]


def _build_abstimmung(
    top: Tagesordnungspunkt,
    ergebnis: Ergebnis,
    anwesende: Anwesende,
    *,
    konto: Konto,
    berichtigt: Abstimmung | None,
) -> Abstimmung:
    return Abstimmung(
        top=top,
        ausgang=ergebnis.ausgang,
        geaendert=ergebnis.geaendert,
        wortlaut=ergebnis.wortlaut,
        ja=ergebnis.ja,
        gegenstimmen=ergebnis.gegenstimmen,
        enthaltungen=ergebnis.enthaltungen,
        befangen=ergebnis.befangen,
        anwesend=anwesende.stimmberechtigt,
        anwesenheit_vollstaendig=anwesende.vollstaendig,
        berichtigt=berichtigt,
        einsendung=ergebnis.einsendung,
        festgestellt_von=konto,
    )


def _check_stand(top: Tagesordnungspunkt, berichtigt: Abstimmung | None, berichtigungsgrund: str) -> list[Befund]:
    """Return findings about the moment: the sitting was opened, and the result to correct is the one that stands."""
    befunde = check_eroeffnet(Sitzungsstatus(top.sitzung.status))
    if berichtigt is None:
        befunde += check_nachgetragen(Sitzungsstatus(top.sitzung.status))
    else:
        befunde += check_berichtigungsgrund(berichtigungsgrund, berichtigt="die Berichtigung")
    befunde += check_stehendes(top, berichtigt)
    if top.abgesetzt_am is not None and berichtigt is None:
        befunde.append(Befund("Der Punkt ist abgesetzt.", "", Stufe.SPERRE))
    return befunde


def check_stehendes(top: Tagesordnungspunkt, berichtigt: Abstimmung | None) -> list[Befund]:
    """Check that ``berichtigt`` is the result that stands, None for none, and that the item was not placed anew."""
    befunde = []
    stehend = Abstimmung.objects.valid().filter(top=top).first()
    if stehend != berichtigt:
        satz = f"Zu {top.bezeichnung} ist inzwischen „{stehend.get_ausgang_display()}“ festgestellt" if stehend else ""
        if stehend and stehend.gegenstimmen is not None:
            satz += f" ({stehend.gegenstimmen} Gegenstimmen)"
        satz = satz or f"Zu {top.bezeichnung} gibt es das Ergebnis nicht mehr, das Sie berichtigen wollten"
        befunde.append(Befund(f"{satz}. Bitte prüfen Sie beide Angaben.", "", Stufe.SPERRE))
    if berichtigt is not None and is_anderswo_aufgesetzt(top):
        satz = "Die Vorlage steht inzwischen auf einer anderen Tagesordnung. Bitte nehmen Sie sie dort zuerst herunter."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "ausgang"))
    return befunde


def _apply(top: Tagesordnungspunkt, ergebnis: Ergebnis) -> None:
    abgesetzt = ergebnis.ausgang == Ausgang.ABGESETZT
    if abgesetzt != (top.abgesetzt_am is not None):
        top.abgesetzt_am = timezone.now() if abgesetzt else None
        top.save(update_fields=["abgesetzt_am"])
    if top.beratung is not None:
        record_votum(
            top.beratung,
            Votum(
                ausgang=ergebnis.ausgang,
                geaendert=ergebnis.geaendert,
                wortlaut=ergebnis.wortlaut,
                gegenstimmen=ergebnis.gegenstimmen,
                enthaltungen=ergebnis.enthaltungen,
                verwiesen_an=ergebnis.verwiesen_an,
            ),
        )
