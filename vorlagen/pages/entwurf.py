"""A draft as a task list: which part is done, what the others miss, and who else is writing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone

from gremien.rules.befund import Befund, Stufe
from konten.models import Konto
from vorlagen.actions.bearbeitung import check_einreichung
from vorlagen.enums import Entwurfsteil
from vorlagen.felder import EINGABEN_JE_TEIL
from vorlagen.models import Fassung, Teilstand
from vorlagen.rules.auswirkungen import is_halb
from vorlagen.rules.vollstaendigkeit import has_text

GERADE: Final = timedelta(minutes=10)
"""Whoever saved since then is said to be writing."""
_FREIWILLIG: Final = "Kann leer bleiben."
_HALB: Final = Befund("Noch nicht zu allem ist etwas ausgewählt.", "", Stufe.ERINNERUNG, "auswirkungen")
_WEITERE_FELDER: Final[Mapping[Entwurfsteil, frozenset[str]]] = {
    Entwurfsteil.ANGABEN: frozenset({"bezug"}),
    Entwurfsteil.GREMIENWEG: frozenset({"gremienweg"}),
    Entwurfsteil.ANLAGEN: frozenset({"anlagen"}),
}


@dataclass(frozen=True, slots=True)
class Aufgabe:
    """One part of a draft; ``saetze`` say what it lacks, ``ton`` is the colour that repeats ``stand``."""

    teil: Entwurfsteil
    adresse: str
    stand: str
    ton: str
    saetze: tuple[str, ...] = ()

    @property
    def titel(self) -> str:
        """Return what the part is called."""
        return str(self.teil.label)


@dataclass(frozen=True, slots=True)
class Aufgabenliste:
    """All parts in order."""

    aufgaben: tuple[Aufgabe, ...]

    @property
    def fertig(self) -> int:
        """Return how many parts lack nothing."""
        return sum(aufgabe.ton == "success" for aufgabe in self.aufgaben)

    def after(self, teil: Entwurfsteil) -> Aufgabe | None:
        """Return the part that follows, None after the last."""
        reihe = list(Entwurfsteil)
        folgende = reihe[reihe.index(teil) + 1 :]
        return next((aufgabe for aufgabe in self.aufgaben if aufgabe.teil in folgende[:1]), None)


def teil_of(feld: str) -> Entwurfsteil | None:
    """Return in which part somebody mends what a finding says of this field."""
    if feld in Entwurfsteil:
        return Entwurfsteil(feld)
    eigene = {teil: {*EINGABEN_JE_TEIL[teil], *_WEITERE_FELDER.get(teil, ())} for teil in Entwurfsteil}
    return next((teil for teil, felder in eigene.items() if feld in felder), None)


def address_of(vorlage: int, teil: Entwurfsteil) -> str:
    """Return the address on which a part is written."""
    return reverse("entwurf_teil", args=[vorlage, teil.value])


def link_feld(vorlage: int, feld: str) -> str:
    """Return where a field of a draft is mended, from where saving leads back to the check."""
    teil = teil_of(feld)
    if teil is None:
        return reverse("vorlage_bearbeiten", args=[vorlage])
    anker = f"id_{feld}" if feld in (*EINGABEN_JE_TEIL[teil], "bezug") else "teil"
    return f"{address_of(vorlage, teil)}?zurueck=pruefen#{anker}"


def list_aufgaben(fassung: Fassung, staende: Sequence[Teilstand]) -> Aufgabenliste:
    """Return the parts of a draft with what the checks found in them; ``staende`` are the newest of each part."""
    ungueltige = frozenset(Entwurfsteil(stand.teil) for stand in staende if not stand.is_gueltig)
    je_teil: dict[Entwurfsteil, list[Befund]] = {teil: [] for teil in Entwurfsteil}
    for befund in check_einreichung(fassung, staende):
        if befund.stufe is not Stufe.ERINNERUNG:
            je_teil[teil_of(befund.feld) or Entwurfsteil.ANGABEN].append(befund)
    begonnen = _list_begonnene(fassung) | ungueltige
    halb = any(stand.teil == Entwurfsteil.AUSWIRKUNGEN and is_halb(stand.eingabe) for stand in staende)
    if halb and not je_teil[Entwurfsteil.AUSWIRKUNGEN]:
        je_teil[Entwurfsteil.AUSWIRKUNGEN].append(_HALB)
    return Aufgabenliste(
        tuple(
            Aufgabe(
                teil,
                address_of(fassung.vorlage_id, teil),
                *_judge(befunde, begonnen=teil in begonnen, ungueltig=teil in ungueltige),
                tuple(befund.satz for befund in befunde) if befunde or teil in begonnen else (_FREIWILLIG,),
            )
            for teil, befunde in je_teil.items()
        )
    )


def list_staende(fassung: Fassung) -> list[Teilstand]:
    """Return the newest state of every part, the latest first."""
    return list(fassung.teilstaende.newest().select_related("konto").order_by("-gespeichert_am"))


def _list_begonnene(fassung: Fassung) -> frozenset[Entwurfsteil]:
    """Return the parts in which anything stands."""
    mit_text = {t for t, felder in EINGABEN_JE_TEIL.items() if any(_says(fassung, name) for name in felder)}
    zeilen = ((Entwurfsteil.GREMIENWEG, fassung.vorlage.beratungen), (Entwurfsteil.ANLAGEN, fassung.anlagen))
    return frozenset(mit_text | {teil for teil, menge in zeilen if menge.exists()})


def _says(fassung: Fassung, feld: str) -> bool:
    wert = getattr(fassung, feld)
    return has_text(wert) if isinstance(wert, str) else False


def _judge(befunde: Sequence[Befund], *, begonnen: bool, ungueltig: bool) -> tuple[str, str]:
    """Return state and colour of a part."""
    if ungueltig:
        return "Problem", "danger"
    if not befunde:
        return ("Fertig", "success") if begonnen else ("Offen", "neutral")
    if all(befund.stufe is Stufe.WARNUNG for befund in befunde):
        return "Problem", "warning"
    return ("In Arbeit", "info") if begonnen else ("Offen", "neutral")


def list_mitschreibende(staende: Iterable[Teilstand], konto: Konto) -> list[str]:
    """Return who else saved something a short while ago, as sentences; ``staende`` as :func:`list_staende` has them."""
    seit = timezone.now() - GERADE
    return [_say(stand) for stand in staende if stand.konto_id != konto.pk and stand.gespeichert_am >= seit]


def _say(stand: Teilstand) -> str:
    zeit = timezone.localtime(stand.gespeichert_am)
    return f"{stand.konto} hat um {zeit:%H:%M} Uhr {_TEILE[Entwurfsteil(stand.teil)]} gespeichert."


_TEILE: Final = {
    Entwurfsteil.ANGABEN: "die Angaben",
    Entwurfsteil.KURZFASSUNG: "die Kurzfassung",
    Entwurfsteil.GREMIENWEG: "den Gremienweg",
    Entwurfsteil.BESCHLUSSENTWURF: "den Beschlussentwurf",
    Entwurfsteil.BEGRUENDUNG: "die Begründung",
    Entwurfsteil.AUSWIRKUNGEN: "die Auswirkungen",
    Entwurfsteil.ANLAGEN: "die Anlagen",
}
