"""What publishing announces: the agenda once, then every addition as a Nachtrag of its own (§ 34 Abs. 3, 6 und 7)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.conf import settings
from django.utils import timezone

from gremien.rules.befund import Befund, Stufe
from konten.models import Konto
from sitzungen.actions.zweite_person import list_neue_punkte, name_tops
from sitzungen.enums import Teil
from sitzungen.models import Bekanntmachung, Sitzung, Tagesordnungspunkt
from sitzungen.models.tagesordnung import nest_tops, number_tops, sort_tops
from sitzungen.rules.bekanntmachung import Wortlaut, Zeile, name_bekanntmachung, write_wortlaut
from sitzungen.rules.fristen import check_nachtragsfrist, check_nachtragszugang, is_rechtzeitig, latest_einladungstag
from vorlagen.enums import Vorlagenart
from vorlagen.rules.arten import describe_punkt


@dataclass(frozen=True, slots=True)
class Nachtragsangaben:
    """What is said of an addition: when it reaches the members (None: today), and by item's key why it is urgent."""

    zugang: date | None = None
    gruende: Mapping[int, str] = field(default_factory=dict)


OHNE_ANGABEN: Final = Nachtragsangaben()


@dataclass(frozen=True, slots=True)
class Nachtrag:
    """What publishing would add to an agenda that is announced already.

    ``zugang`` is None where it goes with the invitation, or where the sitting has begun: then it reaches nobody before
    it and is no Nachtrag, but every item of it needs urgency and the vote all the same.
    """

    sitzung: Sitzung
    nummer: int
    punkte: tuple[Tagesordnungspunkt, ...]
    namen: Mapping[int, str]
    zugang: date | None

    @property
    def sitzungstag(self) -> date:
        """Return the day of the sitting."""
        return self.sitzung.tag

    @property
    def spaetestens(self) -> date:
        """Return the last day on which it may arrive as an ordinary addition."""
        return latest_einladungstag(self.sitzungstag, settings.EINLADUNGSFRIST_TAGE)

    @property
    def is_verspaetet(self) -> bool:
        """Return whether it misses the notice period."""
        tage = settings.EINLADUNGSFRIST_TAGE
        return self.zugang is not None and not is_rechtzeitig(
            zugang=self.zugang, sitzungstag=self.sitzungstag, volle_tage=tage
        )

    @property
    def braucht_dringlichkeit(self) -> bool:
        """Return whether its items need urgency and the vote in the sitting."""
        return self.is_verspaetet or self.sitzung.is_eroeffnet

    @property
    def titel(self) -> str:
        """Return what it is called, empty for what is added in the sitting itself."""
        return "" if self.sitzung.is_eroeffnet else name_bekanntmachung(self.nummer)


def read_nachtrag(sitzung: Sitzung, zugang: date | None = None) -> Nachtrag | None:
    """Return what publishing would add, arriving on ``zugang`` (None: today); None before the first publication."""
    punkte = tuple(list_neue_punkte(sitzung)) if sitzung.is_veroeffentlicht else ()
    if not punkte:
        return None
    return Nachtrag(
        sitzung=sitzung,
        nummer=_next_nummer(sitzung),
        punkte=punkte,
        namen=name_tops(sitzung),
        zugang=(zugang or timezone.localdate()) if sitzung.nimmt_nachtraege else None,
    )


def feld_of(top: Tagesordnungspunkt) -> str:
    """Return the name of the field that asks why this item is urgent."""
    return f"dringlichkeit_{top.pk}"


def check_nachtrag(nachtrag: Nachtrag | None, gruende: Mapping[int, str]) -> list[Befund]:
    """Return what stands against adding these items now (§ 34 Abs. 3 und 7 GemO)."""
    if nachtrag is None:
        return []
    befunde: list[Befund] = []
    if nachtrag.zugang is not None:
        befunde += check_nachtragszugang(
            zugang=nachtrag.zugang, sitzungstag=nachtrag.sitzungstag, heute=timezone.localdate()
        )
    for top in nachtrag.punkte if nachtrag.braucht_dringlichkeit else ():
        befunde += _check_punkt(nachtrag, top, grund_of(top, gruende))
    return befunde


def _check_punkt(nachtrag: Nachtrag, top: Tagesordnungspunkt, grund: str) -> list[Befund]:
    if nachtrag.zugang is not None:
        return check_nachtragsfrist(
            punkt=nachtrag.namen[top.pk],
            zugang=nachtrag.zugang,
            sitzungstag=nachtrag.sitzungstag,
            dringlich_grund=grund,
            volle_tage=settings.EINLADUNGSFRIST_TAGE,
            feld=feld_of(top),
        )
    return check_in_der_sitzung(nachtrag.sitzung, grund, feld=feld_of(top))


def check_in_der_sitzung(sitzung: Sitzung, grund: str, *, feld: str) -> list[Befund]:
    """Return what stands against one more item while the sitting runs: it needs urgency (§ 34 Abs. 7 GemO)."""
    if not sitzung.is_eroeffnet or grund.strip():
        return []
    satz = (
        "Die Sitzung ist schon eröffnet. Bitte begründen Sie die Dringlichkeit; "
        "über die Aufnahme wird in der Sitzung mit zwei Dritteln der Anwesenden abgestimmt."
    )
    return [Befund(satz, "§ 34 Abs. 7 GemO", Stufe.SPERRE, feld)]


