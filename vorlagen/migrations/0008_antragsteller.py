from django.db import migrations, models

from journal.sperren import Sperre, install

SATZ = "Eine freigegebene Fassung bleibt, wie sie ist. Bitte fassen Sie die Vorlage neu."


class Migration(migrations.Migration):
    dependencies = [("vorlagen", "0007_auswirkungen")]

    operations = [
        migrations.AddField(
            model_name="fassung",
            name="antragsteller",
            field=models.TextField(
                blank=True,
                default="",
                help_text="Fraktionen und Personen, je Zeile eine.",
                verbose_name="Antragsteller/in",
            ),
        ),
        migrations.AddField(
            model_name="fassung",
            name="eingegangen_am",
            field=models.DateField(blank=True, null=True, verbose_name="eingegangen am"),
        ),
        install(
            Sperre(
                "vorlagen_fassung",
                "UPDATE",
                SATZ,
                spalten=(
                    *("vorlage_id", "neufassung", "status", "nummer", "datum", "betreff", "amt_id", "dezernat_id"),
                    *("aktenzeichen", "neufassung_grund", "antragsteller", "eingegangen_am", "kurzfassung"),
                    *("beschlussentwurf", "begruendung", "auswirkungen", "nicht_zugeordnet", "verfasser_id"),
                    *("freigegeben_am", "freigegeben_von_id"),
                ),
                bedingung="OLD.freigegeben_am IS NOT NULL",
            )
        ),
    ]
