"""What the check of a draft finds, word for word, and what it must leave alone."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from gremien.rules.befund import Stufe
from koblenz_council.demo.lesen import ORDNER, read_papiere
from tests.vorlagen.rules.entwurfspruefung.entwuerfe import Fall, read_faelle, to_auswirkung
from vorlagen.enums import Vorlagenart
from vorlagen.rules.entwurfspruefung.entwurf import Anlagenangabe, Entwurf
from vorlagen.rules.entwurfspruefung.pruefungen import PRUEFUNGEN, check_entwurf
from vorlagen.rules.formular import parse_formular

FAELLE = read_faelle()


def describe(entwurf: Entwurf) -> tuple[str, ...]:
    return tuple(f"{befund.stufe.name} {befund.feld}: {befund}" for befund in check_entwurf(entwurf))


@pytest.mark.parametrize("fall", FAELLE, ids=lambda fall: fall.name)
def test_the_table(fall: Fall) -> None:
    assert describe(fall.entwurf) == fall.erwartet


def test_the_table_is_large_enough_and_asks_every_check() -> None:
    assert min(sum(bool(fall.erwartet) is voll for fall in FAELLE) for voll in (True, False)) >= 40
    assert len({fall.name for fall in FAELLE}) == len(FAELLE)
    stumm = [check.__name__ for check in PRUEFUNGEN if not any(check(fall.entwurf) for fall in FAELLE)]
    assert stumm == []


def test_every_sentence_says_what_to_do_and_names_its_field() -> None:
    befunde = [befund for fall in FAELLE for befund in check_entwurf(fall.entwurf)]
    assert [befund.satz for befund in befunde if "Bitte" not in befund.satz or not befund.satz.endswith(".")] == []
    assert [befund.satz for befund in befunde if not befund.feld] == []


def iter_papiere() -> Iterator[Entwurf]:
    """Yield the papers of the demo council, and the paper of 2018."""
    for papier in read_papiere():
        yield Entwurf(
            art=papier.art,
            heute=date(2026, 11, 29),
            betreff=papier.betreff,
            beschlussentwurf=papier.beschluss,
            begruendung=papier.begruendung,
            oeffentlich=papier.oeffentlich,
            kurzfassung=papier.kurzfassung or None,
            auswirkungen=tuple(
                to_auswirkung(angabe.titel, {**asdict(angabe), "wirkung": angabe.wirkung.value})
                for angabe in papier.auswirkungen
            ),
            anlagen=tuple(Anlagenangabe(n, anlage.titel) for n, anlage in enumerate(papier.anlagen, start=1)),
        )
    yield read_formular(ORDNER / "BV-0546-2018.txt", date(2018, 6, 12))


def read_formular(ort: Path, heute: date) -> Entwurf:
    """Return the paper of a form."""
    formular = parse_formular(ort.read_text(encoding="utf-8"))
    return Entwurf(
        art=Vorlagenart(formular.art),
        heute=heute,
        betreff=formular.betreff,
        beschlussentwurf=formular.beschlussentwurf_html,
        begruendung=formular.begruendung_html,
        anlagen=tuple(Anlagenangabe(n, anlage.titel) for n, anlage in enumerate(formular.anlagen, start=1)),
    )


@pytest.mark.parametrize("heute", [date(2026, 11, 29), date(2040, 2, 29)])
@pytest.mark.parametrize("entwurf", list(iter_papiere()), ids=lambda entwurf: entwurf.betreff)
def test_the_papers_of_the_demo_give_no_false_alarm_on_any_day(entwurf: Entwurf, heute: date) -> None:
    befunde = check_entwurf(replace(entwurf, heute=heute))
    # That nothing is said of an attachment is so in some of them, and only a hint.
    assert [befund.satz for befund in befunde if befund.stufe is not Stufe.ERINNERUNG] == []
