"""The database itself refuses to change what law and design call unchangeable."""

from django.db import migrations

from journal.sperren import Sperre, install


class Migration(migrations.Migration):
    dependencies = [("dokumente", "0001_initial")]
    operations = [
        install(
            Sperre("dokumente_datei", "UPDATE", "Eine abgelegte Datei bleibt, wie sie ist."),
        )
    ]
