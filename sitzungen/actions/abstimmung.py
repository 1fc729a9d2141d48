"""Recording a vote: the moment the whole house is built for."""

import uuid
from dataclasses import asdict, dataclass, field, replace

from django.db import transaction
from django.utils import timezone

from gremien.models import Gremium
from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from sitzungen.enums import Mehrheitsart
from sitzungen.models import Abstimmung, Anwesenheit, Sitzung, Tagesordnungspunkt
from sitzungen.rules.befangenheit import check_befangenheit
from sitzungen.rules.beschlussfaehigkeit import check_beschlussfaehigkeit
from sitzungen.rules.mehrheit import check_einfache_mehrheit, check_qualifizierte_mehrheit, check_stimmensumme
from sitzungen.rules.tagesordnung import check_beschlussreife
from vorlagen.actions.gremienweg import Votum, record_votum
from vorlagen.enums import Ausgang, Vorlagenart
from vorlagen.rules.ausgang import AUSGANGSREGELN, Zaehlung, check_ausgang_an_station, check_zaehlung


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


def count_anwesende(sitzung: Sitzung) -> int | None:
    """Return how many members entitled to vote are present, None while no attendance is recorded."""
    anwesenheiten = Anwesenheit.objects.filter(sitzung=sitzung)
    if not anwesenheiten.exists():
        return None
    return anwesenheiten.filter(anwesend=True, stimmberechtigt=True).count()


def check_ergebnis(top: Tagesordnungspunkt, ergebnis: Ergebnis) -> list[Befund]:
    """Return everything that stands against this result: R3 to R9 and R15 of the GemO checks."""
    return check_ergebnis_bei(top, ergebnis, anwesend=count_anwesende(top.sitzung))


def check_ergebnis_bei(top: Tagesordnungspunkt, ergebnis: Ergebnis, *, anwesend: int | None) -> list[Befund]:
    """Return what :func:`check_ergebnis` does, for ``anwesend`` members entitled to vote; asks no database."""
    sitzung, beratung = top.sitzung, top.beratung
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
        zaehlung=ergebnis.zaehlung, anwesend=anwesend, anwesenheit_vollstaendig=sitzung.anwesenheit_vollstaendig
    )
    befunde += _check_aufnahme_bei(top, anwesend)
    if beratung is not None:
        befunde += check_ausgang_an_station(ausgang=ergebnis.ausgang, entscheidend=beratung.entscheidend)
    return befunde + _check_anwesende(top, ergebnis, anwesend)


def _check_anwesende(top: Tagesordnungspunkt, ergebnis: Ergebnis, anwesend: int | None) -> list[Befund]:
    """Return findings that need attendance or the statutory number; silent where those are unknown."""
    befunde: list[Befund] = []
    stimmberechtigt = None
    if anwesend is not None:
        befunde += check_befangenheit(anwesend=anwesend, befangen=ergebnis.befangen)
        stimmberechtigt = max(anwesend - ergebnis.befangen, 0)
    gesetzlich = top.sitzung.gremium.gesetzliche_zahl
    if gesetzlich is None:
        return befunde
    if stimmberechtigt is not None and top.sitzung.anwesenheit_vollstaendig:
        befunde += check_beschlussfaehigkeit(
            stimmberechtigt_anwesend=stimmberechtigt, gesetzliche_zahl=gesetzlich, ausgeschlossen=ergebnis.befangen
        )
    return befunde + check_qualifizierte_mehrheit(
        ausgang=ergebnis.ausgang,
        zaehlung=ergebnis.zaehlung,
        mehrheitsart=Mehrheitsart(top.mehrheit),
        gesetzliche_zahl=gesetzlich,
        stimmberechtigt_anwesend=stimmberechtigt if top.sitzung.anwesenheit_vollstaendig else None,
    )


def check_aufnahme(top: Tagesordnungspunkt) -> list[Befund]:
    """Return what stands against a result because the item was not on the published agenda (R8)."""
    return _check_aufnahme_bei(top, count_anwesende(top.sitzung))


def _check_aufnahme_bei(top: Tagesordnungspunkt, anwesend: int | None) -> list[Befund]:
    return check_beschlussreife(
        auf_bekanntgemachter_to=bool(top.nummer) and not top.nachtrag_grund,
        aufnahme_beschlossen=_is_aufgenommen_bei(top, anwesend),
    )


def is_aufgenommen(top: Tagesordnungspunkt) -> bool:
    """Return whether an urgent addition got two thirds of those present (§ 34 Abs. 7 GemO)."""
    return _is_aufgenommen_bei(top, count_anwesende(top.sitzung))


