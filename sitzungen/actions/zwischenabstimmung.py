"""Recording votes on an item before the main motion: amendments first, then the item itself."""

import uuid
from dataclasses import asdict, dataclass, field

from django.db import transaction

from gremien.rules.befund import Befund, Stufe, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from sitzungen.actions.anwesenheit import read_anwesende
from sitzungen.actions.aufnahme import check_aufgenommen
from sitzungen.actions.befangenheit import count_befangene
from sitzungen.enums import Sitzungsstatus, Zwischenart
from sitzungen.models import Abstimmung, Tagesordnungspunkt, Zwischenabstimmung
from sitzungen.rules.ablauf import check_berichtigungsgrund, check_eroeffnet, check_nachgetragen
from sitzungen.rules.mehrheit import check_einfache_mehrheit, check_stimmensumme
from sitzungen.rules.wortlaut import check_reihenfolge
from vorlagen.enums import Ausgang
from vorlagen.rules.ausgang import Zaehlung, check_zaehlung


@dataclass(frozen=True, slots=True)
class Zwischenergebnis:
    """A vote as entered. Counts are None where nobody counted, which is not 0."""

    art: Zwischenart
    gegenstand: str
    angenommen: bool
    antragsteller: str = ""
    ja: int | None = None
    gegenstimmen: int | None = None
    enthaltungen: int | None = None
    einsendung: uuid.UUID = field(default_factory=uuid.uuid4)


@transaction.atomic
def record_zwischenabstimmung(
    top: Tagesordnungspunkt,
    ergebnis: Zwischenergebnis,
    *,
    konto: Konto,
    berichtigt: Zwischenabstimmung | None = None,
    grund: str = "",
    berichtigungsgrund: str = "",
) -> Zwischenabstimmung:
    """Zwischenabstimmung feststellen, or berichtigen when ``berichtigt`` names the row that stands.

    It meets the checks of a simple majority and of those present. The same ``einsendung`` posted again gives the row
    it made the first time. Raises :class:`VorgangGesperrt`.
    """
    top = Tagesordnungspunkt.objects.select_for_update(of=("self",)).get(pk=top.pk)
    schon = Zwischenabstimmung.objects.filter(einsendung=ergebnis.einsendung, top=top).first()
    if schon is not None:
        return schon
    zum = berichtigt.festgestellt_am if berichtigt else None
    anwesende, befangen = read_anwesende(top.sitzung, zum=zum), count_befangene(top, zum=zum) or 0
    zaehlung = Zaehlung(ergebnis.ja, ergebnis.gegenstimmen, ergebnis.enthaltungen, befangen)
    befunde = [
        *_check_stand(top, berichtigt, berichtigungsgrund),
        *check_aufgenommen(top),
        *_check_mehrheit(ergebnis, zaehlung),
        *check_stimmensumme(
            zaehlung=zaehlung,
            anwesend=anwesende.stimmberechtigt,
            anwesenheit_vollstaendig=anwesende.vollstaendig,
        ),
    ]
    bestanden = require(befunde, grund=grund)
    neu = _build(top, ergebnis, konto=konto, befangen=befangen, anwesend=anwesende.stimmberechtigt)
    neu.grund = grund.strip() if any(befund.stufe is Stufe.WARNUNG for befund in bestanden) else ""
    neu.berichtigt, neu.berichtigungsgrund = berichtigt, berichtigungsgrund.strip() if berichtigt else ""
    neu.save(force_insert=True)
    _journal(neu, [befund.satz for befund in bestanden])
    return neu


def _build(
    top: Tagesordnungspunkt, ergebnis: Zwischenergebnis, *, konto: Konto, befangen: int, anwesend: int | None
) -> Zwischenabstimmung:
    angaben = asdict(ergebnis) | {"gegenstand": ergebnis.gegenstand.strip()}
    return Zwischenabstimmung(top=top, **angaben, befangen=befangen, anwesend=anwesend, festgestellt_von=konto)


def _journal(neu: Zwischenabstimmung, uebergangen: list[str]) -> None:
    record(
        Akt.BERICHTIGEN if neu.berichtigt_id else Akt.ZWISCHENABSTIMMUNG,
        neu.top,
        konto=neu.festgestellt_von,
        top=neu.top.bezeichnung,
        zwischenabstimmung=neu.pk,
        art=str(neu.art),
        angenommen=neu.angenommen,
        ja=neu.ja,
        gegenstimmen=neu.gegenstimmen,
        enthaltungen=neu.enthaltungen,
        anwesend=neu.anwesend,
        uebergangen=uebergangen,
        grund=neu.grund,
        berichtigungsgrund=neu.berichtigungsgrund,
    )


def _check_mehrheit(ergebnis: Zwischenergebnis, zaehlung: Zaehlung) -> list[Befund]:
    """Return what stands against these counts: carried or not is all that is said of such a vote."""
    ausgang = Ausgang.BESCHLOSSEN if ergebnis.angenommen else Ausgang.ABGELEHNT
    befunde = [
        *check_zaehlung(ausgang=ausgang, zaehlung=zaehlung),
        *check_einfache_mehrheit(ausgang=ausgang, zaehlung=zaehlung),
    ]
    if not ergebnis.gegenstand.strip():
        befunde.append(Befund("Bitte schreiben Sie auf, worüber abgestimmt wurde.", "", Stufe.SPERRE, "gegenstand"))
    return befunde


def _check_stand(
    top: Tagesordnungspunkt, berichtigt: Zwischenabstimmung | None, berichtigungsgrund: str
) -> list[Befund]:
    status = Sitzungsstatus(top.sitzung.status)
    befunde = check_eroeffnet(status)
    if top.abgesetzt_am is not None:
        befunde.append(Befund("Der Punkt ist abgesetzt.", "", Stufe.SPERRE))
    if berichtigt is None:
        entschieden = Abstimmung.objects.valid().filter(top=top).exists()
        return [*befunde, *check_nachgetragen(status), *check_reihenfolge(entschieden=entschieden)]
    befunde += check_berichtigungsgrund(berichtigungsgrund, berichtigt="die Berichtigung")
    if berichtigt.top_id != top.pk or not Zwischenabstimmung.objects.valid().filter(pk=berichtigt.pk).exists():
        satz = "Diese Abstimmung ist inzwischen berichtigt. Bitte prüfen Sie beide Angaben."
        befunde.append(Befund(satz, "", Stufe.SPERRE))
    return befunde
