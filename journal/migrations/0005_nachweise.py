"""Every row keeps how the objects of its act were, so that they can be compared with it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_sperren_ersetzen")]
    operations = [
        migrations.AddField(
            model_name="eintrag",
            name="nachweise",
            field=models.JSONField(blank=True, null=True, verbose_name="Nachweise"),
        ),
    ]
