"""The database itself keeps the journal as it was written."""

from django.db import migrations

from journal.sperren import Schluessel, Sperre, install, unersetzlich, unveraenderlich

EINTRAG = "Das Journal wird nur fortgeschrieben."
KOPF = "Der Kopf des Journals bleibt."


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [
        install(
            *unveraenderlich("journal_eintrag", EINTRAG),
            unersetzlich("journal_eintrag", EINTRAG, Schluessel(("laufend",))),
            Sperre("journal_kopf", "DELETE", KOPF),
            Sperre("journal_kopf", "TRUNCATE", KOPF),
            unersetzlich("journal_kopf", KOPF),
        )
    ]
