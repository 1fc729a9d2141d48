"""Who has had a hand in a Fassung is written down by the acts themselves, never taken back."""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils import timezone

from gremien.rules.befund import Befund, require
from konten.enums import Rolle
from konten.models import Konto
from konten.permissions import list_andere
from konten.rules.vier_augen import Auge, check_person, check_zweite_person, is_unter
from vorlagen.enums import Beteiligungsart
from vorlagen.models import Beteiligung, Fassung


def enter_beteiligung(fassung: Fassung, art: Beteiligungsart, *, konto: Konto) -> None:
    """Write down that ``konto`` had a hand in it, in the act's own transaction; the first time counts.

    Raises :class:`VorgangGesperrt` for an account that is nobody's.
    """
    require(check_person(konto.auge))
    Beteiligung.objects.get_or_create(
        fassung=fassung, konto=konto, person=konto.person, art=art, defaults={"seit": timezone.now()}
    )


def inherit_beteiligungen(fassung: Fassung, *, von: Fassung) -> None:
    """Take over who had a hand in the earlier Fassung: it is still their text, and they know it too well."""
    geerbt = {(b.konto_id, b.person_id): b.seit for b in von.beteiligungen.order_by("-seit")}
    Beteiligung.objects.bulk_create(
        Beteiligung(fassung=fassung, konto_id=konto, person_id=person, art=Beteiligungsart.UEBERNOMMEN, seit=seit)
        for (konto, person), seit in geerbt.items()
    )


def list_erste(fassung: Fassung) -> list[Auge]:
    """Return the first pairs of eyes: everybody who had a hand in it, as who they were then and who they are now."""
    return _list_augen(fassung.beteiligungen.all())


def list_schreibende(fassung: Fassung) -> list[Auge]:
    """Return who has touched text or attachments; handing in alone does not."""
    return _list_augen(fassung.beteiligungen.exclude(art=Beteiligungsart.EINGEREICHT))


def _list_augen(beteiligungen: QuerySet[Beteiligung]) -> list[Auge]:
    # In order of time: the order of all Fassungen would join two more tables.
    reihe = beteiligungen.select_related("konto").order_by("seit", "pk")
    return list(dict.fromkeys(auge for b in reihe for auge in (b.auge, b.konto.auge)))


def check_freigebende(fassung: Fassung, konto: Konto) -> list[Befund]:
    """Check that a second person releases: nobody who wrote, attached, handed in or took over."""
    erste = list_erste(fassung)
    return check_zweite_person(
        konto.auge,
        erste,
        satz=f"{describe_mitwirkung(fassung, konto.auge)} und können sie nicht selbst freigeben",
        bitte="freigeben",
        andere=list_freigebende(fassung, erste),
    )


def list_freigebende(fassung: Fassung, ohne: Collection[Auge]) -> list[str]:
    """Return who could release this Fassung: its Dezernat, the Oberbürgermeister."""
    return list_andere(list_freigaberollen(fassung), ohne)


def list_freigaberollen(fassung: Fassung) -> Q:
    """Return the roles whose holders may release this Fassung, as a filter over Rollenzuweisung."""
    return Q(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat_id) | Q(rolle=Rolle.OBERBUERGERMEISTER)


def describe_mitwirkung(fassung: Fassung, auge: Auge) -> str:
    """Return what this person had to do with it, as the beginning of a sentence."""
    arten = [Beteiligungsart(b.art).label for b in _list_eigene(fassung, auge)]
    return f"Sie haben an dieser Vorlage mitgewirkt ({', '.join(dict.fromkeys(arten))})"


def describe_schreiben(fassung: Fassung, auge: Auge) -> str:
    """Return the same for whoever has touched text or attachments, empty for everybody else."""
    return describe_mitwirkung(fassung, auge) if is_unter(auge, list_schreibende(fassung)) else ""


def _list_eigene(fassung: Fassung, auge: Auge) -> list[Beteiligung]:
    beteiligungen = fassung.beteiligungen.select_related("konto").order_by("seit", "pk")
    return [b for b in beteiligungen if auge.is_same(b.auge) or auge.is_same(b.konto.auge)]
