"""`manage.py import_vorlage`: what it prints, what it asks, and that a refusal leaves nothing behind."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from gremien.models import Amt, Dezernat, Gremium
from journal.enums import Akt
from journal.models import Eintrag
from konten.enums import Rolle
from tests.bauten import build_konto
from tests.vorlagen.einlesebeispiele import FORMULARE, SEED, build_stammdaten, count_rows, formular, read_seed, station
from vorlagen.actions.einlesen_bestaetigung import confirm_einlesung
from vorlagen.models import Fassung, Vorlage

pytestmark = pytest.mark.django_db

ERFOLG = (
    "BV/0546/2018: eingelesen („Fortschreibung Integrationskonzept der Stadt Koblenz“), "
    "2 Stationen, 1 Anlage; im Browser zu bestätigen\n"
)


class Eingabe(io.TextIOWrapper):
    """What somebody types or pipes in."""

    def __init__(self, text: str, *, terminal: bool = True) -> None:
        super().__init__(io.BytesIO(text.encode()), encoding="utf-8")
        self.terminal = terminal

    def isatty(self) -> bool:
        """Return whether a person sits there."""
        return self.terminal


def run(*angaben: str | Path, eingabe: str | None = None) -> tuple[int, str, str]:
    """Run the command and return (exit status, standard output, standard error); ``eingabe`` sits at a terminal."""
    out, err = io.StringIO(), io.StringIO()
    stdin = Eingabe(eingabe or "", terminal=eingabe is not None)
    try:
        call_command("import_vorlage", *map(str, angaben), stdout=out, stderr=err, stdin=stdin)
    except SystemExit as ende:
        return int(ende.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def ordner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder the command is called in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- What goes well


def test_the_real_form_is_taken_over() -> None:
    build_stammdaten()
    assert run(SEED) == (0, ERFOLG, "")
    assert (Eintrag.objects.get().konto_id, Fassung.objects.get().veroeffentlicht_am) == (None, None)


def test_a_relative_path_counts_from_where_one_stands(ordner: Path) -> None:
    build_stammdaten()
    (ordner / "akten").mkdir()
    (ordner / "akten" / "seed.txt").write_bytes(SEED.read_bytes())
    assert run("akten/seed.txt") == (0, ERFOLG, "")


def test_a_dash_reads_what_is_piped_in() -> None:
    build_stammdaten()
    out = io.StringIO()
    call_command("import_vorlage", "-", stdout=out, stdin=Eingabe(read_seed(), terminal=False))
    assert out.getvalue() == ERFOLG


def test_hints_and_lines_nobody_understood_are_printed() -> None:
    status, out, err = run(FORMULARE / "entschieden.txt", "--create-missing")
    assert (status, err) == (0, "")
    assert "  Neu angelegt: Amt 61-Amt für Stadtentwicklung und Bauordnung\n" in out
    assert out.count("  Nicht zugeordnet: ") == 3
    assert "  Nicht zugeordnet: Zeile 37: gez. Mustermann\n" in out


def test_without_a_name_two_people_confirm_and_with_one_it_is_one(ordner: Path) -> None:
    build_stammdaten()
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    (ordner / "a.txt").write_text(formular(nummer="BV/0001/2018"), encoding="utf-8")
    (ordner / "b.txt").write_text(formular(nummer="BV/0002/2018"), encoding="utf-8")
    assert (run("a.txt")[0], run("b.txt", "--konto", konto.username)[0]) == (0, 0)
    ohne, mit = Fassung.objects.order_by("nummer")
    stand = [
        confirm_einlesung(fassung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST)).is_freigegeben
        for fassung in (ohne, ohne, mit)
    ]
    assert stand == [False, True, True]
    assert [eintrag.konto_id for eintrag in Eintrag.objects.filter(akt=Akt.EINLESEN).order_by("laufend")] == [
        None,
        konto.pk,
    ]


@pytest.mark.parametrize("rolle", [None, Rolle.SACHBEARBEITUNG])
def test_a_name_that_may_not_import_is_refused(ordner: Path, rolle: Rolle | None) -> None:
    build_stammdaten()
    name = build_konto(rolle=rolle).username if rolle else "niemand"
    vorher = count_rows()
    satz = f"Das Konto „{name}“ gibt es nicht, oder es darf keine Vorlagen einlesen.\n"
    assert run(SEED, "--konto", name) == (1, "", satz)
    assert count_rows() == vorher


# --- Questions


def test_without_terminal_one_sentence_names_what_is_unknown() -> None:
    vorher = count_rows()
    assert run(SEED) == (
        1,
        "",
        (
            f"{SEED}: Nicht bekannt: Gremium „Haupt- und Finanzausschuss“, Gremium „Stadtrat“, "
            "Amt „31-Ordnungsamt“, Dezernat „Bürgermeisterin“; mit --create-missing wird neu angelegt, was fehlt.\n"
        ),
    )
    assert count_rows() == vorher


def test_what_cannot_be_created_is_said_without_the_option() -> None:
    build_stammdaten()
    assert run(FORMULARE / "anfrage-cp1252.txt", "--create-missing")[2].endswith(
        "Das Formular nennt kein Mitglied des Stadtvorstands (Dezernat). "
        "Bitte ergänzen Sie die Datei oder lesen Sie sie im Browser ein.\n"
    )


def test_on_a_terminal_one_chooses_or_creates() -> None:
    _, hufa, _ = build_stammdaten()
    Gremium.objects.exclude(pk=hufa.pk).delete()
    Gremium.objects.update(name="Hauptausschuss", kuerzel="HA")
    status, out, err = run(SEED, eingabe="7\n1\nN\n")
    assert (status, err) == (0, "")
    assert out.startswith(
        "Das Gremium „Haupt- und Finanzausschuss“ ist nicht bekannt. Was ist gemeint?\n"
        "   1  Hauptausschuss\n"
        "   n  „Haupt- und Finanzausschuss“ neu anlegen\n"
        "   a  abbrechen\n"
        "Ihre Wahl: Bitte geben Sie eines der Zeichen am Zeilenanfang ein.\n"
        "Ihre Wahl: Das Gremium „Stadtrat“ ist nicht bekannt. Was ist gemeint?\n"
    )
    assert out.endswith(ERFOLG + "  Neu angelegt: Gremium Stadtrat (STA)\n")
    assert [str(b.gremium) for b in Vorlage.objects.get().beratungen.all()] == ["Hauptausschuss", "Stadtrat"]


@pytest.mark.parametrize("eingabe", ["a\n", "", "\n\n"])
def test_giving_up_writes_nothing(eingabe: str) -> None:
    vorher = count_rows()
    status, _, err = run(SEED, eingabe=eingabe)
    assert (status, err) == (1, f"{SEED}: Abgebrochen, nichts wurde eingelesen.\n")
    assert count_rows() == vorher


def test_an_office_chosen_by_hand_brings_its_department_along() -> None:
    amt, *_ = build_stammdaten()
    status, out, _ = run(FORMULARE / "anfrage-cp1252.txt", eingabe="1\n")
    assert (status, Fassung.objects.get().dezernat) == (0, amt.dezernat)
    assert out.count("Was ist gemeint?") == 1


def test_create_missing_asks_nothing() -> None:
    status, out, err = run(SEED, "--create-missing", eingabe="")
    assert (status, err) == (0, "")
    assert out.startswith(ERFOLG)
    assert (Gremium.objects.count(), Amt.objects.count(), Dezernat.objects.count()) == (2, 1, 1)


def test_nobody_is_asked_about_a_paper_that_is_here_already() -> None:
    build_stammdaten()
    run(SEED)
    status, out, err = run(SEED, eingabe="1\n")
    assert (status, out) == (1, "")
    assert err == f"{SEED}: BV/0546/2018 gibt es schon und wird nicht noch einmal eingelesen.\n"


# --- What is refused


@pytest.mark.parametrize(
    ("inhalt", "satz"),
    [
        (b"", "Die Datei ist leer."),
        (b" \n\n", "Die Datei ist leer."),
        (b"\x7fELF\x02\x01\x00\x00", "Die Datei enthält keinen lesbaren Text, sondern Binärdaten."),
        (b"%PDF-1.7", "Das PDF ist beschädigt und lässt sich nicht öffnen."),
        (b"x" * (2 * 1024 * 1024 + 1), "Die Textdatei ist größer als 2 MB"),
        (b"x" * (20 * 1024 * 1024 + 1), "Die Datei ist größer als 20 MB."),
        (b"Sehr geehrte Damen und Herren", "Das ist kein Vordruck einer Vorlage"),
        (formular(nummer="BV/12/18").encode(), "Zeile 3: „BV/12/18“ ist keine Vorlagennummer."),
        (formular(station(datum="31.02.2018")).encode(), "Zeile 9: Das Datum „31.02.2018“ gibt es nicht."),
        (formular(betreff="x" * 501).encode(), "Der Betreff hat 501 Zeichen, erlaubt sind 500."),
    ],
)
def test_a_file_that_is_no_form_is_refused_with_one_line(ordner: Path, inhalt: bytes, satz: str) -> None:
    build_stammdaten()
    (ordner / "datei.txt").write_bytes(inhalt)
    vorher = count_rows()
    status, out, err = run("datei.txt", "--create-missing")
    assert (status, out) == (1, "")
    assert err.startswith(f"datei.txt: {satz}")
    assert err.count("\n") == 1
    assert count_rows() == vorher


@pytest.mark.parametrize(
    ("name", "satz"),
    [
        ("fehlt.txt", "Diese Datei gibt es nicht. Bitte prüfen Sie Name und Ordner."),
        (".", "Das ist ein Ordner. Bitte geben Sie eine Datei an."),
        ("/proc/self/mem", "Diese Datei lässt sich nicht lesen. Bitte prüfen Sie, ob sie unbeschädigt ist."),
        ("x" * 300, "Diese Datei lässt sich nicht lesen. Bitte prüfen Sie, ob sie unbeschädigt ist."),
    ],
)
def test_what_cannot_be_read_is_refused(ordner: Path, name: str, satz: str) -> None:
    vorher = count_rows()
    assert run(name) == (1, "", f"{name}: {satz}\n")
    assert count_rows() == vorher


def test_a_second_import_is_refused() -> None:
    build_stammdaten()
    run(SEED)
    vorher = count_rows()
    satz = "BV/0546/2018 gibt es schon und wird nicht noch einmal eingelesen."
    assert run(SEED) == (1, "", f"{SEED}: {satz}\n")
    assert count_rows() == vorher


def test_no_file_named_is_refused() -> None:
    assert run() == (1, "", "Bitte nennen Sie mindestens eine Datei: manage.py import_vorlage FILE…\n")


def test_one_bad_file_does_not_stop_the_others(ordner: Path) -> None:
    build_stammdaten()
    (ordner / "leer.txt").touch()
    (ordner / "gut.txt").write_bytes(SEED.read_bytes())
    status, out, err = run("leer.txt", "gut.txt", "gut.txt")
    assert status == 1
    assert out == f"{ERFOLG}1 von 3 Dateien eingelesen.\n"
    assert [zeile.split(":")[0] for zeile in err.splitlines()] == ["leer.txt", "gut.txt"]
    assert Vorlage.objects.count() == 1
