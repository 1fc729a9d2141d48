"""Files without a row: left behind when a process was killed between moving a file into the store and saying so."""

from dokumente.models import Datei, compute_ablage


def remove_verwaist(pruefsumme: str) -> bool:
    """Remove the stored file with this checksum unless a row names it; return whether no such file is left."""
    if Datei.objects.filter(pruefsumme=pruefsumme).exists():
        return False
    ablage = Datei._meta.get_field("inhalt").storage
    ablage.delete(compute_ablage(Datei(pruefsumme=pruefsumme), ""))
    return True
