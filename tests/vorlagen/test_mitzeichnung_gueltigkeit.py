"""Writing after a signature voids exactly the signatures that cover what was written, and says so."""

import re
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from journal.models import Eintrag
from konten.enums import Rolle
from konten.models import Konto
from post.models import Nachricht
from tests.bauten import build_amt, build_anlage, build_dezernat, build_entwurf, build_gremium, build_konto
from tests.mitzeichnen import amt_of, ask, sign_alle
from tests.pruefen import refused
from tests.schreiben import write_entwurf
from vorlagen.actions.freigabe import release_vorlage, return_vorlage
from vorlagen.actions.gremienweg import Stationsplan
from vorlagen.actions.mitzeichnung import countersign_vorlage, list_unterschriften, retract_vorlage, submit_vorlage
from vorlagen.enums import Entwurfsteil, Mitzeichnungsergebnis, Regelbedingung
from vorlagen.models import Fassung, Mitzeichnung, Mitzeichnungsregel
from vorlagen.rules.mitzeichnungsteile import join_teile

pytestmark = pytest.mark.django_db
JA, ZURUECK = Mitzeichnungsergebnis.ZUGESTIMMT, Mitzeichnungsergebnis.ZURUECKGEGEBEN


class Haus:
    """An office; the Rechtsamt, which a rule asks about the draft resolution alone; and the department."""

    def __init__(self) -> None:
        self.dezernat = build_dezernat()
        self.amt = build_amt(dezernat=self.dezernat, name="Ordnungsamt", nummer="31")
        self.verfasser = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=self.amt)
        self.leitung = build_konto(rolle=Rolle.AMTSLEITUNG, amt=self.amt, email="leitung@example.org")
        rechtsamt = build_amt(nummer="30", name="Rechtsamt")
        self.recht = build_konto(rolle=Rolle.AMTSLEITUNG, amt=rechtsamt, email="recht@example.org")
        self.dezernent = build_konto(rolle=Rolle.DEZERNAT, dezernat=self.dezernat, email="dezernat@example.org")
        Mitzeichnungsregel.objects.create(
            grund="Satzung",
            bedingung=Regelbedingung.WORT,
            woerter="Satzung",
            amt=rechtsamt,
            teile=join_teile([Entwurfsteil.BESCHLUSSENTWURF]),
        )
        fassung = build_entwurf(self.verfasser, amt=self.amt, betreff="Satzung")
        build_anlage(fassung)
        self.fassung = submit_vorlage(fassung, konto=self.verfasser)
        sign_alle(self.fassung, bemerkung="Geprüft.")

    def retract(self) -> Fassung:
        self.fassung = retract_vorlage(self.fassung, konto=self.verfasser, grund="Es fehlt etwas.")
        return self.fassung

    def resubmit(self) -> dict[str, str]:
        """Hand it in again; return who has signed and who is asked, in which step."""
        fassung = Fassung.objects.get(pk=self.fassung.pk)
        self.fassung = submit_vorlage(fassung, konto=self.verfasser)
        gelten = list_unterschriften(self.fassung)
        offene = self.fassung.mitzeichnungen.filter(ergebnis="")
        return {zeile.gefragt: "gilt weiter" for zeile in gelten} | {
            zeile.gefragt: "gefragt" if zeile.erbeten_am else "folgt" for zeile in offene
        }


@pytest.fixture
def haus() -> Haus:
    return Haus()


def write(**felder: object) -> Callable[[Haus], object]:
    return lambda haus: write_entwurf(haus.fassung, konto=haus.verfasser, **felder)  # type: ignore[arg-type]


def write_weg(haus: Haus) -> object:
    return write_entwurf(
        haus.fassung, konto=haus.verfasser, stationen=[Stationsplan(build_gremium(), None, True, True)]
    )


AENDERUNGEN: dict[str, tuple[Callable[[Haus], object], bool]] = {
    "nichts": (lambda haus: None, False),
    "dasselbe noch einmal": (write(beschlussentwurf="<p>Der Stadtrat stimmt zu.</p>"), False),
    "Betreff": (write(betreff="Satzung über Märkte"), False),
    "Aktenzeichen": (write(aktenzeichen="31/2"), False),
    "Kurzfassung": (write(kurzfassung="Kurz."), False),
    "Begründung": (write(begruendung="<p>Anders.</p>"), False),
    "Anlagen": (lambda haus: build_anlage(haus.fassung, titel="Plan zwei"), False),
    "Gremienweg": (write_weg, False),
    "Beschlussentwurf": (write(beschlussentwurf="<p>Der Stadtrat stimmt der Satzung zu.</p>"), True),
}
"""What is changed, and whether it touches the draft resolution."""


