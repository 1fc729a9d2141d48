"""A release's database as one file: written once when it is released, read into an empty database ever after.

Rows stand in the words of the models as they were then, so the same file fills SQLite and PostgreSQL, and a program
years later still reads it: with the models that the migrations of that release describe.
"""

import base64
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Self

from django.apps import apps as heutige
from django.apps.registry import Apps
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.management.color import no_style
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

EIGENE: Final = ("mappen", "sitzungen", "vorlagen", "konten", "gremien", "dokumente", "journal", "post")
ZEILEN: Final = "zeilen.jsonl.gz"
STAND: Final = "stand.json"
_DATEI: Final = "datei"


@dataclass(frozen=True)
class Stand:
    """What is known of a release: where its migrations end, what they were, how many rows, and what pages said."""

    version: str
    migrationen: list[list[str]]
    pruefsummen: dict[str, str]
    zeilen: dict[str, int]
    erwartet: dict[str, Any]

    @classmethod
    def read(cls, ordner: Path) -> Self:
        """Read what :meth:`write` wrote."""
        return cls(**json.loads((ordner / STAND).read_text(encoding="utf-8")))

    def write(self, ordner: Path) -> None:
        """Write it as a file that people can read."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        (ordner / STAND).write_text(f"{text}\n", encoding="utf-8")


def digest_migrationen() -> dict[str, str]:
    """Return the SHA-256 of every migration of this house, by app and name."""
    wurzel = Path(__file__).parents[2]
    return {
        f"{datei.parts[-3]}.{datei.stem}": hashlib.sha256(datei.read_bytes()).hexdigest()
        for name in EIGENE
        for datei in sorted((wurzel / name / "migrations").glob("[0-9]*.py"))
    }


# --- writing


def write_bestand(ordner: Path, *, version: str, ablage: Path, erwartet: dict[str, Any]) -> Stand:
    """Write all rows of the database and all files of ``ablage`` into ``ordner``."""
    ordner.mkdir(parents=True, exist_ok=True)
    zeilen = [(modell._meta.label, werte) for modell in _list_modelle() for werte in _iter_zeilen(modell)]
    dateien = [
        (_DATEI, {"name": str(p.relative_to(ablage)), "inhalt": base64.b64encode(p.read_bytes()).decode()})
        for p in sorted(ablage.rglob("*"))
        if p.is_file()
    ]
    # Without the time of writing: the same council gives the same file.
    with gzip.GzipFile(ordner / ZEILEN, "wb", mtime=0) as ziel:
        for zeile in (*zeilen, *dateien):
            ziel.write(f"{json.dumps(zeile, ensure_ascii=False, sort_keys=True)}\n".encode())
    stand = Stand(
        version=version,
        migrationen=sorted(map(list, MigrationLoader(connection).graph.leaf_nodes())),
        pruefsummen=digest_migrationen(),
        zeilen=dict(Counter(art for art, _ in zeilen)),
        erwartet=erwartet,
    )
    stand.write(ordner)
    return stand


def _list_modelle() -> list[type[models.Model]]:
    return [m for name in EIGENE for m in heutige.get_app_config(name).get_models(include_auto_created=True)]


def _iter_zeilen(modell: type[models.Model]) -> Iterator[dict[str, Any]]:
    for objekt in modell._base_manager.order_by("pk"):
        yield {feld.attname: _to_json(feld, objekt) for feld in modell._meta.concrete_fields if not feld.generated}


def _to_json(feld: models.Field[Any, Any], objekt: models.Model) -> Any:
    wert: Any = feld.value_from_object(objekt)
    if wert is None or isinstance(wert, str | int | bool) or isinstance(feld, models.JSONField):
        return wert
    return feld.value_to_string(objekt)


# --- reading


def migrate_to(stand: Stand) -> Apps:
    """Bring the empty database to the state in which that release left it; return the models of that time."""
    executor = MigrationExecutor(connection)
    ziele = [(app, name) for app, name in stand.migrationen]
    executor.migrate(ziele)
    return executor.loader.project_state(ziele).apps


def load_bestand(ordner: Path, ablage: Storage, damalige: Apps) -> None:
    """Fill the database, which stands where the release left it, and ``ablage`` with what was stored."""
    gefuellt: dict[type[models.Model], None] = {}
    with transaction.atomic():
        # An app that came later has no models yet.
        for name in (name for name in EIGENE if name in damalige.app_configs):
            for modell in damalige.get_app_config(name).get_models(include_auto_created=True):
                # What migrations enter is among the rows.
                modell._base_manager.all().delete()
        for art, werte in _iter_gespeicherte(ordner):
            if art == _DATEI:
                ablage.save(werte["name"], ContentFile(base64.b64decode(werte["inhalt"])))
                continue
            modell = damalige.get_model(art)
            felder = {feld.attname: feld for feld in modell._meta.concrete_fields}
            objekt = modell(**{name: felder[name].to_python(wert) for name, wert in werte.items()})
            # As a fixture is loaded: no field puts in the time of today.
            objekt.save_base(raw=True, force_insert=True)
            gefuellt[modell] = None
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), list(gefuellt)):
                cursor.execute(sql)
    # The release had locked what it kept.
    emit_post_migrate_signal(0, interactive=False, db="default", apps=damalige, plan=[(None, False)])


def _iter_gespeicherte(ordner: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with gzip.open(ordner / ZEILEN, "rt", encoding="utf-8") as quelle:
        for zeile in quelle:
            yield tuple(json.loads(zeile))
