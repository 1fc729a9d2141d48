"""Release and withdrawal: the acts that give a paper its number, and end it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, list_uebergangene, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from vorlagen.actions.anlagenpruefung import check_anlagen_of, finish_anlagen
from vorlagen.actions.antworten import answer_mitzeichnung, end_runde, record_antwort, require_antwort
from vorlagen.actions.beteiligung import check_freigebende
from vorlagen.actions.entwurfspruefung import check_entwurf_of
from vorlagen.actions.gremienweg import refresh_status, stationen_of
from vorlagen.actions.nachlauf import follow_up
from vorlagen.actions.nachrichten import tell_freigegeben, tell_zurueckgegeben
from vorlagen.enums import Anfrageherkunft, Fassungsstatus, Mitzeichnungsergebnis, Vorlagenart
from vorlagen.models import Fassung, Mitzeichnung, Vorlage, Zaehler
from vorlagen.models.pruefsumme import FORMAT, compute_pruefsumme
from vorlagen.querysets import VERFASSER
from vorlagen.rules.antraege import check_antragsteller, check_bezug
from vorlagen.rules.mitzeichnung import check_freigabe
from vorlagen.rules.nummern import format_nummer
from vorlagen.rules.oeffentlichkeit import check_nichtoeffentlichkeit, check_oeffentliche_stationen
from vorlagen.rules.vollstaendigkeit import check_vollstaendigkeit


def draw_nummer(art: str, jahr: int) -> int:
    """Return the next number of this kind and year, holding the counter's lock until the transaction ends.

    An aborted transaction gives its number back, so numbers have neither gaps nor duplicates.
    """
    Zaehler.objects.get_or_create(art=art, jahr=jahr)
    zaehler = Zaehler.objects.select_for_update().get(art=art, jahr=jahr)
    zaehler.zuletzt += 1
    zaehler.save(update_fields=["zuletzt"])
    return zaehler.zuletzt


def check_fassung(fassung: Fassung, *, offen: Stufe = Stufe.ERINNERUNG) -> list[Befund]:
    """Return everything that stands against handing in or releasing this Fassung.

    ``offen`` is how strict it is that a file is still being looked through; acts refuse it, pages only say so.
    """
    vorlage = fassung.vorlage
    stationen = stationen_of(vorlage)
    return [
        *check_vollstaendigkeit(
            art=Vorlagenart(vorlage.art),
            betreff=fassung.betreff,
            amt=str(fassung.urheber),
            dezernat=str(fassung.dezernat or ""),
            beschlussentwurf=fassung.beschlussentwurf,
            begruendung=fassung.begruendung,
            stationen=stationen,
            neufassung_grund=fassung.neufassung_grund if fassung.neufassung else None,
        ),
        *check_antragsteller(
            art=Vorlagenart(vorlage.art),
            antragsteller=fassung.antragsteller,
            # What the council hands in itself is received in that moment.
            eingegangen_am=fassung.eingegangen_am or (timezone.localdate() if fassung.is_aus_dem_rat else None),
            heute=timezone.localdate(),
        ),
        *check_bezug(art=Vorlagenart(vorlage.art), mit_bezug=vorlage.bezug_id is not None),
        *check_nichtoeffentlichkeit(oeffentlich=fassung.oeffentlich, grund=fassung.nichtoeffentlich_grund),
        *check_oeffentliche_stationen(vorlage_oeffentlich=fassung.oeffentlich, stationen=stationen),
        *check_entwurf_of(fassung, stationen),
        *(check_anlagen_of(fassung, offen=offen) if fassung.oeffentlich else ()),
    ]


def release_vorlage(fassung: Fassung, *, konto: Konto, grund: str = "", bemerkung: str = "") -> Fassung:
    """Freigeben: draw the number, freeze the Fassung.

    It is the signature of the paper's Dezernat, too, with a remark if there is one. Four eyes, all other co-signatures
    given, complete, R2/R10/R11/R14, public attachments looked through. Raises :class:`VorgangGesperrt`.
    """
    # Before the transaction: nobody else shall wait for a file that takes its time.
    if fassung.oeffentlich:
        finish_anlagen(fassung)
    return _release(fassung, konto=konto, grund=grund, bemerkung=bemerkung)


@transaction.atomic
def _release(fassung: Fassung, *, konto: Konto, grund: str, bemerkung: str) -> Fassung:
    vorlage = Vorlage.objects.select_for_update().get(pk=fassung.vorlage_id)
    fassung = Fassung.objects.select_related("vorlage", *VERFASSER).get(pk=fassung.pk)
    if fassung.status != Fassungsstatus.MITZEICHNUNG:
        satz = f"Die Vorlage ist im Stand „{fassung.get_status_display()}“ und kann nicht freigegeben werden."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    require_offen(vorlage)
    befunde = require(
        check_freigebende(fassung, konto)
        + check_freigabe(offene_mitzeichnungen=_list_ausstehende(fassung))
        + check_fassung(fassung, offen=Stufe.SPERRE),
        grund=grund,
    )
    _sign_for_dezernat(fassung, Mitzeichnungsergebnis.ZUGESTIMMT, konto=konto, bemerkung=bemerkung)
    number_fassung(fassung, vorlage, konto=konto)
    tell_freigegeben(fassung, konto=konto)
    record_freigabe(fassung, vorlage, konto=konto, befunde=befunde, grund=grund)
    return fassung


def record_freigabe(
    fassung: Fassung, vorlage: Vorlage, *, konto: Konto, befunde: Iterable[Befund], grund: str, **weiteres: str
) -> None:
    """Leave the row of the journal about a release, with the digest by which the Fassung is verified later."""
    record(
        Akt.FREIGEBEN,
        vorlage,
        konto=konto,
        nummer=fassung.nummer,
        pruefsumme=compute_pruefsumme(fassung),
        format=FORMAT,
        **weiteres,
        uebergangen=list_uebergangene(befunde),
        grund=grund,
    )


def require_offen(vorlage: Vorlage) -> None:
    """Raise :class:`VorgangGesperrt` if nothing is left to decide: then no Fassung of it is released any more."""
    if vorlage.is_beendet:
        satz = (
            f"Die Vorlage ist inzwischen {vorlage.get_status_display().lower()}; eine Neufassung ist nicht mehr "
            "möglich. Bitte legen Sie für einen neuen Beschluss eine neue Vorlage an."
        )
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])


def number_fassung(fassung: Fassung, vorlage: Vorlage, *, konto: Konto) -> None:
    """Give a checked Fassung of the locked paper its number and freeze it; the act itself leaves the row."""
    if vorlage.laufend is None:
        vorlage.jahr = timezone.localdate().year
        vorlage.laufend = draw_nummer(vorlage.art, vorlage.jahr)
        vorlage.save(update_fields=["jahr", "laufend"])
    fassung.datum = fassung.datum or timezone.localdate()
    freeze_fassung(fassung, vorlage, konto=konto)
    refresh_status(vorlage)
    follow_up(vorlage)


def _list_ausstehende(fassung: Fassung) -> list[str]:
    """Return whose answer is missing before the release, in the order in which they are asked."""
    ausstehend = fassung.mitzeichnungen.before_release().select_related("konto", "amt", "dezernat")
    return [zeile.gefragt for zeile in ausstehend.order_by("schritt", "pk")]


def _sign_for_dezernat(
    fassung: Fassung, ergebnis: Mitzeichnungsergebnis, *, konto: Konto, bemerkung: str
) -> Mitzeichnung | None:
    """Answer what the paper's Dezernat is asked; where it was not, keep what is remarked or returned all the same."""
    eigene = fassung.mitzeichnungen.filter(ergebnis="", dezernat=fassung.dezernat_id)
    zeile = eigene.select_related("dezernat").first()
    if zeile is None:
        if not bemerkung.strip():
            return None
        zeile = Mitzeichnung(fassung=fassung, dezernat=fassung.dezernat, herkunft=Anfrageherkunft.DEZERNAT)
    answer_mitzeichnung(fassung, zeile, ergebnis, konto=konto, bemerkung=bemerkung)
    return zeile


