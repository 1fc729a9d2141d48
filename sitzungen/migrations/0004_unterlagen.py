import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from journal.sperren import Sperre, install, unersetzlich

UNTERLAGE = "Eine Unterlage bleibt, wie sie beigelegt wurde. Bitte entfernen Sie sie und legen Sie eine andere bei."
OEFFNEN = "NOT OLD.oeffentlich AND NEW.oeffentlich AND OLD.entfernt_am IS NULL"
"""The one change of publicity there is."""


class Migration(migrations.Migration):
    dependencies = [
        ("dokumente", "0002_sperren"),
        ("sitzungen", "0003_bekanntmachungen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Unterlage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "art",
                    models.CharField(
                        choices=[
                            ("tischvorlage", "Tischvorlage"),
                            ("handzettel", "Handzettel"),
                            ("praesentation", "Präsentation"),
                            ("liste", "Liste"),
                            ("sonstiges", "Unterlage"),
                        ],
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                ("titel", models.CharField(max_length=250, verbose_name="Titel")),
                ("dateiname", models.CharField(max_length=150, verbose_name="Dateiname")),
                ("oeffentlich", models.BooleanField(default=False, editable=False, verbose_name="öffentlich")),
                ("beigelegt_am", models.DateTimeField(editable=False, verbose_name="beigelegt am")),
                (
                    "entfernt_am",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="entfernt am"),
                ),
                (
                    "entfernt_grund",
                    models.CharField(blank=True, editable=False, max_length=500, verbose_name="Grund der Entfernung"),
                ),
                (
                    "beigelegt_von",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beigelegt von",
                    ),
                ),
                (
                    "datei",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unterlagen",
                        to="dokumente.datei",
                        verbose_name="Datei",
                    ),
                ),
                (
                    "sitzung",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unterlagen",
                        to="sitzungen.sitzung",
                        verbose_name="Sitzung",
                    ),
                ),
                (
                    "top",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unterlagen",
                        to="sitzungen.tagesordnungspunkt",
                        verbose_name="Tagesordnungspunkt",
                    ),
                ),
            ],
            options={
                "verbose_name": "Unterlage",
                "verbose_name_plural": "Unterlagen",
                "ordering": ["sitzung", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("entfernt_am__isnull", True), ("entfernt_grund", "")),
                            models.Q(("entfernt_am__isnull", False), models.Q(("entfernt_grund", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="sitzungen_unterlage_entfernt_mit_grund",
                    )
                ],
            },
        ),
        install(
            Sperre(
                "sitzungen_unterlage",
                "UPDATE",
                UNTERLAGE,
                spalten=(
                    *("id", "sitzung_id", "top_id", "art", "titel", "datei_id", "dateiname"),
                    *("beigelegt_am", "beigelegt_von_id"),
                ),
            ),
            Sperre(
                "sitzungen_unterlage",
                "UPDATE",
                UNTERLAGE,
                spalten=("oeffentlich",),
                bedingung=f"NOT ({OEFFNEN})",
                zusatz="oeffentlichkeit",
            ),
            Sperre(
                "sitzungen_unterlage",
                "UPDATE",
                UNTERLAGE,
                spalten=("entfernt_am", "entfernt_grund"),
                bedingung="OLD.entfernt_am IS NOT NULL",
                zusatz="entfernung",
            ),
            Sperre("sitzungen_unterlage", "INSERT", UNTERLAGE, bedingung="NEW.oeffentlich"),
            Sperre("sitzungen_unterlage", "DELETE", UNTERLAGE),
            Sperre("sitzungen_unterlage", "TRUNCATE", UNTERLAGE),
            unersetzlich("sitzungen_unterlage", UNTERLAGE),
        ),
    ]
