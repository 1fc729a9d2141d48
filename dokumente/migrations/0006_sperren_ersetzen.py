"""No kept file and no registered print is pushed out by another row that takes its key."""

from django.db import migrations

from journal.sperren import Schluessel, install, unersetzlich


class Migration(migrations.Migration):
    dependencies = [("dokumente", "0005_dateipruefung")]
    operations = [
        install(
            unersetzlich("dokumente_datei", "Eine abgelegte Datei bleibt, wie sie ist.", Schluessel(("pruefsumme",))),
            unersetzlich(
                "dokumente_ausdruck",
                "Das Verzeichnis der Ausdrucke wird nur fortgeschrieben.",
                Schluessel(("pruefsumme",)),
            ),
        )
    ]
