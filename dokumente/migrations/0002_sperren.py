"""The database itself refuses to change what was kept and what was handed out."""

from django.db import migrations

from journal.sperren import Schluessel, Sperre, install, unersetzlich, unveraenderlich

DATEI = "Eine abgelegte Datei bleibt, wie sie ist."
AUSDRUCK = "Das Verzeichnis der Ausdrucke wird nur fortgeschrieben."


class Migration(migrations.Migration):
    dependencies = [("dokumente", "0001_initial")]
    operations = [
        install(
            Sperre("dokumente_datei", "UPDATE", DATEI),
            unersetzlich("dokumente_datei", DATEI, Schluessel(("pruefsumme",))),
            *unveraenderlich("dokumente_ausdruck", AUSDRUCK),
            unersetzlich("dokumente_ausdruck", AUSDRUCK, Schluessel(("pruefsumme",))),
        )
    ]
