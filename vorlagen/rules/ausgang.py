"""What the outcomes mean, as one table, and the checks that read it.

Choices are compared with ``==``, never ``is``: a value read from the database is the plain string, and a check
that silently skipped it would let an unlawful result through.
"""

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import Final

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Ausgang, Kaestchenbedeutung, Vorlagenart


class Ausgangsart(enum.Enum):
    """What kind of act an outcome is."""

    BESCHLUSS = enum.auto()
    WEITERGABE = enum.auto()
    KENNTNISNAHME = enum.auto()
    ABSETZUNG = enum.auto()
    VERWEISUNG = enum.auto()
    VERTAGUNG = enum.auto()
    RUECKNAHME = enum.auto()
    BEANTWORTUNG = enum.auto()
    ANKUENDIGUNG = enum.auto()
    ERLEDIGUNG = enum.auto()


class Folge(enum.Enum):
    """What an outcome does to its station."""

    GESCHLOSSEN = enum.auto()
    WARTET = enum.auto()
    """Dealt with in the sitting, but not settled: something was promised."""
    WIEDER_OFFEN = enum.auto()
    NEUE_STATION_VERKNUEPFT = enum.auto()
    NEUE_STATION_EINGEFUEGT = enum.auto()
    VORLAGE_ENDET = enum.auto()


@dataclass(frozen=True, slots=True)
class Ausgangsregel:
    """One line of the table.

    ``zaehlbar``: votes may be counted; ``aenderbar``: may carry the modifier "geändert";
    ``angenommen``: the motion is carried. Exclusions hold in both directions, stating one is enough.
    """

    art: Ausgangsart
    folge: Folge
    schliesst_aus: frozenset[Ausgang]
    zaehlbar: bool = False
    aenderbar: bool = False
    angenommen: bool = False

    @property
    def schliesst_station(self) -> bool:
        """Whether the station has been dealt with and keeps this outcome."""
        return self.folge is not Folge.WIEDER_OFFEN


@dataclass(frozen=True, slots=True)
class Zaehlung:
    """Counted votes of one item; ``None`` is "nicht gezählt" and is never treated as 0."""

    ja: int | None = None
    gegenstimmen: int | None = None
    enthaltungen: int | None = None
    befangen: int | None = None


_BESCHLUESSE: Final = frozenset(
    {Ausgang.EINSTIMMIG, Ausgang.MEHRHEITLICH, Ausgang.BESCHLOSSEN, Ausgang.ABGELEHNT},
)
_ALLE: Final = frozenset(Ausgang)

AUSGANGSREGELN: Final[Mapping[Ausgang, Ausgangsregel]] = MappingProxyType(
    {
        Ausgang.EINSTIMMIG: Ausgangsregel(
            art=Ausgangsart.BESCHLUSS,
            folge=Folge.GESCHLOSSEN,
            schliesst_aus=frozenset({Ausgang.MEHRHEITLICH, Ausgang.ABGELEHNT, Ausgang.OHNE_BE, Ausgang.KENNTNIS}),
            zaehlbar=True,
            aenderbar=True,
            angenommen=True,
        ),
        Ausgang.MEHRHEITLICH: Ausgangsregel(
            art=Ausgangsart.BESCHLUSS,
            folge=Folge.GESCHLOSSEN,
            schliesst_aus=frozenset({Ausgang.EINSTIMMIG, Ausgang.ABGELEHNT, Ausgang.OHNE_BE, Ausgang.KENNTNIS}),
            zaehlbar=True,
            aenderbar=True,
            angenommen=True,
        ),
        Ausgang.ABGELEHNT: Ausgangsregel(
            art=Ausgangsart.BESCHLUSS,
            folge=Folge.GESCHLOSSEN,
            schliesst_aus=frozenset({Ausgang.EINSTIMMIG, Ausgang.MEHRHEITLICH, Ausgang.KENNTNIS}),
            zaehlbar=True,
        ),
        Ausgang.OHNE_BE: Ausgangsregel(
            art=Ausgangsart.WEITERGABE,
            folge=Folge.GESCHLOSSEN,
            schliesst_aus=_BESCHLUESSE,
            zaehlbar=True,
        ),
        Ausgang.KENNTNIS: Ausgangsregel(
            art=Ausgangsart.KENNTNISNAHME,
            folge=Folge.GESCHLOSSEN,
            schliesst_aus=_BESCHLUESSE,
        ),
        Ausgang.ABGESETZT: Ausgangsregel(
            art=Ausgangsart.ABSETZUNG,
            folge=Folge.WIEDER_OFFEN,
            schliesst_aus=_ALLE - {Ausgang.ABGESETZT},
        ),
        Ausgang.VERWIESEN: Ausgangsregel(
            art=Ausgangsart.VERWEISUNG,
            folge=Folge.NEUE_STATION_EINGEFUEGT,
            schliesst_aus=_BESCHLUESSE,
            zaehlbar=True,
        ),
        Ausgang.VERTAGT: Ausgangsregel(
            art=Ausgangsart.VERTAGUNG,
            folge=Folge.NEUE_STATION_VERKNUEPFT,
            schliesst_aus=_BESCHLUESSE,
            zaehlbar=True,
        ),
        Ausgang.ZURUECKGEZOGEN: Ausgangsregel(
            art=Ausgangsart.RUECKNAHME,
            folge=Folge.VORLAGE_ENDET,
            schliesst_aus=_ALLE - {Ausgang.ZURUECKGEZOGEN},
        ),
        Ausgang.SCHRIFTLICH_BEANTWORTET: Ausgangsregel(
            art=Ausgangsart.BEANTWORTUNG,
            folge=Folge.GESCHLOSSEN,
            schliesst_aus=_BESCHLUESSE,
        ),
        # Taken over from old systems, or said by a chair who did not count: no word on how many were against it.
        Ausgang.BESCHLOSSEN: Ausgangsregel(
            art=Ausgangsart.BESCHLUSS,
            folge=Folge.GESCHLOSSEN,
            schliesst_aus=_BESCHLUESSE - {Ausgang.BESCHLOSSEN} | {Ausgang.OHNE_BE, Ausgang.KENNTNIS},
            zaehlbar=True,
            aenderbar=True,
            angenommen=True,
        ),
        Ausgang.SOLL_SCHRIFTLICH: Ausgangsregel(
            art=Ausgangsart.ANKUENDIGUNG,
            folge=Folge.WARTET,
            schliesst_aus=_BESCHLUESSE | {Ausgang.SCHRIFTLICH_BEANTWORTET, Ausgang.ERLEDIGT},
        ),
        Ausgang.ERLEDIGT: Ausgangsregel(
            art=Ausgangsart.ERLEDIGUNG,
            folge=Folge.GESCHLOSSEN,
            schliesst_aus=_BESCHLUESSE,
        ),
    },
)

