"""The state of papers as their reader may know it, in one query for a whole list."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from konten.rechte import Besucher
from vorlagen.enums import Ausgang, Vorlagenstatus
from vorlagen.models import Beratung, Vorlage
from vorlagen.rules.gremienweg import Station
from vorlagen.rules.stand import Stand, compute_stand


def describe_staende(vorlagen: Iterable[Vorlage], konto: Besucher) -> dict[int, Stand]:
    """Return by key what became of each paper, as far as ``konto`` may see the station that settled it."""
    papiere = {vorlage.pk: vorlage for vorlage in vorlagen}
    erledigt = [pk for pk, vorlage in papiere.items() if vorlage.status == Vorlagenstatus.ABGESCHLOSSEN]
    sichtbar = Beratung.objects.visible_to(konto).filter(pk=OuterRef("pk"))
    beratungen = (
        Beratung.objects.filter(vorlage__in=erledigt)
        .annotate(sichtbar=Exists(sichtbar))
        .only("vorlage_id", "position", "entscheidend", "oeffentlich", "ausgang")
    )
    je_vorlage: defaultdict[int, list[Beratung]] = defaultdict(list)
    for beratung in beratungen:
        je_vorlage[beratung.vorlage_id].append(beratung)
    return {
        pk: compute_stand(
            Vorlagenstatus(vorlage.status),
            [_to_station(beratung) for beratung in je_vorlage[pk]],
            sichtbar=frozenset(b.position for b in je_vorlage[pk] if getattr(b, "sichtbar", False)),
        )
        for pk, vorlage in papiere.items()
    }


def _to_station(beratung: Beratung) -> Station:
    return Station(
        position=beratung.position,
        gremium="",
        datum=None,
        entscheidend=beratung.entscheidend,
        oeffentlich=beratung.oeffentlich,
        ausgang=Ausgang(beratung.ausgang) if beratung.ausgang else None,
    )
