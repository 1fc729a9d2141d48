"""An attachment that an imported paper only names may get its file, once."""

from django.db import migrations

from journal.sperren import Sperre, install

SATZ = "Eine freigegebene Fassung bleibt, wie sie ist. Bitte fassen Sie die Vorlage neu."
FREIGEGEBEN = (
    "EXISTS (SELECT 1 FROM vorlagen_fassung f WHERE f.id IN (OLD.fassung_id, NEW.fassung_id)"
    " AND f.freigegeben_am IS NOT NULL)"
)
NACHREICHEN = (
    "OLD.datei_id IS NULL AND NEW.datei_id IS NOT NULL AND OLD.fassung_id = NEW.fassung_id"
    " AND OLD.position = NEW.position AND OLD.titel = NEW.titel AND NOT OLD.oeffentlich"
    " AND EXISTS (SELECT 1 FROM vorlagen_quelle q WHERE q.fassung_id = OLD.fassung_id)"
)
"""The one change that an attachment of a released Fassung knows."""


class Migration(migrations.Migration):
    dependencies = [("vorlagen", "0007_sperren_beteiligung")]
    operations = [
        install(
            Sperre(
                "vorlagen_anlage",
                "UPDATE",
                SATZ,
                spalten=("fassung_id", "position", "titel", "datei_id", "dateiname"),
                bedingung=f"{FREIGEGEBEN} AND NOT ({NACHREICHEN})",
            ),
        )
    ]
