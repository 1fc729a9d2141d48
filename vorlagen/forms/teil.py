"""One part of a draft as it is written: its fields, its rows, its files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.files.base import File
from django.forms import BaseForm
from django.http import QueryDict

from dokumente.ablage.aufnehmen import DateiAbgelehnt
from dokumente.rules.zeichen import clean_zeichen
from dokumente.text.richtext import clean_richtext
from dokumente.text.unterschied import compare_richtext, compare_text
from konten.models import Konto
from vorlagen.actions.bearbeitung import Eingabe, attach_datei, save_teil
from vorlagen.enums import Entwurfsteil, Vorlagenart
from vorlagen.felder import EINGABEN_JE_TEIL, SCHWER
from vorlagen.forms.anlagen import AnlagenFormSet, UploadForm, append_zeilen, build_anlagen
from vorlagen.forms.auswirkungen import AuswirkungenForm
from vorlagen.forms.entwurf import EntwurfForm
from vorlagen.forms.felder import list_hinweise
from vorlagen.forms.gremienweg import GremienwegFormSet, build_gremienweg, describe_stationen, list_gremien
from vorlagen.forms.zeilen import parse_befehl, read_zeilen
from vorlagen.models import Anlage, Fassung, Teilstand
from vorlagen.querysets import VERFASSER
from vorlagen.rules.auswirkungen import auswirkungen_to_html

DATEIEN_MAX = 50
"""Most files taken in at once."""


@dataclass(frozen=True, slots=True)
class Unterschied:
    """A field in which the stored draft and what somebody typed meanwhile differ; both as HTML or plain text."""

    feld: str
    gespeichert: str
    eigenes: str
    is_richtext: bool = False

    @property
    def verglichen(self) -> str:
        """Return both as one text with what fell away and what is new, as HTML."""
        compare = compare_richtext if self.is_richtext else compare_text
        return compare(self.gespeichert, self.eigenes).html


class Teilbearbeitung:
    """What the page of a part shows and takes in.

    ``daten`` is what the browser sent, None when the page is opened: then it shows the newest state, as it was typed
    where not all of it is in order. If a row button was pressed, everything comes back rearranged and unchecked.
    ``staende`` are the newest of each part, if somebody has them already.
    """

    def __init__(
        self,
        fassung: Fassung,
        teil: Entwurfsteil,
        konto: Konto,
        daten: QueryDict | None = None,
        staende: Iterable[Teilstand] | None = None,
    ) -> None:
        self.fassung, self.teil, self.konto = fassung, teil, konto
        neueste = fassung.teilstaende.newest().select_related("konto") if staende is None else staende
        self.neuester = next((stand for stand in neueste if stand.teil == teil), None)
        self.is_gespeichert = daten is None
        self.befehl = parse_befehl(daten) if daten is not None else None
        if daten is None and self.neuester is not None and not self.neuester.is_gueltig:
            daten = to_querydict(self.neuester)
        self.daten = daten
        self.upload = UploadForm({})
        self.form: EntwurfForm | AuswirkungenForm | None = None
        self.gremienweg: GremienwegFormSet | None = None
        self.anlagen: AnlagenFormSet | None = None
        self.vorhandene: list[Anlage] = []
        self._build()

    def _build(self) -> None:
        if self.teil is Entwurfsteil.AUSWIRKUNGEN:
            self.form = AuswirkungenForm(self.daten, fassung=self.fassung)
        elif EINGABEN_JE_TEIL[self.teil]:
            self.form = EntwurfForm(self.daten, instance=self.fassung, konto=self.konto, teil=self.teil)
        elif self.teil is Entwurfsteil.ANLAGEN:
            self.vorhandene = list(self.fassung.anlagen.select_related("datei").order_by("position"))
            daten = _add_unbekannte(self.daten, self.vorhandene) if self.daten is not None else None
            self.anlagen = build_anlagen(self.vorhandene, daten=daten, befehl=self.befehl)
        elif self.fassung.vorlage.laufend is None:
            vorlage = self.fassung.vorlage
            self.stationen = list(vorlage.beratungen.select_related("gremium").order_by("position"))
            self.gremien = list_gremien(vorlage)
            self.gremienweg = build_gremienweg(self.stationen, self.gremien, daten=self.daten, befehl=self.befehl)

    @property
    def stand(self) -> int:
        """Return the number of the newest state, 0 before the first."""
        return self.neuester.zaehler if self.neuester else 0

    @property
    def is_richtext(self) -> bool:
        """Return whether the part is written in an editor."""
        return not set(SCHWER).isdisjoint(EINGABEN_JE_TEIL[self.teil])

    @property
    def formulare(self) -> list[EntwurfForm | AuswirkungenForm | GremienwegFormSet | AnlagenFormSet]:
        """Return the forms of the part whose errors its page lists."""
        return [f for f in (self.form, self.gremienweg, self.anlagen) if f is not None]

    @property
    def is_wie_gespeichert(self) -> bool:
        """Return whether the draft in hand is the stored one: checking what was typed writes into it."""
        return self.daten is None

    @property
    def hinweise(self) -> list[str]:
        """Return what the texts left out when they were checked."""
        return list_hinweise(self.form) if self.form is not None else []

    def is_valid(self) -> bool:
        """Return whether all that was sent is in order."""
        ergebnisse = [form.is_valid() for form in self.formulare]
        return all(ergebnisse)

    def list_fehler(self) -> list[str]:
        """Return what is not in order, each line with its field."""
        zeilen = [form for satz in (self.gremienweg, self.anlagen) if satz is not None for form in satz.forms]
        felder = [(form, name, saetze) for form in (self.form, *zeilen) if form for name, saetze in form.errors.items()]
        return [f"{form[name].label}: {satz}" for form, name, saetze in felder for satz in saetze]

    def refuse_dateien(self, saetze: Iterable[object]) -> None:
        """Show at the upload field why files were not taken in."""
        for satz in saetze:
            self.upload.add_error("dateien", str(satz))

    def save(self, gesehen: int, *, holt_zurueck: bool = False) -> Teilstand:
        """Store what was sent by somebody who had begun with the state ``gesehen``, also what is not in order.

        Raises :class:`~vorlagen.actions.bearbeitung.EntwurfUeberholt` and ``VorgangGesperrt``.
        """
        gueltig = self.is_valid()
        eingabe = Eingabe(
            teil=self.teil,
            gesehen=gesehen,
            gesendet=_read_gesendetes(self),
            is_gueltig=gueltig,
            felder=self.form.uebernehmbar if self.form is not None else {},
            vorlage=self.form.vorlage_uebernehmbar if self.form is not None else {},
            stationen=self.gremienweg.plaene(self.gremien) if self.gremienweg is not None and gueltig else None,
            anlagen=self.anlagen.plaene() if self.anlagen is not None and gueltig else None,
            entfernte=_list_entfernte(self) if self.anlagen is not None else (),
            holt_zurueck=holt_zurueck,
        )
        self.neuester = save_teil(self.fassung, eingabe, konto=self.konto)
        return self.neuester

    def list_unterschiede(self) -> list[Unterschied]:
        """Return where the stored part differs from what was sent, field by field."""
        # Checking the form writes into its instance; what is stored is compared from a fresh one.
        self.is_valid()
        gespeichert = Fassung.objects.select_related("vorlage", *VERFASSER).get(pk=self.fassung.pk)
        if isinstance(self.form, AuswirkungenForm):
            vorher, eigenes = gespeichert.auswirkungen, str(self.form.uebernehmbar["auswirkungen"])
            html = auswirkungen_to_html(vorher), auswirkungen_to_html(eigenes)
            return [Unterschied("Auswirkungen", *html, is_richtext=True)] if vorher != eigenes else []
        if self.form is not None:
            return [
                Unterschied(str(feld.label), vorher, eigenes, is_richtext=feld.name in SCHWER)
                for feld in self.form.visible_fields()
                # What is ticked is part of the names.
                if feld.name != "fraktionen"
                and (vorher := _show(self.form, gespeichert, feld.name))
                != (eigenes := _show_eigenes(self.form, feld.name))
            ]
        if self.gremienweg is None or not self.gremienweg.is_valid():
            return []
        art = Vorlagenart(gespeichert.vorlage.art)
        weg = "; ".join(describe_stationen(self.stationen, art))
        eigener = "; ".join(describe_stationen(self.gremienweg.plaene(self.gremien), art))
        return [Unterschied("Gremienweg", weg, eigener)] if weg != eigener else []


def take_in_dateien(fassung: Fassung, konto: Konto, dateien: Sequence[File[bytes]]) -> list[str]:
    """Attach each file by itself; return the sentences that refuse the others."""
    if len(dateien) > DATEIEN_MAX:
        satz = f"Das sind {len(dateien)} Dateien, auf einmal gehen {DATEIEN_MAX}. Es wurde keine angehängt; "
        return [satz + "bitte fügen Sie sie in mehreren Schritten hinzu."]
    saetze: list[str] = []
    for datei in dateien:
        try:
            attach_datei(fassung, datei, konto=konto)
        except DateiAbgelehnt as fehler:
            saetze.append(str(fehler))
    return saetze


def to_querydict(teilstand: Teilstand) -> QueryDict:
    """Return a saved state as the browser had sent it."""
    daten = QueryDict(mutable=True)
    for name, werte in teilstand.eingabe.items():
        daten.setlist(name, werte)
    return daten


def _read_gesendetes(bearbeitung: Teilbearbeitung) -> dict[str, list[str]]:
    """Return the values of the part's fields as they were typed, without keys, counters and buttons."""
    namen = set(bearbeitung.form.fields) if bearbeitung.form is not None else set()
    vorsilben = tuple(f"{satz.prefix}-" for satz in (bearbeitung.gremienweg, bearbeitung.anlagen) if satz is not None)
    gesendet = bearbeitung.daten if bearbeitung.daten is not None else QueryDict()
    return {
        name: [clean_zeichen(wert) for wert in werte]
        for name, werte in sorted(gesendet.lists())
        if name in namen or name.startswith(vorsilben)
    }


