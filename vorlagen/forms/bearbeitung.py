"""The drafting page as one thing: the draft's fields, its Gremienweg, its attachments, new files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.forms import BaseForm
from django.http import QueryDict

from dokumente.ablage.aufnehmen import DateiAbgelehnt
from gremien.rules.befund import VorgangGesperrt
from konten.models import Konto
from vorlagen.actions.bearbeitung import attach_datei, save_entwurf
from vorlagen.enums import Vorlagenart
from vorlagen.felder import SCHWER
from vorlagen.forms.anlagen import UploadForm, append_zeilen, build_anlagen
from vorlagen.forms.entwurf import EntwurfForm
from vorlagen.forms.gremienweg import build_gremienweg, describe_stationen, list_gremien
from vorlagen.forms.zeilen import Zeilenbefehl, parse_befehl
from vorlagen.models import Anlage, Fassung

_SCHALTER = ("oeffentlich",)

DATEIEN_MAX = 50
"""Most files taken in at once."""


@dataclass(frozen=True, slots=True)
class Unterschied:
    """A field in which the stored draft and what somebody typed meanwhile differ; both as HTML or plain text."""

    feld: str
    gespeichert: str
    eigenes: str
    is_richtext: bool = False


class Bearbeitung:
    """What the drafting page shows and takes in.

    ``daten`` is what the browser sent, None when the page is opened; ``befehl`` the row button, if one was
    pressed: then everything is shown as it was typed, rearranged and unchecked.
    """

    def __init__(
        self, fassung: Fassung, konto: Konto, daten: QueryDict | None = None, befehl: Zeilenbefehl | None = None
    ) -> None:
        self.fassung, self.konto = fassung, konto
        self.stationen = list(fassung.vorlage.beratungen.select_related("gremium").order_by("position"))
        self.anlagen_vorhanden = list(fassung.anlagen.select_related("datei").order_by("position"))
        self.upload = UploadForm({})
        self.is_gespeichert = daten is None
        geprueft = daten if befehl is None else None
        vorher = _initial_of(daten) if daten is not None and befehl is not None else {}
        self.form = EntwurfForm(geprueft, instance=fassung, initial=vorher, konto=konto)
        self.anlagen = build_anlagen(self.anlagen_vorhanden, daten=daten, befehl=befehl)
        self.gremien = list_gremien(fassung.vorlage)
        self.gremienweg = (
            build_gremienweg(self.stationen, self.gremien, daten=daten, befehl=befehl)
            if fassung.vorlage.laufend is None
            else None
        )

    @property
    def formulare(self) -> list[Any]:
        """Return every form whose errors the page must list, in the order of the page."""
        return [f for f in (self.form, self.gremienweg, self.anlagen, self.upload) if f is not None]

    def is_valid(self) -> bool:
        """Return whether all that was sent can be stored; checks every part, so that all errors show at once."""
        ergebnisse = [self.form.is_valid(), self.anlagen.is_valid()]
        if self.gremienweg is not None:
            ergebnisse.append(self.gremienweg.is_valid())
        return all(ergebnisse)

    def refuse_dateien(self, saetze: Iterable[object]) -> None:
        """Show at the upload field why files were not taken in."""
        for satz in saetze:
            self.upload.add_error("dateien", str(satz))

    def save(self) -> bool:
        """Store everything; False with an error on the form if the database's state refuses it."""
        daten = self.form.cleaned_data
        try:
            save_entwurf(
                self.form.save(commit=False),
                konto=self.konto,
                felder=self.form.geschrieben,
                stand=daten["stand"],
                art=Vorlagenart(daten["art"]),
                stationen=self.gremienweg.plaene(self.gremien) if self.gremienweg else None,
                anlagen=self.anlagen.plaene(),
            )
        except VorgangGesperrt as gesperrt:
            for befund in gesperrt.befunde:
                self.form.add_error(None, str(befund))
            return False
        return True

    def list_unterschiede(self) -> list[Unterschied]:
        """Return where the stored draft differs from what was sent, field by field."""
        gespeichert = Fassung.objects.select_related("vorlage", "amt", "dezernat").get(pk=self.fassung.pk)
        # Checking the form writes into its instance; what is stored is compared from a fresh one.
        self.is_valid()
        gefunden = [
            Unterschied(str(feld.label), vorher, eigenes, is_richtext=feld.name in SCHWER)
            for feld in self.form.visible_fields()
            if (vorher := _show(gespeichert, feld.name)) != (eigenes := _show_eigenes(self.form, feld.name))
        ]
        art = Vorlagenart(gespeichert.vorlage.art)
        weg = "; ".join(describe_stationen(self.stationen, art))
        if self.gremienweg and self.gremienweg.is_valid():
            eigener = "; ".join(describe_stationen(self.gremienweg.plaene(self.gremien), art))
            gefunden += [Unterschied("Gremienweg", weg, eigener)] if weg != eigener else []
        return gefunden


