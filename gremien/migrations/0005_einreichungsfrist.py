"""How long before a sitting papers must be handed in, and how long co-signing takes: what a planned way counts with."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gremien", "0004_mitzeichnung_frist")]

    operations = [
        migrations.AddField(
            model_name="gremium",
            name="einreichungsfrist",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="So viele Kalendertage vor der Sitzung müssen Vorlagen beim Sitzungsdienst sein, zum Beispiel 14. Fällt der Tag auf ein Wochenende oder einen Feiertag, gilt der Arbeitstag davor. 0: Es gilt nur die Einladungsfrist.",
                validators=[django.core.validators.MaxValueValidator(90, "Bitte höchstens 90 Tage angeben.")],
                verbose_name="Einreichungsfrist",
            ),
        ),
        migrations.AddField(
            model_name="stadt",
            name="mitzeichnungspuffer",
            field=models.PositiveSmallIntegerField(
                default=5,
                help_text="Arbeitstage zwischen der Abgabe in die Mitzeichnung und der Einreichung beim Sitzungsdienst. Damit rechnet der Plan des Gremienwegs.",
                validators=[django.core.validators.MaxValueValidator(40, "Bitte höchstens 40 Arbeitstage angeben.")],
                verbose_name="Zeit für die Mitzeichnung",
            ),
        ),
    ]
