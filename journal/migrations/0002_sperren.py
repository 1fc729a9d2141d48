"""The database itself refuses to change what law and design call unchangeable."""

from django.db import migrations

from journal.sperren import Sperre, install, unveraenderlich


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [
        install(
            *unveraenderlich("journal_eintrag", "Das Journal wird nur fortgeschrieben."),
            Sperre("journal_kopf", "DELETE", "Der Kopf des Journals bleibt."),
            Sperre("journal_kopf", "TRUNCATE", "Der Kopf des Journals bleibt."),
        )
    ]
