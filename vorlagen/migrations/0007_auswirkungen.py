import django.db.models.expressions
from django.db import migrations, models

from journal.sperren import Sperre, install

SATZ = "Eine freigegebene Fassung bleibt, wie sie ist. Bitte fassen Sie die Vorlage neu."


class Migration(migrations.Migration):
    dependencies = [("vorlagen", "0006_spaete_anlage")]

    operations = [
        migrations.AddField(
            model_name="fassung",
            name="auswirkungen",
            field=models.TextField(blank=True, default="", editable=False, verbose_name="Auswirkungen"),
        ),
        install(
            Sperre(
                "vorlagen_fassung",
                "UPDATE",
                SATZ,
                spalten=(
                    *("vorlage_id", "neufassung", "status", "nummer", "datum", "betreff", "amt_id", "dezernat_id"),
                    *("aktenzeichen", "neufassung_grund", "kurzfassung", "beschlussentwurf", "begruendung"),
                    *("auswirkungen", "nicht_zugeordnet", "verfasser_id", "freigegeben_am", "freigegeben_von_id"),
                ),
                bedingung="OLD.freigegeben_am IS NOT NULL",
            )
        ),
        migrations.AlterField(
            model_name="teilstand",
            name="teil",
            field=models.CharField(
                choices=[
                    ("angaben", "Angaben"),
                    ("kurzfassung", "Kurzfassung"),
                    ("gremienweg", "Gremienweg"),
                    ("beschlussentwurf", "Beschlussentwurf"),
                    ("begruendung", "Begründung"),
                    ("auswirkungen", "Auswirkungen"),
                    ("anlagen", "Anlagen"),
                ],
                editable=False,
                max_length=20,
                verbose_name="Teil",
            ),
        ),
        migrations.CreateModel(
            name="Auswirkungsart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("von", models.DateField(blank=True, null=True, verbose_name="gültig ab")),
                ("bis", models.DateField(blank=True, null=True, verbose_name="gültig bis")),
                (
                    "titel",
                    models.CharField(
                        help_text="Steht im Entwurf und auf der Vorlage, zum Beispiel „Demografie“.",
                        max_length=80,
                        verbose_name="Titel",
                    ),
                ),
                (
                    "frage",
                    models.CharField(
                        blank=True,
                        help_text="Die Frage über der Auswahl, zum Beispiel „Für wen ändert sich etwas?“; steht nur im "
                        "Entwurf.",
                        max_length=300,
                        verbose_name="Frage",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("finanzen", "ja, nein oder noch nicht bekannt; bei „ja“ mit Betrag"),
                            ("richtung", "keine, positiv, negativ oder noch nicht bekannt"),
                            ("ja_nein", "ja, nein oder noch nicht bekannt"),
                        ],
                        max_length=20,
                        verbose_name="zur Wahl steht",
                    ),
                ),
                ("reihenfolge", models.PositiveSmallIntegerField(default=100, verbose_name="Reihenfolge")),
            ],
            options={
                "verbose_name": "Art von Auswirkungen",
                "verbose_name_plural": "Arten von Auswirkungen",
                "ordering": ["reihenfolge", "titel"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("von__isnull", True),
                            ("bis__isnull", True),
                            ("bis__gte", django.db.models.expressions.F("von")),
                            _connector="OR",
                        ),
                        name="vorlagen_auswirkungsart_zeitraum",
                        violation_error_message="Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage.",
                    ),
                    models.UniqueConstraint(
                        fields=("titel",),
                        name="vorlagen_auswirkungsart_einmal",
                        violation_error_message="Auswirkungen mit diesem Titel gibt es schon.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("form", "finanzen")),
                        fields=("form",),
                        name="vorlagen_auswirkungsart_ein_betrag",
                        violation_error_message="Einen Betrag gibt es je Vorlage nur einmal; die Auswirkungen mit "
                        "Betrag gibt es schon. Bitte wählen Sie eine andere Form.",
                    ),
                ],
            },
        ),
    ]
