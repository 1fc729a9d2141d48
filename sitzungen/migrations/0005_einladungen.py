"""Who was invited, when it reached them and what they answered; none of it is overwritten."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from journal.sperren import Schluessel, Sperre, install, unersetzlich, unveraenderlich

EINLADUNG = "Eine Einladung bleibt, wie sie ergangen ist."
GEOEFFNET = "Wann eine Einladung geöffnet wurde, ändert sich nicht mehr."
ZUGANG = "Der Zugang einer Einladung wird durch eine neue Zeile berichtigt, nie überschrieben."
ANTWORT = "Auf eine Einladung wird neu geantwortet, keine Antwort wird überschrieben."


class Migration(migrations.Migration):
    dependencies = [
        ("gremien", "0007_vertretung_und_einladung"),
        ("post", "0004_sitzungseinladung"),
        ("sitzungen", "0004_unterlagen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Einladung",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "als",
                    models.CharField(
                        choices=[("mitglied", "Mitglied"), ("vorstand", "Stadtvorstand"), ("vertretung", "Vertretung")],
                        max_length=20,
                        verbose_name="eingeladen als",
                    ),
                ),
                (
                    "weg",
                    models.CharField(
                        choices=[("mail", "E-Mail"), ("papier", "auf Papier")], max_length=20, verbose_name="Weg"
                    ),
                ),
                ("eingeladen_am", models.DateTimeField(verbose_name="eingeladen am")),
                ("geoeffnet_am", models.DateTimeField(blank=True, null=True, verbose_name="geöffnet am")),
                (
                    "eingeladen_von",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ausgesprochene_einladungen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="eingeladen von",
                    ),
                ),
                (
                    "konto",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="einladungen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Konto",
                    ),
                ),
                (
                    "nachricht",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="einladung",
                        to="post.nachricht",
                        verbose_name="E-Mail",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="einladungen",
                        to="gremien.person",
                        verbose_name="Person",
                    ),
                ),
                (
                    "sitzung",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="einladungen",
                        to="sitzungen.sitzung",
                        verbose_name="Sitzung",
                    ),
                ),
                (
                    "vertritt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vertretungen",
                        to="sitzungen.einladung",
                        verbose_name="vertritt",
                    ),
                ),
            ],
            options={
                "verbose_name": "Einladung",
                "verbose_name_plural": "Einladungen",
                "ordering": ["sitzung", "person"],
            },
        ),
        migrations.CreateModel(
            name="Rueckmeldung",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "antwort",
                    models.CharField(
                        choices=[
                            ("kommt", "kommt"),
                            ("spaeter", "kommt später"),
                            ("kommt_nicht", "kommt nicht"),
                            ("vertretung", "lässt sich vertreten"),
                        ],
                        max_length=20,
                        verbose_name="Antwort",
                    ),
                ),
                ("hinweis", models.CharField(blank=True, max_length=200, verbose_name="Hinweis")),
                ("gegeben_am", models.DateTimeField(verbose_name="gegeben am")),
                (
                    "einladung",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rueckmeldungen",
                        to="sitzungen.einladung",
                        verbose_name="Einladung",
                    ),
                ),
                (
                    "gegeben_von",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rueckmeldungen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gegeben von",
                    ),
                ),
            ],
            options={
                "verbose_name": "Rückmeldung",
                "verbose_name_plural": "Rückmeldungen",
                "ordering": ["einladung", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Zugang",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("zugegangen_am", models.DateTimeField(verbose_name="zugegangen am")),
                ("grund", models.CharField(blank=True, max_length=500, verbose_name="Grund der Berichtigung")),
                ("erfasst_am", models.DateTimeField(verbose_name="erfasst am")),
                (
                    "einladung",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zugaenge",
                        to="sitzungen.einladung",
                        verbose_name="Einladung",
                    ),
                ),
                (
                    "erfasst_von",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erfasste_zugaenge",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="erfasst von",
                    ),
                ),
                (
                    "ersetzt",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ersetzung",
                        to="sitzungen.zugang",
                        verbose_name="ersetzt",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zugang einer Einladung",
                "verbose_name_plural": "Zugänge von Einladungen",
                "ordering": ["einladung", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="einladung",
            constraint=models.UniqueConstraint(fields=("sitzung", "person"), name="sitzungen_einladung_einmal"),
        ),
        migrations.AddConstraint(
            model_name="einladung",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("als", "vertretung"), ("vertritt__isnull", False)),
                    models.Q(models.Q(("als", "vertretung"), _negated=True), ("vertritt__isnull", True)),
                    _connector="OR",
                ),
                name="sitzungen_einladung_vertretung_fuer_jemand",
            ),
        ),
        migrations.AddConstraint(
            model_name="einladung",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("nachricht__isnull", True), models.Q(("konto__isnull", False), ("weg", "mail")), _connector="OR"
                ),
                name="sitzungen_einladung_mail_an_konto",
            ),
        ),
        migrations.AddConstraint(
            model_name="zugang",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ersetzt__isnull", True)), fields=("einladung",), name="sitzungen_zugang_ein_erster"
            ),
        ),
        migrations.AddConstraint(
            model_name="zugang",
            constraint=models.CheckConstraint(
                condition=models.Q(("ersetzt__isnull", True), models.Q(("grund", ""), _negated=True), _connector="OR"),
                name="sitzungen_zugang_berichtigt_mit_grund",
            ),
        ),
        install(
            Sperre(
                "sitzungen_einladung",
                "UPDATE",
                EINLADUNG,
                spalten=(
                    "id",
                    "sitzung_id",
                    "person_id",
                    "als",
                    "weg",
                    "konto_id",
                    "nachricht_id",
                    "vertritt_id",
                    "eingeladen_am",
                    "eingeladen_von_id",
                ),
            ),
            Sperre(
                "sitzungen_einladung",
                "UPDATE",
                GEOEFFNET,
                spalten=("geoeffnet_am",),
                bedingung="OLD.geoeffnet_am IS NOT NULL",
                zusatz="geoeffnet",
            ),
            Sperre("sitzungen_einladung", "DELETE", EINLADUNG),
            Sperre("sitzungen_einladung", "TRUNCATE", EINLADUNG),
            unersetzlich(
                "sitzungen_einladung", EINLADUNG, Schluessel(("sitzung_id", "person_id")), Schluessel(("nachricht_id",))
            ),
            *unveraenderlich("sitzungen_zugang", ZUGANG),
            unersetzlich(
                "sitzungen_zugang",
                ZUGANG,
                Schluessel(("einladung_id",), "{}.ersetzt_id IS NULL"),
                Schluessel(("ersetzt_id",)),
            ),
            *unveraenderlich("sitzungen_rueckmeldung", ANTWORT),
            unersetzlich("sitzungen_rueckmeldung", ANTWORT),
        ),
    ]
