"""The city stands in the master data from the beginning, so that the first document has a letterhead."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def enter_stadt(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Enter the city with what is preset."""
    apps.get_model("gremien", "Stadt").objects.create()


class Migration(migrations.Migration):
    dependencies = [("gremien", "0001_initial")]
    operations = [migrations.RunPython(enter_stadt, migrations.RunPython.noop)]