ANGENOMMEN: Final = frozenset(ausgang for ausgang, regel in AUSGANGSREGELN.items() if regel.angenommen)
"""Outcomes by which the motion is carried."""
OHNE_KAESTCHEN: Final = _ALLE - {Ausgang(k.value) for k in Kaestchenbedeutung if k.value in set(Ausgang)}
"""Outcomes that tick no box, because every box would claim more; they are printed as words."""

_ZAEHLFELDER: Final = (
    ("ja", "Ja-Stimmen"),
    ("gegenstimmen", "Gegenstimmen"),
    ("enthaltungen", "Enthaltungen"),
    ("befangen", "Befangenen"),
)


def check_zaehlung(
    *,
    ausgang: Ausgang,
    zaehlung: Zaehlung,
    art: Vorlagenart | None = None,
    geaendert: bool = False,
    geaenderter_wortlaut: str = "",
) -> list[Befund]:
    """Check one outcome against its counts, the kind of paper and the modifier "geändert".

    ``art`` is None where no paper stands behind the item. Source: § 40 GemO for the unanimous vote;
    the rest is what the boxes of the form mean.
    """
    return [
        *_check_negative_zahlen(zaehlung),
        *_check_zaehlbar(ausgang, zaehlung),
        *_check_gegenstimmen(ausgang, zaehlung.gegenstimmen),
        *_check_null_ja(ausgang, zaehlung.ja),
        *_check_unterrichtung(ausgang, art),
        *_check_geaendert(ausgang, geaendert=geaendert, wortlaut=geaenderter_wortlaut),
    ]


def check_ausgang_an_station(*, ausgang: Ausgang, entscheidend: bool) -> list[Befund]:
    """Check that a deciding station does not merely hand the paper on."""
    if not entscheidend or AUSGANGSREGELN[ausgang].art is not Ausgangsart.WEITERGABE:
        return []
    return [
        Befund(
            "Diese Station entscheidet; „ohne Beschlussempfehlung“ lässt die Vorlage unentschieden. "
            "Bitte wählen Sie einen anderen Ausgang oder begründen Sie die Eingabe.",
            "",
            Stufe.WARNUNG,
            "ausgang",
        ),
    ]


def check_kaestchen(kaestchen: Collection[Kaestchenbedeutung]) -> list[Befund]:
    """Check that the boxes ticked for one station go together; no tick at all is a blank form.

    Two outcomes that may stand together on paper give a WARNUNG, because only one can be stored.
    """
    ohne_ausgang = {Kaestchenbedeutung.GEAENDERT, Kaestchenbedeutung.FREI}
    # Sorting by the enum's own order keeps the findings stable for any order of ticks.
    ausgaenge = [Ausgang(k.value) for k in Kaestchenbedeutung if k in kaestchen and k not in ohne_ausgang]
    befunde = [_check_paar(erster, zweiter) for erster, zweiter in combinations(ausgaenge, 2)]
    if Kaestchenbedeutung.GEAENDERT in kaestchen and not any(AUSGANGSREGELN[a].aenderbar for a in ausgaenge):
        befunde.append(_befund_geaendert_allein())
    return befunde