def _is_aufgenommen_bei(top: Tagesordnungspunkt, anwesend: int | None) -> bool:
    return top.aufnahme_ja is not None and anwesend is not None and top.aufnahme_ja * 3 >= anwesend * 2


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
) -> Abstimmung:
    """Feststellen, or berichtigen when ``berichtigt`` names the result that stands.

    ``grund`` lets a WARNUNG pass and is required for a correction. The same ``einsendung`` posted again gives
    the row it made the first time. Raises :class:`VorgangGesperrt`, also if somebody else was faster.
    """
    ergebnis = drop_unberuehrte(ergebnis)
    top = Tagesordnungspunkt.objects.select_for_update(of=("self",)).get(pk=top.pk)
    schon = Abstimmung.objects.filter(einsendung=ergebnis.einsendung).first()
    if schon is not None and schon.top_id == top.pk:
        return schon
    befunde = _check_stand(top, berichtigt, grund)
    if schon is not None:
        satz = "Diese Eingabe gehört zu einem anderen Punkt. Bitte öffnen Sie die Seite des Punktes neu."
        befunde.append(Befund(satz, "", Stufe.SPERRE))
    befunde += check_ergebnis(top, ergebnis)
    bestanden = require(befunde, grund=grund)
    abstimmung = _store(top, ergebnis, konto=konto, berichtigt=berichtigt, grund=grund.strip())
    _apply(top, ergebnis)
    record(
        Akt.BERICHTIGEN if berichtigt else Akt.FESTSTELLEN,
        top,
        konto=konto,
        abstimmung=abstimmung.pk,
        top=top.bezeichnung,
        ausgang=str(ergebnis.ausgang),
        geaendert=ergebnis.geaendert,
        **asdict(ergebnis.zaehlung),
        uebergangen=[befund.satz for befund in bestanden],
        grund=abstimmung.grund,
    )
    return abstimmung


def _store(
    top: Tagesordnungspunkt, ergebnis: Ergebnis, *, konto: Konto, berichtigt: Abstimmung | None, grund: str
) -> Abstimmung:
    return Abstimmung.objects.create(
        top=top,
        ausgang=ergebnis.ausgang,
        geaendert=ergebnis.geaendert,
        wortlaut=ergebnis.wortlaut,
        ja=ergebnis.ja,
        gegenstimmen=ergebnis.gegenstimmen,
        enthaltungen=ergebnis.enthaltungen,
        befangen=ergebnis.befangen,
        anwesend=count_anwesende(top.sitzung),
        anwesenheit_vollstaendig=top.sitzung.anwesenheit_vollstaendig,
        berichtigt=berichtigt,
        grund=grund,
        einsendung=ergebnis.einsendung,
        festgestellt_von=konto,
    )


def _check_stand(top: Tagesordnungspunkt, berichtigt: Abstimmung | None, grund: str) -> list[Befund]:
    """Return findings about the moment: the sitting has begun, and the result to correct is the one that stands."""
    befunde = []
    if top.sitzung.beginn > timezone.now():
        befunde.append(Befund("Die Sitzung hat noch nicht begonnen.", "", Stufe.SPERRE))
    stehend = Abstimmung.objects.valid().filter(top=top).first()
    if stehend != berichtigt:
        satz = f"Zu {top.bezeichnung} ist inzwischen „{stehend.get_ausgang_display()}“ festgestellt" if stehend else ""
        if stehend and stehend.gegenstimmen is not None:
            satz += f" ({stehend.gegenstimmen} Gegenstimmen)"
        satz = satz or f"Zu {top.bezeichnung} gibt es das Ergebnis nicht mehr, das Sie berichtigen wollten"
        befunde.append(Befund(f"{satz}. Bitte prüfen Sie beide Angaben.", "", Stufe.SPERRE))
    if berichtigt is not None and not grund.strip():
        befunde.append(Befund("Bitte begründen Sie die Berichtigung.", "", Stufe.SPERRE, "grund"))
    if top.abgesetzt_am is not None and berichtigt is None:
        befunde.append(Befund("Der Punkt ist abgesetzt.", "", Stufe.SPERRE))
    if berichtigt is not None and _is_anderswo_aufgesetzt(top):
        satz = "Die Vorlage steht inzwischen auf einer anderen Tagesordnung. Bitte nehmen Sie sie dort zuerst herunter."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "ausgang"))
    return befunde


def _is_anderswo_aufgesetzt(top: Tagesordnungspunkt) -> bool:
    """Return whether the station, open again after "abgesetzt", has found another agenda."""
    if top.beratung_id is None:
        return False
    andere = Tagesordnungspunkt.objects.filter(beratung=top.beratung_id, abgesetzt_am__isnull=True)
    return andere.exclude(pk=top.pk).exists()


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


@transaction.atomic
def admit_top(top: Tagesordnungspunkt, *, ja: int, konto: Konto) -> Tagesordnungspunkt:
    """Record the vote that adds an urgent item in the sitting: two thirds of those present (§ 34 Abs. 7 GemO).

    Raises :class:`VorgangGesperrt` if attendance is missing or the vote fell short.
    """
    top = Tagesordnungspunkt.objects.select_for_update(of=("self",)).get(pk=top.pk)
    anwesend = count_anwesende(top.sitzung)
    if anwesend is None:
        satz = "Bitte erfassen Sie zuerst die Anwesenheit."
        raise VorgangGesperrt([Befund(satz, "§ 34 Abs. 7 GemO", Stufe.SPERRE, "ja")])
    if ja > anwesend:
        satz = (
            f"Eingetragen sind {ja} Stimmen, anwesend sind {anwesend} Mitglieder. "
            "Bitte berichtigen Sie eine der Zahlen."
        )
        raise VorgangGesperrt([Befund(satz, "§ 40 GemO", Stufe.SPERRE, "ja")])
    top.aufnahme_ja = ja
    if not is_aufgenommen(top):
        satz = f"{ja} Stimmen sind weniger als zwei Drittel der Anwesenden. Der Punkt ist nicht aufgenommen."
        raise VorgangGesperrt([Befund(satz, "§ 34 Abs. 7 GemO", Stufe.SPERRE, "ja")])
    top.save(update_fields=["aufnahme_ja"])
    record(Akt.AUFSETZEN, top, konto=konto, top=top.bezeichnung, aufnahme_ja=ja)
    return top
