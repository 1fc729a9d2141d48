"""What is said of a public attachment before it is public, and how strictly."""

import pytest

from gremien.rules.befund import Stufe
from vorlagen.rules.anlagen import KEINE_KOPIE, Anlagenstand, check_anlagen

ENTSCHWAERZEN = (
    "Bitte schwärzen Sie die Stelle endgültig, sodass der Text entfernt ist, und laden Sie die Datei neu hoch."
)
ANFANG = "Anlage 2 „Plan“: "


@pytest.mark.parametrize(
    ("angaben", "erwartet"),
    [
        ({}, []),
        (
            {"verdeckt": ("Auf Seite 3 liegt lesbarer Text.",)},
            [(f"Auf Seite 3 liegt lesbarer Text. {ENTSCHWAERZEN}", Stufe.WARNUNG)],
        ),
        (
            {"bleibt": ("Sie enthält Kommentare.",)},
            [("Die Öffentlichkeit bekommt die Datei, wie sie ist. Sie enthält Kommentare.", Stufe.WARNUNG)],
        ),
        ({"kopie_grund": "Sie ist beschädigt."}, [(f"{KEINE_KOPIE} Sie ist beschädigt.", Stufe.WARNUNG)]),
        (
            {"persoenlich": ("Auf Seite 3 steht eine IBAN.",)},
            [
                (
                    (
                        "Auf Seite 3 steht eine IBAN. Bitte entfernen Sie das aus der Datei, hängen Sie sie "
                        "nichtöffentlich an oder begründen Sie, warum es alle lesen dürfen."
                    ),
                    Stufe.WARNUNG,
                )
            ],
        ),
        ({"hinweise": ("Nicht durchsucht.",)}, [("Nicht durchsucht.", Stufe.ERINNERUNG)]),
        ({"entfaellt": ("Skripte entfallen.",)}, [("Skripte entfallen.", Stufe.ERINNERUNG)]),
    ],
)
def test_what_gives_something_away_is_a_warning(
    angaben: dict[str, tuple[str, ...]], erwartet: list[tuple[str, Stufe]]
) -> None:
    befunde = check_anlagen([Anlagenstand(2, "Plan", **angaben)], offen=Stufe.SPERRE)  # type: ignore[arg-type]  # a table of fields
    assert [(b.satz, b.stufe, b.feld) for b in befunde] == [
        (ANFANG + satz, stufe, "anlagen") for satz, stufe in erwartet
    ]


@pytest.mark.parametrize(
    ("offen", "schluss"),
    [
        (Stufe.ERINNERUNG, "beim Absenden wird darauf gewartet."),
        (Stufe.SPERRE, "Bitte versuchen Sie es in einer Minute noch einmal."),
    ],
)
def test_an_unfinished_check_is_as_strict_as_the_asker_says(offen: Stufe, schluss: str) -> None:
    [befund] = check_anlagen([Anlagenstand(2, "Plan", is_geprueft=False)], offen=offen)
    assert befund.stufe is offen
    assert befund.satz.startswith(f"{ANFANG}Die Datei wird noch auf verborgene Inhalte und Angaben zu Personen geprüft")
    assert befund.satz.endswith(schluss)
