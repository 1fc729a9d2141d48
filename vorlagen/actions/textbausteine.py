"""Keeping text blocks. They are no part of any paper, so no journal tells of them; each says who changed it last."""

from django.db import transaction

from konten.models import Konto
from vorlagen.models import Textbaustein


@transaction.atomic
def keep_textbaustein(baustein: Textbaustein, *, konto: Konto) -> Textbaustein:
    """Store a text block, new or changed; what drafts have taken from it stays as it is."""
    baustein.geaendert_von = konto
    baustein.save()
    return baustein


@transaction.atomic
def remove_textbaustein(baustein: Textbaustein) -> None:
    """Remove a text block; what drafts have taken from it stays."""
    baustein.delete()
