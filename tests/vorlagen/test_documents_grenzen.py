"""A paper that asks too much of the printer: its author hears which part of it."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from dokumente.druck import pdf
from dokumente.druck.druckerei import Druckerei
from dokumente.druck.pdf import DruckFehler
from dokumente.workers.worker import Limits
from tests.vorlagen.druckbeispiele import build_druck
from vorlagen.documents.vorlage import render_vorlage_pdf

ZEILEN = "<tr><td><p>Straße</p></td><td><p>Betrag</p></td></tr>"


@pytest.fixture
def ungeduldig(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the printer have one second for a document."""
    with closing(Druckerei(pdf.equip)) as druckerei:
        druckerei.limits = Limits(seconds=1)
        monkeypatch.setattr(pdf, "_druckerei", druckerei)
        yield


@pytest.mark.usefixtures("ungeduldig")
def test_the_author_hears_which_part_takes_too_long() -> None:
    begruendung = f"<p>Alle Straßen:</p><table><tbody>{ZEILEN * 2_900}</tbody></table>"
    with pytest.raises(DruckFehler, match="Der Satz dauert zu lange") as gescheitert:
        render_vorlage_pdf(build_druck(begruendung=begruendung))
    assert str(gescheitert.value).endswith(
        "Am aufwendigsten ist unter „Begründung“ die Tabelle mit 5.800 Feldern (nach „…Alle Straßen:“)."
    )
