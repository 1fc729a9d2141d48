"""The database itself asks for a second person to co-sign, and keeps every answer."""

from django.db import migrations

from journal.sperren import Schluessel, Sperre, install, unersetzlich

SCHREIBEND = (
    "EXISTS (SELECT 1 FROM vorlagen_beteiligung b JOIN konten_konto k ON k.id = b.konto_id"
    " JOIN konten_konto w ON w.id = NEW.konto_id WHERE b.fassung_id = NEW.fassung_id AND b.art <> 'eingereicht'"
    " AND (b.konto_id = w.id OR b.person_id = w.person_id OR k.person_id = w.person_id))"
)
BEANTWORTET = "OLD.ergebnis <> ''"
FREIGEGEBEN = "EXISTS (SELECT 1 FROM vorlagen_fassung f WHERE f.id = OLD.fassung_id AND f.freigegeben_am IS NOT NULL)"
BLEIBT = "Eine Antwort auf eine Mitzeichnung bleibt, wie sie gegeben wurde."
ZWEITE_PERSON = "Mitgezeichnet wird von einer Person, die an Text und Anlagen nicht mitgewirkt hat."


class Migration(migrations.Migration):
    dependencies = [("vorlagen", "0008_sperren_nachreichen"), ("konten", "0004_sperren")]
    operations = [
        install(
            Sperre(
                "vorlagen_mitzeichnung",
                "UPDATE",
                ZWEITE_PERSON,
                spalten=("ergebnis",),
                bedingung=f"NEW.ergebnis = 'zugestimmt' AND {SCHREIBEND}",
                zusatz="zweite_person",
            ),
            Sperre("vorlagen_mitzeichnung", "UPDATE", BLEIBT, bedingung=BEANTWORTET),
            # With a draft its answers go; the journal keeps them.
            Sperre("vorlagen_mitzeichnung", "DELETE", BLEIBT, bedingung=f"{BEANTWORTET} AND {FREIGEGEBEN}"),
            Sperre("vorlagen_mitzeichnung", "TRUNCATE", BLEIBT),
            unersetzlich(
                "vorlagen_mitzeichnung",
                BLEIBT,
                Schluessel(("fassung_id", "konto_id"), "{}.ergebnis = ''"),
                bedingung=BEANTWORTET,
            ),
        )
    ]
