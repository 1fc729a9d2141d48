"""Choosing what one is written."""

from collections.abc import Collection

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from post.enums import WAEHLBAR, Anlass
from post.models import Abbestellung


def list_gewaehlte(konto: AbstractUser) -> list[Anlass]:
    """Return the kinds this account gets, as far as they can be chosen: all of them at first."""
    abbestellt = set(Abbestellung.objects.filter(konto=konto.pk).values_list("anlass", flat=True))
    return [anlass for anlass in WAEHLBAR if anlass not in abbestellt]


@transaction.atomic
def choose_anlaesse(konto: AbstractUser, gewaehlt: Collection[str]) -> None:
    """Have this account get exactly these kinds, besides those nobody can turn off."""
    ohne = [anlass for anlass in WAEHLBAR if anlass not in gewaehlt]
    Abbestellung.objects.filter(konto=konto.pk).exclude(anlass__in=ohne).delete()
    Abbestellung.objects.bulk_create(
        [Abbestellung(konto_id=konto.pk, anlass=anlass) for anlass in ohne], ignore_conflicts=True
    )
