"""Check of the form: has every field a name for eye and ear, a look of its own, and no will of its own?"""

import re
from collections import Counter
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

_SCHRIFT: Final = re.compile(r"/([^\s/]+)\s+[\d.]+\s+Tf\b")
_SCHRIFTDATEIEN: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_AKTIONEN: Final = ("/A", "/AA")


def check_felder(pdf: pikepdf.Pdf) -> list[str]:
    """Return the faults of the form and its fields as German sentences."""
    formular = pdf.Root.get("/AcroForm", Dictionary())
    felder = list(formular.get("/Fields", Array()))
    befunde = []
    if "/NeedAppearances" in formular:
        befunde.append("Das Formular verlangt, dass der Betrachter die Felder zeichnet (NeedAppearances).")
    if "/XFA" in formular:
        befunde.append("Das Formular trägt ein zweites, fremdes Formular in sich (XFA).")
    namen = [str(feld.get("/T", "")) for feld in felder]
    anzahl = Counter(namen)
    for feld, name in zip(felder, namen, strict=True):
        if not name or anzahl[name] > 1:
            befunde.append(f"Der Feldname „{name}“ fehlt oder ist nicht eindeutig.")
        if not str(feld.get("/TU", "")).strip():
            befunde.append(f"Das Feld „{name}“ hat keinen Namen für die Sprachausgabe (TU).")
        if any(aktion in feld for aktion in _AKTIONEN):
            befunde.append(f"Das Feld „{name}“ löst etwas aus (Aktion oder Skript).")
        befunde += _check_feld(feld, name, formular)
    return [*befunde, *_check_vollzaehlig(pdf, felder)]


def _check_vollzaehlig(pdf: pikepdf.Pdf, felder: list[Object]) -> list[str]:
    bekannt = {feld.objgen for feld in felder}
    return [
        "Ein Feld steht auf der Seite, aber nicht im Formular."
        for seite in pdf.pages
        for notiz in seite.obj.get("/Annots", Array())
        if notiz.get("/Subtype") == Name.Widget and notiz.objgen not in bekannt
    ]


def _check_feld(feld: Object, name: str, formular: Object) -> list[str]:
    if feld.get("/FT") == Name.Btn:
        return _check_kaestchen(feld, name)
    if feld.get("/FT") == Name.Tx:
        return _check_textfeld(feld, name, formular)
    return [f"Das Feld „{name}“ ist weder Kästchen noch Textfeld."]


def _check_kaestchen(feld: Object, name: str) -> list[str]:
    zustaende = feld.get("/AP", Dictionary()).get("/N", Dictionary())
    if str(feld.get("/AS", "/")) not in zustaende:
        return [f"Dem Feld „{name}“ fehlt das Aussehen für seinen Zustand."]
    # A form that can be filled in must be able to show both states; a locked box shows one for good.
    if len(list(zustaende.keys())) < 2:
        return [f"Dem Feld „{name}“ fehlt das Aussehen für einen Zustand."]
    if feld.get("/V") != feld.get("/AS"):
        return [f"Wert und Aussehen des Feldes „{name}“ widersprechen sich."]
    return []


def _check_textfeld(feld: Object, name: str, formular: Object) -> list[str]:
    aussehen = feld.get("/AP", Dictionary()).get("/N")
    if not isinstance(aussehen, Stream):
        return [f"Dem Feld „{name}“ fehlt das Aussehen (AP)."]
    befunde = []
    gezeichnet = any(str(befehl.operator) in ("Tj", "TJ") for befehl in pikepdf.parse_content_stream(aussehen))
    if gezeichnet != bool(str(feld.get("/V", ""))):
        befunde.append(f"Wert und Aussehen des Feldes „{name}“ widersprechen sich.")
    genannt = _SCHRIFT.search(str(feld.get("/DA", formular.get("/DA", ""))))
    schriften = formular.get("/DR", Dictionary()).get("/Font", Dictionary())
    schrift = schriften.get(f"/{genannt[1]}") if genannt else None
    if not isinstance(schrift, Dictionary):
        befunde.append(f"Für das Feld „{name}“ ist keine Schrift genannt (DA, DR).")
    elif not any(datei in schrift.get("/FontDescriptor", Dictionary()) for datei in _SCHRIFTDATEIEN):
        befunde.append(f"Die Schrift des Feldes „{name}“ ist nicht eingebettet.")
    return befunde
