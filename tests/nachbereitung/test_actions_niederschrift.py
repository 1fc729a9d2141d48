"""The acts on minutes: what each leaves behind, and what refuses it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dokumente.ablage.lesen import read_whole
from journal.enums import Akt
from journal.models import Eintrag
from journal.nachweis import find_abweichungen
from konten.enums import Rolle
from konten.rules.vier_augen import OHNE_PERSON
from nachbereitung.actions.entwurf import (
    Angaben,
    TextUeberholt,
    bring_mitschrift,
    save_angaben,
    save_text,
)
from nachbereitung.actions.unterzeichnung import (
    UEBERHOLT,
    approve_niederschrift,
    correct_niederschrift,
    return_niederschrift,
    sign_niederschrift,
    submit_niederschrift,
)
from nachbereitung.actions.veroeffentlichung import (
    find_naechste_sitzung,
    place_einwendung,
    publish_niederschrift,
    record_einwendung,
)
from nachbereitung.documents.ausfertigung import build_reinschriften
from nachbereitung.documents.lage import read_lage
from nachbereitung.enums import Stand, Unterschrift
from nachbereitung.models import Ausfertigung, Mitschrift, Niederschrift, Niederschriftschritt, Niederschrifttext
from sitzungen.actions.sitzung import close_sitzung, open_sitzung
from sitzungen.enums import Teil
from sitzungen.models import Abstimmung
from tests.bauten import build_abstimmung, build_konto, build_sitzung, iter_tops
from tests.nachbereitung.bau import Saal, build_saal, finish, present, sign, write
from tests.pruefen import journals, refused
from vorlagen.enums import Ausgang

pytestmark = pytest.mark.django_db

BESTAND = build_saal


def _list_abweichungen() -> list[str]:
    """Return what of minutes is not as the journal says."""
    arten = ("niederschriftschritt", "ausfertigung", "einwendung")
    return [fund.satz for fund in find_abweichungen() if fund.kennung.startswith(arten)]


def _stand(saal: Saal) -> Stand:
    return read_lage(saal.niederschrift).stand


def test_the_first_word_begins_the_minutes_and_is_no_act(bestand: Saal) -> None:
    vorher = Eintrag.objects.count()
    assert not bestand.niederschrift.is_begonnen
    top = next(iter_tops(bestand.sitzung))
    text = save_text(top, "<p>Rede.</p>", gesehen=0, konto=bestand.schrift)
    assert (text.zaehler, text.text) == (1, "<p>Rede.</p>")
    niederschrift = bestand.niederschrift
    assert (niederschrift.vorsitz, niederschrift.schriftfuehrung) == (bestand.vorsitz.person, bestand.schrift.person)
    assert Eintrag.objects.count() == vorher


def test_nothing_is_written_before_the_sitting_was_opened() -> None:
    sitzung, dienst = build_sitzung(), build_konto(rolle=Rolle.SITZUNGSDIENST)
    with refused("Die Sitzung ist noch nicht eröffnet. Bitte eröffnen Sie sie zuerst."):
        save_angaben(sitzung, Angaben(vorsitz=None, schriftfuehrung=None), konto=dienst)


def test_nobody_writes_over_what_another_wrote(bestand: Saal) -> None:
    top = next(iter_tops(bestand.sitzung))
    andere = build_konto(rolle=Rolle.SITZUNGSDIENST)
    save_text(top, "<p>Eins.</p>", gesehen=0, konto=bestand.schrift)
    with pytest.raises(TextUeberholt):
        save_text(top, "<p>Zwei.</p>", gesehen=0, konto=andere)
    with pytest.raises(TextUeberholt):
        save_text(top, "<p>Zwei.</p>", gesehen=9, konto=andere)
    # The own other window is none, and the same text is no further state.
    assert save_text(top, "<p>Drei.</p>", gesehen=0, konto=bestand.schrift).zaehler == 2
    assert save_text(top, "<p>Drei.</p>", gesehen=2, konto=andere).zaehler == 2
    assert save_text(top, "<p>Vier.</p>", gesehen=2, konto=andere).zaehler == 3


def test_one_person_is_not_chair_and_keeper(bestand: Saal) -> None:
    write(bestand)
    angaben = Angaben(vorsitz=bestand.vorsitz.person, schriftfuehrung=bestand.vorsitz.person)
    satz = "Vorsitz und Schriftführung unterzeichnen beide. Bitte geben Sie zwei verschiedene Personen an."
    with refused(satz, feld="schriftfuehrung"):
        save_angaben(bestand.sitzung, angaben, konto=bestand.schrift)


def test_from_hand_to_hand(bestand: Saal) -> None:
    write(bestand)
    with journals(Akt.NIEDERSCHRIFT_VORLEGEN):
        submit_niederschrift(bestand.sitzung, konto=bestand.schrift)
    assert _stand(bestand) is Stand.VORGELEGT
    with journals(Akt.NIEDERSCHRIFT_ZURUECKGEBEN):
        return_niederschrift(bestand.niederschrift, konto=bestand.vorsitz, grund="Bitte den Namen prüfen")
    assert _stand(bestand) is Stand.ENTWURF
    submit_niederschrift(bestand.sitzung, konto=bestand.schrift)
    with journals(Akt.NIEDERSCHRIFT_PRUEFEN):
        approve_niederschrift(bestand.niederschrift, konto=bestand.vorsitz)
    with journals(Akt.NIEDERSCHRIFT_UNTERZEICHNEN):
        sign_niederschrift(bestand.niederschrift, konto=bestand.schrift)
    assert not Ausfertigung.objects.exists()
    assert read_lage(bestand.niederschrift).unterschriften == {Unterschrift.SCHRIFTFUEHRUNG}
    with journals(Akt.NIEDERSCHRIFT_UNTERZEICHNEN):
        sign_niederschrift(bestand.niederschrift, konto=bestand.vorsitz)
    assert _stand(bestand) is Stand.FEST
    assert Ausfertigung.objects.get().nummer == 1
    with journals(Akt.NIEDERSCHRIFT_VEROEFFENTLICHEN):
        publish_niederschrift(bestand.niederschrift, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    with journals(Akt.NIEDERSCHRIFT_BERICHTIGEN):
        correct_niederschrift(bestand.niederschrift, konto=bestand.schrift, grund="Name")
    assert _stand(bestand) is Stand.ENTWURF
    assert _list_abweichungen() == []


def test_while_the_sitting_runs_minutes_are_written_but_not_presented() -> None:
    saal = build_saal(beendet=False)
    write(saal, "Rede.")
    with refused("Die Sitzung ist noch nicht beendet. Bitte beenden Sie sie zuerst."):
        submit_niederschrift(saal.sitzung, konto=saal.schrift)


def test_what_was_presented_is_not_written_on(bestand: Saal) -> None:
    present(bestand)
    satz = "Die Niederschrift liegt dem Vorsitz vor. Bitte holen Sie sie zurück, bevor Sie weiterschreiben."
    top = next(iter_tops(bestand.sitzung))
    with refused(satz):
        save_text(top, "<p>Neu.</p>", gesehen=0, konto=bestand.schrift)
    with refused(satz):
        bring_mitschrift(bestand.sitzung, name="a.txt", text="Rede", konto=bestand.schrift)
    return_niederschrift(bestand.niederschrift, konto=bestand.schrift)
    assert save_text(top, "<p>Neu.</p>", gesehen=0, konto=bestand.schrift).zaehler == 1


def test_only_the_two_named_persons_sign_each_once(bestand: Saal) -> None:
    present(bestand)
    noch_nicht = "Die Niederschrift ist im Stand „Liegt dem Vorsitz vor“; dieser Schritt ist jetzt nicht möglich."
    with refused(noch_nicht):
        sign_niederschrift(bestand.niederschrift, konto=bestand.vorsitz)
    approve_niederschrift(bestand.niederschrift, konto=bestand.vorsitz)
    fremde = build_konto(rolle=Rolle.SITZUNGSDIENST)
    with refused(
        "Die Niederschrift unterzeichnen nur die Personen, die als Vorsitz und Schriftführung angegeben sind."
    ):
        sign_niederschrift(bestand.niederschrift, konto=fremde)
    niemand = build_konto()
    with refused(OHNE_PERSON):
        sign_niederschrift(bestand.niederschrift, konto=niemand)
    sign_niederschrift(bestand.niederschrift, konto=bestand.vorsitz)
    with refused("Sie haben die Niederschrift schon unterzeichnet."):
        sign_niederschrift(bestand.niederschrift, konto=bestand.vorsitz)


def test_the_same_person_with_two_logins_signs_once(bestand: Saal) -> None:
    present(bestand)
    approve_niederschrift(bestand.niederschrift, konto=bestand.vorsitz)
    sign_niederschrift(bestand.niederschrift, konto=bestand.vorsitz)
    zweites = build_konto(person=bestand.vorsitz.person)
    with refused("Sie haben die Niederschrift schon unterzeichnet."):
        sign_niederschrift(bestand.niederschrift, konto=zweites)


def test_a_corrected_result_voids_what_was_signed_before(bestand: Saal) -> None:
    present(bestand)
    approve_niederschrift(bestand.niederschrift, konto=bestand.vorsitz)
    sign_niederschrift(bestand.niederschrift, konto=bestand.vorsitz)
    top = next(iter_tops(bestand.sitzung))
    stehend = Abstimmung.objects.get(top=top)
    build_abstimmung(top, berichtigt=stehend, ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=1, grund="Verhört")
    lage = read_lage(bestand.niederschrift)
    assert (lage.stand, lage.hinfaellig, lage.unterschriften) == (Stand.ENTWURF, True, frozenset())
    with refused(
        "Seit die Niederschrift vorgelegt wurde, hat sich geändert, was in ihr steht. Bitte legen Sie sie neu vor."
    ):
        sign_niederschrift(bestand.niederschrift, konto=bestand.schrift)


def test_a_sitting_that_runs_again_voids_what_was_presented(bestand: Saal) -> None:
    present(bestand)
    open_sitzung(bestand.sitzung, konto=bestand.schrift, grund="Zu früh beendet")
    bestand.sitzung.refresh_from_db()
    assert read_lage(bestand.niederschrift).hinfaellig
    close_sitzung(bestand.sitzung, konto=bestand.schrift)


def test_a_result_corrected_after_the_signatures_leaves_them_and_reminds(bestand: Saal) -> None:
    ausfertigung = finish(bestand)
    vorher = read_whole(ausfertigung.oeffentlich)
    top = next(iter_tops(bestand.sitzung))
    build_abstimmung(
        top, berichtigt=Abstimmung.objects.get(top=top), ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=1, grund="Verhört"
    )
    assert _stand(bestand) is Stand.FEST
    assert read_whole(Ausfertigung.objects.get().oeffentlich) == vorher


def test_the_transcript_goes_with_the_signatures(bestand: Saal) -> None:
    bring_mitschrift(bestand.sitzung, name="a.txt", text="Rede", konto=bestand.schrift)
    bring_mitschrift(bestand.sitzung, name="b.txt", text="Andere Rede", konto=bestand.schrift)
    assert [mitschrift.name for mitschrift in Mitschrift.objects.all()] == ["b.txt"]
    assert not Niederschrifttext.objects.exists()
    finish(bestand)
    assert not Mitschrift.objects.exists()


def test_the_public_edition_may_not_quote_what_is_closed(bestand: Saal) -> None:
    offen, zu = iter_tops(bestand.sitzung)
    save_text(offen, f"<p>Dazu siehe {zu.betreff}, Grundstück am Moselufer.</p>", gesehen=0, konto=bestand.schrift)
    geheim = "Der Stadtrat verkauft das Grundstück am Moselufer an die Firma Beispiel für zwei Millionen Euro."
    save_text(zu, f"<p>{geheim}</p>", gesehen=0, konto=bestand.schrift)
    save_text(offen, f"<p>{geheim}</p>", gesehen=1, konto=bestand.schrift)
    write(bestand)
    with pytest.raises(Exception, match="enthält Vertrauliches") as gesperrt:
        submit_niederschrift(bestand.sitzung, konto=bestand.schrift)
    assert "Moselufer" not in str(gesperrt.value)
    assert not Niederschriftschritt.objects.exists()


def test_before_two_have_signed_nothing_is_published(bestand: Saal) -> None:
    present(bestand)
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    satz = "Die Niederschrift ist noch nicht von zwei Personen unterzeichnet (Vier-Augen-Prinzip)."
    with refused(satz):
        publish_niederschrift(bestand.niederschrift, konto=dienst)
    sign(bestand)
    publish_niederschrift(bestand.niederschrift, konto=dienst)
    with refused("Die Niederschrift ist schon veröffentlicht."):
        publish_niederschrift(bestand.niederschrift, konto=dienst)


def test_a_correction_needs_its_reason(bestand: Saal) -> None:
    finish(bestand)
    with refused("Bitte geben Sie an, warum die Niederschrift berichtigt wird.", feld="grund"):
        correct_niederschrift(bestand.niederschrift, konto=bestand.schrift, grund=" ")


def test_an_objection_comes_onto_the_next_agenda(bestand: Saal) -> None:
    assert bestand.mitglied.person is not None
    angaben: dict[str, Any] = {
        "person": bestand.mitglied.person,
        "teil": Teil.OEFFENTLICH,
        "text": "Ich war dagegen.",
        "eingegangen_am": timezone.localdate(),
        "konto": bestand.schrift,
    }
    write(bestand)
    with refused("Einwendungen richten sich gegen die unterzeichnete Niederschrift; sie ist noch ein Entwurf."):
        record_einwendung(bestand.niederschrift, **angaben)
    finish(bestand)
    with refused("Der Tag des Eingangs liegt in der Zukunft.", feld="eingegangen_am"):
        record_einwendung(
            bestand.niederschrift, **angaben | {"eingegangen_am": timezone.localdate() + timedelta(days=1)}
        )
    with journals(Akt.EINWENDUNG_ERHEBEN):
        einwendung = record_einwendung(bestand.niederschrift, **angaben)
    assert find_naechste_sitzung(bestand.sitzung) is None
    naechste = build_sitzung(gremium=bestand.sitzung.gremium)
    assert find_naechste_sitzung(bestand.sitzung) == naechste
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    with refused("Über die Einwendung entscheidet dasselbe Gremium in einer späteren Sitzung."):
        place_einwendung(einwendung, bestand.sitzung, konto=dienst)
    with journals(Akt.AUFSETZEN):
        top = place_einwendung(einwendung, naechste, konto=dienst)
    tag = timezone.localtime(bestand.sitzung.beginn)
    assert top.betreff == f"Einwendung gegen die Niederschrift vom {tag:%d.%m.%Y}"
    with refused("Die Einwendung steht schon auf einer Tagesordnung."):
        place_einwendung(einwendung, naechste, konto=dienst)
    assert _list_abweichungen() == []


def test_the_database_keeps_what_was_signed(bestand: Saal) -> None:
    finish(bestand)
    publish_niederschrift(bestand.niederschrift, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    for tu in (
        lambda: Ausfertigung.objects.update(seite_oeffentlich="anders"),
        lambda: Ausfertigung.objects.update(veroeffentlicht_am=timezone.now()),
        lambda: Ausfertigung.objects.all().delete(),
        lambda: Niederschriftschritt.objects.update(bemerkung="anders"),
        lambda: Niederschriftschritt.objects.all()._raw_delete("default"),
        lambda: Niederschrift.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            tu()


def test_what_changes_while_it_is_printed_is_not_signed(bestand: Saal, monkeypatch: pytest.MonkeyPatch) -> None:
    from nachbereitung.actions import unterzeichnung

    present(bestand)
    approve_niederschrift(bestand.niederschrift, konto=bestand.vorsitz)
    sign_niederschrift(bestand.niederschrift, konto=bestand.vorsitz)
    top = next(iter_tops(bestand.sitzung))

    def print_and_change(*args: Any) -> Any:
        drucke = build_reinschriften(*args)
        stehend = Abstimmung.objects.get(top=top)
        build_abstimmung(top, berichtigt=stehend, ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=1, grund="Verhört")
        return drucke

    monkeypatch.setattr(unterzeichnung, "build_reinschriften", print_and_change)
    with pytest.raises(Exception, match=UEBERHOLT):
        sign_niederschrift(bestand.niederschrift, konto=bestand.schrift)
    assert not Ausfertigung.objects.exists()
