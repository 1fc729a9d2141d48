from django.db import migrations, models

from journal.sperren import Sperre, install

SATZ = "Eine freigegebene Fassung bleibt, wie sie ist. Bitte fassen Sie die Vorlage neu."


class Migration(migrations.Migration):
    dependencies = [("vorlagen", "0004_vertretung")]

    operations = [
        migrations.AddField(
            model_name="fassung",
            name="neufassung_grund",
            field=models.CharField(
                blank=True,
                default="",
                help_text=(
                    "Was sich ändert und warum, zum Beispiel: „Nach der Beratung im Ausschuss geändert“. Wird gedruckt."
                ),
                max_length=500,
                verbose_name="Grund der Neufassung",
            ),
        ),
        install(
            Sperre(
                "vorlagen_fassung",
                "UPDATE",
                SATZ,
                spalten=(
                    *("vorlage_id", "neufassung", "status", "nummer", "datum", "betreff", "amt_id", "dezernat_id"),
                    *("aktenzeichen", "neufassung_grund", "kurzfassung", "beschlussentwurf", "begruendung"),
                    *("nicht_zugeordnet", "verfasser_id", "freigegeben_am", "freigegeben_von_id"),
                ),
                bedingung="OLD.freigegeben_am IS NOT NULL",
            )
        ),
    ]
