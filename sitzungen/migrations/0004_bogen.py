"""Filled sheets: stored as they came, unchangeable."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from journal.sperren import install, unveraenderlich


class Migration(migrations.Migration):
    dependencies = [
        ("dokumente", "0003_druckstueck"),
        ("sitzungen", "0003_mappe"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Bogen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dateiname", models.CharField(max_length=120, verbose_name="Dateiname")),
                ("werte", models.JSONField(verbose_name="Werte")),
                ("eingelesen_am", models.DateTimeField(auto_now_add=True, verbose_name="eingelesen am")),
                (
                    "datei",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="boegen",
                        to="dokumente.datei",
                        verbose_name="Datei",
                    ),
                ),
                (
                    "eingelesen_von",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="eingelesene_boegen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="eingelesen von",
                    ),
                ),
                (
                    "sitzung",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="boegen",
                        to="sitzungen.sitzung",
                        verbose_name="Sitzung",
                    ),
                ),
            ],
            options={
                "verbose_name": "Bogen",
                "verbose_name_plural": "Bögen",
                "ordering": ["sitzung", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sitzung", "datei"),
                        name="sitzungen_bogen_einmal",
                        violation_error_message="Dieser Bogen ist schon eingelesen.",
                    )
                ],
            },
        ),
        install(*unveraenderlich("sitzungen_bogen", "Ein eingelesener Bogen wird aufbewahrt, wie er kam.")),
    ]