def take_in_dateien(fassung: Fassung, konto: Konto, dateien: Sequence[File[bytes]]) -> tuple[list[Anlage], list[str]]:
    """Attach each file by itself; return the attachments and the sentences that refuse the others."""
    anlagen: list[Anlage] = []
    saetze: list[str] = []
    if len(dateien) > DATEIEN_MAX:
        satz = f"Das sind {len(dateien)} Dateien, auf einmal gehen {DATEIEN_MAX}. Es wurde keine angehängt; "
        return [], [satz + "bitte fügen Sie sie in mehreren Schritten hinzu."]
    for datei in dateien:
        try:
            anlagen.append(attach_datei(fassung, datei, konto=konto))
        except DateiAbgelehnt as fehler:
            saetze.append(str(fehler))
    return anlagen, saetze


def read_eingabe(fassung: Fassung, konto: Konto, daten: QueryDict, dateien: Sequence[File[bytes]]) -> Bearbeitung:
    """Return the page as sent, with the files that came along already attached, whatever else is wrong."""
    anlagen, saetze = take_in_dateien(fassung, konto, dateien)
    if anlagen:
        daten = append_zeilen(daten, anlagen)
        daten["stand"] = str(fassung.stand)
    bearbeitung = Bearbeitung(fassung, konto, daten, parse_befehl(daten))
    bearbeitung.refuse_dateien(saetze)
    return bearbeitung


def is_ueberholt(fassung: Fassung, daten: QueryDict) -> bool:
    """Return whether somebody saved or handed in the draft after the sender opened the page."""
    return daten.get("stand", "") != str(fassung.stand)


def read_ueberholtes(fassung: Fassung, konto: Konto, daten: QueryDict) -> Bearbeitung:
    """Return the page as sent, but knowing the present state: saving it again is then a decision, not an accident."""
    bekannt = {wert for name, wert in daten.items() if name.startswith("anlagen-") and name.endswith("-pk")}
    neue = [a for a in fassung.anlagen.order_by("position") if str(a.pk) not in bekannt]
    ergaenzt = append_zeilen(daten, neue)
    ergaenzt["stand"] = str(fassung.stand)
    return Bearbeitung(fassung, konto, ergaenzt)


def _initial_of(daten: QueryDict) -> dict[str, Any]:
    werte: dict[str, Any] = {name: daten.get(name, "") for name in EntwurfForm.base_fields if name in daten}
    return werte | {name: name in daten for name in _SCHALTER}


def _show(fassung: Fassung, feld: str) -> str:
    wert = fassung.vorlage.art if feld == "art" else getattr(fassung, feld)
    return _say(wert)


def _show_eigenes(form: BaseForm, feld: str) -> str:
    if feld in form.cleaned_data:
        return _say(form.cleaned_data[feld])
    return str(form[feld].value() or "")


def _say(wert: object) -> str:
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    return "" if wert is None else str(wert)
