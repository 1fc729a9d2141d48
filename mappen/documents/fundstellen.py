"""Places where a packet quoted something confidential, as the clerk may see them: where and whence, never what."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from dokumente.anlagen.befunde import Fund
from dokumente.bindung import Mappenbericht

STELLEN_MAX = 10
"""Most places a sentence names."""


@dataclass(frozen=True, slots=True)
class Fundstelle:
    """``wo`` says in German where it was read and ``herkunft`` what it comes from; neither quotes it.

    ``seite`` counts from 1 through the packet, ``teil`` through its parts; both are empty in a ZIP.
    """

    wo: str
    herkunft: str
    seite: int | None = None
    teil: int | None = None

    def __str__(self) -> str:
        ort = self.wo
        if self.seite is not None:
            ort = f"Seite {self.seite}{f' (Mappenteil {self.teil})' if self.teil else ''}, {ort}"
        return f"{ort}: {self.herkunft}"

    def as_dict(self) -> dict[str, str | int | None]:
        """Return it as values that a JSON field keeps."""
        return asdict(self)


def locate_funde(funde: Iterable[Fund], bericht: Mappenbericht) -> tuple[Fundstelle, ...]:
    """Return each place once, in the order they were found."""
    return tuple(dict.fromkeys(_locate(fund, bericht) for fund in funde))


def describe_stellen(stellen: tuple[Fundstelle, ...]) -> str:
    """Return the first places in one sentence."""
    satz = "; ".join(map(str, stellen[:STELLEN_MAX]))
    weitere = len(stellen) - STELLEN_MAX
    return f"{satz}; und {weitere} weitere Stellen" if weitere > 0 else satz


def _locate(fund: Fund, bericht: Mappenbericht) -> Fundstelle:
    # A place may quote a file name, which may be the secret itself.
    ort = fund.wo.partition("„")[0].strip(" ›") or "Inneres der Datei"
    if fund.seite is None:
        return Fundstelle(ort, fund.herkunft)
    teile = enumerate(bericht.teile, start=1)
    teil = next((nummer for nummer, t in teile if t.seite <= fund.seite < t.seite + t.seiten), None)
    return Fundstelle(ort, fund.herkunft, fund.seite, teil)