@transaction.atomic
def return_vorlage(fassung: Fassung, *, konto: Konto, bemerkung: str, stand: int | None = None) -> Fassung:
    """Zurückgeben instead of releasing: Dezernat or Oberbürgermeister hands the draft back, with a remark.

    ``stand`` is that of the page they read. Raises :class:`VorgangGesperrt`.
    """
    fassung = Fassung.objects.select_for_update().get(pk=fassung.pk)
    if fassung.status != Fassungsstatus.MITZEICHNUNG:
        satz = f"Die Vorlage ist im Stand „{fassung.get_status_display()}“ und kann nicht zurückgegeben werden."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    ergebnis = Mitzeichnungsergebnis.ZURUECKGEGEBEN
    require_antwort(fassung, konto, ergebnis, bemerkung, stand)
    zeile = _sign_for_dezernat(fassung, ergebnis, konto=konto, bemerkung=bemerkung)
    end_runde(fassung)
    tell_zurueckgegeben(fassung, konto=konto)
    if zeile is not None:
        record_antwort(fassung, zeile, konto=konto)
    return fassung


def freeze_fassung(fassung: Fassung, vorlage: Vorlage, *, konto: Konto | None) -> None:
    """Store a complete Fassung as released; the database refuses changes from here on.

    Raises ``ValueError`` while the paper has no number.
    """
    if vorlage.jahr is None or vorlage.laufend is None:
        raise ValueError("Eine Fassung wird erst eingefroren, wenn die Vorlage ihre Nummer hat.")
    fassung.nummer = format_nummer(
        art=Vorlagenart(vorlage.art), laufend=vorlage.laufend, jahr=vorlage.jahr, neufassung=fassung.neufassung
    )
    fassung.status = Fassungsstatus.FREIGEGEBEN
    fassung.freigegeben_am, fassung.freigegeben_von = timezone.now(), konto
    fassung.stand += 1
    fassung.save()
    # What is kept is the text, not how it came to be.
    fassung.teilstaende.all().delete()


