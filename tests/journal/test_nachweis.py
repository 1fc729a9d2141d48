"""What the journal keeps of an object is all of it: a field that is added and forgotten here is noticed."""

from typing import Any

import pytest
from django.db import models

from journal.leser import is_text
from konten.models import Konto, Rollenzuweisung, Vorschlag
from konten.nachweis import KONTO_FELDER, ROLLE_FELDER, VORSCHLAG_FELDER
from mappen.models import Bogen
from mappen.nachweis import BOGEN_FELDER
from nachbereitung.models import (
    Ausfertigung,
    Bekanntgabe,
    Einwendung,
    Niederschriftschritt,
    Umsetzungsauskunft,
    Vermerk,
)
from nachbereitung.nachweis import (
    AUSFERTIGUNG_FELDER,
    AUSKUNFT_FELDER,
    BEKANNTGABE_FELDER,
    EINWENDUNG_FELDER,
    SCHRITT_FELDER,
    VERMERK_FELDER,
)
from sitzungen.models import Abstimmung, Anwesenheit, Einladung, Rueckmeldung, Sitzung, Tagesordnungspunkt, Zugang
from sitzungen.nachweis.felder import (
    ABSTIMMUNG_FELDER,
    ANWESENHEIT_FELDER,
    EINLADUNG_FELDER,
    RUECKMELDUNG_FELDER,
    SITZUNG_FELDER,
    TOP_FELDER,
    ZUGANG_FELDER,
)
from vorlagen.models import Anlage, Beratung, Beteiligung, Fassung, Mitzeichnung, Vorlage
from vorlagen.nachweis import (
    ANLAGE_FELDER,
    BERATUNG_FELDER,
    BETEILIGUNG_FELDER,
    FASSUNG_FELDER,
    MITZEICHNUNG_FELDER,
    VORLAGE_FELDER,
)

OHNE: dict[type[models.Model], set[str]] = {
    # After which paper it was written is for who drafts, and changes nothing.
    Vorlage: {"created_at", "vorbild"},
    Fassung: {"stand", "created_at", "updated_at", "suchtext"},
    Anlage: set(),
    # Where a station stands in the order, and whether on an agenda, changes with its neighbours and is no record.
    Beratung: {"position", "aufgesetzt"},
    # Since when it lay there is no part of the answer; the row itself is locked.
    Mitzeichnung: {"erbeten_am"},
    Beteiligung: set(),
    Rollenzuweisung: set(),
    Vorschlag: set(),
    # Names, password and the times of logging in give nobody a right.
    Konto: {"password", "last_login", "username", "first_name", "last_name", "email", "date_joined"},
    Sitzung: {"created_at"},
    Tagesordnungspunkt: {"position", "created_at"},
    Abstimmung: set(),
    Anwesenheit: set(),
    Einladung: set(),
    Zugang: set(),
    Rueckmeldung: set(),
    Vermerk: set(),
    Umsetzungsauskunft: set(),
    Bekanntgabe: set(),
    # A filled sheet is locked as a whole and proposes only.
    Bogen: {"dateiname", "werte", "eingelesen_am"},
    Niederschriftschritt: set(),
    Ausfertigung: set(),
    # Placing it is an act on the agenda.
    Einwendung: {"top"},
}
FELDER: list[tuple[type[models.Model], Any]] = [
    (Vorlage, VORLAGE_FELDER),
    (Fassung, FASSUNG_FELDER),
    (Anlage, ANLAGE_FELDER),
    (Beratung, BERATUNG_FELDER),
    (Mitzeichnung, MITZEICHNUNG_FELDER),
    (Beteiligung, BETEILIGUNG_FELDER),
    (Rollenzuweisung, ROLLE_FELDER),
    (Konto, KONTO_FELDER),
    (Vorschlag, VORSCHLAG_FELDER),
    (Sitzung, SITZUNG_FELDER),
    (Tagesordnungspunkt, TOP_FELDER),
    (Abstimmung, ABSTIMMUNG_FELDER),
    (Anwesenheit, ANWESENHEIT_FELDER),
    (Einladung, EINLADUNG_FELDER),
    (Zugang, ZUGANG_FELDER),
    (Rueckmeldung, RUECKMELDUNG_FELDER),
    (Bogen, BOGEN_FELDER),
    (Niederschriftschritt, SCHRITT_FELDER),
    (Ausfertigung, AUSFERTIGUNG_FELDER),
    (Einwendung, EINWENDUNG_FELDER),
    (Vermerk, VERMERK_FELDER),
    (Umsetzungsauskunft, AUSKUNFT_FELDER),
    (Bekanntgabe, BEKANNTGABE_FELDER),
]


@pytest.mark.parametrize(("modell", "felder"), FELDER, ids=lambda wert: getattr(wert, "__name__", ""))
def test_every_field_is_kept_or_left_out_on_purpose(modell: type[models.Model], felder: dict[str, str]) -> None:
    gehalten = {feld.partition("__")[0] for feld in felder}
    alle = {feld.name for feld in modell._meta.concrete_fields if not feld.primary_key}
    assert gehalten | OHNE[modell] == alle
    assert not gehalten & OHNE[modell]


def test_only_names_and_codes_get_into_the_journal_as_they_are() -> None:
    """What somebody typed is a digest there."""
    worte = {
        f"{modell.__name__}.{feld}"
        for modell, felder in FELDER
        for feld in felder
        if "__" not in feld and isinstance(modell._meta.get_field(feld), models.CharField | models.TextField)
        if not modell._meta.get_field(feld).choices and not is_text(modell, feld)  # type: ignore[union-attr]
    }
    assert worte == {
        *("Fassung.nummer", "Tagesordnungspunkt.nummer"),
        *("Niederschriftschritt.fingerabdruck", "Ausfertigung.fingerabdruck"),
        *("Vorschlag.gegenstand_art", "Vorschlag.gegenstand_id", "Vorschlag.fingerabdruck"),
    }
    assert is_text(Fassung, "beschlussentwurf")
    assert is_text(Mitzeichnung, "gesehen")
