from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gremien", "0002_stadt")]

    operations = [
        migrations.AddField(
            model_name="stadt",
            name="kurzfassung_drucken",
            field=models.BooleanField(
                default=False,
                help_text="Sonst steht sie nur auf der Seite der Vorlage und in Listen.",
                verbose_name="Kurzfassung auf die Vorlage drucken",
            ),
        ),
    ]
