"""Whether a body meets on the day a station names."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from gremien.rules.arbeitstage import format_tag, name_freien_tag
from gremien.rules.befund import Befund, Stufe
from vorlagen.rules.gremienweg import Station


def check_sitzungstage(
    stationen: Iterable[Station], *, sitzungstage: Mapping[str, Sequence[date]], heute: date, fehlt: Stufe
) -> list[Befund]:
    """Ask back where a station names a day to come on which its body does not meet.

    ``sitzungstage`` are by body the days to come of the calendar, in order. A Sunday or holiday without a sitting is a
    slip in any case; ``fehlt`` is how strict any other day is taken, because the calendar may not be complete. Of a
    body without any sitting in the calendar nothing is known.
    """
    befunde = []
    for station in stationen:
        tag, bekannte = station.datum, sitzungstage.get(station.gremium, ())
        if tag is None or tag < heute or station.ausgang is not None or tag in bekannte:
            continue
        wo = f"Station {station.position} ({station.gremium})"
        if frei := name_freien_tag(tag):
            satz = f"{wo}: Der {tag:%d.%m.%Y} ist {frei}. {_name_naechste(tag, bekannte)}"
            befunde.append(_befund(satz, Stufe.WARNUNG))
        elif bekannte:
            satz = (
                f"{wo}: Am {format_tag(tag)} steht keine Sitzung im Sitzungskalender. {_name_naechste(tag, bekannte)}"
            )
            befunde.append(_befund(satz, fehlt))
    return befunde


def _name_naechste(tag: date, bekannte: Sequence[date]) -> str:
    """Return the nearest sittings, one before and one after, as a sentence with a blank behind it."""
    naechste = [*[t for t in bekannte if t < tag][-1:], *[t for t in bekannte if t > tag][:1]]
    if not naechste:
        return ""
    tage = " und am ".join(f"{t:%d.%m.%Y}" for t in naechste)
    return f"Die nächste Sitzung ist am {tage}. " if len(naechste) == 1 else f"Die nächsten Sitzungen sind am {tage}. "


def _befund(satz: str, stufe: Stufe) -> Befund:
    oder = " oder begründen Sie es" if stufe is Stufe.WARNUNG else ""
    return Befund(f"{satz}Bitte prüfen Sie das Datum{oder}.", "", stufe, "gremienweg")
