"""Beschlusskontrolle: who carries a decision out until when, and notes on how far that is."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gremien.models import Amt
from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from nachbereitung.actions.auszug import list_zustaendige, send_auszug
from nachbereitung.enums import Umsetzungsstand
from nachbereitung.models import Beschluss, Vermerk
from nachbereitung.rules.kontrolle import check_vermerk, check_zuweisung
from sitzungen.models import Tagesordnungspunkt

NICHT_MEHR = "Der Beschluss gilt so nicht mehr: Sein Ergebnis wurde berichtigt, oder die Sitzung ist wieder eröffnet."


def lock_beschluss(beschluss: Tagesordnungspunkt) -> Beschluss:
    """Return the decision as it stands now, locked until the transaction ends.

    Raises :class:`VorgangGesperrt` if it is none any more.
    """
    Tagesordnungspunkt.objects.select_for_update(of=("self",)).get(pk=beschluss.pk)
    stehend = Beschluss.objects.carried().with_kontrolle().select_related("fassung__vorlage", "sitzung__gremium")
    gefunden = stehend.filter(pk=beschluss.pk).first()
    if gefunden is None:
        raise VorgangGesperrt([Befund(NICHT_MEHR, "", Stufe.SPERRE)])
    return gefunden


@transaction.atomic
def note_umsetzung(
    beschluss: Beschluss, *, stand: Umsetzungsstand, text: str, konto: Konto, bedingung: str = ""
) -> Vermerk:
    """Umsetzung vermerken: how far it is, what is missing. Office and deadline stay.

    Raises :class:`VorgangGesperrt`.
    """
    beschluss = lock_beschluss(beschluss)
    require(check_vermerk(stand=stand, text=text, bedingung=bedingung))
    vermerk = _add(
        beschluss,
        konto,
        stand=stand,
        text=text,
        bedingung=bedingung,
        amt_id=beschluss.zustaendig,
        frist=beschluss.bis_wann,
    )
    record(Akt.BESCHLUSS_VERMERKEN, vermerk, konto=konto, top=beschluss.bezeichnung, stand=str(stand))
    return vermerk


@transaction.atomic
def assign_beschluss(
    beschluss: Beschluss, *, amt: Amt | None, frist: date | None, konto: Konto, grund: str = ""
) -> Vermerk:
    """Zuweisen: another office or another deadline; the office is sent the extract. Raises :class:`VorgangGesperrt`."""
    beschluss = lock_beschluss(beschluss)
    befunde = check_zuweisung(
        amt=amt.pk if amt else None,
        frist=frist,
        vorher=(beschluss.zustaendig, beschluss.bis_wann),
        heute=timezone.localdate(),
    )
    require([*befunde, *_check_leser(beschluss, amt)])
    vermerk = _add(
        beschluss,
        konto,
        stand=beschluss.umsetzung,
        text=grund.strip() or _describe(amt, frist),
        amt_id=amt.pk if amt else None,
        frist=frist,
    )
    send_auszug(
        Beschluss.objects.with_kontrolle().select_related("fassung__vorlage").filter(pk=beschluss.pk), konto=konto
    )
    record(
        Akt.BESCHLUSS_ZUWEISEN,
        vermerk,
        konto=konto,
        top=beschluss.bezeichnung,
        amt=str(amt),
        frist=frist.isoformat() if frist else "",
        grund=grund.strip(),
    )
    return vermerk


def _check_leser(beschluss: Beschluss, amt: Amt | None) -> Sequence[Befund]:
    """Check that somebody of the office may read a closed decision: being responsible opens nothing."""
    if amt is None or beschluss.is_oeffentlich or amt.pk == beschluss.zustaendig:
        return ()
    if any(Beschluss.objects.visible_to(k).filter(pk=beschluss.pk).exists() for k in list_zustaendige(amt.pk)):
        return ()
    satz = (
        f"Im Amt {amt} darf niemand diesen nichtöffentlichen Beschluss lesen. Zuständig sein kann das Amt, das die "
        "Vorlage geschrieben hat, oder eines, das sie mitgezeichnet hat."
    )
    return (Befund(satz, "§ 35 Abs. 1 GemO", Stufe.SPERRE, "amt"),)


def _describe(amt: Amt | None, frist: date | None) -> str:
    return f"Zuständig: {amt}. {f'Frist: {frist:%d.%m.%Y}.' if frist else 'Ohne Frist.'}"


def _add(beschluss: Beschluss, konto: Konto, *, text: str, bedingung: str = "", **felder: Any) -> Vermerk:
    letzte = Vermerk.objects.filter(top=beschluss.pk).aggregate(letzte=Max("nummer", default=0))["letzte"]
    return Vermerk.objects.create(
        top_id=beschluss.pk,
        nummer=letzte + 1,
        text=text.strip(),
        bedingung=bedingung.strip(),
        konto=konto,
        person_id=konto.person_id,
        vermerkt_am=timezone.now(),
        **felder,
    )
