"""The database itself asks for a second person, and forgets nobody who had a hand in a paper."""

from django.db import migrations

from journal.sperren import Schluessel, Sperre, install, unersetzlich

FREIGEGEBEN = "EXISTS (SELECT 1 FROM vorlagen_fassung f WHERE f.id = OLD.fassung_id AND f.freigegeben_am IS NOT NULL)"
SELBST = (
    "EXISTS (SELECT 1 FROM vorlagen_beteiligung b JOIN konten_konto k ON k.id = b.konto_id"
    " JOIN konten_konto w ON w.id = NEW.freigegeben_von_id WHERE b.fassung_id = NEW.id"
    " AND (b.konto_id = w.id OR b.person_id = w.person_id OR k.person_id = w.person_id))"
)
VIER_AUGEN = "Freigegeben wird von einer Person, die nicht mitgewirkt hat."
BLEIBT = "Wer mitgewirkt hat, bleibt verzeichnet."
# Only what was imported and never confirmed has a number and goes again, and its Fassung goes first.
UNBESTAETIGT = (
    "NOT EXISTS (SELECT 1 FROM vorlagen_fassung f WHERE f.vorlage_id = OLD.vorlage_id AND f.freigegeben_am IS NOT NULL)"
)
STATION = "Eine Station mit Ergebnis oder Zustellung bleibt, wie sie ist."
NUMMER = "OLD.laufend IS NOT NULL AND EXISTS (SELECT 1 FROM vorlagen_fassung f WHERE f.vorlage_id = OLD.id)"


class Migration(migrations.Migration):
    dependencies = [("vorlagen", "0006_verfasser"), ("konten", "0004_sperren")]
    operations = [
        install(
            Sperre(
                "vorlagen_fassung",
                "UPDATE",
                VIER_AUGEN,
                spalten=("freigegeben_von_id",),
                bedingung=SELBST,
                zusatz="vier_augen",
            ),
            Sperre("vorlagen_beteiligung", "UPDATE", BLEIBT),
            Sperre("vorlagen_beteiligung", "DELETE", BLEIBT, bedingung=FREIGEGEBEN),
            Sperre("vorlagen_beteiligung", "TRUNCATE", BLEIBT),
            unersetzlich(
                "vorlagen_beteiligung",
                BLEIBT,
                Schluessel(("fassung_id", "konto_id", "person_id", "art")),
                bedingung=FREIGEGEBEN,
            ),
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
                bedingung=f"OLD.ausgang <> '' AND NEW.ausgang <> '' AND NOT ({UNBESTAETIGT})",
                zusatz="station",
            ),
            Sperre(
                "vorlagen_beratung",
                "DELETE",
                STATION,
                bedingung=f"(OLD.ausgang <> '' OR OLD.zugestellt_am IS NOT NULL) AND NOT ({UNBESTAETIGT})",
            ),
            Sperre("vorlagen_vorlage", "DELETE", "Eine vergebene Nummer bleibt vergeben.", bedingung=NUMMER),
        )
    ]