def grund_of(top: Tagesordnungspunkt, gruende: Mapping[int, str]) -> str:
    """Return why the item is urgent: as said now, else as noted with it before."""
    return gruende.get(top.pk, top.nachtrag_grund).strip()


def keep_gruende(tops: Iterable[Tagesordnungspunkt], gruende: Mapping[int, str]) -> None:
    """Note with the items why they are urgent, so that whoever confirms reads it."""
    for top in tops:
        if (grund := grund_of(top, gruende)) != top.nachtrag_grund:
            top.nachtrag_grund = grund
            top.save(update_fields=["nachtrag_grund"])


def announce(
    sitzung: Sitzung,
    tops: Sequence[Tagesordnungspunkt],
    nachtrag: Nachtrag | None,
    gruende: Mapping[int, str],
    *,
    konto: Konto,
) -> Bekanntmachung | None:
    """Give the new items their numbers and freeze what is announced; part of publishing, ``tops`` are all, in order.

    None where nothing is new, and for what is added while the sitting runs: that was never announced.
    """
    nummern = number_tops(tops)
    neue = [top for top in tops if not top.nummer]
    # In time it is an ordinary addition; what was urgent when it was placed in the room stays so.
    dringlich = sitzung.is_eroeffnet or (nachtrag is not None and nachtrag.braucht_dringlichkeit)
    for top in neue:
        top.nummer = nummern[top.pk]
        top.nachtrag_grund = grund_of(top, gruende) if dringlich else ""
    offene = [top for top in neue if top.abgesetzt_am is None]
    bekanntmachung = None
    if offene and (nachtrag is None or not sitzung.is_eroeffnet):
        bekanntmachung = _freeze(sitzung, offene, nachtrag, konto, _list_stellen(tops))
    for top in neue:
        top.bekanntmachung = bekanntmachung if top.abgesetzt_am is None else None
        top.save(update_fields=["nummer", "nachtrag_grund", "bekanntmachung"])
    return bekanntmachung


def _freeze(
    sitzung: Sitzung,
    tops: Sequence[Tagesordnungspunkt],
    nachtrag: Nachtrag | None,
    konto: Konto,
    stellen: Mapping[int, str],
) -> Bekanntmachung:
    return Bekanntmachung.objects.create(
        sitzung=sitzung,
        nummer=nachtrag.nummer if nachtrag else 0,
        inhalt=write_wortlaut(_build_wortlaut(sitzung, tops, stellen if nachtrag else {})),
        zugang=nachtrag.zugang if nachtrag else None,
        verspaetet=nachtrag is not None and nachtrag.is_verspaetet,
        bekanntgemacht_am=timezone.now(),
        bekanntgemacht_von=konto,
    )


def _next_nummer(sitzung: Sitzung) -> int:
    letzte = Bekanntmachung.objects.filter(sitzung=sitzung).order_by("-nummer").values_list("nummer", flat=True).first()
    return (letzte or 0) + 1


def _list_stellen(tops: Sequence[Tagesordnungspunkt]) -> dict[int, str]:
    """Return where every item stands: behind the one before it, or under its item."""
    stellen: dict[int, str] = {}
    for teil in Teil:
        davor = ""
        for top, unterpunkte in nest_tops(punkt for punkt in tops if punkt.teil == teil):
            stellen[top.pk] = f"nach {davor}" if davor else ""
            stellen |= {unterpunkt.pk: f"zu {top.bezeichnung}" for unterpunkt in unterpunkte}
            davor = top.bezeichnung
    return stellen


def _build_wortlaut(sitzung: Sitzung, tops: Sequence[Tagesordnungspunkt], stellen: Mapping[int, str]) -> Wortlaut:
    beginn = timezone.localtime(sitzung.beginn)
    return Wortlaut(
        gremium=str(sitzung.gremium),
        nummer=sitzung.nummer,
        tag=beginn.date(),
        uhrzeit=beginn.time(),
        ort=sitzung.ort,
        hinweis=sitzung.hinweis,
        vorsitz=sitzung.sitze.name_vorsitz(),
        zeilen=tuple(_build_zeile(top, stellen.get(top.pk, "")) for top in sort_tops(tops)),
    )


def _build_zeile(top: Tagesordnungspunkt, stelle: str) -> Zeile:
    vorlage = top.fassung.vorlage if top.fassung else None
    return Zeile(
        teil=Teil(top.teil),
        bezeichnung=top.bezeichnung,
        betreff=top.betreff,
        worte=top.worte,
        vorlage=top.fassung.nummer or "" if top.fassung else "",
        anlass=describe_punkt(Vorlagenart(vorlage.art)) if vorlage else "",
        stelle=stelle,
        unterpunkt=top.uebergeordnet_id is not None,
        dringlich=bool(top.nachtrag_grund),
    )