@pytest.mark.parametrize("was", AENDERUNGEN)
def test_a_signature_falls_with_what_it_covers_and_stays_with_the_rest(haus: Haus, was: str) -> None:
    aendern, beschluss = AENDERUNGEN[was]
    haus.retract()
    aendern(haus)
    nichts = was in ("nichts", "dasselbe noch einmal")
    assert haus.resubmit() == {
        "31-Ordnungsamt": "gilt weiter" if nichts else "gefragt",
        "30-Rechtsamt": ("folgt" if not nichts else "gefragt") if beschluss else "gilt weiter",
        str(haus.dezernat): "gefragt" if nichts else "folgt",
    }


def test_what_is_kept_says_who_signed_when_with_which_remark_and_counts_for_the_release(haus: Haus) -> None:
    vorher = {zeile.gefragt: zeile for zeile in list_unterschriften(haus.fassung)}
    haus.retract()
    haus.resubmit()
    behalten = list_unterschriften(haus.fassung)
    assert {z.gefragt: (z.konto, z.beantwortet_am, z.bemerkung, z.uebernommen) for z in behalten} == {
        name: (z.konto, z.beantwortet_am, "Geprüft.", z) for name, z in vorher.items()
    }
    assert [zeile["gilt_weiter"] for zeile in Eintrag.objects.latest("laufend").daten["mitzeichnende"]] == [
        True,
        True,
        False,
    ]
    assert release_vorlage(haus.fassung, konto=haus.dezernent).is_freigegeben


def test_it_is_kept_over_several_rounds_and_falls_in_the_one_that_touches_it(haus: Haus) -> None:
    for _ in range(2):
        haus.retract()
        assert haus.resubmit()["30-Rechtsamt"] == "gilt weiter"
    haus.retract()
    write(beschlussentwurf="<p>Der Stadtrat beschließt es anders.</p>")(haus)
    assert haus.resubmit()["30-Rechtsamt"] == "folgt"


def test_putting_a_text_back_as_it_was_signed_keeps_the_signature(haus: Haus) -> None:
    haus.retract()
    write(beschlussentwurf="<p>Der Stadtrat beschließt es anders.</p>")(haus)
    write(beschlussentwurf="<p>Der Stadtrat stimmt zu.</p>")(haus)
    assert haus.resubmit()["30-Rechtsamt"] == "gilt weiter"


def test_whoever_returned_is_asked_again_also_about_the_same_text(haus: Haus) -> None:
    haus.fassung = return_vorlage(haus.fassung, konto=haus.dezernent, bemerkung="Zu früh.")
    assert haus.resubmit() == {
        "31-Ordnungsamt": "gilt weiter",
        "30-Rechtsamt": "gilt weiter",
        str(haus.dezernat): "gefragt",
    }


def test_whoever_signed_and_then_wrote_is_no_second_person_any_more(haus: Haus) -> None:
    haus.retract()
    write_entwurf(haus.fassung, konto=haus.leitung, betreff="Satzung")
    # Nobody else heads the office: it cannot be asked, and its old signature does not count.
    assert haus.resubmit() == {"30-Rechtsamt": "gilt weiter", str(haus.dezernat): "gefragt"}
    assert [zeile.konto for zeile in list_unterschriften(haus.fassung)] == [haus.recht]


def test_only_whose_signature_fell_is_written_to(haus: Haus) -> None:
    haus.retract()
    write(begruendung="<p>Anders.</p>")(haus)
    Nachricht.objects.all().delete()
    haus.resubmit()
    assert [nachricht.konto for nachricht in Nachricht.objects.all()] == [haus.leitung]


def test_further_offices_are_remembered_with_their_step_also_where_they_had_not_answered(haus: Haus) -> None:
    haus.retract()
    umwelt = build_konto(rolle=Rolle.AMTSLEITUNG)
    haus.fassung = submit_vorlage(haus.fassung, konto=haus.verfasser, wuensche=[ask(umwelt, 7)])
    haus.retract()
    assert haus.resubmit()[str(amt_of(umwelt))] == "folgt"
    assert haus.fassung.mitzeichnungen.get(amt=amt_of(umwelt), ergebnis="").schritt == 7
    haus.retract()
    haus.fassung = submit_vorlage(haus.fassung, konto=haus.verfasser, wuensche=[])
    assert not haus.fassung.mitzeichnungen.filter(amt=amt_of(umwelt)).exists()


