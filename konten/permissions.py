"""Who else could be the second pair of eyes, and who may stand in for whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple, TypeVar

from django.db.models import Q, QuerySet
from django.utils import timezone

from gremien.querysets import gueltig_am
from konten.enums import Rolle
from konten.models import Abwesenheit, Konto, Rollenzuweisung
from konten.rechte import rechte_of
from konten.rules.vier_augen import Auge, is_unter


def konten_of(augen: Collection[Auge]) -> QuerySet[Konto]:
    """Return every account of these persons, whichever of them looked."""
    personen = {auge.person for auge in augen} - {None}
    return Konto.objects.filter(Q(pk__in={auge.konto for auge in augen}) | Q(person__in=personen))


def find_andere(rollen: Q, erste: Collection[Auge]) -> list[Konto]:
    """Return the accounts that hold one of these roles today and belong to none of the persons ``erste``.

    ``rollen`` is a filter over Rollenzuweisung. Accounts without a person do not count, nor do closed ones.
    """
    heute = Rollenzuweisung.objects.filter(gueltig_am(timezone.localdate())).filter(rollen)
    konten = Konto.objects.filter(is_active=True, person__isnull=False, pk__in=heute.values("konto"))
    return [k for k in konten.order_by("last_name", "username") if not is_unter(k.auge, erste)]


def list_einmal(konten: Iterable[Konto], *, ohne: Auge) -> list[Konto]:
    """Return one account per person, rather one with an address, and none of the person ``ohne``."""
    gewaehlt: list[Konto] = []
    for konto in sorted(konten, key=lambda k: not k.email):
        if not is_unter(konto.auge, [ohne, *(k.auge for k in gewaehlt)]):
            gewaehlt.append(konto)
    return gewaehlt


def list_andere(rollen: Q, erste: Collection[Auge]) -> list[str]:
    """Return the names of :func:`find_andere`."""
    # One name for a person with two logins.
    return list({konto.person_id: str(konto) for konto in find_andere(rollen, erste)}.values())


def list_vertretbare(konto: Konto) -> QuerySet[Konto]:
    """Return whose absences ``konto`` may enter: its own, and those of whom it leads.

    A head leads the people of the Amt, a Dezernat the heads of its Ämter, the Oberbürgermeister the Dezernate.
    """
    rechte = rechte_of(konto)
    gefuehrte = Q(amt__in=rechte.leitet) | Q(rolle=Rolle.AMTSLEITUNG, amt__dezernat__in=rechte.dezernate)
    if rechte.oberbuergermeister:
        gefuehrte |= Q(rolle=Rolle.DEZERNAT)
    leute = _list_zugewiesene().filter(gefuehrte).values("konto")
    return Konto.objects.filter(Q(pk=konto.pk) | Q(pk__in=leute), is_active=True).order_by("last_name", "username")


def list_vertretende() -> QuerySet[Konto]:
    """Return who can stand in: people of any office or Dezernat whose person is known."""
    leute = _list_zugewiesene().values("konto")
    konten = Konto.objects.filter(is_active=True, person__isnull=False, pk__in=leute)
    return konten.order_by("last_name", "username")


class Antwortende(NamedTuple):
    """Who can answer for an office or department today, and in whose place, None for its head."""

    konto: Konto
    vertreten: Konto | None = None


Leitung = tuple[str, int]
"""An Amt ("amt") or Dezernat ("dezernat") and its key."""
L = TypeVar("L", bound=Leitung)


def find_antwortende(stellen: Collection[L]) -> dict[L, list[Antwortende]]:
    """Return who can answer today for each office or department: its heads, then who stands in for them.

    Only open accounts whose person is known; an office that nobody heads has an empty list.
    """
    gefunden: dict[Leitung, list[Antwortende]] = defaultdict(list)
    leitungen = list(
        Rollenzuweisung.objects.filter(
            gueltig_am(timezone.localdate()),
            Q(rolle=Rolle.AMTSLEITUNG, amt__in=[pk for art, pk in stellen if art == "amt"])
            | Q(rolle=Rolle.DEZERNAT, dezernat__in=[pk for art, pk in stellen if art == "dezernat"]),
        )
        .select_related("konto")
        .order_by("konto__last_name", "konto__username")
    )
    abwesende = Abwesenheit.objects.today().filter(konto__in=[leitung.konto_id for leitung in leitungen])
    vertretungen = {zeile.konto_id: zeile.vertretung for zeile in abwesende.select_related("vertretung")}
    for leitung in leitungen:
        _add_antwortende(gefunden[_name_leitung(leitung)], Antwortende(leitung.konto))
    for leitung in leitungen:
        if vertretung := vertretungen.get(leitung.konto_id):
            _add_antwortende(gefunden[_name_leitung(leitung)], Antwortende(vertretung, leitung.konto))
    return {stelle: gefunden[stelle] for stelle in stellen}


def _name_leitung(zuweisung: Rollenzuweisung) -> Leitung:
    return ("amt", zuweisung.amt_id) if zuweisung.amt_id else ("dezernat", zuweisung.dezernat_id or 0)


def _add_antwortende(liste: list[Antwortende], neu: Antwortende) -> None:
    konto = neu.konto
    if konto.is_active and konto.person_id and konto.pk not in [bekannt.konto.pk for bekannt in liste]:
        liste.append(neu)


def _list_zugewiesene() -> QuerySet[Rollenzuweisung]:
    rollen = [Rolle.SACHBEARBEITUNG, Rolle.AMTSLEITUNG, Rolle.DEZERNAT]
    return Rollenzuweisung.objects.filter(gueltig_am(timezone.localdate()), rolle__in=rollen)
