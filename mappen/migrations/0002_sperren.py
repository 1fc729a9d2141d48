"""The database itself keeps a filled sheet as it came."""

from django.db import migrations

from journal.sperren import Schluessel, install, unersetzlich, unveraenderlich

BOGEN = "Ein eingelesener Bogen wird aufbewahrt, wie er kam."


class Migration(migrations.Migration):
    dependencies = [("mappen", "0001_initial")]
    operations = [
        install(
            *unveraenderlich("mappen_bogen", BOGEN),
            unersetzlich("mappen_bogen", BOGEN, Schluessel(("sitzung_id", "datei_id"))),
        )
    ]
