"""Documents of a sitting for print, built without a database: usual, empty and extreme."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from gremien.rules.briefkopf import Briefkopf
from sitzungen.documents.values import (
    AbstimmungsblattDruck,
    AnwesenheitslisteDruck,
    Aufruf,
    BekanntmachungDruck,
    BeschlussauszugDruck,
    BlattPunkt,
    EinladungDruck,
    LeitfadenDruck,
    LeitfadenPunkt,
    PunktDruck,
    SitzDruck,
    SitzungDruck,
    Sitzungsdokument,
    TagesordnungDruck,
    TeilDruck,
)
from tests.vorlagen.druckbeispiele import build_kaestchen

LANG = (
    "Fortschreibung des „Integrierten Klimaschutz- und Klimaanpassungskonzeptes“ der Stadt Koblenz -- hier: "
    "Grundsatzbeschluss über die Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnung<br />und weitere "
    "Maßnahmen in den Stadtteilen Rübenach, Güls & Lay (2026–2031)"
).ljust(250, "x")
SITZUNG = SitzungDruck(
    briefkopf=Briefkopf(name="Stadt Koblenz"),
    gremium="Stadtrat",
    nummer="2026/018/SR",
    tag=date(2026, 9, 3),
    uhrzeit=time(15),
    ort="Historischer Rathaussaal 101, Rathausgebäude I, Willi-Hörter-Platz 1",
)


def build_punkte(anzahl: int, kuerzel: str = "Ö", **felder: Any) -> tuple[PunktDruck, ...]:
    """Return items with titles of 250 characters; every fifth is a sub-item, every seventh is struck."""
    return tuple(PunktDruck(**_werte(nummer, kuerzel) | felder) for nummer in range(1, anzahl + 1))


def _werte(nummer: int, kuerzel: str) -> dict[str, Any]:
    return {
        "bezeichnung": f"{kuerzel} {nummer}",
        "titel": LANG,
        "vorlage_nummer": f"BV/{nummer:04}/2026/1",
        "unterpunkt": nummer % 5 == 0,
        "abgesetzt": "abgesetzt" if nummer % 7 == 0 else "",
    }


def _leitfadenpunkt(nummer: int) -> LeitfadenPunkt:
    return LeitfadenPunkt(
        **_werte(nummer, "Ö"),
        aufruf=list(Aufruf)[nummer % 4],
        mehrheit="Zwei Drittel der gesetzlichen Mitgliederzahl",
        qualifiziert=nummer % 2 == 0,
        schwelle=38 if nummer % 2 == 0 else None,
        aufnahme_grund=LANG if nummer % 9 == 0 else "",
        vorberatungen=("Haupt- und Finanzausschuss, 24.08.2026: einstimmig beschlossen",) * (nummer % 3),
    )


def build_teile(oeffentliche: int, nichtoeffentliche: int) -> tuple[TeilDruck[PunktDruck], ...]:
    """Return both parts, the closed one in generic words; a part without items is left out."""
    n = build_punkte(nichtoeffentliche, "N", titel="Personalsachen", vorlage_nummer="", verdeckt=True)
    teile = (
        TeilDruck(titel="Öffentlicher Teil", oeffentlich=True, punkte=build_punkte(oeffentliche)),
        TeilDruck(titel="Nichtöffentlicher Teil", oeffentlich=False, punkte=n),
    )
    return tuple(teil for teil in teile if teil.punkte)


def iter_dokumente() -> Iterator[tuple[str, Sitzungsdokument]]:
    """Yield a name and a document: every kind, empty and extreme."""
    for name, teile in {
        "leer": (),
        "60 lange": build_teile(60, 8),
        "nur nichtöffentlich": build_teile(0, 3),
    }.items():
        yield f"Bekanntmachung {name}", TagesordnungDruck(sitzung=SITZUNG, teile=teile, bekanntmachung=True)
        yield f"Einladung {name}", EinladungDruck(sitzung=SITZUNG, teile=teile, datum=None)
    yield (
        "Einladung eilig",
        EinladungDruck(
            sitzung=SITZUNG,
            teile=build_teile(1, 1),
            fristverkuerzt=True,
            nichtoeffentlich=True,
            vorsitz="Dr. Erika Muster",
        ),
    )
    yield from _iter_bekanntmachungen()
    yield from _iter_auszuege()
    yield from _iter_saal()


def _iter_bekanntmachungen() -> Iterator[tuple[str, Sitzungsdokument]]:
    werte: dict[str, Any] = {"sitzung": SITZUNG, "datum": date(2026, 8, 27), "oeffentlich": True}
    yield "Angekündigtes leer", BekanntmachungDruck(**werte, artname="Öffentliche Bekanntmachung", teile=())
    neu = build_punkte(60, zusatz="neu, nach Ö 12, dringlich")
    yield (
        "Nachtrag 60 lange",
        BekanntmachungDruck(
            **werte | {"oeffentlich": False},
            artname="12. Nachtrag zur Tagesordnung",
            teile=(TeilDruck(titel="Öffentlicher Teil", oeffentlich=True, punkte=neu), *build_teile(0, 3)),
            nachtrag=12,
            zugang=date(2026, 8, 31),
            verspaetet=True,
            vorsitz="Dr. Erika Muster",
            nichtoeffentlich=True,
        ),
    )


def _iter_auszuege() -> Iterator[tuple[str, Sitzungsdokument]]:
    werte: dict[str, Any] = {"sitzung": SITZUNG, "punkt": build_punkte(1)[0], "teil": "Öffentlicher Teil"}
    yield (
        "Auszug leer",
        BeschlussauszugDruck(
            **werte, ergebnis="vertagt", stimmen=(), wortlaut_titel="Beschlussentwurf", wortlaut_html=""
        ),
    )
    yield (
        "Auszug verdeckt",
        BeschlussauszugDruck(
            **werte, ergebnis="abgelehnt", stimmen=(), wortlaut_titel="Beschlussentwurf", wortlaut_html=None
        ),
    )
    liste = "<p>Der Stadtrat beschließt:</p><ol>" + f"<li>{LANG}</li>" * 40 + "</ol>"
    tabelle = "<table><tr><th>Jahr</th><th>Betrag</th></tr>" + "<tr><td>2026</td><td>1,2 Mio. €</td></tr>" * 60
    yield (
        "Auszug lang",
        BeschlussauszugDruck(
            **werte,
            ergebnis="mehrheitlich beschlossen mit geändertem Wortlaut",
            stimmen=(("Ja-Stimmen", 38), ("Gegenstimmen", 4), ("Enthaltungen", 0), ("Befangen (§ 22 GemO)", 1)),
            wortlaut_titel="Beschluss",
            wortlaut_html=f"{liste}{tabelle}</table>",
            mehrheit="Zwei Drittel der gesetzlichen Mitgliederzahl",
            berichtigt_am=date(2026, 9, 4),
        ),
    )


def _iter_saal() -> Iterator[tuple[str, Sitzungsdokument]]:
    voll = tuple(SitzDruck(name=f"Prof. Dr. Erika Mustermann-Beispielhausen {n}", funktion="") for n in range(56))
    vorsitz = SitzDruck(name="David Muster", funktion="Vorsitz", stimmberechtigt=False)
    gruppen = (("CDU", voll[:15]), ("BÜNDNIS 90/DIE GRÜNEN", voll[15:]), ("Ohne Fraktion", (vorsitz,)))
    yield "Anwesenheit 57", AnwesenheitslisteDruck(sitzung=SITZUNG, gruppen=gruppen, stimmberechtigt=57, quorum=29)
    yield "Anwesenheit leer", AnwesenheitslisteDruck(sitzung=SITZUNG, gruppen=(), stimmberechtigt=0)
    punkte = tuple(BlattPunkt(**_werte(n, "Ö"), mehrheit="Zwei Drittel der Anwesenden" * (n % 2)) for n in range(1, 61))
    neu = BlattPunkt(bezeichnung="", titel="Resolution")
    kaestchen = build_kaestchen()
    for name, teile in {
        "leer": (),
        "60": (TeilDruck(titel="Öffentlicher Teil", oeffentlich=True, punkte=(*punkte, neu)),),
        "nur nichtöffentlich": (TeilDruck(titel="Nichtöffentlicher Teil", oeffentlich=False, punkte=punkte[:2]),),
    }.items():
        yield f"Blatt {name}", AbstimmungsblattDruck(sitzung=SITZUNG, teile=teile, kaestchen=kaestchen)
    lueckig = ((kaestchen[0][0], None, None, kaestchen[2][3]),)
    teile = (TeilDruck(titel="Öffentlicher Teil", oeffentlich=True, punkte=punkte[:2]),)
    yield "Blatt lückig", AbstimmungsblattDruck(sitzung=SITZUNG, teile=teile, kaestchen=lueckig)
    yield "Blatt ohne Kästchen", AbstimmungsblattDruck(sitzung=SITZUNG, teile=teile, kaestchen=())
    aufrufe = tuple(_leitfadenpunkt(n) for n in range(1, 61))
    for name, oeffentlich, leitpunkte in (("60", True, aufrufe), ("nur nichtöffentlich", False, aufrufe[:2])):
        leitteil = TeilDruck(
            titel=f"{'Öffentlicher' if oeffentlich else 'Nichtöffentlicher'} Teil",
            oeffentlich=oeffentlich,
            punkte=leitpunkte,
        )
        yield (
            f"Leitfaden {name}",
            LeitfadenDruck(sitzung=SITZUNG, teile=(leitteil,), quorum=29, fristverkuerzt=oeffentlich),
        )
    yield "Leitfaden leer", LeitfadenDruck(sitzung=SITZUNG, teile=(), eingeladen_am=date(2026, 8, 27))
