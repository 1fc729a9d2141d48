"""Who else could be the second pair of eyes, and who may stand in for whom."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from gremien.querysets import gueltig_am
from konten.enums import Rolle
from konten.models import Konto, Rollenzuweisung
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
    """Return whose absences ``konto`` may enter: its own, and those of the people of the offices it heads."""
    leute = _list_zugewiesene().filter(amt__in=rechte_of(konto).leitet).values("konto")
    return Konto.objects.filter(Q(pk=konto.pk) | Q(pk__in=leute), is_active=True).order_by("last_name", "username")


def list_vertretende() -> QuerySet[Konto]:
    """Return who can stand in: people of any office or Dezernat whose person is known."""
    leute = _list_zugewiesene().values("konto")
    konten = Konto.objects.filter(is_active=True, person__isnull=False, pk__in=leute)
    return konten.order_by("last_name", "username")


def _list_zugewiesene() -> QuerySet[Rollenzuweisung]:
    rollen = [Rolle.SACHBEARBEITUNG, Rolle.AMTSLEITUNG, Rolle.DEZERNAT]
    return Rollenzuweisung.objects.filter(gueltig_am(timezone.localdate()), rolle__in=rollen)
