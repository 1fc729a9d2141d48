"""The database itself keeps what was released, made public, delivered, withdrawn or decided, and asks for a second person.

No row of record is pushed out by another one, and nobody who had a hand in a paper is forgotten.
"""

from django.db import migrations

from journal.sperren import Schluessel, Sperre, install, unersetzlich

FREIGEGEBEN = "OLD.freigegeben_am IS NOT NULL"
NUMMERIERT = "OLD.laufend IS NOT NULL"
_FASSUNG = "EXISTS (SELECT 1 FROM vorlagen_fassung f WHERE f.{} AND f.freigegeben_am IS NOT NULL)"
AN_FREIGEGEBENER = _FASSUNG.format("id = OLD.fassung_id")
AUF_FREIGEGEBENER = _FASSUNG.format("id IN (OLD.fassung_id, NEW.fassung_id)")
IN_FREIGEGEBENE = _FASSUNG.format("id IN (NEW.fassung_id)")
AUS_FREIGEGEBENER = _FASSUNG.format("id IN (OLD.fassung_id)")
UNBESTAETIGT = "NOT " + _FASSUNG.format("vorlage_id = OLD.vorlage_id")
"""Only what was imported and never confirmed has a number and goes again, and its Fassung goes first."""

VEROEFFENTLICHEN = (
    "OLD.veroeffentlicht_am IS NULL AND NEW.veroeffentlicht_am IS NOT NULL AND NEW.oeffentlich"
    " AND OLD.id = NEW.id AND OLD.nichtoeffentlich_grund = NEW.nichtoeffentlich_grund"
)
"""The one change of publicity that a released Fassung knows."""

NACHREICHEN = (
    "OLD.datei_id IS NULL AND NEW.datei_id IS NOT NULL AND OLD.fassung_id = NEW.fassung_id"
    " AND OLD.position = NEW.position AND OLD.titel = NEW.titel AND NOT OLD.oeffentlich"
    " AND EXISTS (SELECT 1 FROM vorlagen_quelle q WHERE q.fassung_id = OLD.fassung_id)"
)
"""The one change that an attachment of a released Fassung knows: an imported paper only named it."""

IN_BERATUNG_AUFGEHOBEN = (
    "OLD.zurueckgezogen_grund LIKE 'In der Beratung zurückgezogen: %' AND NOT EXISTS"
    " (SELECT 1 FROM vorlagen_beratung b WHERE b.vorlage_id = OLD.id AND b.ausgang = 'zurueckgezogen')"
)
"""A withdrawal that was the result of a vote ends with the correction of that result."""

SELBST = (
    "EXISTS (SELECT 1 FROM vorlagen_beteiligung b JOIN konten_konto k ON k.id = b.konto_id"
    " JOIN konten_konto w ON w.id = NEW.freigegeben_von_id WHERE b.fassung_id = NEW.id"
    " AND (b.konto_id = w.id OR b.person_id = w.person_id OR k.person_id = w.person_id))"
)
SCHREIBEND = (
    "EXISTS (SELECT 1 FROM vorlagen_beteiligung b JOIN konten_konto k ON k.id = b.konto_id"
    " JOIN konten_konto w ON w.id = NEW.konto_id WHERE b.fassung_id = NEW.fassung_id AND b.art <> 'eingereicht'"
    " AND (b.konto_id = w.id OR b.person_id = w.person_id OR k.person_id = w.person_id))"
)
BEANTWORTET = "OLD.ergebnis <> ''"
STEHT = "(OLD.ausgang <> '' OR OLD.zugestellt_am IS NOT NULL)"
MIT_FASSUNG = "OLD.laufend IS NOT NULL AND EXISTS (SELECT 1 FROM vorlagen_fassung f WHERE f.vorlage_id = OLD.id)"

SATZ = "Eine freigegebene Fassung bleibt, wie sie ist. Bitte fassen Sie die Vorlage neu."
OEFFENTLICHKEIT = "Öffentlich wird eine freigegebene Fassung nur durch Veröffentlichen, und sie bleibt es."
VIER_AUGEN = "Freigegeben wird von einer Person, die nicht mitgewirkt hat."
ANLAGE = "Die Öffentlichkeit einer Anlage steht mit der Freigabe fest."
NUMMER = "Eine vergebene Nummer bleibt vergeben."
RUECKNAHME = "Eine zurückgezogene Vorlage bleibt zurückgezogen."
STATION = "Eine Station mit Ergebnis oder Zustellung bleibt, wie sie ist."
ZUSTELLUNG = "Was den Mitgliedern zugestellt ist, bleibt zugestellt."
ANTWORT = "Eine Antwort auf eine Mitzeichnung bleibt, wie sie gegeben wurde."
ZWEITE_PERSON = "Mitgezeichnet wird von einer Person, die an Text und Anlagen nicht mitgewirkt hat."
BETEILIGT = "Wer mitgewirkt hat, bleibt verzeichnet."


