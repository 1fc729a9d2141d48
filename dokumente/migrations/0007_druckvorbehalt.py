from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dokumente", "0006_sperren_ersetzen"),
    ]

    operations = [
        migrations.AddField(
            model_name="druckstueck",
            name="vorbehalt",
            field=models.TextField(
                blank=True, editable=False, verbose_name="warum es PDF/UA und PDF/A nicht beansprucht"
            ),
        ),
    ]