@transaction.atomic
def withdraw_vorlage(vorlage: Vorlage, *, konto: Konto, grund: str) -> Vorlage:
    """Zurückziehen: the paper ends, its number stays. Raises :class:`VorgangGesperrt`."""
    vorlage = Vorlage.objects.select_for_update().get(pk=vorlage.pk)
    befunde = []
    if vorlage.laufend is None:
        satz = "Ein Entwurf ohne Nummer wird gelöscht, nicht zurückgezogen."
        befunde.append(Befund(satz, "", Stufe.SPERRE))
    elif not vorlage.fassungen.released().exists():
        satz = "Die Vorlage ist eingelesen und noch nicht bestätigt. Bitte verwerfen Sie sie, statt sie zurückzuziehen."
        befunde.append(Befund(satz, "", Stufe.SPERRE))
    if vorlage.is_beendet:
        satz = f"Die Vorlage ist schon {vorlage.get_status_display().lower()} und kann nicht zurückgezogen werden."
        befunde.append(Befund(satz, "", Stufe.SPERRE))
    if not grund.strip():
        befunde.append(Befund("Bitte geben Sie an, warum die Vorlage zurückgezogen wird.", "", Stufe.SPERRE, "grund"))
    require(befunde)
    vorlage.zurueckgezogen_am, vorlage.zurueckgezogen_grund = timezone.now(), grund.strip()
    refresh_status(vorlage)
    follow_up(vorlage)
    record(Akt.ZURUECKZIEHEN, vorlage, konto=konto, nummer=vorlage.nummer, grund=grund.strip())
    return vorlage
