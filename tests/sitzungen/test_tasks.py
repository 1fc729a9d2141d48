"""Papers are set in advance, so that the first click finds them in the store."""

from dataclasses import replace

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks

from dokumente.ausgabe import druckstuecke
from mappen.enums import Empfaenger
from mappen.querysets import build_leser
from sitzungen.documents.vorlage import render_vorlage
from sitzungen.tasks import enqueue_drucke, set_drucke
from tests.bauten import (
    build_abstimmung,
    build_entwurf,
    build_freigegebene_vorlage,
    build_gremium,
    build_veroeffentlichte_sitzung,
    iter_tops,
    release_fassung,
)
from tests.sitzungen.gedruckt import clerk
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.gremienweg import Stationsplan, list_offene, to_plan
from vorlagen.actions.nachlauf import NACH_FREIGABE
from vorlagen.actions.planung import plan_gremienweg
from vorlagen.actions.veroeffentlichung import publish_vorlage


def waiting() -> list[int]:
    aufgaben = DBTaskResult.objects.ready().filter(task_path=set_drucke.module_path)
    return [aufgabe.args_kwargs["args"][0] for aufgabe in aufgaben]


@pytest.mark.django_db
def test_release_publication_and_result_queue_the_paper_once(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        fassung = release_fassung(build_entwurf())
        assert waiting() == []
    assert waiting() == [fassung.vorlage_id]
    with django_capture_on_commit_callbacks(execute=True):
        publish_vorlage(fassung, konto=clerk())
    assert waiting() == [fassung.vorlage_id]
    DBTaskResult.objects.all().delete()
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, nichtoeffentliche=0)
    top = next(iter_tops(sitzung))
    with django_capture_on_commit_callbacks(execute=True):
        build_abstimmung(top)
    assert top.fassung is not None
    assert waiting() == [top.fassung.vorlage_id]


@pytest.mark.django_db
def test_withdrawal_and_a_changed_way_queue_the_paper_too(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    vorlage = build_freigegebene_vorlage()
    plaene = [replace(to_plan(station), entscheidend=False) for station in list_offene(vorlage)]
    weiterer = Stationsplan(build_gremium(), None, entscheidend=True, oeffentlich=True)
    with django_capture_on_commit_callbacks(execute=True):
        plan_gremienweg(vorlage, [*plaene, weiterer], konto=clerk())
    assert waiting() == [vorlage.pk]
    DBTaskResult.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_vorlage(vorlage, konto=clerk(), grund="Überholt.")
    assert waiting() == [vorlage.pk]


def test_each_floor_enters_its_follow_up_once() -> None:
    assert NACH_FREIGABE.count(enqueue_drucke) == 1


@pytest.mark.django_db
def test_failing_follow_up_leaves_the_act_done(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(vorlage: int) -> None:
        raise OSError("Kein Platz")

    monkeypatch.setattr("vorlagen.actions.nachlauf.NACH_FREIGABE", [fail])
    with django_capture_on_commit_callbacks(execute=True):
        fassung = release_fassung(build_entwurf())
    assert fassung.is_freigegeben


@pytest.mark.django_db
def test_what_was_set_in_advance_is_not_set_again(monkeypatch: pytest.MonkeyPatch) -> None:
    sitzung = build_veroeffentlichte_sitzung(nichtoeffentliche=0)
    fassung = next(iter_tops(sitzung)).fassung
    assert fassung is not None
    set_drucke.call(fassung.vorlage_id)

    def refuse(*angaben: object, **weitere: object) -> bytes:
        raise AssertionError("Dieses Papier lag nicht bereit.")

    monkeypatch.setattr(druckstuecke, "render_pdf", refuse)
    for fuer in (Empfaenger.OEFFENTLICH, Empfaenger.MITGLIEDER):
        assert render_vorlage(fassung, leser=build_leser(fuer, sitzung.gremium_id)).startswith(b"%PDF")
