"""What the list of papers searches: plain text without case, computed whenever a Fassung is saved."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from vorlagen.rules.suche import build_suchtext


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    fassungen = apps.get_model("vorlagen", "Fassung").objects.using(schema_editor.connection.alias)
    for fassung in fassungen.iterator():
        texte = [fassung.beschlussentwurf, fassung.begruendung]
        fassungen.filter(pk=fassung.pk).update(suchtext=build_suchtext([fassung.nummer, fassung.betreff], texte))


class Migration(migrations.Migration):
    dependencies = [("vorlagen", "0003_sperren_oeffentlichkeit")]
    operations = [
        migrations.AddField("fassung", "suchtext", models.TextField("Suchtext", null=True, editable=False)),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
