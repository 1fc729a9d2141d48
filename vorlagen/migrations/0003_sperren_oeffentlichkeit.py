"""What was made public, delivered, withdrawn or decided stays so; no row of record is pushed out by another one."""

from django.db import migrations

from journal.sperren import Schluessel, Sperre, install, unersetzlich

FREIGEGEBEN = "OLD.freigegeben_am IS NOT NULL"
AN_FREIGEGEBENER = (
    "EXISTS (SELECT 1 FROM vorlagen_fassung f WHERE f.id = OLD.fassung_id AND f.freigegeben_am IS NOT NULL)"
)
NUMMERIERT = "OLD.laufend IS NOT NULL"
STEHT = "(OLD.ausgang <> '' OR OLD.zugestellt_am IS NOT NULL)"

VEROEFFENTLICHEN = (
    "OLD.veroeffentlicht_am IS NULL AND NEW.veroeffentlicht_am IS NOT NULL AND NEW.oeffentlich"
    " AND OLD.id = NEW.id AND OLD.nichtoeffentlich_grund = NEW.nichtoeffentlich_grund"
)
"""The one change of publicity that a released Fassung knows."""

IN_BERATUNG_AUFGEHOBEN = (
    "OLD.zurueckgezogen_grund LIKE 'In der Beratung zurückgezogen: %' AND NOT EXISTS"
    " (SELECT 1 FROM vorlagen_beratung b WHERE b.vorlage_id = OLD.id AND b.ausgang = 'zurueckgezogen')"
)
"""A withdrawal that was the result of a vote ends with the correction of that result."""

SATZ = "Eine freigegebene Fassung bleibt, wie sie ist. Bitte fassen Sie die Vorlage neu."
OEFFENTLICHKEIT = "Öffentlich wird eine freigegebene Fassung nur durch Veröffentlichen, und sie bleibt es."
ANLAGE = "Die Öffentlichkeit einer Anlage steht mit der Freigabe fest."
NUMMER = "Eine vergebene Nummer bleibt vergeben."
RUECKNAHME = "Eine zurückgezogene Vorlage bleibt zurückgezogen."
STATION = "Eine Station mit Ergebnis oder Zustellung bleibt, wie sie ist."


class Migration(migrations.Migration):
    dependencies = [("vorlagen", "0002_sperren")]
    operations = [
        install(
            Sperre(
                "vorlagen_fassung",
                "UPDATE",
                OEFFENTLICHKEIT,
                spalten=("id", "oeffentlich", "nichtoeffentlich_grund", "veroeffentlicht_am"),
                bedingung=f"{FREIGEGEBEN} AND NOT ({VEROEFFENTLICHEN})",
                zusatz="oeffentlichkeit",
            ),
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
                ANLAGE,
                spalten=("id", "oeffentlich"),
                bedingung=AN_FREIGEGEBENER,
                zusatz="oeffentlichkeit",
            ),
            unersetzlich("vorlagen_anlage", SATZ, Schluessel(("fassung_id", "position")), bedingung=AN_FREIGEGEBENER),
            Sperre("vorlagen_vorlage", "UPDATE", NUMMER, spalten=("id",), bedingung=NUMMERIERT, zusatz="kennung"),
            Sperre(
                "vorlagen_vorlage",
                "UPDATE",
                RUECKNAHME,
                spalten=("zurueckgezogen_am", "zurueckgezogen_grund"),
                bedingung=f"OLD.zurueckgezogen_am IS NOT NULL AND NOT ({IN_BERATUNG_AUFGEHOBEN})",
                zusatz="ruecknahme",
            ),
            unersetzlich("vorlagen_vorlage", NUMMER, Schluessel(("art", "jahr", "laufend")), bedingung=NUMMERIERT),
            Sperre(
                "vorlagen_beratung",
                "UPDATE",
                STATION,
                spalten=(
                    "id",
                    "vorlage_id",
                    "gremium_id",
                    "entscheidend",
                    "oeffentlich",
                    "nichtoeffentlich_grund",
                    "vorgaenger_id",
                ),
                bedingung="OLD.ausgang <> '' AND NEW.ausgang <> ''",
                zusatz="station",
            ),
            Sperre(
                "vorlagen_beratung",
                "UPDATE",
                "Was den Mitgliedern zugestellt ist, bleibt zugestellt.",
                spalten=("zugestellt_am", "zugestellte_neufassung"),
                bedingung=(
                    "OLD.zugestellt_am IS NOT NULL AND (NEW.zugestellt_am IS NULL"
                    " OR NEW.zugestellt_am <> OLD.zugestellt_am"
                    " OR NEW.zugestellte_neufassung < OLD.zugestellte_neufassung)"
                ),
                zusatz="zustellung",
            ),
            Sperre("vorlagen_beratung", "DELETE", STATION, bedingung=STEHT),
            Sperre("vorlagen_beratung", "TRUNCATE", STATION),
            unersetzlich(
                "vorlagen_beratung",
                STATION,
                Schluessel(("vorlage_id", "position")),
                Schluessel(("vorgaenger_id",)),
                bedingung=STEHT,
            ),
        )
    ]