def _check_paar(erster: Ausgang, zweiter: Ausgang) -> Befund:
    if zweiter in AUSGANGSREGELN[erster].schliesst_aus or erster in AUSGANGSREGELN[zweiter].schliesst_aus:
        return Befund(
            f"„{erster.label}“ und „{zweiter.label}“ schließen einander aus. Bitte kreuzen Sie nur eines davon an.",
            "",
            Stufe.SPERRE,
            "ausgang",
        )
    return Befund(
        f"„{erster.label}“ und „{zweiter.label}“ sind beide angekreuzt, gespeichert wird nur ein Ausgang. "
        "Bitte wählen Sie den, der für den weiteren Weg gilt.",
        "",
        Stufe.WARNUNG,
        "ausgang",
    )


def _check_negative_zahlen(zaehlung: Zaehlung) -> list[Befund]:
    return [
        Befund(
            f"Die Zahl der {bezeichnung} darf nicht negativ sein. Bitte geben Sie 0 oder mehr ein.",
            "",
            Stufe.SPERRE,
            feld,
        )
        for feld, bezeichnung in _ZAEHLFELDER
        if (getattr(zaehlung, feld) or 0) < 0
    ]


def _check_zaehlbar(ausgang: Ausgang, zaehlung: Zaehlung) -> list[Befund]:
    # A counted Ja of 0 still says that a vote was taken; 0 Gegenstimmen is merely an untouched field.
    gezaehlt = (
        (zaehlung.ja is not None and zaehlung.ja >= 0)
        or (zaehlung.gegenstimmen or 0) > 0
        or (zaehlung.enthaltungen or 0) > 0
    )
    if AUSGANGSREGELN[ausgang].zaehlbar or not gezaehlt:
        return []
    return [
        Befund(
            f"Zu „{Ausgang(ausgang).label}“ gehören keine Stimmenzahlen. "
            "Bitte löschen Sie die Zahlen oder wählen Sie einen anderen Ausgang.",
            "",
            Stufe.SPERRE,
            "ausgang",
        ),
    ]


def _check_gegenstimmen(ausgang: Ausgang, gegenstimmen: int | None) -> list[Befund]:
    if ausgang == Ausgang.EINSTIMMIG and gegenstimmen is not None and gegenstimmen > 0:
        return [
            Befund(
                "Ein einstimmiger Beschluss kann keine Gegenstimmen haben. "
                "Bitte wählen Sie „mehrheitlich beschlossen“ oder berichtigen Sie die Gegenstimmen.",
                "§ 40 GemO",
                Stufe.SPERRE,
                "gegenstimmen",
            ),
        ]
    if ausgang == Ausgang.MEHRHEITLICH and gegenstimmen == 0:
        return [
            Befund(
                "Ein mehrheitlicher Beschluss hat in der Regel Gegenstimmen, eingetragen sind 0. "
                "Bitte tragen Sie die Gegenstimmen ein oder wählen Sie „einstimmig beschlossen“.",
                "",
                Stufe.WARNUNG,
                "gegenstimmen",
            ),
        ]
    return []


def _check_null_ja(ausgang: Ausgang, ja: int | None) -> list[Befund]:
    """Ask whether a typed 0 means "nicht gezählt": nothing is carried, postponed or referred by nobody's Ja."""
    regel = AUSGANGSREGELN[ausgang]
    mit_mehrheit = regel.angenommen or regel.art in (Ausgangsart.VERTAGUNG, Ausgangsart.VERWEISUNG)
    if ja != 0 or not mit_mehrheit:
        return []
    satz = (
        "Eingetragen sind 0 Ja-Stimmen. Wurden sie nicht gezählt, lassen Sie das Feld bitte leer; "
        "0 heißt, dass niemand zugestimmt hat."
    )
    return [Befund(satz, "§ 40 Abs. 1 GemO", Stufe.WARNUNG, "ja")]


def _check_unterrichtung(ausgang: Ausgang, art: Vorlagenart | None) -> list[Befund]:
    if art != Vorlagenart.UV or not AUSGANGSREGELN[ausgang].angenommen:
        return []
    return [
        Befund(
            "Über eine Unterrichtungsvorlage wird nicht beschlossen. "
            "Bitte wählen Sie „zur Kenntnis genommen“ oder begründen Sie den Beschluss.",
            "",
            Stufe.WARNUNG,
            "ausgang",
        ),
    ]


def _check_geaendert(ausgang: Ausgang, *, geaendert: bool, wortlaut: str) -> list[Befund]:
    if not geaendert:
        return []
    befunde = []
    if not AUSGANGSREGELN[ausgang].aenderbar:
        befunde.append(_befund_geaendert_allein())
    if not wortlaut.strip():
        befunde.append(
            Befund(
                "Der Beschluss ist als geändert gekennzeichnet. Bitte tragen Sie den geänderten Wortlaut ein.",
                "",
                Stufe.SPERRE,
                "geaenderter_wortlaut",
            ),
        )
    return befunde


def _befund_geaendert_allein() -> Befund:
    return Befund(
        "„geändert“ gilt nur zusammen mit einem Beschluss, zum Beispiel „einstimmig beschlossen“. "
        "Bitte entfernen Sie das Kreuz bei „geändert“ oder wählen Sie einen Beschluss.",
        "",
        Stufe.SPERRE,
        "geaendert",
    )
