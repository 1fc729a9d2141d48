"""Attendance grows by rows like results do; a correction has a reason of its own; the vote to add an item is kept whole."""

import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q

from journal.sperren import Schluessel, install, unersetzlich, unveraenderlich

SATZ = "Die Anwesenheit wird durch eine neue Zeile fortgeschrieben, nie überschrieben."


def split_grund(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Until now one field held both reasons; of a correction it was the reason for correcting."""
    berichtigungen = apps.get_model("sitzungen", "Abstimmung").objects.filter(berichtigt__isnull=False)
    berichtigungen.update(berichtigungsgrund=F("grund"), grund="")


def join_grund(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the reason for correcting back where both stood."""
    berichtigungen = apps.get_model("sitzungen", "Abstimmung").objects.filter(berichtigt__isnull=False)
    berichtigungen.update(grund=F("berichtigungsgrund"), berichtigungsgrund="")


def count_anwesende(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Only votes that reached two thirds were stored, against the attendance as it stands."""
    anwesenheiten = apps.get_model("sitzungen", "Anwesenheit").objects.filter(anwesend=True, stimmberechtigt=True)
    for top in apps.get_model("sitzungen", "Tagesordnungspunkt").objects.filter(aufnahme_ja__isnull=False):
        anwesend = anwesenheiten.filter(sitzung=top.sitzung_id).count()
        # Where attendance changed since, the vote must not be judged anew: it was carried.
        ja = top.aufnahme_ja or 0
        top.aufnahme_anwesend = anwesend if ja <= anwesend and ja * 3 >= anwesend * 2 else ja
        top.save(update_fields=["aufnahme_anwesend"])


class Migration(migrations.Migration):
    dependencies = [
        ("sitzungen", "0005_sperren_ergebnis"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="abstimmung", name="sitzungen_berichtigung_mit_grund"),
        migrations.AddField(
            model_name="abstimmung",
            name="berichtigungsgrund",
            field=models.CharField(blank=True, max_length=500, verbose_name="Grund der Berichtigung"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="abstimmung",
            name="grund",
            field=models.CharField(blank=True, max_length=500, verbose_name="Begründung trotz Hinweisen"),
        ),
        migrations.RunPython(split_grund, join_grund),
        migrations.AddConstraint(
            model_name="abstimmung",
            constraint=models.CheckConstraint(
                condition=Q(berichtigt__isnull=True, berichtigungsgrund="")
                | Q(berichtigt__isnull=False) & ~Q(berichtigungsgrund=""),
                name="sitzungen_berichtigung_mit_grund",
            ),
        ),
        migrations.AddField(
            model_name="tagesordnungspunkt",
            name="aufnahme_anwesend",
            field=models.PositiveSmallIntegerField(
                blank=True, editable=False, null=True, verbose_name="Anwesende bei der Aufnahme"
            ),
        ),
        migrations.AlterField(
            model_name="tagesordnungspunkt",
            name="aufnahme_ja",
            field=models.PositiveSmallIntegerField(
                blank=True, editable=False, null=True, verbose_name="Stimmen für die Aufnahme"
            ),
        ),
        migrations.RunPython(count_anwesende, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="tagesordnungspunkt",
            constraint=models.CheckConstraint(
                condition=Q(aufnahme_ja__isnull=True, aufnahme_anwesend__isnull=True)
                | Q(
                    aufnahme_ja__isnull=False,
                    aufnahme_anwesend__isnull=False,
                    aufnahme_ja__lte=F("aufnahme_anwesend"),
                ),
                name="sitzungen_top_aufnahme_ganz",
            ),
        ),
        migrations.RemoveConstraint(model_name="anwesenheit", name="sitzungen_anwesenheit_einmal"),
        migrations.AlterModelOptions(
            name="anwesenheit",
            options={
                "ordering": ["sitzung", "person", "pk"],
                "verbose_name": "Anwesenheit",
                "verbose_name_plural": "Anwesenheiten",
            },
        ),
        migrations.AlterField(
            model_name="anwesenheit",
            name="sitzung",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="anwesenheiten",
                to="sitzungen.sitzung",
                verbose_name="Sitzung",
            ),
        ),
        migrations.AddField(
            model_name="anwesenheit",
            name="ersetzt",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ersetzung",
                to="sitzungen.anwesenheit",
                verbose_name="ersetzt",
            ),
        ),
        migrations.AddField(
            model_name="anwesenheit",
            name="grund",
            field=models.CharField(blank=True, max_length=500, verbose_name="Grund der Berichtigung"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="anwesenheit",
            name="erfasst_am",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="erfasst am"),
        ),
        migrations.AddField(
            model_name="anwesenheit",
            name="erfasst_von",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="erfasste_anwesenheiten",
                to=settings.AUTH_USER_MODEL,
                verbose_name="erfasst von",
            ),
        ),
        migrations.AddConstraint(
            model_name="anwesenheit",
            constraint=models.UniqueConstraint(
                condition=Q(ersetzt__isnull=True), fields=("sitzung", "person"), name="sitzungen_anwesenheit_einmal"
            ),
        ),
        migrations.AddConstraint(
            model_name="anwesenheit",
            constraint=models.CheckConstraint(
                condition=Q(grund="") | Q(erfasst_von__isnull=False), name="sitzungen_anwesenheit_grund_mit_namen"
            ),
        ),
        install(
            *unveraenderlich("sitzungen_anwesenheit", SATZ),
            unersetzlich(
                "sitzungen_anwesenheit",
                SATZ,
                Schluessel(("sitzung_id", "person_id"), "{}.ersetzt_id IS NULL"),
                Schluessel(("ersetzt_id",)),
            ),
        ),
    ]
