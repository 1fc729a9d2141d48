"""Reading a filled sheet: kept as it came, refused with a sentence, and never more than a proposal."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from django.db import DatabaseError, transaction
from django.test import override_settings
from pikepdf import Array, Dictionary, Name, String

from journal.enums import Akt
from mappen.actions.bogen import BOGEN_MAX_BYTES
from mappen.documents.bogenwerte import load_punkte
from mappen.models import Bogen
from mappen.pages.bogen import Aussage, Lage, list_blaetter, list_bogenzeilen
from mappen.rules.bogen import propose_ergebnis
from sitzungen.actions.tagesordnung import strike_top
from sitzungen.models import Abstimmung, Sitzung
from tests.bauten import (
    build_konto,
    build_mitglied,
    build_pdf,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    iter_tops,
)
from tests.mappen.boegen import bring, fill, print_blatt, print_papier
from tests.pruefen import journals, refused
from tests.sitzungen.gedruckt import clerk
from vorlagen.enums import Ausgang, Kaestchenbedeutung
from vorlagen.models import Kaestchen

pytestmark = pytest.mark.django_db

VON_HIER = (
    "Bitte füllen Sie den Bogen aus, den Sie auf der Seite der Sitzung herunterladen, "
    "oder tragen Sie die Ergebnisse von Hand ein."
)
VERAENDERT = (
    "„bogen.pdf“ wurde verändert oder stammt nicht von hier: Felder fehlen, sind umbenannt oder hinzugekommen. "
    f"{VON_HIER}"
)
OHNE_FELDER = (
    "„bogen.pdf“: Das PDF hat keine ausfüllbaren Felder (mehr). Vielleicht wurde es gedruckt statt gespeichert. "
    "Bitte speichern Sie den ausgefüllten Bogen mit „Speichern“ oder tragen Sie die Ergebnisse von Hand ein."
)


@pytest.fixture
def sitzung() -> Sitzung:
    return build_veroeffentlichte_sitzung(begonnen=True, oeffentliche=1, nichtoeffentliche=0)


def test_what_was_filled_in_is_kept_and_nothing_is_recorded(sitzung: Sitzung) -> None:
    [top] = iter_tops(sitzung)
    pdf = fill(print_blatt(sitzung), {top.pk: {"mehrheitlich": True, "gegenstimmen": "12", "enthaltungen": " 4"}})
    konto = clerk()
    with journals(Akt.EINLESEN):
        bogen = bring(sitzung, pdf, konto=konto)
    assert (bogen.sitzung, bogen.dateiname, bogen.eingelesen_von) == (sitzung, "bogen.pdf", konto)
    with bogen.datei.inhalt.open("rb") as offen:
        assert offen.read() == pdf
    [punkt] = load_punkte(bogen)
    assert (punkt.stelle.top, punkt.stelle.fassung) == (top.pk, top.fassung_id)
    assert punkt.kreuze == {Kaestchenbedeutung.MEHRHEITLICH}
    assert punkt.zahlen == {"gegenstimmen": "12", "enthaltungen": "4"}
    assert not Abstimmung.objects.exists()


def test_every_box_comes_back_as_what_it_means(sitzung: Sitzung) -> None:
    [top] = iter_tops(sitzung)
    leer = print_blatt(sitzung)
    for kaestchen in Kaestchen.objects.all():
        [punkt] = load_punkte(bring(sitzung, fill(leer, {top.pk: {kaestchen.bedeutung: True}})))
        assert punkt.kreuze == {Kaestchenbedeutung(kaestchen.bedeutung)}


def test_every_count_and_text_comes_back(sitzung: Sitzung) -> None:
    [top] = iter_tops(sitzung)
    werte: dict[str, str | bool] = {"ja": "30", "gegenstimmen": "0", "enthaltungen": "-", "befangen": "1"}
    texte: dict[str, str | bool] = {"wortlaut": "Der Rat beschließt – neu.", "freitext": "siehe Anlage"}
    [punkt] = load_punkte(bring(sitzung, fill(print_blatt(sitzung), {top.pk: werte | texte})))
    assert punkt.zahlen == werte
    assert (punkt.wortlaut, punkt.freitext) == (texte["wortlaut"], texte["freitext"])


def test_a_paper_and_the_sheet_say_the_same(sitzung: Sitzung) -> None:
    [top] = iter_tops(sitzung)
    werte: dict[str, str | bool] = {"einstimmig": True, "enthaltungen": "2"}
    papier, blatt = (
        load_punkte(bring(sitzung, fill(drucke, {top.pk: werte})))
        for drucke in (print_papier(top), print_blatt(sitzung))
    )
    assert papier == blatt


# --- as different programs save


def save_incrementally(pdf: bytes, top: int) -> bytes:
    """Append a changed field behind the file, as a viewer does, without touching what is there."""
    with pikepdf.open(BytesIO(pdf)) as datei:
        formular: Any = datei.Root.AcroForm
        feld = next(f for f in formular.Fields if f"_T{top}_" in str(f.T) and str(f.T).endswith("_abgelehnt"))
        nummer, _ = feld.objgen
        umfang = int(datei.trailer.Size)
        wurzel, _ = datei.Root.objgen
        feld.V = feld.AS = Name.on
        objekt = b"%d 0 obj\n%s\nendobj\n" % (nummer, feld.unparse(resolved=True))
    vorher = int(pdf.rsplit(b"startxref", 1)[1].split()[0])
    stelle = len(pdf)
    tabelle = b"xref\n%d 1\n%010d 00000 n \n" % (nummer, stelle)
    schluss = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (umfang, wurzel, vorher)
    return pdf + objekt + tabelle + schluss + b"startxref\n%d\n%%%%EOF\n" % (stelle + len(objekt))


def test_a_file_saved_incrementally_counts_as_it_is_now(sitzung: Sitzung) -> None:
    [top] = iter_tops(sitzung)
    erste = fill(print_blatt(sitzung), {top.pk: {"gegenstimmen": "3"}})
    zweite = save_incrementally(erste, top.pk)
    assert zweite.startswith(erste)
    [punkt] = load_punkte(bring(sitzung, zweite))
    assert punkt.kreuze == {Kaestchenbedeutung.ABGELEHNT}
    assert punkt.zahlen == {"gegenstimmen": "3"}


def test_what_a_viewer_wrote_is_read(sitzung: Sitzung) -> None:
    """PDFium is what Chrome fills forms with: real key strokes and clicks, saved by it."""
    with pypdfium2.PdfDocument(print_blatt(sitzung)) as datei, BytesIO() as puffer:
        datei.init_forms()
        assert datei.formenv is not None
        formular = datei.formenv.raw
        with pikepdf.open(BytesIO(print_blatt(sitzung))) as lage:
            felder: dict[str, Any] = {str(f.T).rsplit("_", 1)[1]: f.Rect for f in lage.Root.AcroForm.Fields}
            orte = {name: [float(zahl) for zahl in rect] for name, rect in felder.items()}
        blatt = datei[0]
        seite, raw = blatt.raw, pypdfium2.raw

        def click(name: str) -> None:
            x0, y0, x1, y1 = orte[name]
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            raw.FORM_OnMouseMove(formular, seite, 0, x, y)
            raw.FORM_OnLButtonDown(formular, seite, 0, x, y)
            raw.FORM_OnLButtonUp(formular, seite, 0, x, y)

        click("mehrheitlich")
        click("gegenstimmen")
        for zeichen in "1234":
            raw.FORM_OnChar(formular, seite, ord(zeichen), 0)
        raw.FORM_ForceToKillFocus(formular)
        datei.save(puffer)
        gespeichert = puffer.getvalue()
    [punkt] = load_punkte(bring(sitzung, gespeichert))
    assert punkt.kreuze == {Kaestchenbedeutung.MEHRHEITLICH}
    assert punkt.zahlen == {"gegenstimmen": "123"}, "the field takes three digits"


def set_field(eingabe: str, **werte: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        formular: Any = pdf.Root.AcroForm
        feld = next(feld for feld in formular.Fields if str(feld.T).endswith(f"_{eingabe}"))
        for name, wert in werte.items():
            feld[f"/{name}"] = wert

    return change


@pytest.mark.parametrize("zustand", ["Yes", "On", "1", "Ja"])
def test_a_tick_counts_whatever_the_program_calls_it(sitzung: Sitzung, zustand: str) -> None:
    anders = set_field("vertagt", V=Name(f"/{zustand}"), AS=Name(f"/{zustand}"))
    [punkt] = load_punkte(bring(sitzung, fill(print_blatt(sitzung), {}, danach=anders)))
    assert punkt.kreuze == {Kaestchenbedeutung.VERTAGT}


def test_a_tick_that_does_not_show_is_pointed_out(sitzung: Sitzung) -> None:
    [punkt] = load_punkte(
        bring(sitzung, fill(print_blatt(sitzung), {}, danach=set_field("vertagt", V=Name.on, AS=Name.Off)))
    )
    assert punkt.unstimmig
    assert "stimmen Wert und Bild nicht überein" in propose_ergebnis(punkt).befunde[0].satz


# --- what is refused


def rename(pdf: pikepdf.Pdf) -> None:
    set_field("gegenstimmen", T=String("Text1"))(pdf)


def forge(pdf: pikepdf.Pdf) -> None:
    formular: Any = pdf.Root.AcroForm
    for feld in formular.Fields:
        feld.T = String("B" + "A" * 43 + str(feld.T)[44:])


def rebind(pdf: pikepdf.Pdf) -> None:
    formular: Any = pdf.Root.AcroForm
    for feld in formular.Fields:
        siegel, rest = str(feld.T)[:44], str(feld.T)[44:]
        feld.T = String(siegel + rest.replace("_T", "_T9"))


def drop(pdf: pikepdf.Pdf) -> None:
    formular: Any = pdf.Root.AcroForm
    del formular.Fields[3]


def double(pdf: pikepdf.Pdf) -> None:
    formular: Any = pdf.Root.AcroForm
    formular.Fields.append(pdf.make_indirect(Dictionary(FT=Name.Tx, T=formular.Fields[0].T, V=String("9"))))


def add(pdf: pikepdf.Pdf) -> None:
    formular: Any = pdf.Root.AcroForm
    name = str(formular.Fields[0].T).rsplit("_oe-", 1)[0]
    formular.Fields.append(pdf.make_indirect(Dictionary(FT=Name.Tx, T=String(f"{name}_oe-77_ja"), V=String("9"))))


@pytest.mark.filterwarnings("ignore::pikepdf.PageCopyWarning")
@pytest.mark.parametrize("faelschung", [rename, forge, rebind, drop, double, add])
def test_a_sheet_with_other_fields_than_were_printed_is_refused(
    sitzung: Sitzung, faelschung: Callable[[pikepdf.Pdf], None]
) -> None:
    [top] = iter_tops(sitzung)
    pdf = fill(print_blatt(sitzung), {top.pk: {"einstimmig": True}}, danach=faelschung)
    with refused(VERAENDERT, feld="dateien"):
        bring(sitzung, pdf)


def test_fields_a_viewer_added_say_nothing(sitzung: Sitzung) -> None:
    def sign(pdf: pikepdf.Pdf) -> None:
        formular: Any = pdf.Root.AcroForm
        formular.Fields.append(pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("Signature1"))))
        formular.Fields.append(pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("Text1"), V=String("99"))))

    [top] = iter_tops(sitzung)
    [punkt] = load_punkte(bring(sitzung, fill(print_blatt(sitzung), {top.pk: {"einstimmig": True}}, danach=sign)))
    assert punkt.kreuze == {Kaestchenbedeutung.EINSTIMMIG}
    assert punkt.zahlen == {}


def test_a_sheet_under_a_foreign_key_is_refused(sitzung: Sitzung) -> None:
    [top] = iter_tops(sitzung)
    with override_settings(SECRET_KEY="woanders"):
        pdf = fill(print_blatt(sitzung), {top.pk: {"einstimmig": True}})
    with refused(VERAENDERT):
        bring(sitzung, pdf)


def test_a_sheet_of_another_sitting_is_refused(sitzung: Sitzung) -> None:
    andere = build_veroeffentlichte_sitzung(begonnen=True, nichtoeffentliche=0)
    pdf = fill(print_blatt(andere), {next(iter_tops(andere)).pk: {"einstimmig": True}})
    satz = "gehört zu einer anderen Sitzung. Bitte lesen Sie ihn dort ein; hier geht es um"
    with refused(f"„bogen.pdf“ {satz} {sitzung.nummer}."):
        bring(sitzung, pdf)


def test_an_empty_sheet_says_so(sitzung: Sitzung) -> None:
    with refused(
        "„bogen.pdf“ ist leer: Kein Kästchen ist angekreuzt, keine Zahl eingetragen. "
        "Bitte speichern Sie den ausgefüllten Bogen und laden Sie ihn noch einmal hoch."
    ):
        bring(sitzung, print_blatt(sitzung))


ABGESCHNITTEN = (
    "„bogen.pdf“: Das PDF ist abgeschnitten, das Ende fehlt. "
    "Bitte prüfen Sie, ob sich die Datei bei Ihnen öffnen lässt, und laden Sie sie noch einmal hoch."
)
LEER = "„bogen.pdf“ ist leer. Bitte prüfen Sie die Datei und laden Sie sie noch einmal hoch."
ANDERE_ART = (
    "„bogen.pdf“ ist keine PDF-Datei, obwohl der Name so endet. Bitte öffnen Sie die Datei und speichern Sie sie neu."
)
ZU_GROSS = "„bogen.pdf“ ist mit 20,0 MB zu groß, erlaubt sind 20,0 MB. Bitte verkleinern oder teilen Sie die Datei."


@pytest.mark.parametrize(
    ("inhalt", "name", "satz"),
    [
        (b"%PDF-1.7 kaputt", "bogen.pdf", ABGESCHNITTEN),
        (b"", "bogen.pdf", LEER),
        (b"Hallo", "bogen.pdf", ANDERE_ART),
        (b"Hallo", "bogen.txt", f"„bogen.txt“ ist kein PDF. {VON_HIER}"),
        (b"%PDF-" + b"x" * BOGEN_MAX_BYTES, "bogen.pdf", ZU_GROSS),
    ],
)
def test_what_is_no_readable_pdf_is_refused(sitzung: Sitzung, inhalt: bytes, name: str, satz: str) -> None:
    with refused(satz, feld="dateien"):
        bring(sitzung, inhalt, name=name)


@pytest.mark.filterwarnings("ignore::pikepdf.PageCopyWarning")
def test_a_flattened_sheet_a_foreign_form_and_xfa_are_refused(sitzung: Sitzung) -> None:
    blatt = print_blatt(sitzung)
    with refused(OHNE_FELDER):
        bring(sitzung, fill(blatt, {}, danach=lambda pdf: pdf.Root.__delitem__("/AcroForm")))
    with refused(OHNE_FELDER):
        bring(sitzung, build_pdf())
    with refused(
        "„bogen.pdf“: Das PDF ist ein XFA-Formular, das sich nicht einlesen lässt. "
        "Bitte füllen Sie den Bogen aus, der von hier heruntergeladen wurde, und speichern Sie ihn als PDF."
    ):
        bring(sitzung, fill(blatt, {}, danach=lambda pdf: pdf.Root.AcroForm.__setitem__("/XFA", Array())))

    def make_foreign(pdf: pikepdf.Pdf) -> None:
        formular: Any = pdf.Root.AcroForm
        for nummer, feld in enumerate(formular.Fields):
            feld.T = String(f"Feld{nummer}")

    with refused(f"„bogen.pdf“ ist kein Bogen von hier. {VON_HIER}"):
        bring(sitzung, fill(blatt, {}, danach=make_foreign))


# --- kept for good


def test_the_same_file_is_kept_once_and_a_sheet_cannot_be_changed(sitzung: Sitzung) -> None:
    [top] = iter_tops(sitzung)
    pdf = fill(print_blatt(sitzung), {top.pk: {"einstimmig": True}})
    bogen = bring(sitzung, pdf)
    assert bring(sitzung, pdf, name="noch einmal.pdf") == bogen
    assert Bogen.objects.count() == 1
    with pytest.raises(DatabaseError, match="aufbewahrt, wie er kam"), transaction.atomic():
        Bogen.objects.update(dateiname="anders.pdf")
    with pytest.raises(DatabaseError, match="aufbewahrt, wie er kam"), transaction.atomic():
        Bogen.objects.all().delete()


def test_sheets_are_seen_by_those_who_keep_the_sitting(sitzung: Sitzung) -> None:
    [top] = iter_tops(sitzung)
    bring(sitzung, fill(print_blatt(sitzung), {top.pk: {"einstimmig": True}}))
    sehen = {
        "dienst": clerk(),
        "mitglied": build_mitglied(gremium=sitzung.gremium),
        "verwaltung": build_konto(superuser=True),
    }
    gesehen = {wer: Bogen.objects.visible_to(konto).count() for wer, konto in sehen.items()}
    assert gesehen == {"dienst": 1, "mitglied": 0, "verwaltung": 1}


# --- the agenda went on


def test_a_sheet_of_an_older_agenda_finds_its_items_after_renumbering() -> None:
    sitzung = build_sitzung(gremium=None)
    erster, zweiter, dritter = (build_top(sitzung) for _ in range(3))
    pdf = fill(print_blatt(sitzung), {top.pk: {"einstimmig": True} for top in (erster, zweiter, dritter)})
    strike_top(erster, konto=build_konto())
    bring(sitzung, pdf)
    konto = clerk()
    zeilen = list_bogenzeilen(sitzung, konto, list_blaetter(sitzung, konto))
    assert [(zeile.lage, zeile.top and zeile.top.pk) for zeile in zeilen] == [
        (Lage.OFFEN, zweiter.pk),
        (Lage.OFFEN, dritter.pk),
        (Lage.FEHLT, None),
    ]
    assert zeilen[2].titel == "Diesen Punkt gibt es hier nicht (mehr)."


def test_the_words_of_a_sheet_are_those_of_a_result(sitzung: Sitzung) -> None:
    [top] = iter_tops(sitzung)
    werte: dict[str, str | bool] = {"mehrheitlich": True, "gegenstimmen": "12", "enthaltungen": "4", "befangen": "1"}
    bogen = bring(sitzung, fill(print_blatt(sitzung), {top.pk: werte}))
    [punkt] = load_punkte(bogen)
    aussage = Aussage(bogen, punkt, propose_ergebnis(punkt))
    assert aussage.worte == "mehrheitlich beschlossen, 12 Gegenstimmen, 4 Enthaltungen, 1 befangen"
    assert aussage.angaben["ausgang"] == Ausgang.MEHRHEITLICH