class Migration(migrations.Migration):
    dependencies = [("vorlagen", "0001_initial"), ("konten", "0002_sperren")]
    operations = [
        install(
            Sperre(
                "vorlagen_fassung",
                "UPDATE",
                SATZ,
                spalten=(
                    *("vorlage_id", "neufassung", "status", "nummer", "datum", "betreff", "amt_id", "dezernat_id"),
                    *("aktenzeichen", "beschlussentwurf", "begruendung", "nicht_zugeordnet", "verfasser_id"),
                    *("freigegeben_am", "freigegeben_von_id"),
                ),
                bedingung=FREIGEGEBEN,
            ),
            Sperre(
                "vorlagen_fassung",
                "UPDATE",
                OEFFENTLICHKEIT,
                spalten=("id", "oeffentlich", "nichtoeffentlich_grund", "veroeffentlicht_am"),
                bedingung=f"{FREIGEGEBEN} AND NOT ({VEROEFFENTLICHEN})",
                zusatz="oeffentlichkeit",
            ),
            Sperre(
                "vorlagen_fassung",
                "UPDATE",
                VIER_AUGEN,
                spalten=("freigegeben_von_id",),
                bedingung=SELBST,
                zusatz="vier_augen",
            ),
            Sperre("vorlagen_fassung", "DELETE", SATZ, bedingung=FREIGEGEBEN),
            unersetzlich(
                "vorlagen_fassung",
                SATZ,
                Schluessel(("vorlage_id", "neufassung")),
                Schluessel(("vorlage_id",), "{}.status <> 'freigegeben'"),
                bedingung=FREIGEGEBEN,
            ),
            Sperre(
                "vorlagen_anlage",
                "UPDATE",
                SATZ,
                spalten=("fassung_id", "position", "titel", "datei_id", "dateiname"),
                bedingung=f"{AUF_FREIGEGEBENER} AND NOT ({NACHREICHEN})",
            ),
            Sperre(
                "vorlagen_anlage",
                "UPDATE",
                ANLAGE,
                spalten=("id", "oeffentlich"),
                bedingung=AN_FREIGEGEBENER,
                zusatz="oeffentlichkeit",
            ),
            Sperre("vorlagen_anlage", "INSERT", SATZ, bedingung=IN_FREIGEGEBENE),
            Sperre("vorlagen_anlage", "DELETE", SATZ, bedingung=AUS_FREIGEGEBENER),
            unersetzlich("vorlagen_anlage", SATZ, Schluessel(("fassung_id", "position")), bedingung=AN_FREIGEGEBENER),
            *(
                Sperre(tabelle, "TRUNCATE", SATZ)
                for tabelle in ("vorlagen_vorlage", "vorlagen_fassung", "vorlagen_anlage")
            ),
            Sperre("vorlagen_vorlage", "UPDATE", NUMMER, spalten=("art", "jahr", "laufend"), bedingung=NUMMERIERT),
            Sperre("vorlagen_vorlage", "UPDATE", NUMMER, spalten=("id",), bedingung=NUMMERIERT, zusatz="kennung"),
            Sperre(
                "vorlagen_vorlage",
                "UPDATE",
                RUECKNAHME,
                spalten=("zurueckgezogen_am", "zurueckgezogen_grund"),
                bedingung=f"OLD.zurueckgezogen_am IS NOT NULL AND NOT ({IN_BERATUNG_AUFGEHOBEN})",
                zusatz="ruecknahme",
            ),
            Sperre("vorlagen_vorlage", "DELETE", NUMMER, bedingung=MIT_FASSUNG),
            unersetzlich("vorlagen_vorlage", NUMMER, Schluessel(("art", "jahr", "laufend")), bedingung=NUMMERIERT),
            Sperre(
                "vorlagen_beratung",
                "UPDATE",
                STATION,
                spalten=(
                    *("id", "vorlage_id", "gremium_id", "entscheidend", "oeffentlich", "nichtoeffentlich_grund"),
                    "vorgaenger_id",
                ),
                bedingung=f"OLD.ausgang <> '' AND NEW.ausgang <> '' AND NOT ({UNBESTAETIGT})",
                zusatz="station",
            ),
            Sperre(
                "vorlagen_beratung",
                "UPDATE",
                ZUSTELLUNG,
                spalten=("zugestellt_am", "zugestellte_neufassung"),
                bedingung=(
                    "OLD.zugestellt_am IS NOT NULL AND (NEW.zugestellt_am IS NULL"
                    " OR NEW.zugestellt_am <> OLD.zugestellt_am"
                    " OR NEW.zugestellte_neufassung < OLD.zugestellte_neufassung)"
                ),
                zusatz="zustellung",
            ),
            Sperre("vorlagen_beratung", "DELETE", STATION, bedingung=f"{STEHT} AND NOT ({UNBESTAETIGT})"),
            Sperre("vorlagen_beratung", "TRUNCATE", STATION),
            unersetzlich(
                "vorlagen_beratung",
                STATION,
                Schluessel(("vorlage_id", "position")),
                Schluessel(("vorgaenger_id",)),
                bedingung=STEHT,
            ),
            Sperre(
                "vorlagen_mitzeichnung",
                "UPDATE",
                ZWEITE_PERSON,
                spalten=("ergebnis",),
                bedingung=f"NEW.ergebnis = 'zugestimmt' AND {SCHREIBEND}",
                zusatz="zweite_person",
            ),
            Sperre("vorlagen_mitzeichnung", "UPDATE", ANTWORT, bedingung=BEANTWORTET),
            # With a draft its answers go; the journal keeps them.
            Sperre("vorlagen_mitzeichnung", "DELETE", ANTWORT, bedingung=f"{BEANTWORTET} AND {AN_FREIGEGEBENER}"),
            Sperre("vorlagen_mitzeichnung", "TRUNCATE", ANTWORT),
            unersetzlich(
                "vorlagen_mitzeichnung",
                ANTWORT,
                Schluessel(("fassung_id", "konto_id"), "{}.ergebnis = ''"),
                bedingung=BEANTWORTET,
            ),
            Sperre("vorlagen_beteiligung", "UPDATE", BETEILIGT),
            Sperre("vorlagen_beteiligung", "DELETE", BETEILIGT, bedingung=AN_FREIGEGEBENER),
            Sperre("vorlagen_beteiligung", "TRUNCATE", BETEILIGT),
            unersetzlich(
                "vorlagen_beteiligung",
                BETEILIGT,
                Schluessel(("fassung_id", "konto_id", "person_id", "art")),
                bedingung=AN_FREIGEGEBENER,
            ),
        )
    ]