def _list_entfernte(bearbeitung: Teilbearbeitung) -> set[int]:
    """Return the attachments whose rows the sender had seen and took out."""
    gesehen = bearbeitung.daten.getlist("bekannt") if bearbeitung.daten is not None else []
    zeilen = bearbeitung.anlagen.forms if bearbeitung.anlagen is not None else []
    entfernt = set(gesehen) - {str(form["pk"].value()) for form in zeilen}
    return {anlage.pk for anlage in bearbeitung.vorhandene if str(anlage.pk) in entfernt}


def _add_unbekannte(daten: QueryDict, anlagen: Sequence[Anlage]) -> QueryDict:
    """Return the sent rows with those of attachments that came while the sender had the page open."""
    bekannt = {*daten.getlist("bekannt"), *(zeile["pk"] for zeile in read_zeilen(daten, "anlagen", ["pk"]))}
    return append_zeilen(daten, [anlage for anlage in anlagen if str(anlage.pk) not in bekannt])


def _show(form: EntwurfForm, fassung: Fassung, feld: str) -> str:
    if feld == "bezug":
        # Only the number that the form itself may show.
        return str(form.initial.get("bezug", ""))
    return _say(fassung.vorlage.art if feld == "art" else getattr(fassung, feld))


def _show_eigenes(form: BaseForm, feld: str) -> str:
    if feld in form.cleaned_data:
        return _say(form.cleaned_data[feld])
    roh = str(form[feld].value() or "")
    # What was refused was not sanitised either, and is shown as markup.
    return clean_richtext(roh) if feld in SCHWER else roh


def _say(wert: object) -> str:
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    return "" if wert is None else str(wert)
