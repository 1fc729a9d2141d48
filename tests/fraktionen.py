"""Groups of the council, who works for them, and what they write."""

from itertools import count
from typing import Any

from gremien.enums import Gremienart
from gremien.models import Fraktion, Gremium, Person
from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import build_gremium, build_konto, build_mitglied
from vorlagen.actions.einreichung import hand_in_antrag
from vorlagen.actions.entwurf import begin_antrag
from vorlagen.enums import Vorlagenart
from vorlagen.models import Fassung

_zaehler = count(1)


def build_geschaeftsstelle(fraktion: Fraktion | None = None) -> Konto:
    """Build the login of a group's office."""
    return build_konto(rolle=Rolle.FRAKTION, fraktion=fraktion)


def build_rat() -> Gremium:
    """Build the council."""
    return build_gremium(art=Gremienart.RAT)


def build_ratsmitglied(fraktion: Fraktion | None = None, *, rat: Gremium | None = None, **felder: Any) -> Konto:
    """Build the login of a member of the council; ``felder`` are fields of the seat."""
    return build_mitglied(gremium=rat or build_rat(), fraktion=fraktion, **felder)


def build_eingereichtes(konto: Konto, **felder: Any) -> Fassung:
    """Build what this login has handed in; arguments as for :func:`build_antrag`."""
    return hand_in_antrag(build_antrag(konto, **felder), konto=konto)


def build_antrag(
    konto: Konto, *, art: Vorlagenart = Vorlagenart.AT, urheber: Fraktion | Person | None = None, **felder: Any
) -> Fassung:
    """Build a complete draft of the council: of the group that ``konto`` works for, unless ``urheber`` is told.

    ``weitere`` are further names under it, the rest fields of Fassung.
    """
    if urheber is None:
        zuweisung = konto.rollenzuweisungen.get()
        assert zuweisung.fraktion is not None
        urheber = zuweisung.fraktion
    fassung = begin_antrag(konto=konto, urheber=urheber, art=art, betreff=f"Antrag {next(_zaehler)}")
    weitere = felder.pop("weitere", "")
    vorgaben = {
        "beschlussentwurf": "<p>Der Stadtrat beauftragt die Verwaltung.</p>",
        "begruendung": "<p>Weil es nötig ist.</p>",
        "oeffentlich": True,
        "antragsteller": f"{urheber}\n{weitere}".strip(),
    }
    for feld, wert in (vorgaben | felder).items():
        setattr(fassung, feld, wert)
    fassung.save()
    return fassung
