"""Writing in a draft: without legal effect, so without journal rows, but never over somebody else's text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.files.base import File
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from dokumente.ablage.aufnehmen import store_datei
from dokumente.rules.namen import clean_dateiname, titel_of
from gremien.rules.befund import Befund, Stufe
from konten.models import Konto
from vorlagen.actions.beteiligung import enter_beteiligung
from vorlagen.actions.freigabe import check_fassung
from vorlagen.actions.gremienweg import BEIM_VERSCHIEBEN, Stationsplan, replace_stationen
from vorlagen.enums import Beteiligungsart, Entwurfsteil
from vorlagen.felder import EINGABEN_JE_TEIL
from vorlagen.models import Anlage, Fassung, Teilstand, Vorlage
from vorlagen.rules.auswirkungen import write_eingabe
from vorlagen.rules.teilstand import Stand, check_uebernommen, find_fremde, list_entbehrliche


class EntwurfUeberholt(Exception):
    """Somebody else saved this part, or the draft was handed in meanwhile; nothing was written."""


@dataclass(frozen=True, slots=True)
class Anlagenplan:
    """An attachment as the drafter wants it, in order; ``pk`` is that of an attachment of this Fassung."""

    pk: int
    titel: str
    oeffentlich: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Eingabe:
    """What somebody typed into one part.

    ``gesehen`` is the number of the state they began with, ``gesendet`` what the form sent, ``is_gueltig`` whether all
    of it can be taken over. What can is in the rest: ``felder`` of the Fassung and of the ``vorlage`` by name,
    ``stationen`` and ``anlagen``, None where the part is another one or has to wait. ``entfernte`` are attachments
    that go. ``holt_zurueck`` says that an earlier state takes the place of the newest on purpose.
    """

    teil: Entwurfsteil
    gesehen: int
    gesendet: Mapping[str, list[str]]
    is_gueltig: bool
    felder: Mapping[str, object] = field(default_factory=dict)
    vorlage: Mapping[str, object] = field(default_factory=dict)
    stationen: Sequence[Stationsplan] | None = None
    anlagen: Sequence[Anlagenplan] | None = None
    entfernte: Collection[int] = ()
    holt_zurueck: bool = False


def attach_datei(fassung: Fassung, upload: File[bytes], *, konto: Konto) -> Anlage:
    """Hang a file behind the others of a draft, non-public, titled by its name.

    Raises ``DateiAbgelehnt`` if the file cannot be taken in, :class:`EntwurfUeberholt` if the draft is closed,
    :class:`VorgangGesperrt` for an account that is nobody's.
    """
    datei = store_datei(upload)
    name = clean_dateiname(upload.name or "")
    with transaction.atomic():
        aktuell = _lock_entwurf(fassung)
        letzte = aktuell.anlagen.aggregate(letzte=Max("position"))["letzte"] or 0
        anlage = Anlage.objects.create(
            fassung=aktuell, position=letzte + 1, titel=titel_of(name), dateiname=name, datei=datei
        )
        enter_beteiligung(aktuell, Beteiligungsart.ANLAGE, konto=konto)
        aktuell.stand += 1
        aktuell.save(update_fields=["stand", "updated_at"])
    return anlage


@transaction.atomic
def save_teil(fassung: Fassung, eingabe: Eingabe, *, konto: Konto) -> Teilstand:
    """Store what was typed into one part of a draft; whoever does so had a hand in it.

    All that was typed becomes a state of the part, also what is not in order; what is in order is taken over into the
    draft. Other parts stay as they are now, whoever wrote them. Raises :class:`EntwurfUeberholt`, and
    :class:`VorgangGesperrt` for an account that is nobody's.
    """
    aktuell = _lock_entwurf(fassung)
    neuester = aktuell.teilstaende.filter(teil=eingabe.teil).order_by("-zaehler").first()
    staende = _list_staende(aktuell, eingabe.teil)
    zaehler = neuester.zaehler if neuester else 0
    # A number that was never given out tells nothing of what was seen.
    if find_fremde(staende, gesehen=eingabe.gesehen, konto=konto.pk) or eingabe.gesehen > zaehler:
        raise EntwurfUeberholt
    jetzt = timezone.now()
    if _says_nothing_new(aktuell, eingabe, neuester):
        return neuester or Teilstand(fassung=aktuell, teil=eingabe.teil, zaehler=0, konto=konto, gespeichert_am=jetzt)
    if neuester is None:
        _keep_anfang(aktuell, eingabe.teil)
    elif eingabe.holt_zurueck or eingabe.gesehen < zaehler:
        aktuell.teilstaende.filter(pk=neuester.pk).update(is_festgehalten=True)
    _take_over(aktuell, eingabe, konto)
    teilstand = Teilstand.objects.create(
        fassung=aktuell,
        teil=eingabe.teil,
        zaehler=zaehler + 1,
        konto=konto,
        eingabe=dict(eingabe.gesendet),
        is_gueltig=eingabe.is_gueltig,
        gespeichert_am=jetzt,
    )
    _thin_out(aktuell, eingabe.teil)
    return teilstand


def check_einreichung(
    fassung: Fassung, staende: Iterable[Teilstand] | None = None, *, offen: Stufe = Stufe.ERINNERUNG
) -> list[Befund]:
    """Return everything that stands against handing in this draft; ``offen`` as in :func:`check_fassung`.

    ``staende`` are the newest states of its parts, if somebody has them already. The way of what the council hands in
    is for the Sitzungsdienst to say.
    """
    neueste = fassung.teilstaende.newest() if staende is None else staende
    ungueltige = [Entwurfsteil(stand.teil) for stand in neueste if not stand.is_gueltig]
    befunde = [*check_uebernommen(ungueltige), *check_fassung(fassung, offen=offen)]
    return [b for b in befunde if not (fassung.is_aus_dem_rat and b.feld == Entwurfsteil.GREMIENWEG.value)]


def _lock_entwurf(fassung: Fassung) -> Fassung:
    aktuell = Fassung.objects.select_for_update().get(pk=fassung.pk)
    if not aktuell.is_entwurf:
        raise EntwurfUeberholt
    return aktuell


def _list_staende(fassung: Fassung, teil: Entwurfsteil) -> list[Stand]:
    zeilen = fassung.teilstaende.filter(teil=teil).order_by("-zaehler")
    return [Stand(*zeile) for zeile in zeilen.values_list("zaehler", "konto", "gespeichert_am", "is_festgehalten")]


def _says_nothing_new(fassung: Fassung, eingabe: Eingabe, neuester: Teilstand | None) -> bool:
    """Return whether this was stored before: sent again because an answer got lost, taken back, or only looked at."""
    if neuester is not None and bool(neuester.eingabe == dict(eingabe.gesendet)):
        return True
    if neuester is not None and not neuester.is_gueltig:
        return False
    return eingabe.anlagen is not None and not _plan_anlagen(fassung, eingabe).is_neu


def _keep_anfang(fassung: Fassung, teil: Entwurfsteil) -> None:
    """Make the text a draft began with (an earlier Fassung's, an imported one) the state before the first."""
    texte = {name: getattr(fassung, name) for name in EINGABEN_JE_TEIL[teil] if teil is not Entwurfsteil.ANGABEN}
    eingabe = {name: [text] for name, text in texte.items()}
    if teil is Entwurfsteil.AUSWIRKUNGEN:
        eingabe = write_eingabe(fassung.auswirkungen)
    if any(texte.values()) and fassung.verfasser is not None:
        Teilstand.objects.create(
            fassung=fassung,
            teil=teil,
            zaehler=0,
            konto=fassung.verfasser,
            eingabe=eingabe,
            is_festgehalten=True,
            gespeichert_am=fassung.updated_at,
        )


def _take_over(fassung: Fassung, eingabe: Eingabe, konto: Konto) -> None:
    """Write what is in order into the locked draft."""
    fassung.stand += 1
    for name, wert in eingabe.felder.items():
        setattr(fassung, name, wert)
    fassung.save(update_fields=[*eingabe.felder, "stand", "suchtext", "updated_at"])
    if eingabe.vorlage or eingabe.stationen is not None:
        _change_vorlage(fassung, eingabe)
    if eingabe.anlagen is not None:
        _replace_anlagen(fassung, _plan_anlagen(fassung, eingabe))
    art = Beteiligungsart.ANLAGE if eingabe.teil is Entwurfsteil.ANLAGEN else Beteiligungsart.TEXT
    enter_beteiligung(fassung, art, konto=konto)


def _change_vorlage(fassung: Fassung, eingabe: Eingabe) -> None:
    """Change kind, reference and way, which are fixed once the paper has a number."""
    vorlage = Vorlage.objects.select_for_update().get(pk=fassung.vorlage_id)
    if vorlage.laufend is not None:
        return
    for name, wert in eingabe.vorlage.items():
        setattr(vorlage, name, wert)
    if eingabe.vorlage:
        vorlage.save(update_fields=list(eingabe.vorlage))
    if eingabe.stationen is not None:
        replace_stationen(vorlage, eingabe.stationen)


@dataclass(frozen=True, slots=True)
class _Anlagenordnung:
    """The attachments as they are to be, and as they are."""

    geplant: Mapping[int, Anlagenplan]
    vorhandene: Mapping[int, Anlage]

    @property
    def is_neu(self) -> bool:
        """Return whether anything changes."""
        return list(self.geplant.values()) != [
            Anlagenplan(anlage.pk, anlage.titel, anlage.oeffentlich) for anlage in self.vorhandene.values()
        ]


def _plan_anlagen(fassung: Fassung, eingabe: Eingabe) -> _Anlagenordnung:
    """Return the attachments as planned, those that came meanwhile behind them."""
    vorhandene = {anlage.pk: anlage for anlage in fassung.anlagen.order_by("position")}
    geplant = {plan.pk: plan for plan in eingabe.anlagen or () if plan.pk in vorhandene}
    for anlage in vorhandene.values():
        if anlage.pk not in geplant and anlage.pk not in eingabe.entfernte:
            geplant[anlage.pk] = Anlagenplan(anlage.pk, anlage.titel, anlage.oeffentlich)
    return _Anlagenordnung(geplant, vorhandene)


def _replace_anlagen(fassung: Fassung, ordnung: _Anlagenordnung) -> None:
    fassung.anlagen.exclude(pk__in=ordnung.geplant).delete()
    fassung.anlagen.update(position=F("position") + BEIM_VERSCHIEBEN)
    for position, plan in enumerate(ordnung.geplant.values(), start=1):
        anlage = ordnung.vorhandene[plan.pk]
        anlage.position, anlage.titel, anlage.oeffentlich = position, plan.titel, plan.oeffentlich
        anlage.save(update_fields=["position", "titel", "oeffentlich"])


def _thin_out(fassung: Fassung, teil: Entwurfsteil) -> None:
    entbehrlich = list_entbehrliche(_list_staende(fassung, teil), timezone.now())
    if entbehrlich:
        fassung.teilstaende.filter(teil=teil, zaehler__in=entbehrlich).delete()
