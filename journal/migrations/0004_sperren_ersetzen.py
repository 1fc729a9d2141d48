"""No row of record is pushed out by another one that takes its key."""

from django.db import migrations

from journal.sperren import Schluessel, install, unersetzlich


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_akte")]
    operations = [
        install(
            unersetzlich("journal_eintrag", "Das Journal wird nur fortgeschrieben.", Schluessel(("laufend",))),
            unersetzlich("journal_kopf", "Der Kopf des Journals bleibt."),
        )
    ]
