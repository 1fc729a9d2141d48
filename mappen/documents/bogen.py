"""The same papers to be filled in on the screen: every box and count a field bound to sitting, item and Fassung."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils import timezone

from konten.rechte import Besucher
from mappen.documents.bogenkennung import compute_kennung
from mappen.rules.bogen import FREITEXT, TEXTE, WORTLAUT, ZAHLEN, Bogenstelle, sign_feldname
from sitzungen.documents.agenda import read_tops
from sitzungen.documents.saal import build_abstimmungsblatt_druck
from sitzungen.documents.values import AbstimmungsblattDruck
from sitzungen.documents.vorlage import build_vorlage_druck
from sitzungen.enums import Sitzungsstatus, Teil
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from sitzungen.permissions import may_record_abstimmung
from vorlagen.documents.values import Eingabe, StationDruck, VorlageDruck
from vorlagen.enums import Kaestchenbedeutung
from vorlagen.models import Beratung, Fassung, Kaestchen

ZAHLEN_DER_VORLAGE = ("enthaltungen", "gegenstimmen")
"""The counts of the official form; it has no place for the others."""

Ansagen = Mapping[str, str]
"""What is asked, by the name of the field, as it is read aloud."""


def build_abstimmungsbogen_druck(sitzung: Sitzung, *, leser: Besucher) -> AbstimmungsblattDruck:
    """Return the vote sheet to be filled in, with a field for everything of every item that is not struck."""
    tops = [top for top in read_tops(sitzung, leser) if top.abgesetzt_am is None]
    stellen = {top.pk: build_stelle(top, top.sitzung_id, top.fassung_id) for top in tops}
    ansagen = build_ansagen(Kaestchen.objects.all(), ZAHLEN)
    kennung = compute_kennung([stelle.format_feldname(name) for stelle in stellen.values() for name in ansagen])
    eingaben = {top.pk: build_eingaben(stellen[top.pk], kennung, ansagen, _describe(top, sitzung)) for top in tops}
    return build_abstimmungsblatt_druck(sitzung, leser=leser, eingaben=eingaben, bogen=kennung)


def build_vorlage_bogen_druck(fassung: Fassung, *, leser: Besucher) -> VorlageDruck | None:
    """Return the official form to be filled in, None if it stands on no agenda whose results ``leser`` records.

    Only stations that wait for a result on such an agenda can be filled in; the others print as always.
    """
    stationen = list(Beratung.objects.filter(vorlage=fassung.vorlage_id).visible_to(leser).order_by("position"))
    tops = _read_offene(fassung, leser)
    stellen = {pk: build_stelle(top, top.sitzung_id, fassung.pk) for pk, top in tops.items()}
    if not stellen:
        return None
    ansagen = build_ansagen(Kaestchen.objects.all(), ZAHLEN_DER_VORLAGE)
    kennung = compute_kennung([stelle.format_feldname(name) for stelle in stellen.values() for name in ansagen])

    def fill(station: StationDruck, pk: int) -> StationDruck:
        if pk not in tops:
            return station
        anlass = _describe(tops[pk], tops[pk].sitzung)
        return replace(station, eingaben=build_eingaben(stellen[pk], kennung, ansagen, anlass))

    druck = build_vorlage_druck(fassung, leser=leser)
    gefuellt = tuple(fill(s, beratung.pk) for s, beratung in zip(druck.stationen, stationen, strict=True))
    return replace(druck, stationen=gefuellt, bogen=kennung)


def build_ansagen(kaestchen: Iterable[Kaestchen], zahlen: Iterable[str]) -> dict[str, str]:
    """Return what a sheet asks for one item: the city's boxes, these counts, the changed wording, the free line."""
    raster: Sequence[Kaestchen] = list(kaestchen)
    texte = [WORTLAUT]
    if any(k.bedeutung == Kaestchenbedeutung.FREI and not k.kurz for k in raster):
        texte.append(FREITEXT)
    kreuze = {str(k.bedeutung): k.lang or k.kurz for k in raster}
    return kreuze | {name: ZAHLEN[name] for name in zahlen} | {name: TEXTE[name] for name in texte}


def build_stelle(top: Tagesordnungspunkt, sitzung: int, fassung: int | None) -> Bogenstelle:
    """Return how the fields of an item are bound to it."""
    return Bogenstelle(sitzung=sitzung, top=top.pk, fassung=fassung or 0, teil=Teil(top.teil), nummer=top.nummer)


def build_eingaben(stelle: Bogenstelle, kennung: str, ansagen: Ansagen, anlass: str) -> dict[str, Eingabe]:
    """Return the fields of one item by what they ask, each with its spoken name."""
    return {
        name: Eingabe(sign_feldname(stelle.format_feldname(name), kennung), f"{ansage} – {anlass}")
        for name, ansage in ansagen.items()
    }


def _describe(top: Tagesordnungspunkt, sitzung: Sitzung) -> str:
    punkt = f"TOP {top.bezeichnung}" if top.bezeichnung else top.betreff
    return f"{punkt}, {sitzung.gremium}, {timezone.localtime(sitzung.beginn):%d.%m.%Y}"


def _read_offene(fassung: Fassung, leser: Besucher) -> dict[int, Tagesordnungspunkt]:
    """Return the items that wait for a result in sittings ``leser`` keeps, by the key of their station."""
    tops = (
        Tagesordnungspunkt.objects.visible_to(leser)
        .filter(beratung__vorlage=fassung.vorlage_id, abgesetzt_am__isnull=True)
        .exclude(sitzung__status=Sitzungsstatus.ABGESAGT)
        .exclude(pk__in=Abstimmung.objects.valid().values("top"))
        .select_related("sitzung__gremium")
    )
    return {top.beratung_id: top for top in tops if top.beratung_id and may_record_abstimmung(leser, top.sitzung)}
