"""`python -m messungen.vergleich [--ablage ORDNER] [--runden N]`: the same documents by four engines, as a table.

Needs Debian's libreoffice-writer, python3-uno, chromium and poppler-utils. Everything else goes to ``--ablage``, which
may be deleted afterwards: the packages of the other engines never become requirements of this project.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

ZEILE = "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |"
KOPF = (
    "Document", "Engine", "warm ms: median / p95 / fastest", "cold ms: median / p95 / fastest",
    "kB", "pages", "tagged", "claims", "findings",
    "form fields", "attachments", "words",
)  # fmt: skip


def main() -> None:
    """Measure and print."""
    angaben = argparse.ArgumentParser(prog="python -m messungen.vergleich")
    angaben.add_argument("--ablage", type=Path, help="folder to work in and to keep the files; else a temporary one")
    angaben.add_argument("--runden", type=int, default=10, help="measurements per figure (10)")
    wahl = angaben.parse_args()
    with ExitStack() as stapel:
        ablage = wahl.ablage or Path(stapel.enter_context(tempfile.TemporaryDirectory(prefix="vergleich.")))
        ablage.mkdir(parents=True, exist_ok=True)
        _prepare_django(ablage.resolve() / "ratsinformation")
        for zeile in compare(ablage.resolve(), wahl.runden):
            print(zeile)


def _prepare_django(ordner: Path) -> None:
    """Load the demo council into a database of its own."""
    ordner.mkdir(exist_ok=True)
    os.environ |= {"DATA_DIR": str(ordner), "DEMO": "1", "DJANGO_SETTINGS_MODULE": "koblenz_council.settings"}
    os.environ.pop("DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("demo", "laden", "--wenn-leer")


def compare(ablage: Path, runden: int) -> Iterator[str]:
    """Yield the lines of the table, then what our checker finds in each engine's files."""
    from messungen.vergleich.messung import measure, summarise

    ergebnisse = measure(ablage, runden)
    yield ZEILE.format(*KOPF)
    yield ZEILE.format(*["---"] * len(KOPF))
    for ergebnis in ergebnisse:
        befund = ergebnis.befund
        yield ZEILE.format(
            ergebnis.dokument, ergebnis.motor, summarise(ergebnis.warm), summarise(ergebnis.kalt),
            f"{befund.kilobyte:.0f}", befund.seiten, "yes" if befund.getaggt else "no", befund.anspruch,
            len(befund.maengel), befund.formularfelder, befund.anhaenge, f"{befund.vollstaendig:.0%}",
        )  # fmt: skip
    for motor in dict.fromkeys(ergebnis.motor for ergebnis in ergebnisse):
        saetze = {satz for ergebnis in ergebnisse if ergebnis.motor == motor for satz in ergebnis.befund.maengel}
        yield "\n- ".join((f"\n{motor}:", *sorted(saetze or ["–"])))


if __name__ == "__main__":
    main()
