"""Beginning a paper and beginning its next Fassung."""

from typing import Final

from django.db import transaction
from django.db.models import ProtectedError

from gremien.models import Amt, Fraktion, Person
from gremien.rules.befund import Befund, Stufe, VorgangGesperrt
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from vorlagen.actions.beteiligung import enter_beteiligung, inherit_beteiligungen
from vorlagen.enums import Beteiligungsart, Vorlagenart
from vorlagen.felder import UEBERNOMMEN
from vorlagen.models import Anlage, Fassung, Vorlage
from vorlagen.querysets import VERFASSER
from vorlagen.rules.antraege import ANTWORTEN, is_aus_dem_rat, title_antwort

BETREFF_LAENGE: Final = 500
"""Characters of a Betreff."""


@transaction.atomic
def begin_vorlage(*, konto: Konto, amt: Amt, art: Vorlagenart = Vorlagenart.BV, betreff: str = "") -> Fassung:
    """Begin a paper: an empty, non-public draft of the Amt. Without legal effect, so without a journal row."""
    vorlage = Vorlage.objects.create(art=art)
    fassung = Fassung.objects.create(vorlage=vorlage, amt=amt, dezernat=amt.dezernat, verfasser=konto, betreff=betreff)
    enter_beteiligung(fassung, Beteiligungsart.ANGELEGT, konto=konto)
    return fassung


@transaction.atomic
def begin_antrag(
    *, konto: Konto, urheber: Fraktion | Person, art: Vorlagenart = Vorlagenart.AT, betreff: str = ""
) -> Fassung:
    """Begin a paper of the council: an empty draft that only its group sees, or its member.

    It names whoever writes it. Without legal effect, so without a journal row. Raises ``ValueError`` for a kind of
    paper that the administration writes, :class:`VorgangGesperrt` for an account that is nobody's.
    """
    if not is_aus_dem_rat(art):
        raise ValueError(f"{art.label}: Das schreibt die Verwaltung.")
    fassung = Fassung.objects.create(
        vorlage=Vorlage.objects.create(art=art),
        verfasser=konto,
        betreff=betreff,
        antragsteller=str(urheber),
        **{"fraktion" if isinstance(urheber, Fraktion) else "mitglied": urheber},
    )
    enter_beteiligung(fassung, Beteiligungsart.ANGELEGT, konto=konto)
    return fassung


@transaction.atomic
def begin_antwort(frage: Fassung, *, konto: Konto, amt: Amt | None) -> Fassung:
    """Begin the answer of the Amt to a released paper of the council, or go on with the one it has begun.

    Without legal effect, so without a journal row. Others of the Amt read the draft, too, so the Betreff of the
    question goes into it only where everybody may know it. Raises :class:`VorgangGesperrt`.
    """
    vorlage = Vorlage.objects.select_for_update().get(pk=frage.vorlage_id)
    frage = vorlage.fassungen.get(pk=frage.pk)
    antwortart = ANTWORTEN.get(Vorlagenart(vorlage.art))
    if antwortart is None or not frage.is_freigegeben or vorlage.is_zurueckgezogen:
        satz = "Beantwortet werden freigegebene Anträge und Anfragen, die nicht zurückgezogen sind."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    if amt is None:
        satz = "Keines Ihrer Ämter besteht heute noch. Bitte wenden Sie sich an die Administration."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    begonnen = Fassung.objects.drafted().filter(vorlage__bezug=vorlage, vorlage__art=antwortart, amt=amt)
    if (offen := begonnen.order_by("pk").first()) is not None:
        return offen
    betreff = title_antwort(Vorlagenart(vorlage.art), frage.betreff) if frage.is_veroeffentlicht else ""
    fassung = begin_vorlage(konto=konto, amt=amt, art=antwortart, betreff=betreff[:BETREFF_LAENGE])
    fassung.vorlage.bezug = vorlage
    fassung.vorlage.save(update_fields=["bezug"])
    return fassung


@transaction.atomic
def supersede_vorlage(vorlage: Vorlage, *, konto: Konto) -> Fassung:
    """Neu fassen: open a draft of the next Fassung from the newest released one, attachments included.

    Raises :class:`VorgangGesperrt` if there is an open draft already, or nothing left to decide.
    """
    vorlage = Vorlage.objects.select_for_update().get(pk=vorlage.pk)
    if vorlage.fassungen.imported().exists():
        satz = "Zu dieser Vorlage ist eine Fassung eingelesen, die noch bestätigt werden muss. Bitte warten Sie das ab."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    letzte = vorlage.fassungen.released().select_related(*VERFASSER).order_by("-neufassung").first()
    if letzte is None or vorlage.fassungen.exclude(pk__in=vorlage.fassungen.released()).exists():
        satz = "An dieser Vorlage wird schon gearbeitet. Bitte schreiben Sie im offenen Entwurf weiter."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    if vorlage.is_beendet:
        satz = (
            f"Die Vorlage ist {vorlage.get_status_display().lower()}. "
            "Bitte legen Sie für einen neuen Beschluss eine neue Vorlage an."
        )
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    neu = Fassung(vorlage=vorlage, neufassung=letzte.neufassung + 1, verfasser=konto)
    # Publicity is decided anew.
    for feld in UEBERNOMMEN:
        setattr(neu, feld, getattr(letzte, feld))
    neu.save()
    Anlage.objects.bulk_create(
        Anlage(fassung=neu, position=a.position, titel=a.titel, datei=a.datei, dateiname=a.dateiname)
        for a in letzte.anlagen.all()
    )
    inherit_beteiligungen(neu, von=letzte)
    enter_beteiligung(neu, Beteiligungsart.ANGELEGT, konto=konto)
    record(Akt.NEU_FASSEN, vorlage, konto=konto, neufassung=neu.neufassung)
    return neu


@transaction.atomic
def delete_entwurf(fassung: Fassung, *, konto: Konto) -> None:
    """Delete a draft that was never released, and its paper if it has no other Fassung.

    Who returned it, with which remark, stays in the journal. Raises :class:`VorgangGesperrt`.
    """
    vorlage = Vorlage.objects.select_for_update().get(pk=fassung.vorlage_id)
    fassung = Fassung.objects.get(pk=fassung.pk)
    if not fassung.is_entwurf:
        satz = "Nur Entwürfe können gelöscht werden."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    record(
        Akt.ENTWURF_LOESCHEN,
        vorlage,
        konto=konto,
        neufassung=fassung.neufassung,
        betreff=fassung.betreff,
        mitzeichnungen=_list_antworten(fassung),
    )
    fassung.delete()
    if not vorlage.fassungen.exists():
        _delete_vorlage(vorlage)


def _list_antworten(fassung: Fassung) -> list[dict[str, str]]:
    """Return what was answered to this draft, oldest first."""
    antworten = fassung.mitzeichnungen.exclude(ergebnis="").select_related("konto").order_by("beantwortet_am", "pk")
    return [
        {
            "konto": antwort.konto.get_username() if antwort.konto else "",
            "ergebnis": antwort.ergebnis,
            "bemerkung": antwort.bemerkung,
            "beantwortet_am": antwort.beantwortet_am.isoformat() if antwort.beantwortet_am else "",
        }
        for antwort in antworten
    ]


def _delete_vorlage(vorlage: Vorlage) -> None:
    try:
        vorlage.delete()
    except ProtectedError as fehler:
        satz = "Eine andere Vorlage bezieht sich auf diese. Bitte lösen Sie dort zuerst den Bezug."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)]) from fehler
