"""What is changed behind the acts' back, and the sentences it must be found by."""

from journal.leser import KLAR
from journal.nachweis import to_wert
from konten.enums import Rolle
from sitzungen.enums import Sitzungsstatus
from tests.bauten import build_amt
from tests.journal.haus import SEIT, Fall, Haus, change, gone, insert_copy, remove, row_of, row_sentence
from vorlagen.enums import Ausgang, Mitzeichnungsergebnis
from vorlagen.felder import FELDER, Geheim
from vorlagen.models import Beratung, Vorlage


def papers(haus: Haus) -> dict[str, Fall]:
    fassung, plan, anderes = haus.geheim, haus.plan, build_amt()
    wer, anlage = f"Fassung {fassung.nummer}", f"Anlage 01 zu {fassung.nummer}"
    frei, offen, weg = haus.oeffentlich, f"Fassung {haus.oeffentlich.nummer}", haus.zurueckgezogen
    nie = Vorlage.objects.get(pk=fassung.vorlage_id)
    texte = {feld.name: feld.label for feld in FELDER if feld.geheim is not Geheim.NIE and feld.name not in KLAR}
    faelle: dict[str, Fall] = {
        f"Fassung: {feld}": (
            change(fassung, **{feld: "<p>Anders</p>"}),
            [row_sentence(f"{wer}: {wort} wurde verändert", fassung)],
        )
        for feld, wort in texte.items()
    }
    return faelle | {
        "Fassung: Datum": (
            change(fassung, datum="2020-01-02"),
            [row_sentence(f"{wer}: Datum ist „2020-01-02“, im Journal steht „{fassung.datum}“", fassung)],
        ),
        "Fassung: Amt": (
            change(fassung, amt=anderes),
            [row_sentence(f"{wer}: Amt ist {anderes.pk}, im Journal steht {fassung.amt_id}", fassung)],
        ),
        "Fassung: Nummer": (
            change(fassung, nummer="BV/0999/2020"),
            [row_sentence(f"{wer}: Nummer ist „BV/0999/2020“, im Journal steht „{fassung.nummer}“", fassung)],
        ),
        "Fassung: Freigebende": (
            change(fassung, freigegeben_von=haus.konto),
            [
                row_sentence(
                    f"{wer}: freigebendes Konto ist {haus.konto.pk}, im Journal steht {fassung.freigegeben_von_id}",
                    fassung,
                )
            ],
        ),
        "nichtöffentliche Fassung veröffentlicht": (
            change(fassung, oeffentlich=True, veroeffentlicht_am=SEIT),
            [
                row_sentence(f"{wer}: Öffentlichkeit ist ja, im Journal steht nein", fassung),
                row_sentence(
                    f"{wer}: Zeitpunkt der Veröffentlichung ist „{to_wert(SEIT)}“, im Journal steht leer", fassung
                ),
            ],
        ),
        "Veröffentlichung zurückdatiert": (
            change(frei, veroeffentlicht_am=SEIT),
            [
                row_sentence(
                    f"{offen}: Zeitpunkt der Veröffentlichung ist „{to_wert(SEIT)}“, im Journal steht "
                    f"„{to_wert(frei.veroeffentlicht_am)}“",
                    frei,
                )
            ],
        ),
        "Anlage ausgetauscht": (
            change(plan, datei=None),
            [
                row_sentence(
                    f"{anlage}: Datei ist leer, im Journal steht „{plan.datei.pruefsumme if plan.datei else ''}“", plan
                ),
                f"{wer}: Text oder Anlagen wurden verändert (Eintrag {row_of(f'fassung:{fassung.pk}')}).",
            ],
        ),
        "Anlage öffentlich": (
            change(plan, oeffentlich=True),
            [
                row_sentence(f"{anlage}: Öffentlichkeit ist ja, im Journal steht nein", plan),
                f"{wer}: Text oder Anlagen wurden verändert (Eintrag {row_of(f'fassung:{fassung.pk}')}).",
            ],
        ),
        "Anlage entfernt": (
            remove(plan),
            [
                gone(anlage, plan),
                f"{wer}: Text oder Anlagen wurden verändert (Eintrag {row_of(f'fassung:{fassung.pk}')}).",
            ],
        ),
        "Anlage untergeschoben": (
            insert_copy(plan, position=2),
            [
                f"Anlage 02 zu {fassung.nummer} kommt im Journal nicht vor.",
                f"{wer}: Text oder Anlagen wurden verändert (Eintrag {row_of(f'fassung:{fassung.pk}')}).",
            ],
        ),
        "Nummer der Vorlage": (
            change(nie, laufend=77),
            [row_sentence(f"Vorlage {nie.nummer}: laufende Nummer ist 77, im Journal steht {nie.laufend}", nie)],
        ),
        "Rücknahme aufgehoben": (
            change(weg, zurueckgezogen_am=None, status="freigegeben"),
            [
                row_sentence(f"Vorlage {weg.nummer}: Stand ist „freigegeben“, im Journal steht „zurueckgezogen“", weg),
                row_sentence(
                    f"Vorlage {weg.nummer}: Zeitpunkt der Rücknahme ist leer, im Journal steht "
                    f"„{to_wert(weg.zurueckgezogen_am)}“",
                    weg,
                ),
            ],
        ),
        "Mitzeichnung umgekehrt": (
            change(haus.mitgezeichnet, ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN),
            [
                row_sentence(
                    f"Mitzeichnung von leitung {haus.mitgezeichnet_zu}: Antwort ist „zurueckgegeben“, "
                    "im Journal steht „zugestimmt“",
                    haus.mitgezeichnet,
                )
            ],
        ),
        "Mitzeichnung gefälscht": (
            insert_copy(haus.mitgezeichnet, konto=haus.konto),
            [f"Mitzeichnung von {haus.konto.username} zu {fassung.nummer} kommt im Journal nicht vor."],
        ),
    }


