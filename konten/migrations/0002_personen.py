"""Accounts belong to persons, of whom one may have several."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import konten.models


def name_persons(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give every account that has no person one of its own name."""
    for konto in apps.get_model("konten", "Konto").objects.filter(person__isnull=True):
        person = apps.get_model("gremien", "Person").objects.create(
            vorname=konto.first_name, nachname=konto.last_name or konto.username[:100]
        )
        konto.person = person
        konto.save(update_fields=["person"])


class Migration(migrations.Migration):
    dependencies = [("konten", "0001_initial"), ("gremien", "0002_stadt")]
    operations = [
        migrations.AlterField(
            model_name="konto",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="konten",
                to="gremien.person",
                verbose_name="Person",
            ),
        ),
        migrations.AlterField(
            model_name="rollenzuweisung",
            name="konto",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rollenzuweisungen",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Konto",
            ),
        ),
        migrations.AlterModelManagers(name="konto", managers=[("objects", konten.models.KontoManager())]),
        migrations.RunPython(name_persons, migrations.RunPython.noop),
    ]
