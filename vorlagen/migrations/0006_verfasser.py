"""Who opened a paper has had a hand in it: all that is known of the papers written before."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def enter_verfasser(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write down the authors."""
    beteiligung = apps.get_model("vorlagen", "Beteiligung")
    fassungen = apps.get_model("vorlagen", "Fassung").objects.filter(verfasser__person__isnull=False)
    beteiligung.objects.bulk_create(
        beteiligung(fassung_id=fassung, konto_id=konto, person_id=person, art="angelegt", seit=seit)
        for fassung, konto, person, seit in fassungen.values_list("pk", "verfasser", "verfasser__person", "created_at")
    )


class Migration(migrations.Migration):
    dependencies = [("vorlagen", "0005_beteiligung"), ("konten", "0004_sperren")]
    operations = [migrations.RunPython(enter_verfasser, migrations.RunPython.noop)]
