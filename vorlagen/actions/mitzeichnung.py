"""Co-signature: a draft is handed in, and answered by those who share the responsibility."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from gremien.rules.befund import Befund, Stufe, VorgangGesperrt, list_uebergangene, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from konten.rules.vier_augen import check_person
from vorlagen.actions.anfragen import ask_naechste, enter_anfragen
from vorlagen.actions.anlagenpruefung import finish_anlagen
from vorlagen.actions.antworten import answer_mitzeichnung, end_runde, record_antwort, require_antwort
from vorlagen.actions.bearbeitung import check_einreichung
from vorlagen.actions.beteiligung import enter_beteiligung
from vorlagen.actions.mitzeichnungsplan import Plan, plan_mitzeichnung
from vorlagen.actions.nachrichten import tell_gefragt, tell_zurueckgegeben, tell_zurueckgeholt
from vorlagen.enums import RUNDE_BEENDET, Beteiligungsart, Fassungsstatus, Mitzeichnungsergebnis
from vorlagen.models import Fassung, Mitzeichnung
from vorlagen.rules.mitzeichnung import check_rueckholung
from vorlagen.rules.mitzeichnungsplan import Wunsch, check_plan

KEINE_OFFEN = "Für diese Vorlage ist keine Mitzeichnung von Ihnen offen."


def submit_vorlage(
    fassung: Fassung, *, konto: Konto, wuensche: Sequence[Wunsch] | None = None, grund: str = ""
) -> Fassung:
    """In die Mitzeichnung geben: ask the offices that must co-sign, and those ``wuensche`` adds, step by step.

    Without ``wuensche`` the further offices are those of the last time. A signature stays that covers nothing that
    was changed. The draft must be complete and its public attachments looked through; from here on nobody writes in
    it. Raises :class:`VorgangGesperrt`.
    """
    # Before the transaction: nobody else shall wait for a file that takes its time.
    if fassung.oeffentlich:
        finish_anlagen(fassung)
    return _submit(fassung, konto=konto, wuensche=wuensche, grund=grund)


@transaction.atomic
def _submit(fassung: Fassung, *, konto: Konto, wuensche: Sequence[Wunsch] | None, grund: str) -> Fassung:
    fassung = Fassung.objects.select_for_update().get(pk=fassung.pk)
    if not fassung.is_entwurf:
        satz = "Die Vorlage ist schon in der Mitzeichnung oder freigegeben."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    plan = plan_mitzeichnung(fassung, wuensche)
    befunde = require(
        [
            *check_einreichung(fassung, offen=Stufe.SPERRE),
            *check_plan(plan.anfragen, namen=plan.namen, erreichbar=plan.erreichbar, heute=timezone.localdate()),
        ],
        grund=grund,
    )
    fassung.status = Fassungsstatus.MITZEICHNUNG
    fassung.stand += 1
    fassung.save(update_fields=["status", "stand", "updated_at"])
    enter_anfragen(fassung, plan)
    enter_beteiligung(fassung, Beteiligungsart.EINGEREICHT, konto=konto)
    tell_gefragt(fassung, ask_naechste(fassung), konto=konto)
    record(
        Akt.EINREICHEN,
        fassung.vorlage,
        konto=konto,
        fassung=fassung.neufassung,
        mitzeichnende=_describe_plan(plan),
        uebergangen=list_uebergangene(befunde),
        grund=grund,
    )
    return fassung


def _describe_plan(plan: Plan) -> list[dict[str, object]]:
    """Return who is asked in which step and why, and whose signature still holds."""
    return [
        {
            "gefragt": plan.namen[anfrage.stelle],
            "schritt": anfrage.schritt,
            "warum": ", ".join(anfrage.gruende) or anfrage.herkunft.label,
            "frist": anfrage.frist.isoformat() if anfrage.frist else "",
            "gilt_weiter": plan.find_gueltige(anfrage.stelle) is not None,
        }
        for anfrage in plan.anfragen
    ]


@transaction.atomic
def countersign_vorlage(
    fassung: Fassung,
    *,
    konto: Konto,
    ergebnis: Mitzeichnungsergebnis,
    bemerkung: str = "",
    stand: int | None = None,
) -> Mitzeichnung:
    """Mitzeichnen, with or without a remark, or hand the draft back with one, which reopens it for its author.

    Whoever has touched text or attachments is no second pair of eyes and can only hand it back. What the signer
    saw is kept for them; ``stand`` is that of the page they read. Raises :class:`VorgangGesperrt`.
    """
    fassung = Fassung.objects.select_for_update().get(pk=fassung.pk)
    wartende = fassung.mitzeichnungen.waiting_for(konto).select_related("konto", "amt", "dezernat")
    mitzeichnung = wartende.first()
    if mitzeichnung is None:
        raise VorgangGesperrt([Befund(KEINE_OFFEN, "", Stufe.SPERRE)])
    require_antwort(fassung, konto, ergebnis, bemerkung, stand)
    answer_mitzeichnung(fassung, mitzeichnung, ergebnis, konto=konto, bemerkung=bemerkung)
    if ergebnis == Mitzeichnungsergebnis.ZURUECKGEGEBEN:
        end_runde(fassung)
        tell_zurueckgegeben(fassung, konto=konto)
    else:
        tell_gefragt(fassung, ask_naechste(fassung), konto=konto)
    record_antwort(fassung, mitzeichnung, konto=konto)
    return mitzeichnung


@transaction.atomic
def retract_vorlage(fassung: Fassung, *, konto: Konto, grund: str = "") -> Fassung:
    """Zurückholen: the Amt takes its paper out of co-signature and writes on; open questions are dropped.

    Who has signed already is told, with ``grund``, which is then compulsory. Raises :class:`VorgangGesperrt`.
    """
    fassung = Fassung.objects.select_for_update().get(pk=fassung.pk)
    if fassung.status != Fassungsstatus.MITZEICHNUNG:
        satz = "Die Vorlage ist nicht in der Mitzeichnung und kann nicht zurückgeholt werden."
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])
    unterschriften = list_unterschriften(fassung)
    require(check_person(konto.auge) + check_rueckholung(unterschriften=len(unterschriften), grund=grund))
    end_runde(fassung)
    jetzt = timezone.now()
    Mitzeichnung.objects.create(
        fassung=fassung,
        konto=konto,
        ergebnis=Mitzeichnungsergebnis.ZURUECKGEHOLT,
        bemerkung=grund.strip(),
        erbeten_am=jetzt,
        beantwortet_am=jetzt,
    )
    tell_zurueckgeholt(fassung, [antwort.konto for antwort in unterschriften if antwort.konto], konto=konto)
    record(Akt.ZURUECKHOLEN, fassung.vorlage, konto=konto, fassung=fassung.neufassung, grund=grund)
    return fassung


def list_unterschriften(fassung: Fassung) -> list[Mitzeichnung]:
    """Return who has signed what is in co-signature now, also whose signature of an earlier round still holds."""
    beendet = fassung.mitzeichnungen.filter(ergebnis__in=RUNDE_BEENDET).order_by("-beantwortet_am").first()
    gegeben = fassung.mitzeichnungen.filter(ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)
    if beendet is not None and beendet.beantwortet_am is not None:
        gegeben = gegeben.filter(erbeten_am__gt=beendet.beantwortet_am)
    gegeben = gegeben.select_related("konto", "amt", "dezernat", "vertreten")
    return list(gegeben.order_by("beantwortet_am", "pk"))
