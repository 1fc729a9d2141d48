"""What stands against publishing an agenda; every finding names the item it is about."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Max

from gremien.rules.befund import Befund, Stufe
from sitzungen.actions.zweite_person import list_neue_vorlagen, name_tops
from sitzungen.models import Oberbegriff, Sitzung, Tagesordnungspunkt
from sitzungen.rules.tagesordnung import check_oberbegriff
from vorlagen.actions.anlagenpruefung import check_anlagen_of
from vorlagen.models import Fassung
from vorlagen.rules.nummern import check_neufassung

REIHENFOLGE = ("-teil", "position")
"""Order of the items of one sitting: the model's own would join the sitting for its day."""


def name_befund(befund: Befund, name: str) -> Befund:
    """Return the finding with the item it is about."""
    return replace(befund, satz=f"{name}: {befund.satz}")


def check_tagesordnung(sitzung: Sitzung, alle: Sequence[Tagesordnungspunkt] | None = None) -> list[Befund]:
    """Return everything that stands against publishing the agenda as it is; ``alle`` are its items if read already."""
    alle = alle or list(sitzung.tops.select_related("fassung__vorlage").order_by(*REIHENFOLGE))
    tops, namen = [top for top in alle if top.abgesetzt_am is None], name_tops(sitzung, alle)
    if not tops:
        return [Befund("Die Tagesordnung ist leer. Bitte setzen Sie mindestens einen Punkt.", "", Stufe.SPERRE)]
    befunde: list[Befund] = []
    worte = Oberbegriff.objects.list_worte()
    neueste = {
        zeile["vorlage"]: zeile["hoechste"]
        for zeile in Fassung.objects.released()
        .filter(vorlage__in=[top.fassung.vorlage_id for top in tops if top.fassung])
        .values("vorlage")
        .annotate(hoechste=Max("neufassung"))
        .order_by()
    }
    for top in tops:
        # Not by its subject: what is passed over stands in the journal.
        name = f"TOP {namen[top.pk]}"
        # A word that was published stays, also where the city no longer uses it.
        if not top.is_oeffentlich and not top.nummer:
            befunde += [name_befund(befund, name) for befund in check_oberbegriff(top.oberbegriff, oberbegriffe=worte)]
        if top.fassung is None:
            continue
        if top.fassung.vorlage.is_zurueckgezogen:
            satz = f"Die Vorlage {top.fassung.nummer} wurde zurückgezogen. Bitte setzen Sie den Punkt ab."
            befunde.append(Befund(satz, "", Stufe.SPERRE))
        elif top.is_oeffentlich and not top.fassung.oeffentlich:
            satz = (
                f"„{top.betreff}“ steht im öffentlichen Teil, die Vorlage ist aber nichtöffentlich. "
                "Bitte ändern Sie den Gremienweg oder setzen Sie den Punkt ab."
            )
            befunde.append(Befund(satz, "§ 35 Abs. 1 GemO", Stufe.SPERRE))
        neuere = check_neufassung(
            verwendete_neufassung=top.fassung.neufassung, neueste_neufassung=neueste[top.fassung.vorlage_id]
        )
        befunde += [name_befund(befund, name) for befund in neuere]
    return befunde


def check_veroeffentlichung(
    sitzung: Sitzung, *, offen: Stufe = Stufe.ERINNERUNG, tops: Sequence[Tagesordnungspunkt] | None = None
) -> list[Befund]:
    """Return everything that stands against publishing now, with what the papers' attachments would give away.

    ``offen`` is how strict it is that a file is still being looked through; ``tops`` are all items, if read already.
    """
    return [*check_tagesordnung(sitzung, tops), *check_anlagen_of(*list_neue_vorlagen(sitzung), offen=offen)]
