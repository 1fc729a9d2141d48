"""What the page shows that asks before an act on a paper is done: one template, and here what differs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from django.urls import reverse

from vorlagen.enums import Entwurfsteil
from vorlagen.models import Anlage, Fassung
from vorlagen.pages.entwurf import address_of, link_feld

Link = tuple[str, str]
"""Label and address, an empty label for none."""
KEIN: Final[Link] = ("", "/")
SCHREIBTISCH: Final[Link] = ("Schreibtisch", "schreibtisch")
VORLAGEN: Final[Link] = ("Vorlagen", "vorlagen")


def nowhere(feld: str) -> str:
    """Return no address: what is found cannot be mended by the reader of the page."""
    return ""


@dataclass(frozen=True, slots=True)
class Knopf:
    """A button that names the act; ``antwort`` is what it answers where there are several."""

    label: str
    ton: str = "primary"
    antwort: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aktseite:
    """The page of one act on one paper."""

    pfad: str
    """What the page is called at the end of the way to it, which leads over ``wurzel`` and ``mitte``."""
    ueberschrift: str
    titel: str = ""
    """Of the window; as ``pfad`` if empty."""
    wurzel: Link = SCHREIBTISCH
    mitte: Link = KEIN
    kicker: str = ""
    lead: str = ""
    kopf: Link = KEIN
    """Beside the heading."""
    hindernis: str = ""
    """Heading of what stands against the act."""
    aendern: Mapping[str, str] = field(default_factory=dict)
    """Where each part of the shown draft is written."""
    behoben: Callable[[str], str] = nowhere
    """From a field to the address where it is mended."""
    teile: tuple[str, ...] = ("papier",)
    """What is shown before the form, by the names of its templates."""
    anker: str = ""
    abschnitt: str = ""
    """Heading of the form, none where the page has but the question."""
    satz: str = ""
    darin: str = ""
    """What else stands under that heading, by the name of its template."""
    ablehnen: str = ""
    """Where what was proposed is declined."""
    felder: str = ""
    """Fields that are laid out by a template of their own, by its name."""
    gesperrt: str = ""
    """Said in place of the form while something forbids the act; else the form stays."""
    knoepfe: tuple[Knopf, ...] = ()
    zurueck: Link = KEIN
    skript: str = ""


def describe_einreichen(fassung: Fassung) -> Aktseite:
    """Return the page before a draft is handed in: to its co-signers, or what the council writes to the city."""
    bearbeiten = reverse("vorlage_bearbeiten", args=[fassung.vorlage_id])
    seite = Aktseite(
        titel="Prüfen und in die Mitzeichnung geben",
        ueberschrift="Prüfen und in die Mitzeichnung geben",
        pfad="Prüfen",
        mitte=(fassung.betreff or "Entwurf ohne Betreff", fassung.vorlage.get_absolute_url()),
        kicker=fassung.betreff,
        kopf=("Weiter bearbeiten", bearbeiten),
        hindernis="Das fehlt noch, bevor es weitergehen kann",
        aendern={teil.value: address_of(fassung.vorlage_id, teil) for teil in Entwurfsteil},
        behoben=lambda name: link_feld(fassung.vorlage_id, name),
        teile=("leser", "papier"),
        anker="weiter",
        abschnitt="Wie es weitergeht",
        felder="weiter",
        gesperrt="Die Vorlage kann in die Mitzeichnung, sobald die oben genannten Punkte erledigt sind.",
        knoepfe=(Knopf("In die Mitzeichnung geben"),),
        skript="js/vorlagen-zeilen.js",
    )
    if not fassung.is_aus_dem_rat:
        return seite
    return replace(
        seite,
        titel="Prüfen und einreichen",
        ueberschrift="Prüfen und einreichen",
        felder="",
        satz="Das Papier geht an den Sitzungsdienst und gilt in diesem Augenblick als eingegangen; Sie bekommen eine "
        "Quittung. Danach ändert niemand mehr den Text. Bis es angenommen ist, können Sie es wieder zurücknehmen.",
        gesperrt="Das Papier kann eingereicht werden, sobald die oben genannten Punkte erledigt sind.",
        knoepfe=(Knopf("Einreichen"),),
        skript="",
    )


def describe_mitzeichnen(fassung: Fassung) -> Aktseite:
    """Return the page on which a co-signer reads and answers."""
    return Aktseite(
        ueberschrift=fassung.betreff,
        pfad="Mitzeichnen",
        kicker="Zur Mitzeichnung",
        kopf=("Zur Antwort", "#antwort"),
        teile=("seither", "unterschriften", "papier"),
        anker="antwort",
        abschnitt="Ihre Antwort",
        darin="fuer",
        knoepfe=(
            Knopf("Mitzeichnen", antwort="zugestimmt"),
            Knopf("Zur Überarbeitung zurückgeben", "secondary", antwort="zurueckgegeben"),
        ),
    )


def describe_zurueckholen(fassung: Fassung) -> Aktseite:
    """Return the page before the Amt takes its paper out of co-signature."""
    return Aktseite(
        titel="Aus der Mitzeichnung zurückholen",
        ueberschrift="Aus der Mitzeichnung zurückholen?",
        pfad="Zurückholen",
        mitte=(fassung.betreff or "Entwurf ohne Betreff", fassung.vorlage.get_absolute_url()),
        kicker=fassung.betreff,
        teile=("mitzeichnungen",),
        satz="Die Vorlage wird wieder ein Entwurf. Wer noch nicht geantwortet hat, wird nicht mehr gefragt; wer schon "
        "mitgezeichnet hat, bekommt eine Nachricht. Seine Mitzeichnung gilt weiter, solange das, was sie betrifft, "
        "unverändert bleibt; sonst wird er wieder gefragt.",
        knoepfe=(Knopf("Zurückholen"),),
        zurueck=("In der Mitzeichnung lassen", fassung.vorlage.get_absolute_url()),
    )


def describe_freigeben(fassung: Fassung) -> Aktseite:
    """Return the page before a paper is released."""
    return Aktseite(
        ueberschrift=fassung.betreff,
        pfad="Freigeben",
        kicker="Zur Freigabe",
        hindernis="Das steht der Freigabe entgegen",
        behoben=lambda name: fassung.vorlage.get_absolute_url(),
        teile=("papier", "mitzeichnungen"),
        anker="freigabe",
        abschnitt="Freigabe",
        satz="Die Vorlage bekommt ihre Nummer und bleibt von da an, wie sie ist. Änderungen sind nur noch als "
        "Neufassung möglich. Öffentlich wird sie dadurch noch nicht.",
        knoepfe=(Knopf("Vorlage freigeben"),),
        zurueck=("Zur Überarbeitung zurückgeben", reverse("vorlage_zurueckgeben", args=[fassung.vorlage_id])),
    )


def describe_zurueckgeben(fassung: Fassung) -> Aktseite:
    """Return the page on which Dezernat or Oberbürgermeister hands a draft back instead of releasing it."""
    return Aktseite(
        titel="Zur Überarbeitung zurückgeben",
        ueberschrift="Zur Überarbeitung zurückgeben?",
        pfad="Zurückgeben",
        mitte=(fassung.betreff, fassung.vorlage.get_absolute_url()),
        kicker=fassung.betreff,
        teile=(),
        satz="Die Vorlage wird wieder ein Entwurf. Wer schon mitgezeichnet hat, wird nur wieder gefragt, wenn sich "
        "ändert, was er mitgezeichnet hat.",
        knoepfe=(Knopf("Zurückgeben"),),
        zurueck=("Nicht zurückgeben", reverse("vorlage_freigeben", args=[fassung.vorlage_id])),
    )


def describe_fristen(fassung: Fassung) -> Aktseite:
    """Return the page on which the Amt gives co-signers another last day."""
    return Aktseite(
        titel="Fristen der Mitzeichnung ändern",
        ueberschrift="Fristen der Mitzeichnung ändern",
        pfad="Fristen",
        mitte=(fassung.betreff or "Entwurf ohne Betreff", fassung.vorlage.get_absolute_url()),
        kicker=fassung.betreff,
        teile=("mitzeichnungen",),
        satz="Wer über die Frist hinaus nicht geantwortet hat, sieht das auf dem Schreibtisch und in der täglichen "
        "Übersicht. Die Änderung steht im Journal.",
        knoepfe=(Knopf("Fristen ändern"),),
        zurueck=("Zurück zur Vorlage", fassung.vorlage.get_absolute_url()),
    )


def describe_veroeffentlichen(fassung: Fassung) -> Aktseite:
    """Return the page before a paper becomes public; its buttons depend on who proposed it."""
    return Aktseite(
        titel=f"{fassung.nummer} veröffentlichen",
        ueberschrift="Veröffentlichen",
        pfad="Veröffentlichen",
        wurzel=VORLAGEN,
        mitte=(fassung.nummer, fassung.vorlage.get_absolute_url()),
        kicker=fassung.nummer,
        lead="Bitte prüfen Sie, was danach alle lesen können.",
        hindernis="Die Vorlage ist nicht veröffentlicht",
        teile=("umfang", "papier"),
        ablehnen=reverse("vorlage_ablehnen", args=[fassung.vorlage_id]),
        zurueck=("Zurück zur Vorlage", fassung.vorlage.get_absolute_url()),
    )


def describe_anlage_veroeffentlichen(anlage: Anlage) -> Aktseite:
    """Return the page before an attachment that came later becomes public."""
    papier = anlage.fassung.vorlage
    return Aktseite(
        titel=f"{anlage.fassung.nummer}, Anlage {anlage.position:02} veröffentlichen",
        ueberschrift="Nachgereichte Anlage veröffentlichen",
        pfad="Anlage veröffentlichen",
        wurzel=VORLAGEN,
        mitte=(anlage.fassung.nummer, papier.get_absolute_url()),
        kicker=anlage.fassung.nummer,
        lead="Bitte prüfen Sie, was danach alle lesen können.",
        hindernis="Die Anlage ist nicht veröffentlicht",
        teile=("anlage",),
        ablehnen=reverse("anlage_ablehnen", args=[papier.pk, anlage.pk]),
        zurueck=("Nichtöffentlich lassen", papier.get_absolute_url()),
    )


def describe_zurueckziehen(fassung: Fassung) -> Aktseite:
    """Return the page before a paper is withdrawn."""
    papier = fassung.vorlage
    return Aktseite(
        titel=f"{papier.nummer} zurückziehen",
        ueberschrift="Vorlage zurückziehen?",
        pfad="Zurückziehen",
        wurzel=VORLAGEN,
        mitte=(papier.nummer, papier.get_absolute_url()),
        kicker=papier.nummer,
        lead=fassung.betreff,
        teile=(),
        satz="Die Vorlage endet damit. Ihre Nummer bleibt vergeben. War sie öffentlich, sind Text und Anlagen ab "
        "sofort nicht mehr zu lesen; die Seite nennt nur noch die Nummer.",
        knoepfe=(Knopf(f"{papier.nummer} zurückziehen", "danger"),),
        zurueck=("Nicht zurückziehen", papier.get_absolute_url()),
    )


def describe_verwerfen(fassung: Fassung) -> Aktseite:
    """Return the page before an imported paper is thrown out."""
    return Aktseite(
        titel=f"{fassung.nummer} verwerfen",
        ueberschrift="Eingelesene Vorlage verwerfen?",
        pfad="Verwerfen",
        wurzel=VORLAGEN,
        mitte=("Eingelesene Vorlagen", "vorlagen_eingelesen"),
        kicker=fassung.nummer,
        lead=fassung.betreff,
        teile=(),
        satz="Was eingelesen wurde, wird gelöscht. Im Journal bleibt, dass es eingelesen und verworfen wurde. Die "
        "Nummer ist danach wieder frei, sodass Sie das richtige Formular einlesen können.",
        knoepfe=(Knopf(f"{fassung.nummer} verwerfen", "danger"),),
        zurueck=("Nicht verwerfen", reverse("einlesen_bestaetigen", args=[fassung.vorlage_id])),
    )


def describe_zuruecknehmen(fassung: Fassung) -> Aktseite:
    """Return the page before the council takes back what it has handed in."""
    return Aktseite(
        titel="Eingereichtes zurücknehmen",
        ueberschrift="Eingereichtes zurücknehmen?",
        pfad="Zurücknehmen",
        mitte=(fassung.betreff, fassung.vorlage.get_absolute_url()),
        kicker=fassung.betreff,
        teile=(),
        satz="Das Papier wird wieder ein Entwurf, den nur Sie und Ihre Fraktion sehen. Es gilt dann als nicht "
        "eingegangen; reichen Sie es später ein, zählt der spätere Tag.",
        knoepfe=(Knopf("Zurücknehmen"),),
        zurueck=("Eingereicht lassen", fassung.vorlage.get_absolute_url()),
    )


def describe_annehmen(fassung: Fassung) -> Aktseite:
    """Return the page on which the Sitzungsdienst checks and accepts what the council handed in."""
    return Aktseite(
        ueberschrift=fassung.betreff,
        pfad="Annehmen",
        kicker=f"{fassung.vorlage.get_art_display()} zur Annahme",
        kopf=("Zurückgeben", reverse("antrag_zurueckgeben", args=[fassung.vorlage_id])),
        hindernis="Das steht der Annahme entgegen",
        anker="annahme",
        abschnitt="Annahme",
        satz="Das Papier bekommt seine Nummer und bleibt von da an, wie es ist. Öffentlich wird es dadurch noch nicht.",
        knoepfe=(Knopf("Annehmen"),),
    )


def describe_antrag_zurueckgeben(fassung: Fassung) -> Aktseite:
    """Return the page before the Sitzungsdienst gives back what the council handed in."""
    return Aktseite(
        titel="Eingereichtes zurückgeben",
        ueberschrift="Eingereichtes zurückgeben?",
        pfad="Zurückgeben",
        mitte=("Annehmen", reverse("antrag_annehmen", args=[fassung.vorlage_id])),
        kicker=fassung.betreff,
        teile=(),
        satz="Das Papier wird wieder ein Entwurf derer, die es eingereicht haben. Es gilt dann als nicht eingegangen.",
        knoepfe=(Knopf("Zurückgeben"),),
        zurueck=("Nicht zurückgeben", reverse("antrag_annehmen", args=[fassung.vorlage_id])),
    )
