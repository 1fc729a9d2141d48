"""Asking for co-signatures: step by step, each with its last day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from gremien.models import Stadt
from gremien.rules.arbeitstage import add_arbeitstage
from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from konten.rules.vier_augen import check_person
from vorlagen.actions.mitzeichnungsplan import Plan
from vorlagen.actions.nachrichten import tell_fristen
from vorlagen.enums import Anfrageherkunft, Fassungsstatus
from vorlagen.models import Fassung, Mitzeichnung
from vorlagen.rules.mitzeichnung import check_fristen
from vorlagen.rules.mitzeichnungsplan import Anfrage


def enter_anfragen(fassung: Fassung, plan: Plan) -> None:
    """Write down who is asked; a signature that still holds is taken over instead."""
    fassung.mitzeichnungen.filter(ergebnis="").delete()
    jetzt = timezone.now()
    for anfrage in plan.anfragen:
        zeile = _build_anfrage(fassung, anfrage)
        if gueltige := plan.find_gueltige(anfrage.stelle):
            zeile.konto, zeile.vertreten = gueltige.konto, gueltige.vertreten
            zeile.ergebnis, zeile.bemerkung = gueltige.ergebnis, gueltige.bemerkung
            zeile.erbeten_am, zeile.beantwortet_am = jetzt, gueltige.beantwortet_am
            zeile.uebernommen = gueltige.uebernommen or gueltige
        zeile.save()


def _build_anfrage(fassung: Fassung, anfrage: Anfrage) -> Mitzeichnung:
    zeile = Mitzeichnung(
        fassung=fassung,
        herkunft=anfrage.herkunft,
        grund=", ".join(anfrage.gruende)[:500],
        schritt=anfrage.schritt,
        frist=anfrage.frist,
    )
    zeile.enter_stelle(anfrage.stelle)
    zeile.enter_teile(anfrage.teile)
    return zeile


def ask_naechste(fassung: Fassung) -> list[Mitzeichnung]:
    """Ask the next step once nothing that was asked is open, and return what is asked now.

    Without a day of its own, or with one that is over, each gets the usual number of working days.
    """
    offene = list(fassung.mitzeichnungen.filter(ergebnis="").select_related("amt", "dezernat", "konto"))
    if not offene or any(zeile.erbeten_am for zeile in offene):
        return []
    heute = timezone.localdate()
    uebliche = add_arbeitstage(heute, Stadt.objects.current().mitzeichnung_tage)
    erster = min(zeile.schritt for zeile in offene)
    naechste = [zeile for zeile in offene if zeile.schritt == erster]
    for zeile in naechste:
        zeile.erbeten_am = timezone.now()
        if zeile.frist is None or zeile.frist < heute:
            zeile.frist = uebliche
        zeile.save(update_fields=["erbeten_am", "frist"])
    return naechste


def drop_offene(fassung: Fassung) -> None:
    """Ask nobody any more; which further offices the author had chosen is remembered for the next time."""
    offene = fassung.mitzeichnungen.filter(ergebnis="")
    offene.exclude(herkunft=Anfrageherkunft.WEITERE).delete()
    offene.update(erbeten_am=None, frist=None)


@transaction.atomic
def change_fristen(fassung: Fassung, fristen: Mapping[int, date], *, konto: Konto) -> Sequence[Mitzeichnung]:
    """Fristen ändern: give open requests (by key) another last day and tell those asked; return those that changed.

    Raises :class:`VorgangGesperrt`.
    """
    fassung = Fassung.objects.select_for_update().get(pk=fassung.pk)
    if fassung.status != Fassungsstatus.MITZEICHNUNG:
        satz = "Die Vorlage ist nicht in der Mitzeichnung; es gibt keine Fristen zu ändern."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    offene = fassung.mitzeichnungen.filter(ergebnis="").select_related("amt", "dezernat", "konto")
    geaendert = [zeile for zeile in offene if fristen.get(zeile.pk, zeile.frist) != zeile.frist]
    neue = {f"frist_{zeile.pk}": (zeile.gefragt, fristen[zeile.pk]) for zeile in geaendert}
    require(check_person(konto.auge) + check_fristen(neue, heute=timezone.localdate()))
    vorher = [zeile.frist for zeile in geaendert]
    for zeile in geaendert:
        zeile.frist = fristen[zeile.pk]
        zeile.save(update_fields=["frist"])
    record(
        Akt.FRISTEN_AENDERN,
        fassung.vorlage,
        konto=konto,
        fassung=fassung.neufassung,
        fristen=list(_describe_fristen(geaendert, vorher)),
    )
    tell_fristen(fassung, geaendert, konto=konto)
    return geaendert


def _describe_fristen(zeilen: Iterable[Mitzeichnung], vorher: Iterable[date | None]) -> Iterable[dict[str, str]]:
    for zeile, frueher in zip(zeilen, vorher, strict=True):
        nachher = zeile.frist.isoformat() if zeile.frist else ""
        yield {"gefragt": zeile.gefragt, "vorher": frueher.isoformat() if frueher else "", "nachher": nachher}
