"""`python -m messungen.last_daten TOPS ANLAGEN SEITEN`: fill an empty database with one large sitting.

Prints what readers can open as one JSON object. Runs in a process of its own, because its database is another one.
"""

import json
import os
import sys


def main() -> None:
    """Fill the database that the environment names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koblenz_council.settings")
    import django

    django.setup()
    from messungen.mappe_lauf import prepare
    from messungen.mappe_sitzung import Umfang

    prepare(Umfang(*map(int, sys.argv[1:4])))
    print(json.dumps(describe()))  # noqa: T201


def describe() -> dict[str, object]:
    """Return the sitting, its papers, and its annexes as pairs of paper and annex; only what is not closed."""
    from sitzungen.models import Sitzung, Tagesordnungspunkt
    from vorlagen.models import Anlage

    sitzung = Sitzung.objects.get()
    tops = Tagesordnungspunkt.objects.filter(sitzung=sitzung, beratung__vorlage__fassungen__oeffentlich=True)
    vorlagen = list(tops.values_list("beratung__vorlage", flat=True))
    anlagen = Anlage.objects.filter(fassung__vorlage__in=vorlagen).values_list("fassung__vorlage", "pk")
    return {"sitzung": sitzung.pk, "vorlagen": vorlagen, "anlagen": list(anlagen)}


if __name__ == "__main__":
    main()