def persons(haus: Haus) -> dict[str, Fall]:
    """Who had a hand in what, who may what, who proposed what."""
    rolle, konto, vorschlag, beteiligt = haus.rolle, haus.konto, haus.vorschlag, haus.beteiligt
    wer = f"Beteiligung von {beteiligt.konto.username} zu {haus.geheim.nummer}"
    welche = f"Rolle sitzungsdienst von {konto.username}"
    worum = f"Vorschlag von {vorschlag.konto.username} zu vorlagen.fassung {vorschlag.gegenstand_id}"
    return {
        "Beteiligung entfernt": (remove(beteiligt), [gone(wer, beteiligt)]),
        "Beteiligung umgeschrieben": (
            change(beteiligt, konto=konto, person=konto.person),
            [
                row_sentence(f"{wer}: Konto ist {konto.pk}, im Journal steht {beteiligt.konto_id}", beteiligt),
                row_sentence(f"{wer}: Person ist {konto.person_id}, im Journal steht {beteiligt.person_id}", beteiligt),
            ],
        ),
        "Beteiligung untergeschoben": (
            insert_copy(beteiligt, konto=konto, person=konto.person),
            [f"Beteiligung von {konto.username} zu {haus.geheim.nummer} kommt im Journal nicht vor."],
        ),
        "Rolle erfunden": (
            insert_copy(rolle, rolle=Rolle.OBERBUERGERMEISTER),
            [f"Rolle oberbuergermeister von {konto.username} kommt im Journal nicht vor."],
        ),
        "Rolle entfernt": (remove(rolle), [gone(welche, rolle)]),
        "Rolle erweitert": (
            change(rolle, rolle=Rolle.OBERBUERGERMEISTER),
            [row_sentence(f"{welche}: Art ist „oberbuergermeister“, im Journal steht „sitzungsdienst“", rolle)],
        ),
        "Rolle rückwirkend beendet": (
            change(rolle, bis="2020-01-02"),
            [row_sentence(f"{welche}: Ende ist „2020-01-02“, im Journal steht leer", rolle)],
        ),
        "Konto zu einer anderen Person": (
            change(konto, person=beteiligt.person),
            [
                row_sentence(
                    f"Konto {konto.username}: Person ist {beteiligt.person_id}, im Journal steht {konto.person_id}",
                    konto,
                )
            ],
        ),
        "alle Rechte": (
            change(konto, is_superuser=True),
            [row_sentence(f"Konto {konto.username}: alle Rechte ist ja, im Journal steht nein", konto)],
        ),
        "Vorschlag einer anderen Person": (
            change(vorschlag, person=konto.person),
            [
                row_sentence(
                    f"{worum}: vorschlagende Person ist {konto.person_id}, im Journal steht {vorschlag.person_id}",
                    vorschlag,
                )
            ],
        ),
        "Vorschlag für anderes": (
            change(vorschlag, fingerabdruck="0" * 64),
            [
                row_sentence(
                    f"{worum}: Prüfsumme ist „{'0' * 64}“, im Journal steht „{vorschlag.fingerabdruck}“", vorschlag
                )
            ],
        ),
        "Vorschlag entfernt": (remove(vorschlag), [gone(worum, vorschlag)]),
        "Vorschlag erfunden": (
            insert_copy(vorschlag, konto=konto, person=konto.person, gegenstand_id="999"),
            [f"Vorschlag von {konto.username} zu vorlagen.fassung 999 kommt im Journal nicht vor."],
        ),
        "gesehener Stand umgeschrieben": (
            change(haus.mitgezeichnet, gesehen="{}"),
            [
                row_sentence(
                    f"Mitzeichnung von leitung {haus.mitgezeichnet_zu}: gesehener Stand wurde verändert",
                    haus.mitgezeichnet,
                )
            ],
        ),
    }


