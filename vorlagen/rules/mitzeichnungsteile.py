"""Which parts of a paper a signature covers, and whether it still holds after they were written on."""

from collections.abc import Iterable, Mapping

from vorlagen.enums import Entwurfsteil


def join_teile(teile: Iterable[Entwurfsteil]) -> str:
    """Return parts as they are stored, in the order of the task list."""
    gewaehlt = frozenset(teile)
    return ",".join(teil.value for teil in Entwurfsteil if teil in gewaehlt)


def split_teile(text: str) -> frozenset[Entwurfsteil]:
    """Return what :func:`join_teile` wrote; a part that no longer exists is left out."""
    return frozenset(Entwurfsteil(teil) for teil in text.split(",") if teil in Entwurfsteil)


def list_geaenderte(
    vorher: Mapping[Entwurfsteil, object], nachher: Mapping[Entwurfsteil, object]
) -> list[Entwurfsteil]:
    """Return the parts that read differently now, in the order of the task list."""
    return [teil for teil in Entwurfsteil if vorher.get(teil) != nachher.get(teil)]


def list_verletzte(geaendert: Iterable[Entwurfsteil], betroffen: frozenset[Entwurfsteil]) -> list[Entwurfsteil]:
    """Return which of the changed parts a signature covers; one that names no parts covers all of them."""
    return [teil for teil in geaendert if not betroffen or teil in betroffen]
