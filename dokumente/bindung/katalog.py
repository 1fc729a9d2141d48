"""What stands beside the pages: bookmarks, page numbers, fields, layers, attached data, colour profile."""

from collections.abc import Iterable, Sequence
from typing import Final

from pikepdf import Array, Dictionary, Name, NameTree, Object, OutlineItem, Page, Pdf, String

_EBENENLISTEN: Final = ("/ON", "/OFF", "/Locked", "/Order", "/RBGroups")


class Katalog:
    """Collects from every document what belongs into the packet's catalog."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._felder: list[Object] = []
        self._feldnamen: set[str] = set()
        self._feldmittel: Object | None = None
        self._ebenen: list[Object] = []
        self._ebenenwahl: dict[str, list[Object]] = {name: [] for name in _EBENENLISTEN}
        self._dateien: dict[str, Object] = {}
        self._farbprofil: Object | None = None

    def add_formular(self, quelle: Pdf, vorsilbe: str) -> None:
        """Take the fields over; ``vorsilbe`` before their names tells the documents apart."""
        formular = quelle.Root.get("/AcroForm")
        if not isinstance(formular, Dictionary) or len(formular.get("/Fields", Array())) == 0:
            return
        carrier = Dictionary(Fields=formular.Fields, DR=formular.get("/DR", Dictionary()))
        kopie = self._pdf.copy_foreign(quelle.make_indirect(carrier))
        for feld in kopie.Fields:
            name = str(feld.get("/T", ""))
            feld.T = String(self._new_feldname(f"{vorsilbe}/{name}"))
            self._felder.append(feld)
        self._feldmittel = self._feldmittel or kopie.DR

    def add_ebenen(self, quelle: Pdf) -> None:
        """Take the layers over with their visibility, so that a hidden one stays hidden."""
        angaben = quelle.Root.get("/OCProperties")
        if not isinstance(angaben, Dictionary) or not isinstance(angaben.get("/OCGs"), Array):
            return
        wahl = angaben.get("/D", Dictionary())
        listen = {name: wahl.get(name, Array()) for name in _EBENENLISTEN}
        if wahl.get("/BaseState") == Name.OFF:
            an = {ebene.objgen for ebene in listen["/ON"]}
            listen["/OFF"] = Array([ebene for ebene in angaben.OCGs if ebene.objgen not in an])
        if len(listen["/Order"]) == 0:
            listen["/Order"] = Array(list(angaben.OCGs))
        carrier = Dictionary({"/OCGs": angaben.OCGs, **listen})
        kopie = self._pdf.copy_foreign(quelle.make_indirect(carrier))
        self._ebenen += list(kopie.OCGs)
        for name, liste in self._ebenenwahl.items():
            liste += list(kopie[name])

    def add_dateien(self, quelle: Pdf, vorsilbe: str) -> None:
        """Take the attached data over, each file under a name of its own."""
        namen = quelle.Root.get("/Names", Dictionary()).get("/EmbeddedFiles")
        gefunden: dict[str, Object] = {}
        if isinstance(namen, Dictionary):
            gefunden = {str(name): datei for name, datei in NameTree(namen).items()}
        for lose in quelle.Root.get("/AF", Array()):
            if lose.objgen not in {datei.objgen for datei in gefunden.values()}:
                gefunden[str(lose.get("/UF", lose.get("/F", "Datei")))] = lose
        for name, datei in gefunden.items():
            kopie = self._pdf.copy_foreign(datei if datei.is_indirect else quelle.make_indirect(datei))
            eindeutig = f"{vorsilbe}-{name}"
            kopie.F = kopie.UF = String(eindeutig)
            self._dateien[eindeutig] = kopie

    def add_farbprofil(self, quelle: Pdf) -> None:
        """Take the colour profile for the archive over from the first document that has one."""
        profile = quelle.Root.get("/OutputIntents")
        if self._farbprofil is None and isinstance(profile, Array) and len(profile):
            self._farbprofil = self._pdf.copy_foreign(quelle.make_indirect(profile[0]))

    def close(self) -> None:
        """Write everything into the packet's catalog."""
        wurzel = self._pdf.Root
        if self._felder:
            wurzel.AcroForm = Dictionary(Fields=Array(self._felder), DR=self._feldmittel or Dictionary())
        if self._ebenen:
            wahl = {name: Array(liste) for name, liste in self._ebenenwahl.items() if liste}
            anzeige = Dictionary({"/Name": String("Ebenen der Dokumente"), **wahl})
            wurzel.OCProperties = Dictionary(OCGs=Array(self._ebenen), D=anzeige)
        if self._dateien:
            namen = [wert for name, datei in sorted(self._dateien.items()) for wert in (String(name), datei)]
            wurzel.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(namen)))
            wurzel.AF = Array([datei for _, datei in sorted(self._dateien.items())])
        if self._farbprofil is not None:
            wurzel.OutputIntents = Array([self._farbprofil])

    def _new_feldname(self, name: str) -> str:
        eindeutig, zahl = name, 1
        while eindeutig in self._feldnamen:
            zahl += 1
            eindeutig = f"{name}-{zahl}"
        self._feldnamen.add(eindeutig)
        return eindeutig


def write_lesezeichen(pdf: Pdf, eintraege: Iterable[tuple[str, int, Page]]) -> None:
    """Write the bookmarks (text, level 1 or 2, page): annexes below their paper, which stand open."""
    with pdf.open_outline() as gliederung:
        for text, ebene, seite in eintraege:
            eintrag = OutlineItem(text, Array([seite.obj, Name.Fit]))
            if ebene == 1 or not gliederung.root:
                gliederung.root.append(eintrag)
            else:
                gliederung.root[-1].children.append(eintrag)


def write_anzeige(pdf: Pdf, *, sprache: str, duplex: bool) -> None:
    """Write language, page labels and how readers and printers should treat the packet."""
    wunsch = Dictionary(DisplayDocTitle=True, PickTrayByPDFSize=True)
    if duplex:
        wunsch.Duplex = Name.DuplexFlipLongEdge
    pdf.Root.ViewerPreferences = wunsch
    pdf.Root.Lang = String(sprache)
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))


def describe_grenzen(luecken: Sequence[tuple[str, int, int]]) -> str:
    """Return what holds for the packet, with the documents (title, first and last page) that fall short."""
    if not luecken:
        return "Alle Seiten dieser Mappe halten PDF/UA-1 (barrierefrei) und PDF/A-3a (Archiv) ein."
    orte = "; ".join(f"„{titel}“ ({_format_seiten(von, bis)})" for titel, von, bis in luecken)
    return (
        "Diese Mappe enthält Dokumente, für die Barrierefreiheit (PDF/UA-1) und Archivfähigkeit (PDF/A-3a) nicht "
        f"zugesagt werden: {orte}. Die Mappe als Ganzes beansprucht diese Normen deshalb nicht."
    )


def _format_seiten(von: int, bis: int) -> str:
    return f"Seite {von}" if von == bis else f"Seiten {von} bis {bis}"
