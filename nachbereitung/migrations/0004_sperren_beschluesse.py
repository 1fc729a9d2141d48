"""What was noted, decided and released about decisions stays as it is; something newer takes its place."""

from django.db import migrations

from journal.sperren import Schluessel, Sperre, install, unersetzlich, unveraenderlich

VERMERK = "Ein Vermerk wird durch einen weiteren fortgeschrieben, nie geändert."
WORTLAUT = "Ein Wortlaut zu einem Beschluss wird durch einen weiteren ersetzt, nie geändert."
FREIGABE = "Was freigegeben ist, bleibt freigegeben."
_EINMAL = Schluessel(("top_id", "nummer"))
_SPALTEN = ("id", "top_id", "nummer", "text", "konto_id", "person_id", "geschrieben_am")
_FREIGABE = ("freigegeben_am", "freigegeben_von_id", "freigegeben_person_id")


def lock_freigabetext(tabelle: str, *weitere: str) -> list[Sperre]:
    """Return the locks of a table of words that are released once; ``weitere`` columns never change either."""
    return [
        Sperre(tabelle, "UPDATE", WORTLAUT, spalten=(*_SPALTEN, *weitere)),
        Sperre(
            tabelle,
            "UPDATE",
            FREIGABE,
            spalten=_FREIGABE,
            bedingung="OLD.freigegeben_am IS NOT NULL",
            zusatz="freigabe",
        ),
        Sperre(tabelle, "DELETE", WORTLAUT),
        Sperre(tabelle, "TRUNCATE", WORTLAUT),
        unersetzlich(tabelle, WORTLAUT, _EINMAL),
    ]


class Migration(migrations.Migration):
    dependencies = [("nachbereitung", "0003_beschluesse"), ("sitzungen", "0002_sperren")]
    operations = [
        install(
            *unveraenderlich("nachbereitung_vermerk", VERMERK),
            unersetzlich("nachbereitung_vermerk", VERMERK, _EINMAL),
            *lock_freigabetext("nachbereitung_umsetzungsauskunft"),
            *lock_freigabetext("nachbereitung_bekanntgabe", "entscheidung", "grund"),
        )
    ]
