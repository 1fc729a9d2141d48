"""The database itself refuses to change what was released."""

from django.db import migrations

from journal.sperren import Sperre, install

FASSUNG_FREIGEGEBEN = "OLD.freigegeben_am IS NOT NULL"
ANLAGE_FREIGEGEBEN = "EXISTS (SELECT 1 FROM vorlagen_fassung f WHERE f.id IN ({}) AND f.freigegeben_am IS NOT NULL)"
SATZ = "Eine freigegebene Fassung bleibt, wie sie ist. Bitte fassen Sie die Vorlage neu."
NUMMER = "Eine vergebene Nummer bleibt vergeben."


class Migration(migrations.Migration):
    dependencies = [("vorlagen", "0001_initial")]
    operations = [
        install(
            Sperre(
                "vorlagen_fassung",
                "UPDATE",
                SATZ,
                spalten=(
                    "vorlage_id",
                    "neufassung",
                    "status",
                    "nummer",
                    "datum",
                    "betreff",
                    "amt_id",
                    "dezernat_id",
                    "aktenzeichen",
                    "beschlussentwurf",
                    "begruendung",
                    "nicht_zugeordnet",
                    "verfasser_id",
                    "freigegeben_am",
                    "freigegeben_von_id",
                ),
                bedingung=FASSUNG_FREIGEGEBEN,
            ),
            Sperre("vorlagen_fassung", "DELETE", SATZ, bedingung=FASSUNG_FREIGEGEBEN),
            Sperre(
                "vorlagen_anlage",
                "UPDATE",
                SATZ,
                spalten=("fassung_id", "position", "titel", "datei_id", "dateiname"),
                bedingung=ANLAGE_FREIGEGEBEN.format("OLD.fassung_id, NEW.fassung_id"),
            ),
            Sperre("vorlagen_anlage", "INSERT", SATZ, bedingung=ANLAGE_FREIGEGEBEN.format("NEW.fassung_id")),
            Sperre("vorlagen_anlage", "DELETE", SATZ, bedingung=ANLAGE_FREIGEGEBEN.format("OLD.fassung_id")),
            *(
                Sperre(tabelle, "TRUNCATE", SATZ)
                for tabelle in ("vorlagen_vorlage", "vorlagen_fassung", "vorlagen_anlage")
            ),
            Sperre(
                "vorlagen_vorlage",
                "UPDATE",
                NUMMER,
                spalten=("art", "jahr", "laufend"),
                bedingung="OLD.laufend IS NOT NULL",
            ),
            Sperre("vorlagen_vorlage", "DELETE", NUMMER, bedingung="OLD.laufend IS NOT NULL"),
        )
    ]
