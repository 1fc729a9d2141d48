"""A station says what was voted, a published item stays on its agenda, and nothing of it is pushed out by another row."""

from django.db import migrations

from journal.sperren import Schluessel, Sperre, install, unersetzlich, unveraenderlich

_ABSTIMMUNGEN = (
    "SELECT {} FROM sitzungen_abstimmung a JOIN sitzungen_tagesordnungspunkt t ON t.id = a.top_id"
    " WHERE t.beratung_id = OLD.id"
)

FESTGESTELLT = (
    f"EXISTS ({_ABSTIMMUNGEN.format('1')} AND a.id = ({_ABSTIMMUNGEN.format('MAX(a.id)')})"
    " AND a.ausgang = NEW.ausgang AND a.geaendert = NEW.geaendert AND a.wortlaut = NEW.wortlaut"
    " AND COALESCE(a.gegenstimmen, -1) = COALESCE(NEW.gegenstimmen, -1)"
    " AND COALESCE(a.enthaltungen, -1) = COALESCE(NEW.enthaltungen, -1))"
)
"""The station gets exactly what the newest vote on it says; a correction is a vote, too."""

WIEDER_AUFGESETZT = (
    "OLD.ausgang = 'abgesetzt' AND NEW.ausgang = '' AND EXISTS"
    " (SELECT 1 FROM sitzungen_tagesordnungspunkt t WHERE t.beratung_id = OLD.id AND t.abgesetzt_am IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM sitzungen_abstimmung a WHERE a.top_id = t.id))"
)
"""What was struck stands on an agenda again and waits for its result."""

WIRD_EINGELESEN = "OLD.ausgang = '' AND {}"
"""A paper of the past is taken over: its results come before its first released Fassung."""

OHNE_FREIGEGEBENE = (
    "NOT EXISTS (SELECT 1 FROM vorlagen_fassung f WHERE f.vorlage_id = {}.vorlage_id AND f.freigegeben_am IS NOT NULL)"
)

ERGEBNIS = "Ein Ergebnis wird durch eine Abstimmung festgestellt und berichtigt, nie an der Station geändert."
PUNKT = "Ein veröffentlichter Punkt bleibt auf der Tagesordnung, wie er ist."
ABSTIMMUNG = "Ein Ergebnis wird durch eine neue Zeile berichtigt, nie überschrieben."
ANWESENHEIT = "Die Anwesenheit wird durch eine neue Zeile fortgeschrieben, nie überschrieben."
SITZUNG = "Eine Sitzung wird abgesagt, nie gelöscht, und behält ihre Nummer."


class Migration(migrations.Migration):
    dependencies = [("sitzungen", "0001_initial"), ("vorlagen", "0002_sperren")]
    operations = [
        install(
            Sperre(
                "vorlagen_beratung",
                "UPDATE",
                ERGEBNIS,
                spalten=("ausgang", "geaendert", "wortlaut", "gegenstimmen", "enthaltungen"),
                bedingung=(
                    f"NOT ({FESTGESTELLT}) AND NOT ({WIEDER_AUFGESETZT})"
                    f" AND NOT ({WIRD_EINGELESEN.format(OHNE_FREIGEGEBENE.format('OLD'))})"
                ),
                zusatz="ergebnis",
            ),
            Sperre(
                "vorlagen_beratung",
                "INSERT",
                ERGEBNIS,
                bedingung=f"NEW.ausgang <> '' AND NOT ({OHNE_FREIGEGEBENE.format('NEW')})",
                zusatz="ergebnis",
            ),
            Sperre(
                "sitzungen_tagesordnungspunkt",
                "UPDATE",
                PUNKT,
                spalten=(
                    "id",
                    "sitzung_id",
                    "teil",
                    "nummer",
                    "betreff",
                    "oberbegriff",
                    "uebergeordnet_id",
                    "beratung_id",
                    "nachtrag_grund",
                ),
                bedingung="OLD.nummer <> ''",
                zusatz="nummer",
            ),
            Sperre(
                "sitzungen_tagesordnungspunkt",
                "UPDATE",
                "Beraten wurde die bisherige Fassung.",
                spalten=("fassung_id",),
                bedingung="EXISTS (SELECT 1 FROM sitzungen_abstimmung a WHERE a.top_id = OLD.id)",
                zusatz="fassung",
            ),
            Sperre("sitzungen_tagesordnungspunkt", "DELETE", PUNKT, bedingung="OLD.nummer <> ''"),
            Sperre("sitzungen_tagesordnungspunkt", "TRUNCATE", PUNKT),
            unersetzlich(
                "sitzungen_tagesordnungspunkt",
                PUNKT,
                Schluessel(("sitzung_id", "teil", "position")),
                Schluessel(("sitzung_id", "teil", "nummer"), "{}.nummer <> ''"),
                Schluessel(("beratung_id",), "{}.abgesetzt_am IS NULL"),
                bedingung="OLD.nummer <> ''",
            ),
            *unveraenderlich("sitzungen_abstimmung", ABSTIMMUNG),
            unersetzlich(
                "sitzungen_abstimmung",
                ABSTIMMUNG,
                Schluessel(("top_id",), "{}.berichtigt_id IS NULL"),
                Schluessel(("berichtigt_id",)),
                Schluessel(("einsendung",)),
            ),
            *unveraenderlich("sitzungen_anwesenheit", ANWESENHEIT),
            unersetzlich(
                "sitzungen_anwesenheit",
                ANWESENHEIT,
                Schluessel(("sitzung_id", "person_id"), "{}.ersetzt_id IS NULL"),
                Schluessel(("ersetzt_id",)),
            ),
            Sperre("sitzungen_sitzung", "UPDATE", SITZUNG, spalten=("id", "gremium_id", "jahr", "laufend")),
            Sperre("sitzungen_sitzung", "DELETE", SITZUNG),
            Sperre("sitzungen_sitzung", "TRUNCATE", SITZUNG),
            unersetzlich("sitzungen_sitzung", SITZUNG, Schluessel(("gremium_id", "jahr", "laufend"))),
        )
    ]
