"""The database itself refuses a role for nobody, and to forget that somebody held one."""

from django.db import migrations

from journal.sperren import Schluessel, Sperre, install, unersetzlich

OHNE_PERSON = "EXISTS (SELECT 1 FROM konten_konto k WHERE k.id = NEW.konto_id AND k.person_id IS NULL)"
MIT_ROLLE = "NEW.person_id IS NULL AND EXISTS (SELECT 1 FROM konten_rollenzuweisung r WHERE r.konto_id = NEW.id)"
SATZ = "Wer eine Rolle hat, hat eine Person."
KONTO = "Ein Konto, das Rollen hat oder hatte, bleibt."
HAT_ROLLEN = "EXISTS (SELECT 1 FROM konten_rollenzuweisung r WHERE r.konto_id = OLD.id)"
BLEIBT = "Eine Rolle wird beendet, nicht gelöscht."


class Migration(migrations.Migration):
    dependencies = [("konten", "0001_initial")]
    operations = [
        install(
            Sperre("konten_rollenzuweisung", "INSERT", SATZ, bedingung=OHNE_PERSON),
            Sperre("konten_rollenzuweisung", "UPDATE", SATZ, bedingung=OHNE_PERSON),
            Sperre("konten_rollenzuweisung", "DELETE", BLEIBT),
            Sperre("konten_rollenzuweisung", "TRUNCATE", BLEIBT),
            unersetzlich("konten_rollenzuweisung", BLEIBT),
            Sperre("konten_konto", "UPDATE", SATZ, bedingung=MIT_ROLLE),
            Sperre("konten_konto", "TRUNCATE", KONTO),
            unersetzlich("konten_konto", KONTO, Schluessel(("username",)), bedingung=HAT_ROLLEN),
        )
    ]
