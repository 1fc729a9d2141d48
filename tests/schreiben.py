"""Writing in a draft as its page does, part by part, for tests that are about something else."""

from collections.abc import Sequence
from typing import Any

from konten.models import Konto
from vorlagen.actions.bearbeitung import Eingabe, save_teil
from vorlagen.actions.gremienweg import Stationsplan
from vorlagen.enums import Entwurfsteil, Vorlagenart
from vorlagen.felder import EINGABEN_JE_TEIL
from vorlagen.models import Fassung


def write_entwurf(
    fassung: Fassung,
    *,
    konto: Konto,
    art: Vorlagenart | None = None,
    stationen: Sequence[Stationsplan] | None = None,
    **felder: Any,
) -> Fassung:
    """Save these fields, and the way if one is given, and return the draft as it is stored then."""
    teile = [teil for teil, namen in EINGABEN_JE_TEIL.items() if felder.keys() & set(namen)]
    if stationen is not None:
        teile.append(Entwurfsteil.GREMIENWEG)
    for teil in teile:
        neuester = fassung.teilstaende.filter(teil=teil).order_by("-zaehler").first()
        eigene = {name: felder[name] for name in EINGABEN_JE_TEIL[teil] if name in felder}
        eingabe = Eingabe(
            teil=teil,
            gesehen=neuester.zaehler if neuester else 0,
            gesendet={name: [str(wert)] for name, wert in eigene.items()},
            is_gueltig=True,
            felder=eigene,
            vorlage={"art": art} if art is not None and teil is Entwurfsteil.ANGABEN else {},
            stationen=stationen if teil is Entwurfsteil.GREMIENWEG else None,
        )
        save_teil(fassung, eingabe, konto=konto)
    return Fassung.objects.select_related("vorlage", "amt", "dezernat").get(pk=fassung.pk)
