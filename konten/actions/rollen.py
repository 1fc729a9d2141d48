"""Who may do what: roles are given and ended, an account is tied to its person. Each leaves a row that names both."""

from dataclasses import dataclass, fields
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from gremien.models import Amt, Dezernat, Fraktion, Gremium, Person
from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, require
from journal.actions import record
from journal.enums import Akt
from konten.enums import Rolle
from konten.models import Konto, Rollenzuweisung

OHNE_PERSON = (
    "Zu diesem Konto gehört noch keine Person. Bitte wählen Sie zuerst die Person aus: Nur so ist zu erkennen, ob zwei "
    "Konten derselben Person gehören."
)


@dataclass(frozen=True, slots=True)
class Kontostand:
    """What an account may, apart from its roles."""

    person: Person | None
    is_active: bool
    is_staff: bool
    is_superuser: bool


def check_person_of(konto: Konto) -> list[Befund]:
    """Check that it is known whose account this is."""
    return [] if konto.person_id else [Befund(OHNE_PERSON, "", Stufe.SPERRE, "person")]


@transaction.atomic
def grant_rolle(
    inhaber: Konto,
    rolle: Rolle,
    *,
    konto: Konto | None,
    amt: Amt | None = None,
    dezernat: Dezernat | None = None,
    gremium: Gremium | None = None,
    fraktion: Fraktion | None = None,
    von: date | None = None,
    bis: date | None = None,
) -> Rollenzuweisung:
    """Rolle erteilen: from ``von`` to ``bis`` inclusive (None: open) ``inhaber`` may what the role may.

    ``konto`` is who gives it, None for the system itself. Raises :class:`VorgangGesperrt` for an account without a
    person.
    """
    inhaber = Konto.objects.select_for_update(of=("self",)).select_related("person").get(pk=inhaber.pk)
    require(check_person_of(inhaber))
    zuweisung = Rollenzuweisung.objects.create(
        konto=inhaber,
        rolle=rolle,
        amt=amt,
        dezernat=dezernat,
        gremium=gremium,
        fraktion=fraktion,
        von=von,
        bis=bis,
    )
    record(Akt.ROLLE_ERTEILEN, zuweisung, konto=konto, **_describe(zuweisung, konto))
    return zuweisung


@transaction.atomic
def end_rolle(zuweisung: Rollenzuweisung, *, konto: Konto | None, bis: date | None = None) -> Rollenzuweisung:
    """Rolle beenden: ``bis`` is the last day on which it holds; None ends it at once, also one that begins later.

    The row stays. Raises :class:`VorgangGesperrt` for a day before the role began, or if that would prolong it.
    """
    zuweisung = Rollenzuweisung.objects.select_for_update(of=("self",)).get(pk=zuweisung.pk)
    vorher = zuweisung.bis
    if bis is None:
        bis = timezone.localdate() - timedelta(days=1)
        zuweisung.von = min(zuweisung.von, bis) if zuweisung.von else None
    require(check_ende(von=zuweisung.von, vorher=vorher, bis=bis))
    zuweisung.bis = bis
    zuweisung.save(update_fields=["von", "bis"])
    angaben = _describe(zuweisung, konto) | {"vorher_bis": vorher.isoformat() if vorher else ""}
    record(Akt.ROLLE_BEENDEN, zuweisung, konto=konto, **angaben)
    return zuweisung


def check_ende(*, von: date | None, vorher: date | None, bis: date) -> list[Befund]:
    """Check that a role may end on this day: not before it began, not later than it ends anyway."""
    if von is not None and bis < von:
        satz = f"Die Rolle beginnt erst am {von:%d.%m.%Y}. Bitte geben Sie als Ende keinen früheren Tag an."
    elif vorher is not None and bis > vorher:
        satz = f"Die Rolle endet schon am {vorher:%d.%m.%Y}. Bitte erteilen Sie sie für die Zeit danach neu."
    else:
        return []
    return [Befund(satz, "", Stufe.SPERRE, "bis")]


def _describe(zuweisung: Rollenzuweisung, konto: Konto | None) -> dict[str, object]:
    return {
        "inhaber": zuweisung.konto.get_username(),
        "person": str(zuweisung.konto.person),
        "rolle": str(zuweisung),
        "von": zuweisung.von.isoformat() if zuweisung.von else "",
        "bis": zuweisung.bis.isoformat() if zuweisung.bis else "",
        "selbst": konto is not None and konto.auge.is_same(zuweisung.konto.auge),
    }


def read_kontostand(konto: Konto) -> Kontostand:
    """Return what the account may now."""
    return Kontostand(konto.person, konto.is_active, konto.is_staff, konto.is_superuser)


@transaction.atomic
def change_konto(betroffen: Konto, neu: Kontostand, *, konto: Konto | None) -> Konto:
    """Konto ändern: tie it to a person, open or close it, give or take the administration.

    The journal keeps what was before and after, and whether somebody did it to an account of their own. Changing
    nothing leaves no row. Raises :class:`VorgangGesperrt` if an account that may act would be nobody's.
    """
    betroffen = Konto.objects.select_for_update(of=("self",)).select_related("person").get(pk=betroffen.pk)
    vorher = read_kontostand(betroffen)
    if vorher == neu:
        return betroffen
    if neu.person is None and (neu.is_superuser or betroffen.rollenzuweisungen.exists()):
        raise VorgangGesperrt([Befund(OHNE_PERSON, "", Stufe.SPERRE, "person")])
    war_selbst = konto is not None and konto.auge.is_same(betroffen.auge)
    for feld in fields(Kontostand):
        setattr(betroffen, feld.name, getattr(neu, feld.name))
    betroffen.save(update_fields=[feld.name for feld in fields(Kontostand)])
    wird_selbst = konto is not None and konto.auge.is_same(betroffen.auge)
    record(
        Akt.KONTO_AENDERN,
        betroffen,
        konto=konto,
        inhaber=betroffen.get_username(),
        vorher=_describe_stand(vorher),
        nachher=_describe_stand(neu),
        selbst=war_selbst or wird_selbst,
    )
    return betroffen


def _describe_stand(stand: Kontostand) -> dict[str, object]:
    person = f"{stand.person} ({stand.person.pk})" if stand.person else ""
    return {
        "person": person,
        "aktiv": stand.is_active,
        "verwaltungszugang": stand.is_staff,
        "alle_rechte": stand.is_superuser,
    }
