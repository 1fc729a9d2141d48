"""Offices are asked, persons answer; what was asked of a person before stays as it is."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from journal.sperren import Schluessel, Sperre, install, unersetzlich

ANTWORT = "Eine Antwort auf eine Mitzeichnung bleibt, wie sie gegeben wurde."
ZWEITE_PERSON = "Mitgezeichnet wird von einer Person, die an Text und Anlagen nicht mitgewirkt hat."
SCHREIBEND = (
    "EXISTS (SELECT 1 FROM vorlagen_beteiligung b JOIN konten_konto k ON k.id = b.konto_id"
    " JOIN konten_konto w ON w.id = NEW.konto_id WHERE b.fassung_id = NEW.fassung_id AND b.art <> 'eingereicht'"
    " AND (b.konto_id = w.id OR b.person_id = w.person_id OR k.person_id = w.person_id))"
)
OFFEN = "{}.ergebnis = ''"


class Migration(migrations.Migration):
    dependencies = [
        ("gremien", "0004_mitzeichnung_frist"),
        ("vorlagen", "0009_antraege_aus_dem_rat"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mitzeichnungsregel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "grund",
                    models.CharField(
                        help_text="Steht beim Amt und auf der Vorlage, zum Beispiel „Satzung“ oder „ab 50.000 Euro“.",
                        max_length=100,
                        verbose_name="Warum",
                    ),
                ),
                (
                    "bedingung",
                    models.CharField(
                        choices=[
                            ("wort", "Ein Wort steht im Betreff oder im Beschlussentwurf"),
                            ("betrag", "Finanzielle Auswirkungen ab einem Betrag"),
                        ],
                        max_length=20,
                        verbose_name="Bedingung",
                    ),
                ),
                (
                    "woerter",
                    models.TextField(
                        blank=True,
                        help_text="Eines je Zeile. „Satzung“ findet auch „Hauptsatzung“ und „Satzungsänderung“. Eine Zeile mit einem Minus davor nimmt ein Wort aus: „-Besatzung“.",
                        max_length=2000,
                        verbose_name="Wörter",
                    ),
                ),
                (
                    "betrag",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Ab diesem Betrag; ein fehlender Betrag zählt wie ein hoher.",
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="Betrag in Euro",
                    ),
                ),
                (
                    "teile",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Ohne Auswahl: die ganze Vorlage. Wird anderes geändert, bleibt die Mitzeichnung gültig.",
                        max_length=200,
                        verbose_name="Teile, die das Amt prüft",
                    ),
                ),
            ],
            options={
                "verbose_name": "Regel der Mitzeichnung",
                "verbose_name_plural": "Regeln der Mitzeichnung",
                "ordering": ["amt", "grund", "pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="mitzeichnung",
            options={
                "ordering": ["fassung", "schritt", "erbeten_am", "pk"],
                "verbose_name": "Mitzeichnung",
                "verbose_name_plural": "Mitzeichnungen",
            },
        ),
        migrations.RemoveConstraint(
            model_name="mitzeichnung",
            name="vorlagen_mitzeichnung_mit_tag",
        ),
        migrations.AddField(
            model_name="mitzeichnung",
            name="amt",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mitzeichnungen",
                to="gremien.amt",
                verbose_name="gefragtes Amt",
            ),
        ),
        migrations.AddField(
            model_name="mitzeichnung",
            name="dezernat",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mitzeichnungen",
                to="gremien.dezernat",
                verbose_name="gefragtes Dezernat",
            ),
        ),
        migrations.AddField(
            model_name="mitzeichnung",
            name="frist",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="Frist"),
        ),
        migrations.AddField(
            model_name="mitzeichnung",
            name="grund",
            field=models.CharField(blank=True, default="", editable=False, max_length=500, verbose_name="Regel"),
        ),
        migrations.AddField(
            model_name="mitzeichnung",
            name="herkunft",
            field=models.CharField(
                blank=True,
                choices=[
                    ("eigenes_amt", "Amt der Vorlage"),
                    ("regel", "vorgeschrieben"),
                    ("weitere", "vom Amt hinzugefügt"),
                    ("dezernat", "zuständiges Dezernat"),
                ],
                default="",
                editable=False,
                max_length=20,
                verbose_name="Grund der Anfrage",
            ),
        ),
        migrations.AddField(
            model_name="mitzeichnung",
            name="schritt",
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="Schritt"),
        ),
        migrations.AddField(
            model_name="mitzeichnung",
            name="teile",
            field=models.CharField(blank=True, default="", editable=False, max_length=200, verbose_name="betrifft"),
        ),
        migrations.AddField(
            model_name="mitzeichnung",
            name="uebernommen",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="fortsetzungen",
                to="vorlagen.mitzeichnung",
                verbose_name="gilt weiter",
            ),
        ),
        migrations.AlterField(
            model_name="mitzeichnung",
            name="erbeten_am",
            field=models.DateTimeField(blank=True, null=True, verbose_name="erbeten am"),
        ),
        migrations.AlterField(
            model_name="mitzeichnung",
            name="konto",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mitzeichnungen",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Mitzeichnende Person",
            ),
        ),
        migrations.AddConstraint(
            model_name="mitzeichnung",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ergebnis", "")),
                fields=("fassung", "amt"),
                name="vorlagen_mitzeichnung_amt_einmal_offen",
            ),
        ),
        migrations.AddConstraint(
            model_name="mitzeichnung",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ergebnis", "")),
                fields=("fassung", "dezernat"),
                name="vorlagen_mitzeichnung_dezernat_einmal_offen",
            ),
        ),
        migrations.AddConstraint(
            model_name="mitzeichnung",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("beantwortet_am__isnull", True), ("ergebnis", "")),
                    models.Q(
                        models.Q(("ergebnis", ""), _negated=True),
                        ("beantwortet_am__isnull", False),
                        ("erbeten_am__isnull", False),
                        ("konto__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="vorlagen_mitzeichnung_mit_tag",
            ),
        ),
        migrations.AddConstraint(
            model_name="mitzeichnung",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amt__isnull", False), ("dezernat__isnull", True)),
                    models.Q(("amt__isnull", True), ("dezernat__isnull", False)),
                    models.Q(("amt__isnull", True), ("dezernat__isnull", True), ("konto__isnull", False)),
                    _connector="OR",
                ),
                name="vorlagen_mitzeichnung_wer",
            ),
        ),
        migrations.AddField(
            model_name="mitzeichnungsregel",
            name="amt",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mitzeichnungsregeln",
                to="gremien.amt",
                verbose_name="Amt, das mitzeichnet",
            ),
        ),
        migrations.AddConstraint(
            model_name="mitzeichnungsregel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("bedingung", "wort"), _negated=True),
                    models.Q(("woerter", ""), _negated=True),
                    _connector="OR",
                ),
                name="vorlagen_regel_braucht_woerter",
                violation_error_message="Bitte geben Sie mindestens ein Wort an.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mitzeichnungsregel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("bedingung", "betrag"), _negated=True), ("betrag__isnull", False), _connector="OR"
                ),
                name="vorlagen_regel_braucht_betrag",
                violation_error_message="Bitte geben Sie an, ab welchem Betrag die Regel gilt.",
            ),
        ),
        install(
            # A signature that still holds is written anew in each round.
            Sperre(
                "vorlagen_mitzeichnung",
                "INSERT",
                ZWEITE_PERSON,
                bedingung=f"NEW.ergebnis = 'zugestimmt' AND {SCHREIBEND}",
                zusatz="zweite_person",
            ),
            unersetzlich(
                "vorlagen_mitzeichnung",
                ANTWORT,
                Schluessel(("fassung_id", "konto_id"), OFFEN),
                Schluessel(("fassung_id", "amt_id"), OFFEN),
                Schluessel(("fassung_id", "dezernat_id"), OFFEN),
                bedingung="OLD.ergebnis <> ''",
            ),
        ),
    ]
