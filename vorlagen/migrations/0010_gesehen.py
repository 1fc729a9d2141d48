"""What a co-signer saw stays with the answer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vorlagen", "0009_sperren_mitzeichnung")]
    operations = [
        migrations.AddField(
            model_name="mitzeichnung",
            name="gesehen",
            field=models.TextField(blank=True, default="", editable=False, verbose_name="gesehener Stand"),
        ),
    ]
