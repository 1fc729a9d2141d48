"""What was done with minutes, what was signed, and what was said against it stays as it is."""

from django.db import migrations

from journal.sperren import Schluessel, Sperre, install, unersetzlich, unveraenderlich

SCHRITT = "Was mit einer Niederschrift geschah, bleibt stehen."
AUSFERTIGUNG = "Eine unterzeichnete Niederschrift wird durch eine weitere berichtigt, nie geändert."
VEROEFFENTLICHT = "Eine Niederschrift wird einmal veröffentlicht."
EINWENDUNG = "Eine Einwendung bleibt, wie sie aufgenommen wurde."
NIEDERSCHRIFT = "Eine Niederschrift, die jemand vorgelegt hat, wird nicht gelöscht."

_VORGELEGT = "EXISTS (SELECT 1 FROM nachbereitung_niederschriftschritt s WHERE s.niederschrift_id = OLD.id)"


class Migration(migrations.Migration):
    dependencies = [("nachbereitung", "0001_initial")]
    operations = [
        install(
            *unveraenderlich("nachbereitung_niederschriftschritt", SCHRITT),
            unersetzlich("nachbereitung_niederschriftschritt", SCHRITT),
            Sperre(
                "nachbereitung_ausfertigung",
                "UPDATE",
                AUSFERTIGUNG,
                spalten=(
                    "id",
                    "niederschrift_id",
                    "nummer",
                    "berichtigt_id",
                    "grund",
                    "fingerabdruck",
                    "oeffentlich_id",
                    "intern_id",
                    "seite_oeffentlich",
                    "seite_intern",
                    "unterzeichnet_am",
                ),
            ),
            Sperre(
                "nachbereitung_ausfertigung",
                "UPDATE",
                VEROEFFENTLICHT,
                spalten=("veroeffentlicht_am", "veroeffentlicht_von_id"),
                bedingung="OLD.veroeffentlicht_am IS NOT NULL",
                zusatz="veroeffentlicht",
            ),
            Sperre("nachbereitung_ausfertigung", "DELETE", AUSFERTIGUNG),
            Sperre("nachbereitung_ausfertigung", "TRUNCATE", AUSFERTIGUNG),
            unersetzlich(
                "nachbereitung_ausfertigung",
                AUSFERTIGUNG,
                Schluessel(("niederschrift_id", "nummer")),
                Schluessel(("berichtigt_id",)),
            ),
            Sperre(
                "nachbereitung_einwendung",
                "UPDATE",
                EINWENDUNG,
                spalten=(
                    "id",
                    "niederschrift_id",
                    "person_id",
                    "teil",
                    "text",
                    "eingegangen_am",
                    "erfasst_von_id",
                    "erfasst_am",
                ),
            ),
            Sperre("nachbereitung_einwendung", "DELETE", EINWENDUNG),
            Sperre("nachbereitung_einwendung", "TRUNCATE", EINWENDUNG),
            unersetzlich("nachbereitung_einwendung", EINWENDUNG, Schluessel(("top_id",))),
            Sperre("nachbereitung_niederschrift", "DELETE", NIEDERSCHRIFT, bedingung=_VORGELEGT),
            Sperre("nachbereitung_niederschrift", "TRUNCATE", NIEDERSCHRIFT),
            Sperre("nachbereitung_niederschrift", "UPDATE", NIEDERSCHRIFT, spalten=("id", "sitzung_id")),
            unersetzlich(
                "nachbereitung_niederschrift", NIEDERSCHRIFT, Schluessel(("sitzung_id",)), bedingung=_VORGELEGT
            ),
        )
    ]
