import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from journal.sperren import Sperre, install

SATZ = "Eine freigegebene Fassung bleibt, wie sie ist. Bitte fassen Sie die Vorlage neu."


class Migration(migrations.Migration):
    dependencies = [
        ("vorlagen", "0002_sperren"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="fassung",
            name="kurzfassung",
            field=models.TextField(blank=True, default="", verbose_name="Kurzfassung"),
        ),
        install(
            Sperre(
                "vorlagen_fassung",
                "UPDATE",
                SATZ,
                spalten=(
                    *("vorlage_id", "neufassung", "status", "nummer", "datum", "betreff", "amt_id", "dezernat_id"),
                    *("aktenzeichen", "kurzfassung", "beschlussentwurf", "begruendung", "nicht_zugeordnet"),
                    *("verfasser_id", "freigegeben_am", "freigegeben_von_id"),
                ),
                bedingung="OLD.freigegeben_am IS NOT NULL",
            )
        ),
        migrations.CreateModel(
            name="Teilstand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "teil",
                    models.CharField(
                        choices=[
                            ("angaben", "Angaben"),
                            ("kurzfassung", "Kurzfassung"),
                            ("gremienweg", "Gremienweg"),
                            ("beschlussentwurf", "Beschlussentwurf"),
                            ("begruendung", "Begründung"),
                            ("anlagen", "Anlagen"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="Teil",
                    ),
                ),
                ("zaehler", models.PositiveIntegerField(editable=False, verbose_name="Stand")),
                ("eingabe", models.JSONField(default=dict, editable=False, verbose_name="Eingabe")),
                ("is_gueltig", models.BooleanField(default=True, editable=False, verbose_name="fehlerfrei")),
                (
                    "is_festgehalten",
                    models.BooleanField(default=False, editable=False, verbose_name="bleibt beim Ausdünnen"),
                ),
                ("gespeichert_am", models.DateTimeField(editable=False, verbose_name="gespeichert am")),
                (
                    "fassung",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="teilstaende",
                        to="vorlagen.fassung",
                        verbose_name="Fassung",
                    ),
                ),
                (
                    "konto",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teilstaende",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gespeichert von",
                    ),
                ),
            ],
            options={
                "verbose_name": "Stand eines Entwurfs",
                "verbose_name_plural": "Stände von Entwürfen",
                "ordering": ["fassung", "teil", "-zaehler"],
                "constraints": [
                    models.UniqueConstraint(fields=("fassung", "teil", "zaehler"), name="vorlagen_teilstand_einmal")
                ],
            },
        ),
    ]
