"""The way counted backwards: deadlines at their boundary, chains with literal days, and trying all combinations."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise, product

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitzungen.enums import Sitzungsstatus
from sitzungen.rules.wegplan import (
    Kalendersitzung,
    Vorgaben,
    Weg,
    Wegstelle,
    compute_wege,
    find_hindernis,
    find_weg,
    latest_einreichungstag,
    list_ausweichsitzungen,
    move_station,
)

ABGESAGT, EINGELADEN = Sitzungsstatus.ABGESAGT, Sitzungsstatus.EINGELADEN
SOMMER = Vorgaben(date(2026, 7, 1), puffer=5)


def sitzung(beginn: str, status: Sitzungsstatus = Sitzungsstatus.GEPLANT) -> Kalendersitzung:
    """Return a sitting that begins at "2026-09-03 15"; its number is made of that."""
    return Kalendersitzung(int(beginn.replace("-", "").replace(" ", "")), datetime.fromisoformat(beginn), status)


def stelle(gremium: str, frist: int, *beginne: str | Kalendersitzung) -> Wegstelle:
    return Wegstelle(gremium, tuple(sitzung(b) if isinstance(b, str) else b for b in beginne), frist)


def describe(weg: Weg) -> str:
    """Return a way in one line: its days, by when to hand in, by when to co-sign; or why there is none."""
    if weg.hindernis:
        return weg.hindernis
    tage = " ".join(f"{s.beginn:%d.%m.%y}" for s in weg.sitzungen)
    return f"{tage}, ein {weg.einreichung:%d.%m.%y}, mit {f'{weg.mitzeichnung:%d.%m.%y}' if weg.mitzeichnung else '-'}"


ASM = stelle("Ausschuss", 10, "2026-08-18 16", "2026-10-06 16")
HUFA = stelle("Hauptausschuss", 10, "2026-08-10 15", "2026-08-24 15", "2026-09-21 15", "2026-11-16 15")
RAT = stelle("Stadtrat", 14, "2026-08-06 15", "2026-09-03 15", "2026-10-01 15", "2026-11-26 15")


@pytest.mark.parametrize(
    ("sitzungstag", "frist", "schluss"),
    [
        ("2026-09-03", 14, "2026-08-20"),
        ("2026-09-03", 7, "2026-08-27"),
        ("2026-09-03", 6, "2026-08-28"),
        ("2026-09-03", 5, "2026-08-28"),  # Samstag, der letzte Tag der Einladung
        ("2026-09-03", 4, "2026-08-28"),  # nie nach der Einladung
        ("2026-09-03", 0, "2026-08-28"),
        ("2027-04-08", 9, "2027-03-30"),
        ("2027-04-08", 10, "2027-03-25"),  # Ostermontag
        ("2027-04-08", 13, "2027-03-25"),  # Karfreitag
        ("2027-04-08", 14, "2027-03-25"),
        ("2026-11-11", 10, "2026-10-30"),  # Allerheiligen, ein Sonntag
        ("2027-11-11", 10, "2027-10-29"),  # Allerheiligen, ein Montag
        ("2027-11-11", 9, "2027-11-02"),
        ("2027-01-15", 14, "2026-12-31"),  # Neujahr
        ("2027-01-07", 14, "2026-12-24"),
        ("2027-01-07", 12, "2026-12-24"),  # zweiter Weihnachtstag, ein Samstag
        ("2027-01-07", 10, "2026-12-28"),
        ("2028-03-14", 14, "2028-02-29"),
        ("2027-03-15", 14, "2027-03-01"),
    ],
)
def test_the_last_day_for_handing_in(sitzungstag: str, frist: int, schluss: str) -> None:
    assert latest_einreichungstag(date.fromisoformat(sitzungstag), frist, 4) == date.fromisoformat(schluss)


def test_a_longer_notice_period_of_the_geschaeftsordnung_comes_first() -> None:
    assert latest_einreichungstag(date(2026, 9, 3), 7, 13) == date(2026, 8, 20)


ZU_KURZ = (
    "Bis zum Einreichungsschluss (Donnerstag, 20.08.2026) reicht die Zeit für die Mitzeichnung nicht; Abgabe dafür war "
    "Donnerstag, 13.08.2026."
)


@pytest.mark.parametrize(
    ("heute", "hindernis"),
    [
        ("2026-08-13", ""),
        ("2026-08-14", ZU_KURZ),
        ("2026-08-20", ZU_KURZ),
        ("2026-08-21", "Einreichungsschluss war Donnerstag, 20.08.2026."),
        ("2026-08-29", "Einreichungsschluss war Donnerstag, 20.08.2026."),
        ("2026-08-30", "Die Einladung musste bis Samstag, 29.08.2026 zugehen (§ 34 Abs. 3 GemO)."),
    ],
)
def test_a_draft_must_be_co_signed_before_the_deadline(heute: str, hindernis: str) -> None:
    vorgaben = replace(SOMMER, heute=date.fromisoformat(heute))
    assert find_hindernis(RAT, RAT.sitzungen[1], vorgaben) == hindernis


def test_without_time_for_co_signing_the_deadline_itself_is_the_last_day() -> None:
    for tag, satz in ((20, ""), (21, "Einreichungsschluss war Donnerstag, 20.08.2026.")):
        assert find_hindernis(RAT, RAT.sitzungen[1], Vorgaben(date(2026, 8, tag))) == satz


@pytest.mark.parametrize(
    ("eingereicht", "heute", "hindernis"),
    [
        (20, 25, ""),
        (20, 29, ""),
        (20, 30, "Die Einladung musste bis Samstag, 29.08.2026 zugehen (§ 34 Abs. 3 GemO)."),
        (21, 25, "Einreichungsschluss war Donnerstag, 20.08.2026, die Vorlage kam am Freitag, 21.08.2026."),
    ],
)
def test_a_released_paper_was_handed_in_on_its_day(eingereicht: int, heute: int, hindernis: str) -> None:
    vorgaben = Vorgaben(date(2026, 8, heute), eingereicht_am=date(2026, 8, eingereicht))
    assert find_hindernis(RAT, RAT.sitzungen[1], vorgaben) == hindernis


@pytest.mark.parametrize(
    ("status", "hindernis"),
    [
        (ABGESAGT, "Die Sitzung ist abgesagt."),
        (EINGELADEN, "Die Einladung ist schon verschickt (§ 34 Abs. 7 GemO)."),
        (Sitzungsstatus.LAUFEND, "Die Sitzung läuft schon."),
        (Sitzungsstatus.BEENDET, "Die Sitzung ist vorbei."),
    ],
)
def test_only_what_is_planned_takes_papers(status: Sitzungsstatus, hindernis: str) -> None:
    assert find_hindernis(RAT, replace(RAT.sitzungen[1], status=status), SOMMER) == hindernis


def test_each_committee_in_its_latest_sitting_before_the_next_one() -> None:
    assert [describe(weg) for weg in compute_wege([ASM, HUFA, RAT], SOMMER)] == [
        "Hauptausschuss tagt vor dem 06.08.2026 nicht mehr.",
        "18.08.26 24.08.26 03.09.26, ein 07.08.26, mit 31.07.26",
        "18.08.26 21.09.26 01.10.26, ein 07.08.26, mit 31.07.26",
        "06.10.26 16.11.26 26.11.26, ein 25.09.26, mit 18.09.26",
    ]


def test_a_body_that_decides_alone() -> None:
    assert [describe(weg) for weg in compute_wege([RAT], SOMMER)] == [
        "06.08.26, ein 23.07.26, mit 16.07.26",
        "03.09.26, ein 20.08.26, mit 13.08.26",
        "01.10.26, ein 17.09.26, mit 10.09.26",
        "26.11.26, ein 12.11.26, mit 05.11.26",
    ]


def test_the_strictest_deadline_of_the_way_is_the_papers() -> None:
    lange = stelle("Stadtrat", 30, "2026-09-03 15")
    assert describe(find_weg([HUFA, lange], lange.sitzungen[0], SOMMER)) == (
        "24.08.26 03.09.26, ein 04.08.26, mit 28.07.26"
    )


def test_a_body_that_meets_twice_a_month_is_taken_as_late_as_possible() -> None:
    oft = stelle("Ausschuss", 7, "2026-08-04 16", "2026-08-18 16", "2026-09-01 16", "2026-09-15 16")
    assert describe(find_weg([oft, RAT], RAT.sitzungen[1], SOMMER)) == "01.09.26 03.09.26, ein 20.08.26, mit 13.08.26"


@pytest.mark.parametrize(
    ("beginn", "weg"),
    [
        ("2026-09-03 14", "03.09.26 03.09.26, ein 20.08.26, mit 13.08.26"),
        ("2026-09-03 15", "Ausschuss tagt vor dem 03.09.2026 nicht mehr."),
        ("2026-09-03 16", "Ausschuss tagt vor dem 03.09.2026 nicht mehr."),
    ],
)
def test_two_bodies_on_one_day_go_by_the_hour(beginn: str, weg: str) -> None:
    assert describe(find_weg([stelle("Ausschuss", 10, beginn), RAT], RAT.sitzungen[1], SOMMER)) == weg


def test_over_the_turn_of_the_year() -> None:
    ausschuss, rat = stelle("Ausschuss", 10, "2027-01-07 16"), stelle("Stadtrat", 14, "2027-01-21 15")
    vorgaben = Vorgaben(date(2026, 11, 30), puffer=5)
    # From the 28th back over Christmas; both holidays of Christmas are days off.
    assert describe(find_weg([ausschuss, rat], rat.sitzungen[0], vorgaben)) == (
        "07.01.27 21.01.27, ein 28.12.26, mit 18.12.26"
    )


@pytest.mark.parametrize(
    ("ausschuss", "satz"),
    [
        (stelle("Ausschuss", 10), "Ausschuss: Im Sitzungskalender steht keine kommende Sitzung."),
        (stelle("Ausschuss", 10, "2026-09-10 16"), "Ausschuss tagt vor dem 03.09.2026 nicht mehr."),
        (
            stelle("Ausschuss", 10, "2026-07-13 16"),
            (
                "Ausschuss tagt davor zuletzt am 13.07.2026: Bis zum Einreichungsschluss (Freitag, 03.07.2026) reicht "
                "die Zeit für die Mitzeichnung nicht; Abgabe dafür war Freitag, 26.06.2026."
            ),
        ),
        (
            stelle("Ausschuss", 10, sitzung("2026-08-24 16", EINGELADEN)),
            "Ausschuss tagt davor zuletzt am 24.08.2026: Die Einladung ist schon verschickt (§ 34 Abs. 7 GemO).",
        ),
        (
            stelle("Ausschuss", 20, "2026-07-13 16", sitzung("2026-08-24 16", ABGESAGT)),
            "Ausschuss tagt davor zuletzt am 13.07.2026: Einreichungsschluss war Dienstag, 23.06.2026.",
        ),
    ],
)
def test_why_a_sitting_is_out_of_reach(ausschuss: Wegstelle, satz: str) -> None:
    assert describe(find_weg([ausschuss, RAT], RAT.sitzungen[1], SOMMER)) == satz


def test_called_off_and_invited_sittings_are_passed_over() -> None:
    ausschuss = stelle(
        "Ausschuss", 7, "2026-08-11 16", sitzung("2026-08-18 16", EINGELADEN), sitzung("2026-08-25 16", ABGESAGT)
    )
    assert describe(find_weg([ausschuss, RAT], RAT.sitzungen[1], SOMMER)) == (
        "11.08.26 03.09.26, ein 04.08.26, mit 28.07.26"
    )


def test_what_is_settled_lies_before_everything_planned() -> None:
    vorgaben = Vorgaben(
        date(2026, 7, 1), eingereicht_am=date(2026, 6, 1), nach=datetime.fromisoformat("2026-08-24 15:00")
    )
    assert [describe(weg) for weg in compute_wege([HUFA, RAT], vorgaben)] == [
        "Die Station davor tagt erst am Montag, 24.08.2026.",
        "Hauptausschuss tagt davor zuletzt am 24.08.2026: Die Station davor tagt erst am Montag, 24.08.2026.",
        "21.09.26 01.10.26, ein 11.09.26, mit -",
        "16.11.26 26.11.26, ein 06.11.26, mit -",
    ]


# --- what if


@pytest.mark.parametrize(
    ("nummer", "auf", "weg"),
    [
        (0, "2026-08-10 15", "10.08.26 03.09.26, ein 31.07.26, mit 24.07.26"),
        (0, "2026-09-21 15", "21.09.26 01.10.26, ein 11.09.26, mit 04.09.26"),
        (0, "2026-11-16 15", "16.11.26 26.11.26, ein 06.11.26, mit 30.10.26"),
        (1, "2026-11-26 15", "24.08.26 26.11.26, ein 14.08.26, mit 07.08.26"),
    ],
)
def test_a_moved_station_moves_later_ones_only_where_it_must(nummer: int, auf: str, weg: str) -> None:
    alt = find_weg([HUFA, RAT], RAT.sitzungen[1], SOMMER)
    andere = {s.kennung: s for s in list_ausweichsitzungen([HUFA, RAT], alt, nummer, SOMMER)}
    assert describe(move_station([HUFA, RAT], alt, nummer, andere[sitzung(auf).kennung], SOMMER)) == weg


def test_a_station_moved_too_far_leaves_no_way() -> None:
    spaet = stelle("Hauptausschuss", 10, "2026-08-24 15", "2026-12-07 15")
    alt = find_weg([spaet, RAT], RAT.sitzungen[1], SOMMER)
    neu = move_station([spaet, RAT], alt, 0, spaet.sitzungen[1], SOMMER)
    assert describe(neu) == "Stadtrat tagt laut Sitzungskalender nach Montag, 07.12.2026 nicht mehr."


def test_a_station_cannot_move_before_the_one_before_nor_out_of_its_deadline() -> None:
    alt = find_weg([HUFA, RAT], RAT.sitzungen[1], SOMMER)
    assert [f"{s.beginn:%d.%m.}" for s in list_ausweichsitzungen([HUFA, RAT], alt, 1, SOMMER)] == ["01.10.", "26.11."]
    spaeter = replace(SOMMER, heute=date(2026, 8, 7))
    assert [f"{s.beginn:%d.%m.}" for s in list_ausweichsitzungen([HUFA, RAT], alt, 0, spaeter)] == ["21.09.", "16.11."]


# --- everything at once, against trying all combinations

ANFANG = datetime(2026, 12, 7)  # noqa: DTZ001  # moments are local here
STAENDE = [Sitzungsstatus.GEPLANT] * 6 + [ABGESAGT, EINGELADEN]
_FREI = holidays.country_holidays("DE", subdiv="RP", years=[2026, 2027])


@st.composite
def wegstellen(draw: st.DrawFn) -> Wegstelle:
    stunden = draw(st.lists(st.integers(0, 60 * 3), max_size=5, unique=True).map(sorted))
    beginne = [ANFANG + timedelta(days=zahl // 3, hours=14 + zahl % 3) for zahl in stunden]
    sitzungen = [Kalendersitzung(n, beginn, draw(st.sampled_from(STAENDE))) for n, beginn in enumerate(beginne)]
    return Wegstelle("Gremium", tuple(sitzungen), draw(st.integers(0, 15)))


@st.composite
def vorgaben(draw: st.DrawFn) -> Vorgaben:
    heute = ANFANG.date() - timedelta(days=draw(st.integers(-10, 30)))
    eingereicht = draw(st.none() | st.integers(0, 20).map(lambda tage: heute - timedelta(days=tage)))
    nach = draw(st.none() | st.integers(0, 30).map(lambda tage: ANFANG + timedelta(days=tage, hours=15)))
    return Vorgaben(heute, 4, 0 if eingereicht else draw(st.integers(0, 6)), eingereicht, nach)


def is_brauchbar(ort: Wegstelle, kandidat: Kalendersitzung, wie: Vorgaben) -> bool:
    """Return whether the paper reaches the sitting, counted anew and day by day."""
    einladung = kandidat.tag - timedelta(days=5)
    tage = [min(kandidat.tag - timedelta(days=ort.einreichungsfrist), einladung) - timedelta(days=n) for n in range(40)]
    arbeitstage = [tag for tag in tage if tag.weekday() < 5 and tag not in _FREI]
    faellig = wie.eingereicht_am or wie.heute
    return (
        kandidat.status == Sitzungsstatus.GEPLANT
        and (wie.nach is None or kandidat.beginn > wie.nach)
        and wie.heute <= einladung
        and faellig <= arbeitstage[wie.puffer]
    )


def try_all(stellen: list[Wegstelle], wie: Vorgaben) -> list[tuple[Kalendersitzung, ...]]:
    """Return every way there is."""
    return [
        kette
        for kette in product(*(ort.sitzungen for ort in stellen))
        if all(a.beginn < b.beginn for a, b in pairwise(kette))
        and all(is_brauchbar(ort, s, wie) for ort, s in zip(stellen, kette, strict=True))
    ]


def latest(kette: tuple[Kalendersitzung, ...]) -> list[datetime]:
    return [s.beginn for s in reversed(kette)]


@given(st.lists(wegstellen(), min_size=1, max_size=4), vorgaben())
def test_every_way_is_the_latest_there_is_and_none_is_missed(stellen: list[Wegstelle], wie: Vorgaben) -> None:
    alle = try_all(stellen, wie)
    for weg in compute_wege(stellen, wie):
        moegliche = [kette for kette in alle if kette[-1] == weg.ziel]
        assert bool(weg.hindernis) is not bool(moegliche)
        if moegliche:
            assert weg.sitzungen == max(moegliche, key=latest)
            assert all(etappe.einreichung >= weg.einreichung for etappe in weg.etappen)
            assert (weg.mitzeichnung is None) is (wie.eingereicht_am is not None)
            assert weg.mitzeichnung is None or wie.heute <= weg.mitzeichnung <= weg.einreichung
        else:
            assert weg.etappen == ()
            assert weg.hindernis.endswith((".", ")."))


@given(st.lists(wegstellen(), min_size=1, max_size=4), vorgaben())
def test_a_moved_station_finds_the_nearest_way_there_is(stellen: list[Wegstelle], wie: Vorgaben) -> None:
    alle = try_all(stellen, wie)
    wege = [weg for weg in compute_wege(stellen, wie) if not weg.hindernis]
    for weg, nummer in product(wege, range(len(stellen))):
        for andere in list_ausweichsitzungen(stellen, weg, nummer, wie):
            neu = move_station(stellen, weg, nummer, andere, wie)
            moegliche = [
                kette
                for kette in alle
                if kette[: nummer + 1] == (*weg.sitzungen[:nummer], andere)
                and all(s.beginn >= alt.beginn for s, alt in zip(kette, weg.sitzungen, strict=True) if s != andere)
            ]
            assert bool(neu.hindernis) is not bool(moegliche)
            if moegliche:
                assert neu.sitzungen == min(moegliche, key=lambda kette: [s.beginn for s in kette])
