"""What the reader of the paper form makes of whole forms and of single oddities."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from vorlagen.enums import Vorlagenart
from vorlagen.rules.formular import (
    AnlageDaten,
    FormularDaten,
    StationDaten,
    ZeileDaten,
    parse_formular,
)
from vorlagen.rules.nummern import Nummer

FORMULARE = Path(__file__).parents[2] / "daten" / "formulare"
LEERES_RASTER = ((False,) * 4,) * 3
UNKLAR = "Es steht nicht eindeutig da, ob öffentlich beraten wird. Bitte prüfen Sie die Station."


def read_formular(name: str) -> str:
    return (FORMULARE / name).read_text("cp1252" if "cp1252" in name else "utf-8")


@pytest.fixture(scope="module")
def original() -> str:
    return read_formular("BV-0546-2018.txt")


INTEGRATIONSKONZEPT = FormularDaten(
    art=Vorlagenart.BV,
    nummer=Nummer(art=Vorlagenart.BV, laufend=546, jahr=2018),
    datum=datetime.date(2018, 6, 12),
    dezernat="Bürgermeisterin",
    amt_nummer="31",
    amt_name="Ordnungsamt",
    aktenzeichen="",
    betreff="Fortschreibung Integrationskonzept der Stadt Koblenz",
    stationen=(
        StationDaten(
            datum=datetime.date(2018, 8, 20),
            gremium="Haupt- und Finanzausschuss",
            oeffentlich=True,
            angekreuzt=LEERES_RASTER,
        ),
        StationDaten(datum=datetime.date(2018, 8, 30), gremium="Stadtrat", oeffentlich=True, angekreuzt=LEERES_RASTER),
    ),
    beschlussentwurf_html=(
        "<p>Der Stadtrat beschließt das fortgeschriebene strategische Integrationskonzept der Stadt Koblenz 2018 als "
        "Orientierungsrahmen für die Integrationsarbeit.</p>"
    ),
    begruendung_html=(
        "<p>Die Stadt Koblenz besitzt seit 2007 ein strategisches Integrationskonzept. Angesichts der neuen "
        "Herausforderungen der letzten Jahre wurde von der Verwaltung (Ordnungsamt/Sachgebiet Integration) eine "
        "konzeptionelle strategische Neuausrichtung ausgearbeitet.</p>"
        "<p>Der Erstellungsprozess sollte unter frühzeitiger Beteiligung aller relevanten Akteure in der Stadt "
        "erfolgen.</p>"
        "<p>Der Erstellungsprozess erfolgte durch die Begleitung und Beteiligung</p>"
        "<ul><li>der Firma IMAP GmbH,</li>"
        "<li>einer ämterübergreifenden Steuerungsgruppe, die mehrfach tagte,</li>"
        "<li>einer Onlineumfrage, in der alle relevanten Akteure der Integrationsarbeit ihre Einschätzung der "
        "aktuellen Bedarfslage abgeben konnten,</li>"
        "<li>einer Integrationskonferenz am 05.05.2017 in der Rhein-Mosel-Halle.</li></ul>"
        "<p>Zusätzlich wurde den Ratsfraktionen und den Mitgliedern des Beirates für Migration und Integration im "
        "Rahmen einer „internen“ Sitzung am 23.06.2017 die Möglichkeit gegeben, ihre Schwerpunkte der "
        "Integrationsarbeit zu benennen. Darüber hinaus gab es einen intensiven Austausch mit Vertretern/innen der "
        "Koblenzer Hochschulen.</p>"
        "<p>Auf der Grundlage des Partizipationsprozesses erfolgte die Fortschreibung des strategischen "
        "Integrationskonzeptes 2018.</p>"
        "<p>Als Handlungsschwerpunkte wurden von allen Akteuren</p>"
        "<ul><li>Sprache und Bildung</li><li>das Ehrenamt</li><li>die Asyl- und Flüchtlingsarbeit sowie</li>"
        "<li>Ausbildung und Beschäftigung</li></ul>"
        "<p>gesehen.</p>"
        "<p>Die genauen Bedarfe der Handlungsschwerpunkte sollen nach Verabschiedung des strategischen "
        "Integrationskonzeptes in vier Arbeitskreisen unter Federführung des Sachgebietes Integration mit den "
        "relevanten Akteuren erarbeitet werden. Es ist vorgesehen, dass zu allen Arbeitskreisen die Ratsfraktionen "
        "und der Beirat für Migration und Integration eingeladen werden.</p>"
        "<p>Die Ergebnisse und Erkenntnisse der Arbeitskreise werden der neu einzurichtenden Integrationskommission "
        "vorgestellt. Die Integrationskommission wird vom Oberbürgermeister, in Vertretung von der Bürgermeisterin "
        "bzw. dem Bürgermeister geleitet und besteht aus stimmberechtigten Vertreterinnen und Vertretern der "
        "Fraktionen sowie zwei beratenden Mitgliedern des Beirates für Migration und Integration.</p>"
        "<p>Zwecks Reflektion der Ergebnisse des Integrationsprozesses in unserer Stadt soll alle zwei Jahre eine "
        "Integrationskonferenz mit den relevanten Akteuren der Integrationsarbeit stattfinden.</p>"
    ),
    anlagen=(AnlageDaten("01", "Strategisches Integrationskonzept 2018"),),
    nicht_zugeordnet=(),
    hinweise=(),
)


def test_original_is_read_completely(original: str) -> None:
    assert parse_formular(original) == INTEGRATIONSKONZEPT


def drop_leerzeilen(text: str) -> str:
    return "\n".join(zeile for zeile in text.split("\n") if zeile.strip())


def join_beschluss(text: str) -> str:
    return text.replace("Beschlussentwurf:\n\n", "Beschlussentwurf ")


SPIELARTEN: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "alte Mac-Zeilenenden": lambda text: text.replace("\n", "\r"),
    "Leerzeichen statt Tabs": lambda text: text.replace("\t", "    "),
    "keine Leerzeilen": drop_leerzeilen,
    "doppelte Leerzeilen": lambda text: text.replace("\n\n", "\n\n \t\n\n"),
    "eckige Klammern": lambda text: text.replace('<input type="checkbox"/>', "[ ]"),
    "leere Klammern": lambda text: text.replace('<input type="checkbox"/>', "[]"),
    "Kästchenzeichen": lambda text: text.replace('<input type="checkbox"/>', "☐"),
    "HTML ohne Schrägstrich": lambda text: text.replace("/>", ">"),
    "Label ohne Doppelpunkt": lambda text: text.replace(":\n", "\n").replace(": BV", " BV").replace(":\t", "\t"),
    "Leerzeichen vor dem Doppelpunkt": lambda text: text.replace(":\n", " :\n").replace("Betreff:", "Betreff  :"),
    "Label und Text in einer Zeile": lambda text: text.replace(":\n\n", ": "),
    "Beschlussentwurf ohne Doppelpunkt am Text": join_beschluss,
    "geschützte Leerzeichen": lambda text: text.replace(" ", "\u00a0"),
    "weiche Trennstriche": lambda text: text.replace("Integrations", "Inte\u00adgra\u00adtions"),
    "zerlegte Umlaute": lambda text: text.replace("ü", "u\u0308").replace("ö", "o\u0308").replace("Ä", "A\u0308"),
    "Bytereihenfolge-Zeichen": lambda text: "\ufeff" + text,
    "Gedankenstriche als Aufzählung": lambda text: text.replace("\n- ", "\n– "),
    "Punkte als Aufzählung": lambda text: text.replace("\n- ", "\n  • "),
    "ohne Az.": lambda text: text.replace("Az.:", ""),
    "Amt mit Leerzeichen": lambda text: text.replace("31-O", "31 - O"),
    "Großbuchstaben": lambda text: text.replace("Begründung:", "BEGRÜNDUNG:").replace("Betreff", "BETREFF"),
    "Zählungen vertauscht": lambda text: text.replace("Enthaltungen\tGegenstimmen", "Gegenstimmen\tEnthaltungen"),
    "Datum in eigener Zeile": lambda text: text.replace("\t\tDatum", "\nDatum"),
    "mehrzeiliger Betreff": lambda text: text.replace("konzept der Stadt Koblenz\t", "konzept der\n  Stadt Koblenz\t"),
}


@pytest.mark.parametrize("name", SPIELARTEN)
def test_spielart_gives_the_same_daten(original: str, name: str) -> None:
    spielart = SPIELARTEN[name](original)
    assert spielart != original
    assert parse_formular(spielart) == INTEGRATIONSKONZEPT


def test_decided_form_with_neufassung() -> None:
    daten = parse_formular(read_formular("entschieden.txt"))
    assert daten == FormularDaten(
        art=Vorlagenart.BV,
        nummer=Nummer(art=Vorlagenart.BV, laufend=112, jahr=2024, neufassung=2),
        datum=datetime.date(2024, 3, 5),
        dezernat="Baudezernat",
        amt_nummer="61",
        amt_name="Amt für Stadtentwicklung und Bauordnung",
        aktenzeichen="61-20/7 Kö",
        betreff="Bebauungsplan Nr. 257 „Erweiterung <Gewerbepark>“ – Offenlage & erneute Beteiligung",
        stationen=(
            StationDaten(
                datum=datetime.date(2024, 3, 18),
                gremium="Ausschuss für allgemeine Bau- und Liegenschaftsverwaltung",
                top="Ö 12",
                oeffentlich=True,
                angekreuzt=((False, True, False, False), (False,) * 4, (True, False, False, False)),
                enthaltungen=1,
                gegenstimmen=3,
            ),
            StationDaten(
                datum=datetime.date(2024, 3, 21),
                gremium="Stadtrat",
                top="N 4.1",
                oeffentlich=False,
                angekreuzt=((False, False, False, True), (False,) * 4, (False,) * 4),
                enthaltungen=0,
                gegenstimmen=22,
            ),
        ),
        beschlussentwurf_html=(
            "<p>Der Stadtrat beschließt</p><ol><li>die Offenlage des Bebauungsplans,</li>"
            "<li>die erneute Beteiligung der Behörden.</li></ol>"
        ),
        begruendung_html=(
            "<p>31. Änderungen wurden eingearbeitet. Der Text dieser Begründung ist bei einer festen Zeilenlänge "
            "umgebrochen, wie es viele Programme tun, die Text aus einem PDF herauslösen.</p>"
            "<p>Der zweite Absatz beginnt hier, ohne dass eine Leerzeile ihn abtrennt.</p>"
            "<ul><li>Ein Punkt, der so lang ist, dass er in der nächsten Zeile weitergeht und eingerückt ist,</li>"
            "<li>ein kurzer Punkt.</li></ul>"
        ),
        anlagen=(
            AnlageDaten("1", "Planzeichnung"),
            AnlageDaten("2", "Begründung zum Bebauungsplan mit einem Titel, der zwei Zeilen braucht"),
            AnlageDaten("", "Umweltbericht"),
        ),
        nicht_zugeordnet=(ZeileDaten(37, "gez. Mustermann"),),
        hinweise=(
            (
                "Zeile 37: Unter dem Text steht eine Unterschrift („gez. Mustermann“). "
                "Sie wird nicht übernommen, sondern bei der Vorlage aufgehoben."
            ),
        ),
        beiwerk=(
            ZeileDaten(1, "Stadt Koblenz"),
            ZeileDaten(19, "Vorlage: BV/0112/2024/2 Seite 2 von 2"),
            ZeileDaten(31, "- 2 -"),
        ),
    )


def test_unterrichtungsvorlage_needs_no_beschlussentwurf() -> None:
    daten = parse_formular(read_formular("unterrichtung.txt"))
    assert (daten.art, daten.amt_nummer, daten.amt_name) == (Vorlagenart.UV, "10", "")
    assert daten.betreff == "Jahresbericht der Gleichstellungsstelle"
    assert daten.beschlussentwurf_html == ""
    assert daten.begruendung_html == "<p>Der Stadtrat nimmt den Bericht zur Kenntnis.</p>"
    assert [(station.top, station.angekreuzt[1]) for station in daten.stationen] == [("7", (True, False, False, False))]
    assert (daten.nicht_zugeordnet, daten.hinweise) == ((), ())


def test_anfrage_in_windows_1252() -> None:
    daten = parse_formular(read_formular("anfrage-cp1252.txt"))
    assert (daten.art, daten.nummer) == (Vorlagenart.AF, Nummer(art=Vorlagenart.AF, laufend=31, jahr=2025))
    assert daten.betreff == "Bahnlärm in Güls – Kosten in €"
    assert (daten.amt_nummer, daten.amt_name, daten.aktenzeichen) == ("", "Gleichstellungsstelle", "0-17 „neu“")
    assert daten.begruendung_html == "<p>Welche Maßnahmen plant die Stadt?</p>"
    assert daten.hinweise == ("Das Dezernat fehlt. Bitte prüfen Sie den Vordruck.",)


@pytest.mark.parametrize(
    ("zeile", "top", "oeffentlich", "enthaltungen", "gegenstimmen"),
    [
        ("\tTOP\töffentlich\t\tEnthaltungen\tGegenstimmen", "", True, None, None),
        ("\tTOP Ö 3\töffentlich\t\tEnthaltungen: 2\tGegenstimmen: 0", "Ö 3", True, 2, 0),
        ("\tTOP\tÖ 27.1\tnichtöffentlich\t\tGegenstimmen\t4\tEnthaltungen\t1", "Ö 27.1", False, 1, 4),
        ("\tTOP\töffentlich\t\t2 Enthaltungen\t5 Gegenstimmen", "", True, 2, 5),
        ("\tTOP\töffentlich\t\tEnthaltungen\t5 Gegenstimmen", "", True, None, 5),
        ("TOP 12 öffentlich Enthaltungen 3 Gegenstimmen 5", "12", True, 3, 5),
        ("TOP 12 nicht-öffentlich 3 Enthaltungen 5 Gegenstimmen", "12", False, 3, 5),
        ("TOP 12 Enthaltungen Gegenstimmen", "12", None, None, None),
        ("\tÖ 8\töffentlich\t\tEnthaltungen\tGegenstimmen", "Ö 8", True, None, None),
    ],
)
def test_top_row(
    original: str, zeile: str, top: str, oeffentlich: bool | None, enthaltungen: int | None, gegenstimmen: int | None
) -> None:
    daten = parse_formular(original.replace("\tTOP\töffentlich\t\tEnthaltungen\tGegenstimmen", zeile, 1))
    station = daten.stationen[0]
    assert (station.top, station.oeffentlich) == (top, oeffentlich)
    assert (station.enthaltungen, station.gegenstimmen) == (enthaltungen, gegenstimmen)
    assert daten.nicht_zugeordnet == ()


@pytest.mark.parametrize(
    ("zeile", "rest"),
    [
        ("\tTOP vielleicht\töffentlich\t\tEnthaltungen\tGegenstimmen", ["vielleicht"]),
        ("\tTOP\töffentlich\t\tEnthaltungen viele\tGegenstimmen 2 3", ["viele", "2 3"]),
        ("\tTOP\töffentlich\tnicht öffentlich\tEnthaltungen\tGegenstimmen", ["nicht öffentlich"]),
        ("\tTOP\t[ ] öffentlich\t\tEnthaltungen\tGegenstimmen", ["[ ]"]),
    ],
)
def test_doubtful_top_row_is_kept_and_never_guessed(original: str, zeile: str, rest: list[str]) -> None:
    daten = parse_formular(original.replace("\tTOP\töffentlich\t\tEnthaltungen\tGegenstimmen", zeile, 1))
    assert daten.nicht_zugeordnet == tuple(ZeileDaten(15, text) for text in rest)
    if "[ ]" in zeile or "nicht" in zeile:
        assert daten.stationen[0].oeffentlich is None
        assert daten.hinweise == (f"Gremienweg, Zeile 12: {UNKLAR}",)


@pytest.mark.parametrize(
    ("verfasser", "nummer", "name"),
    [
        ("31 – Ordnungsamt", "31", "Ordnungsamt"),
        ("Amt 31", "31", ""),
        ("Amt 31 - Ordnungsamt", "31", "Ordnungsamt"),
        ("66.1-Tiefbauamt", "66.1", "Tiefbauamt"),
        ("Amt für Wirtschaftsförderung", "", "Amt für Wirtschaftsförderung"),
        ("Koblenz-Touristik", "", "Koblenz-Touristik"),
    ],
)
def test_amt(original: str, verfasser: str, nummer: str, name: str) -> None:
    daten = parse_formular(original.replace("31-Ordnungsamt", verfasser))
    assert (daten.amt_nummer, daten.amt_name) == (nummer, name)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b>fett</b> & \"Zitat\" 'so'", "<p>&lt;b&gt;fett&lt;/b&gt; &amp; &quot;Zitat&quot; &#x27;so&#x27;</p>"),
        ("1. eins\n2. zwei\n\n3. drei", "<ol><li>eins</li><li>zwei</li><li>drei</li></ol>"),
        ("1) eins\n2) zwei\n1) neu\n2) zwei", "<ol><li>eins</li><li>zwei</li></ol><ol><li>neu</li><li>zwei</li></ol>"),
        ("31. Änderung der Hauptsatzung", "<p>31. Änderung der Hauptsatzung</p>"),
        ("1. Änderung der Hauptsatzung", "<p>1. Änderung der Hauptsatzung</p>"),
        ("a) eins\nb) zwei", "<p>a) eins</p><p>b) zwei</p>"),
        ("- eins\n  weiter\nAbsatz", "<ul><li>eins weiter</li></ul><p>Absatz</p>"),
        ("- eins\n\n- zwei", "<ul><li>eins</li><li>zwei</li></ul>"),
        ("Das Integra\u00ad\ntionskonzept", "<p>Das Integrationskonzept</p>"),
        ("Der Rat beschließt\ndas Konzept.", "<p>Der Rat beschließt das Konzept.</p>"),
        ("Erster Satz.\nZweiter Satz.", "<p>Erster Satz.</p><p>Zweiter Satz.</p>"),
        ("Begründung:", "<p>Begründung:</p>"),
        ("-", "<p>-</p>"),
    ],
)
def test_text_becomes_paragraphs_and_lists(original: str, text: str, html: str) -> None:
    anfang = original.index("Die Stadt Koblenz besitzt")
    daten = parse_formular(original[:anfang] + text)
    assert daten.begruendung_html == html


@pytest.mark.parametrize(
    ("alt", "neu", "hinweis"),
    [
        ("Beschlussvorlage\n", "\n", "Die Überschrift fehlt; die Art „Beschlussvorlage“ ergibt sich aus der Nummer."),
        (
            "Beschlussvorlage\n",
            "Antrag\n",
            "Die Überschrift passt nicht zur Nummer BV/0546/2018; übernommen wird die Art „Beschlussvorlage“.",
        ),
        ("Datum: 12.06.2018", "Datum: ", "Das Datum der Vorlage fehlt."),
        ("Bürgermeisterin\t", "\t", "Das Dezernat fehlt."),
        ("31-Ordnungsamt", "", "Der Verfasser (Amt) fehlt."),
        ("Fortschreibung Integrationskonzept der Stadt Koblenz", "", "Der Betreff fehlt."),
        ("- Anlage 01: ", "- Anlage 01: X\n- Anlage 01: ", "Eine Anlagennummer kommt mehrfach vor."),
    ],
)
def test_hinweis(original: str, alt: str, neu: str, hinweis: str) -> None:
    assert alt in original
    daten = parse_formular(original.replace(alt, neu, 1))
    assert daten.hinweise == (f"{hinweis} Bitte prüfen Sie den Vordruck.",)


def test_incomplete_station_is_kept_with_a_hinweis(original: str) -> None:
    erste_zeile = original.index("20.08.2018\tHaupt")
    daten = parse_formular(
        original[:erste_zeile] + "20.08.2018\tHaupt-\t[x]\n" + original[original.index("30.08.2018") :]
    )
    assert daten.stationen[0] == StationDaten(
        datum=datetime.date(2018, 8, 20), gremium="Haupt-", angekreuzt=((True,),), oeffentlich=None
    )
    raster = "Das Abstimmungsfeld hat nicht drei Reihen mit je vier Kästchen. Bitte prüfen Sie die Station."
    assert daten.hinweise == (f"Gremienweg, Zeile 12: {raster}", f"Gremienweg, Zeile 12: {UNKLAR}")


def test_stations_out_of_order_give_a_hinweis(original: str) -> None:
    daten = parse_formular(original.replace("20.08.2018", "20.09.2018"))
    assert daten.hinweise == (
        "Die Daten im Gremienweg steigen nicht auf. Bitte prüfen Sie die Reihenfolge der Stationen.",
    )


def test_top_that_contradicts_publicity_gives_a_hinweis(original: str) -> None:
    daten = parse_formular(original.replace("TOP\t", "TOP N 3\t", 1))
    assert daten.hinweise == (
        "Gremienweg, Zeile 12: Der TOP „N 3“ passt nicht zur angegebenen Öffentlichkeit. Bitte prüfen Sie die Station.",
    )


def test_direction_override_is_removed_with_a_hinweis(original: str) -> None:
    daten = parse_formular(original.replace("Fortschreibung", "Fort\u202eschreibung\x01", 1))
    assert daten.betreff == INTEGRATIONSKONZEPT.betreff
    assert daten.hinweise == ("Zeile 10: Unlesbare Zeichen wurden entfernt. Bitte prüfen Sie diese Stelle.",)
