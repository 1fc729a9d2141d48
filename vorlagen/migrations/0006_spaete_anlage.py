from django.db import migrations, models

from journal.sperren import Sperre, install

_FASSUNG = "EXISTS (SELECT 1 FROM vorlagen_fassung f WHERE f.{} AND f.freigegeben_am IS NOT NULL)"
AN_FREIGEGEBENER = _FASSUNG.format("id = OLD.fassung_id")
AUF_FREIGEGEBENER = _FASSUNG.format("id IN (OLD.fassung_id, NEW.fassung_id)")
IN_FREIGEGEBENE = _FASSUNG.format("id IN (NEW.fassung_id)")

NACHREICHEN = (
    "OLD.datei_id IS NULL AND NEW.datei_id IS NOT NULL AND OLD.fassung_id = NEW.fassung_id"
    " AND OLD.position = NEW.position AND OLD.titel = NEW.titel AND NOT OLD.oeffentlich"
    " AND EXISTS (SELECT 1 FROM vorlagen_quelle q WHERE q.fassung_id = OLD.fassung_id)"
)
"""An imported paper only named the attachment; its file comes later."""
SPAET = "NEW.nachgereicht_am IS NOT NULL AND NOT NEW.oeffentlich"
"""What comes after the release says so, and is not public by coming."""
OEFFNEN = "OLD.id = NEW.id AND OLD.nachgereicht_am IS NOT NULL AND NOT OLD.oeffentlich AND NEW.oeffentlich"
"""The one change of publicity that an attachment of a released Fassung knows."""

SATZ = "Eine freigegebene Fassung bleibt, wie sie ist. Bitte fassen Sie die Vorlage neu."
ANLAGE = "Die Öffentlichkeit einer Anlage steht mit der Freigabe fest."


class Migration(migrations.Migration):
    dependencies = [("vorlagen", "0005_neufassung_grund")]

    operations = [
        migrations.AddField(
            model_name="anlage",
            name="nachgereicht_am",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="nachgereicht am"),
        ),
        migrations.AddField(
            model_name="anlage",
            name="nachgereicht_grund",
            field=models.CharField(
                blank=True, default="", editable=False, max_length=500, verbose_name="Grund der Nachreichung"
            ),
        ),
        install(
            Sperre(
                "vorlagen_anlage",
                "UPDATE",
                SATZ,
                spalten=(
                    *("fassung_id", "position", "titel", "datei_id", "dateiname"),
                    *("nachgereicht_am", "nachgereicht_grund"),
                ),
                bedingung=f"{AUF_FREIGEGEBENER} AND NOT ({NACHREICHEN})",
            ),
            Sperre(
                "vorlagen_anlage",
                "UPDATE",
                ANLAGE,
                spalten=("id", "oeffentlich"),
                bedingung=f"{AN_FREIGEGEBENER} AND NOT ({OEFFNEN})",
                zusatz="oeffentlichkeit",
            ),
            Sperre("vorlagen_anlage", "INSERT", SATZ, bedingung=f"{IN_FREIGEGEBENE} AND NOT ({SPAET})"),
        ),
    ]
