import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from journal.sperren import Schluessel, Sperre, install, unersetzlich, unveraenderlich

BEKANNTMACHUNG = "Was bekannt gemacht ist, bleibt, wie es war. Neues kommt als Nachtrag hinzu."
PUNKT = "Ein veröffentlichter Punkt bleibt auf der Tagesordnung, wie er ist."


class Migration(migrations.Migration):
    dependencies = [
        ("sitzungen", "0002_sperren"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Bekanntmachung",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nummer", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                ("inhalt", models.TextField(verbose_name="Wortlaut")),
                ("zugang", models.DateField(null=True, verbose_name="Zugang bei den Mitgliedern")),
                ("verspaetet", models.BooleanField(default=False, verbose_name="nach Ablauf der Frist")),
                ("bekanntgemacht_am", models.DateTimeField(verbose_name="bekannt gemacht am")),
                (
                    "bekanntgemacht_von",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bekannt gemacht von",
                    ),
                ),
                (
                    "sitzung",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bekanntmachungen",
                        to="sitzungen.sitzung",
                        verbose_name="Sitzung",
                    ),
                ),
            ],
            options={
                "verbose_name": "Bekanntmachung",
                "verbose_name_plural": "Bekanntmachungen",
                "ordering": ["sitzung", "nummer"],
            },
        ),
        migrations.AddField(
            model_name="tagesordnungspunkt",
            name="bekanntmachung",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tops",
                to="sitzungen.bekanntmachung",
                verbose_name="bekannt gemacht mit",
            ),
        ),
        migrations.AddConstraint(
            model_name="bekanntmachung",
            constraint=models.UniqueConstraint(fields=("sitzung", "nummer"), name="sitzungen_bekanntmachung_einmal"),
        ),
        migrations.AddConstraint(
            model_name="bekanntmachung",
            constraint=models.CheckConstraint(
                condition=models.Q(("nummer__gt", 0), ("zugang__isnull", True), _connector="OR"),
                name="sitzungen_zugang_nur_am_nachtrag",
            ),
        ),
        migrations.AddConstraint(
            model_name="bekanntmachung",
            constraint=models.CheckConstraint(
                condition=models.Q(("verspaetet", False), ("zugang__isnull", False), _connector="OR"),
                name="sitzungen_verspaetet_mit_zugang",
            ),
        ),
        install(
            *unveraenderlich("sitzungen_bekanntmachung", BEKANNTMACHUNG),
            unersetzlich("sitzungen_bekanntmachung", BEKANNTMACHUNG, Schluessel(("sitzung_id", "nummer"))),
            Sperre(
                "sitzungen_tagesordnungspunkt",
                "UPDATE",
                PUNKT,
                spalten=(
                    "id",
                    "sitzung_id",
                    "teil",
                    "nummer",
                    "betreff",
                    "oberbegriff",
                    "uebergeordnet_id",
                    "beratung_id",
                    "nachtrag_grund",
                    "bekanntmachung_id",
                ),
                bedingung="OLD.nummer <> ''",
                zusatz="nummer",
            ),
        ),
    ]
