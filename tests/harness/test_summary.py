"""The closing line of the whole test run is the sum of its parts."""

from pathlib import Path

from tools.summary import count_ergebnisse, render_schlusszeile


def write_bericht(ordner: Path, name: str, **zahlen: int) -> Path:
    angaben = " ".join(f'{art}="{zahl}"' for art, zahl in zahlen.items())
    bericht = ordner / name
    bericht.write_text(f"<testsuites><testsuite {angaben} /></testsuites>", encoding="utf-8")
    return bericht


def test_sum_over_two_reports(tmp_path: Path) -> None:
    berichte = [
        write_bericht(tmp_path, "a.xml", tests=10, failures=1, errors=0, skipped=2),
        write_bericht(tmp_path, "b.xml", tests=5, failures=0, errors=1, skipped=0),
    ]

    summe = count_ergebnisse(berichte)

    assert summe == {"failed": 1, "passed": 11, "skipped": 2, "error": 1}
    assert render_schlusszeile(summe, 61).strip("=") == " 1 failed, 11 passed, 2 skipped, 1 error in 61.00s "


def test_run_without_report_is_an_error(tmp_path: Path) -> None:
    assert count_ergebnisse([tmp_path / "fehlt.xml"]) == {"failed": 0, "passed": 0, "skipped": 0, "error": 1}


def test_nothing_ran() -> None:
    assert render_schlusszeile(count_ergebnisse([]), 0).strip("=") == " no tests ran in 0.00s "
