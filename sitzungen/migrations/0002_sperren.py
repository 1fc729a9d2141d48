"""The database itself refuses to change what law and design call unchangeable."""

from django.db import migrations

from journal.sperren import install, unveraenderlich


class Migration(migrations.Migration):
    dependencies = [("sitzungen", "0001_initial")]
    operations = [
        install(
            *unveraenderlich(
                "sitzungen_abstimmung", "Ein Ergebnis wird durch eine neue Zeile berichtigt, nie überschrieben."
            ),
        )
    ]
