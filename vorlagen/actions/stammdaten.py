"""Master data every installation starts with; the city changes it afterwards in the administration."""

from django.apps import apps as installierte
from django.apps.registry import Apps

from vorlagen.enums import Auswirkungsform, Kaestchenbedeutung
from vorlagen.models import Auswirkungsart, Kaestchen

KAESTCHEN = (
    (1, 1, Kaestchenbedeutung.EINSTIMMIG, "einstimmig", "einstimmig"),
    (1, 2, Kaestchenbedeutung.MEHRHEITLICH, "mehrheitl.", "mehrheitlich"),
    (1, 3, Kaestchenbedeutung.OHNE_BE, "ohne BE", "ohne Beschlussempfehlung"),
    (1, 4, Kaestchenbedeutung.ABGELEHNT, "abgelehnt", "abgelehnt"),
    (2, 1, Kaestchenbedeutung.KENNTNIS, "Kenntnis", "zur Kenntnis genommen"),
    (2, 2, Kaestchenbedeutung.ABGESETZT, "abgesetzt", "von der Tagesordnung abgesetzt"),
    (2, 3, Kaestchenbedeutung.VERWIESEN, "verwiesen", "verwiesen"),
    (2, 4, Kaestchenbedeutung.VERTAGT, "vertagt", "vertagt"),
    (3, 1, Kaestchenbedeutung.GEAENDERT, "geändert", "geändert beschlossen"),
    (3, 2, Kaestchenbedeutung.ZURUECKGEZOGEN, "zurückgezogen", "zurückgezogen"),
    (3, 3, Kaestchenbedeutung.SCHRIFTLICH_BEANTWORTET, "schriftl. beantw.", "schriftlich beantwortet"),
    (3, 4, Kaestchenbedeutung.FREI, "", "freies Feld"),
)

AUSWIRKUNGSARTEN = (
    ("Finanzen", Auswirkungsform.FINANZEN, "Kostet der Beschluss Geld, einmalig oder jedes Jahr?"),
    ("Klima und Umwelt", Auswirkungsform.RICHTUNG, "Wie wirkt sich der Beschluss auf Klima und Umwelt aus?"),
)


def ensure_kaestchen(**kwargs: object) -> None:
    """Create the city's usual twelve boxes if there are none yet; never touches edited ones. A receiver of signals."""
    if Kaestchen.objects.exists():
        return
    Kaestchen.objects.bulk_create(
        Kaestchen(zeile=zeile, spalte=spalte, bedeutung=bedeutung, kurz=kurz, lang=lang)
        for zeile, spalte, bedeutung, kurz, lang in KAESTCHEN
    )


def ensure_auswirkungsarten(*, apps: Apps = installierte, **kwargs: object) -> None:
    """Create the two usual kinds of effect if there is none yet; never touches edited ones. A receiver of signals.

    ``apps`` are the models as the migrations left them: on the way from an older release there are no kinds yet.
    """
    if "auswirkungsart" not in apps.all_models["vorlagen"] or Auswirkungsart.objects.exists():
        return
    Auswirkungsart.objects.bulk_create(
        Auswirkungsart(titel=titel, form=form, frage=frage, reihenfolge=10 * nummer)
        for nummer, (titel, form, frage) in enumerate(AUSWIRKUNGSARTEN, start=1)
    )