def test_a_further_office_that_was_left_out_once_does_not_come_back(haus: Haus) -> None:
    umwelt = build_konto(rolle=Rolle.AMTSLEITUNG)
    for wuensche in ([ask(umwelt)], []):
        haus.retract()
        haus.fassung = submit_vorlage(haus.fassung, konto=haus.verfasser, wuensche=wuensche)
        if wuensche:
            countersign_vorlage(haus.fassung, konto=umwelt, ergebnis=JA)
    haus.retract()
    assert str(amt_of(umwelt)) not in haus.resubmit()


def test_the_lock_lets_nobody_carry_on_the_signature_of_whoever_wrote(haus: Haus) -> None:
    alt = haus.fassung.mitzeichnungen.get(amt=haus.amt)
    haus.retract()
    write_entwurf(haus.fassung, konto=haus.leitung, betreff="Satzung")
    with pytest.raises(IntegrityError, match="nicht mitgewirkt"), transaction.atomic():
        Mitzeichnung.objects.create(
            fassung=haus.fassung,
            amt=haus.amt,
            konto=haus.leitung,
            ergebnis=JA,
            erbeten_am=alt.erbeten_am,
            beantwortet_am=alt.beantwortet_am,
            uebernommen=alt,
        )


# --- what the pages say


def show(client: Client, konto: Konto, name: str, haus: Haus) -> str:
    client.force_login(konto)
    return " ".join(client.get(reverse(name, args=[haus.fassung.vorlage_id])).content.decode().split())


def test_the_draft_and_the_check_say_whose_signature_fell_and_through_what(client: Client, haus: Haus) -> None:
    haus.retract()
    assert show(client, haus.verfasser, "vorlage_bearbeiten", haus).count("gilt weiter") == 2
    write(begruendung="<p>Anders.</p>")(haus)
    for name in ("vorlage_bearbeiten", "vorlage_einreichen"):
        seite = show(client, haus.verfasser, name, haus)
        assert seite.count("gilt weiter") == 1, name
        assert seite.count("geändert: Begründung.") == 1, name


def test_who_is_asked_again_sees_what_changed_since_with_both_texts(client: Client, haus: Haus) -> None:
    haus.retract()
    write(begruendung="<p>Weil es <strong>dringend</strong> ist.</p>", betreff="Satzung, neu")(haus)
    haus.resubmit()
    seite = show(client, haus.leitung, "vorlage_mitzeichnen", haus)
    seither = seite.partition("Seit der letzten Antwort geändert")[2].partition('id="mitzeichnung-titel"')[0]
    assert re.findall(r"<h3>(.*?)</h3>", seither) == ["Betreff", "Begründung"]
    assert "Geprüft." in seither
    assert re.search(r"<del>.*nötig.*</del>", seither)
    assert re.search(r"<ins>.*dringend.*</ins>", seither)


def test_who_is_asked_for_the_first_time_is_shown_no_difference(client: Client, haus: Haus) -> None:
    haus.retract()
    neue = build_konto(rolle=Rolle.AMTSLEITUNG)
    haus.fassung = submit_vorlage(haus.fassung, konto=haus.verfasser, wuensche=[ask(neue, 1)])
    assert "Seit der letzten Antwort geändert" not in show(client, neue, "vorlage_mitzeichnen", haus)


def test_a_remark_given_with_a_signature_is_read_by_the_author_and_later_signers_and_nobody_else(
    client: Client, haus: Haus
) -> None:
    fremd = build_konto(rolle=Rolle.AMTSLEITUNG)
    gelesen = {}
    for name, konto in (("Verfasser", haus.verfasser), ("Dezernat", haus.dezernent), ("Recht", haus.recht)):
        gelesen[name] = "Geprüft." in show(client, konto, "vorlage", haus)
    assert gelesen == {"Verfasser": True, "Dezernat": True, "Recht": True}
    client.force_login(fremd)
    assert client.get(reverse("vorlage", args=[haus.fassung.vorlage_id])).status_code == 404


def test_the_remark_of_a_return_is_not_for_the_other_offices(client: Client, haus: Haus) -> None:
    haus.fassung = return_vorlage(haus.fassung, konto=haus.dezernent, bemerkung="Vertraulich ans Amt.")
    haus.resubmit()
    assert "Vertraulich" not in show(client, haus.recht, "vorlage", haus)
    assert "Vertraulich" in show(client, haus.verfasser, "vorlage", haus)


def test_a_signature_once_given_is_not_given_twice(haus: Haus) -> None:
    haus.retract()
    haus.resubmit()
    with refused("Für diese Vorlage ist keine Mitzeichnung von Ihnen offen."):
        countersign_vorlage(haus.fassung, konto=haus.recht, ergebnis=JA)
