import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dokumente", "0003_druckstueck"),
        ("sitzungen", "0002_sperren"),
        ("vorlagen", "0002_sperren"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mappe",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fuer",
                    models.CharField(
                        choices=[
                            ("oeffentlich", "Öffentlichkeit"),
                            ("mitglieder", "Mitglieder des Gremiums"),
                            ("gesamt", "Verwaltung (vollständig)"),
                        ],
                        max_length=20,
                        verbose_name="Empfängerkreis",
                    ),
                ),
                (
                    "umfang",
                    models.CharField(
                        choices=[
                            ("alles", "Alle Unterlagen"),
                            ("nichtoeffentlich", "Nur der nichtöffentliche Teil"),
                            ("neues", "Nur was seit einem Zeitpunkt dazugekommen ist"),
                        ],
                        default="alles",
                        max_length=20,
                        verbose_name="Umfang",
                    ),
                ),
                ("seit", models.DateTimeField(blank=True, null=True, verbose_name="Neues seit")),
                ("mit_anlagen", models.BooleanField(default=True, verbose_name="mit Anlagen")),
                ("duplex", models.BooleanField(default=False, verbose_name="für beidseitigen Druck")),
                (
                    "form",
                    models.CharField(
                        choices=[("pdf", "Ein PDF zum Lesen und Drucken"), ("zip", "ZIP mit den einzelnen Dateien")],
                        default="pdf",
                        max_length=3,
                        verbose_name="Form",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("wartet", "Wartet"),
                            ("laeuft", "Wird gebunden"),
                            ("fertig", "Fertig"),
                            ("ersetzt", "Ersetzt"),
                            ("fehlgeschlagen", "Fehlgeschlagen"),
                            ("abgebrochen", "Abgebrochen"),
                        ],
                        default="wartet",
                        max_length=20,
                        verbose_name="Stand",
                    ),
                ),
                ("erledigt", models.PositiveIntegerField(default=0, verbose_name="erledigte Schritte")),
                ("gesamt", models.PositiveIntegerField(default=0, verbose_name="Schritte")),
                ("schritt", models.CharField(blank=True, max_length=100, verbose_name="was gerade geschieht")),
                ("fehler", models.TextField(blank=True, verbose_name="Fehler")),
                ("bestellt_am", models.DateTimeField(auto_now_add=True, verbose_name="bestellt am")),
                ("begonnen_am", models.DateTimeField(blank=True, null=True, verbose_name="begonnen am")),
                ("lebenszeichen_am", models.DateTimeField(blank=True, null=True, verbose_name="letztes Lebenszeichen")),
                ("beendet_am", models.DateTimeField(blank=True, null=True, verbose_name="beendet am")),
                ("stand", models.CharField(blank=True, max_length=64, verbose_name="Prüfsumme des Inhalts")),
                ("pruefsumme", models.CharField(blank=True, max_length=64, verbose_name="Prüfsumme der Datei")),
                ("seiten", models.PositiveIntegerField(blank=True, null=True, verbose_name="Seiten")),
                ("bericht", models.JSONField(blank=True, default=dict, verbose_name="Prüfbericht")),
                (
                    "bestellt_von",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mappen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bestellt von",
                    ),
                ),
                (
                    "datei",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mappen",
                        to="dokumente.datei",
                        verbose_name="Datei",
                    ),
                ),
                (
                    "sitzung",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mappen",
                        to="sitzungen.sitzung",
                        verbose_name="Sitzung",
                    ),
                ),
            ],
            options={
                "verbose_name": "Sitzungsmappe",
                "verbose_name_plural": "Sitzungsmappen",
                "ordering": ["-bestellt_am", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Mappenblatt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "art",
                    models.CharField(
                        choices=[("top", "Tagesordnungspunkt"), ("fassung", "Vorlage"), ("anlage", "Anlage")],
                        max_length=10,
                        verbose_name="Art",
                    ),
                ),
                (
                    "anlage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="vorlagen.anlage",
                        verbose_name="Anlage",
                    ),
                ),
                (
                    "fassung",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="vorlagen.fassung",
                        verbose_name="Fassung",
                    ),
                ),
                (
                    "mappe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blaetter",
                        to="sitzungen.mappe",
                        verbose_name="Sitzungsmappe",
                    ),
                ),
                (
                    "top",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="sitzungen.tagesordnungspunkt",
                        verbose_name="Tagesordnungspunkt",
                    ),
                ),
            ],
            options={
                "verbose_name": "Blatt einer Sitzungsmappe",
                "verbose_name_plural": "Blätter der Sitzungsmappen",
            },
        ),
        migrations.AddConstraint(
            model_name="mappe",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["wartet", "laeuft"])),
                fields=("sitzung", "fuer", "umfang", "mit_anlagen", "duplex", "form"),
                name="sitzungen_mappe_ein_auftrag",
            ),
        ),
        migrations.AddConstraint(
            model_name="mappe",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "fertig")),
                fields=("sitzung", "fuer", "umfang", "mit_anlagen", "duplex", "form"),
                name="sitzungen_mappe_eine_fertige",
            ),
        ),
        migrations.AddConstraint(
            model_name="mappe",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "fertig"), _negated=True),
                    models.Q(("beendet_am__isnull", False), ("datei__isnull", False)),
                    _connector="OR",
                ),
                name="sitzungen_mappe_fertig_mit_datei",
            ),
        ),
    ]