def sittings(haus: Haus) -> dict[str, Fall]:
    sitzung, top, stimmen, person = haus.sitzung, haus.zweiter, haus.stimmen, haus.person
    punkt, wo = f"Tagesordnungspunkt Ö 2 der Sitzung {sitzung.nummer}", f"der Sitzung {sitzung.nummer}"
    ergebnis, station = f"Ergebnis zu Ö 2 {wo}", Beratung.objects.get(tops=top)
    name = f"Station Stadtrat der Vorlage {station.vorlage}"
    alt = haus.eingelesen.beratungen.exclude(ausgang="").earliest("position")
    war = {"ja": 3, "gegenstimmen": 0, "enthaltungen": 0, "befangen": 0, "anwesend": 3}
    worte = {
        "ja": "Ja-Stimmen",
        "gegenstimmen": "Gegenstimmen",
        "enthaltungen": "Enthaltungen",
        "befangen": "Befangenen",
        "anwesend": "Anwesenden",
    }
    faelle: dict[str, Fall] = {
        f"Abstimmung: {feld}": (
            change(stimmen, ausgang=Ausgang.MEHRHEITLICH, **{feld: 2}),
            [
                row_sentence(f"{ergebnis}: Ergebnis ist „mehrheitlich“, im Journal steht „einstimmig“", stimmen),
                row_sentence(f"{ergebnis}: Zahl der {wort} ist 2, im Journal steht {war[feld]}", stimmen),
            ],
        )
        for feld, wort in worte.items()
    }
    anwesenheit = f"anwesenheit:{person.pk}"
    wessen = f"Anwesenheit von {person.person.vorname} {person.person.nachname} in der Sitzung {sitzung.nummer}"
    return faelle | {
        "Berichtigung entfernt": (
            remove(haus.berichtigung),
            [gone(f"Ergebnis zu Ö 1 {wo}", haus.berichtigung)],
        ),
        "Ergebnis der Station": (
            change(station, ausgang=Ausgang.ABGELEHNT),
            [row_sentence(f"{name}: Ergebnis ist „abgelehnt“, im Journal steht „einstimmig“", station)],
        ),
        "eingelesenes Ergebnis": (
            change(alt, enthaltungen=31),
            [
                row_sentence(
                    f"Station {alt.gremium} der Vorlage BV/0546/2018: Zahl der Enthaltungen ist 31, im Journal steht "
                    f"{'leer' if alt.enthaltungen is None else alt.enthaltungen}",
                    alt,
                )
            ],
        ),
        "Zustellung erweitert": (
            change(station, zugestellte_neufassung=5),
            [row_sentence(f"{name}: zugestellte Neufassung ist 5, im Journal steht 0", station)],
        ),
        "Nummer des Punktes": (
            change(top, nummer="9"),
            [row_sentence(f"{punkt}: Nummer ist „9“, im Journal steht „2“", top)],
        ),
        "Betreff des Punktes": (
            change(top, betreff="Anderes"),
            [row_sentence(f"{punkt}: Betreff wurde verändert", top)],
        ),
        "Fassung des Punktes": (
            change(top, fassung=haus.geheim),
            [
                row_sentence(
                    f"{punkt}: aufgesetzte Fassung ist {haus.geheim.pk}, im Journal steht {top.fassung_id}", top
                )
            ],
        ),
        "Punkt abgesetzt": (
            change(top, abgesetzt_am=SEIT),
            [row_sentence(f"{punkt}: Zeitpunkt der Absetzung ist „{to_wert(SEIT)}“, im Journal steht leer", top)],
        ),
        "Punkt untergeschoben": (
            insert_copy(top, nummer="4", position=44, beratung=None, fassung=None),
            [f"Tagesordnungspunkt Ö 4 {wo} kommt im Journal nicht vor."],
        ),
        "Tagesordnung zurückdatiert": (
            change(sitzung, tagesordnung_veroeffentlicht_am=SEIT),
            [
                row_sentence(
                    f"Sitzung {sitzung.nummer}: Zeitpunkt der Veröffentlichung der Tagesordnung ist "
                    f"„{to_wert(SEIT)}“, im Journal steht „{to_wert(sitzung.tagesordnung_veroeffentlicht_am)}“",
                    sitzung,
                )
            ],
        ),
        "Einladung erfunden": (
            change(sitzung, eingeladen_am=SEIT),
            [
                row_sentence(
                    f"Sitzung {sitzung.nummer}: Zugang der Einladung ist „{to_wert(SEIT)}“, im Journal steht "
                    f"{_quoted(sitzung.eingeladen_am)}",
                    sitzung,
                )
            ],
        ),
        "Stand der Sitzung": (
            change(sitzung, status=Sitzungsstatus.ABGESAGT),
            [
                row_sentence(
                    f"Sitzung {sitzung.nummer}: Stand ist „abgesagt“, im Journal steht „{sitzung.status}“", sitzung
                )
            ],
        ),
        "Anwesenheit umgekehrt": (
            change(person, anwesend=False),
            [f"{wessen}: Anwesenheit ist nein, im Journal steht ja (Eintrag {row_of(anwesenheit)})."],
        ),
        "Anwesenheit entfernt": (remove(person), [gone(wessen, person, anwesenheit)]),
        "Anwesenheit untergeschoben": (
            insert_copy(person, ersetzt=person, anwesend=False),
            [f"{wessen} kommt im Journal nicht vor."],
        ),
    }


def _quoted(zeit: object) -> str:
    return "leer" if zeit is None else f"„{to_wert(zeit)}“"
