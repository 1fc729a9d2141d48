"""Results and days in words."""

from sitzungen.models import Abstimmung, Tagesordnungspunkt, Zwischenabstimmung
from sitzungen.rules.ergebnissatz import Ergebniswerte
from vorlagen.enums import Ausgang

_ZAHLWORTE = (
    ("ja", "Ja-Stimme", "Ja-Stimmen", "keine Ja-Stimmen"),
    ("gegenstimmen", "Gegenstimme", "Gegenstimmen", "keine Gegenstimmen"),
    ("enthaltungen", "Enthaltung", "Enthaltungen", "keine Enthaltungen"),
)


def format_ergebnis(abstimmung: Abstimmung, verwiesen_an: str = "") -> str:
    """Return a result as a clerk reads it out: "mehrheitlich beschlossen, 12 Gegenstimmen, 4 Enthaltungen".

    What nobody counted is left out; a counted 0 is said, because it is not the same.
    """
    return ", ".join([format_ausgang(abstimmung, verwiesen_an), *format_zahlen(abstimmung)])


def format_ausgang(abstimmung: Abstimmung, verwiesen_an: str = "") -> str:
    """Return the result without its counts: "einstimmig beschlossen mit geändertem Wortlaut"."""
    kopf = str(Ausgang(abstimmung.ausgang).label) if abstimmung.ausgang else "zurückgenommen"
    if abstimmung.geaendert:
        kopf += " mit geändertem Wortlaut"
    return f"{kopf} an: {verwiesen_an}" if verwiesen_an else kopf


def format_zahlen(abstimmung: Abstimmung, *, alle: bool = False) -> list[str]:
    """Return the counts in words, one by one; ``alle``: also what the outcome says by itself."""
    zahlen = []
    for feld, einzahl, mehrzahl, keine in _ZAHLWORTE:
        zahl: int | None = getattr(abstimmung, feld)
        # "einstimmig" says by itself that nobody was against it.
        stumm = zahl == 0 and feld != "ja" and abstimmung.ausgang == Ausgang.EINSTIMMIG and not alle
        if zahl is None or stumm:
            continue
        zahlen.append(keine if zahl == 0 else f"{zahl} {einzahl if zahl == 1 else mehrzahl}")
    if abstimmung.befangen:
        zahlen.append(f"{abstimmung.befangen} befangen")
    return zahlen


def format_zwischenabstimmung(zeile: Zwischenabstimmung) -> str:
    """Return a vote before the main motion in words: "Änderungsantrag (FDP-Fraktion) abgelehnt, 12 Gegenstimmen"."""
    von = f" ({zeile.antragsteller})" if zeile.antragsteller else ""
    kopf = f"{zeile.get_art_display()}{von} {'angenommen' if zeile.angenommen else 'abgelehnt'}"
    zahlen = [
        keine if zahl == 0 else f"{zahl} {einzahl if zahl == 1 else mehrzahl}"
        for feld, einzahl, mehrzahl, keine in _ZAHLWORTE
        if (zahl := getattr(zeile, feld)) is not None
    ]
    return ", ".join([kopf, *zahlen, *([f"{zeile.befangen} befangen"] if zeile.befangen else [])])


def format_absetzung(top: Tagesordnungspunkt) -> str:
    """Return why an item is not dealt with: struck, or as an urgent one not added; empty where it is."""
    if top.abgesetzt_am is None:
        return ""
    return "nicht aufgenommen" if top.is_abgelehnt else "abgesetzt"


def format_wegfall(top: Tagesordnungspunkt, *, hat_ergebnis: bool) -> str:
    """Return what :func:`format_absetzung` does, and that the paper was withdrawn before the body had spoken."""
    zurueckgezogen = top.fassung is not None and top.fassung.vorlage.is_zurueckgezogen and not hat_ergebnis
    worte = (format_absetzung(top), "Vorlage zurückgezogen" if zurueckgezogen else "")
    return ", ".join(filter(None, worte))


def format_ansage(top: Tagesordnungspunkt, abstimmung: Abstimmung) -> str:
    """Return the read-back after storing, with every number: "TOP Ö 7: einstimmig beschlossen, 50 anwesend"."""
    worte = [format_ausgang(abstimmung, find_verwiesen_an(top)), *format_zahlen(abstimmung, alle=True)]
    if abstimmung.anwesend is not None:
        worte.append(f"{abstimmung.anwesend} anwesend")
    return f"TOP {top.bezeichnung or top.betreff}: {', '.join(worte)}"


def find_verwiesen_an(top: Tagesordnungspunkt) -> str:
    """Return the body the matter was referred to, empty if it was not referred."""
    if top.beratung is None or top.beratung.ausgang != Ausgang.VERWIESEN:
        return ""
    nachfolger = getattr(top.beratung, "nachfolger", None)
    return str(nachfolger.gremium) if nachfolger else ""


def build_ergebniswerte(abstimmung: Abstimmung, top: Tagesordnungspunkt, *, vorberatend: bool) -> Ergebniswerte:
    """Return a result as the values of which sentences are made; ``top`` is its item."""
    return Ergebniswerte(
        ausgang=Ausgang(abstimmung.ausgang),
        geaendert=abstimmung.geaendert,
        ja=abstimmung.ja,
        gegenstimmen=abstimmung.gegenstimmen,
        enthaltungen=abstimmung.enthaltungen,
        befangen=abstimmung.befangen,
        vorberatend=vorberatend,
        verwiesen_an=find_verwiesen_an(top),
    )
