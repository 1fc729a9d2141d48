"""Koblenz's bodies, groups, departments and offices. Names of people are put together and plainly invented."""

from datetime import time
from typing import NamedTuple

from gremien.enums import Gremienart

RATHAUSSAAL = "Historischer Rathaussaal 101, Rathausgebäude I, Willi-Hörter-Platz 1"
SAAL_220 = "Sitzungssaal 220, Rathausgebäude II, Willi-Hörter-Platz 2"


class Gremiumsangabe(NamedTuple):
    """A body: when it meets, counted from the council's Thursday, and every how many months."""

    kuerzel: str
    name: str
    art: Gremienart
    uhrzeit: time
    raum: str
    tage_vor_rat: int
    abstand: int
    phase: int
    sitze: int
    """Seats filled from the council; 0 for bodies with people of their own."""


AUSSCHUSS, WERK = Gremienart.AUSSCHUSS, Gremienart.WERKAUSSCHUSS
BEIRAT, ORT = Gremienart.BEIRAT, Gremienart.ORTSBEIRAT
NACHMITTAG, ABEND, SPAETER = time(16), time(18), time(19)

GREMIEN = (
    Gremiumsangabe("SR", "Stadtrat", Gremienart.RAT, time(15), RATHAUSSAAL, 0, 1, 0, 56),
    Gremiumsangabe("HuFA", "Haupt- und Finanzausschuss", AUSSCHUSS, time(15), RATHAUSSAAL, 10, 1, 0, 15),
    Gremiumsangabe(
        "ASM", "Ausschuss für Stadtentwicklung und Mobilität", AUSSCHUSS, NACHMITTAG, SAAL_220, 16, 2, 0, 15
    ),
    Gremiumsangabe(
        "ABL",
        "Ausschuss für allgemeine Bau- und Liegenschaftsverwaltung",
        AUSSCHUSS,
        NACHMITTAG,
        SAAL_220,
        15,
        4,
        0,
        15,
    ),
    Gremiumsangabe("JHA", "Jugendhilfeausschuss", AUSSCHUSS, NACHMITTAG, SAAL_220, 15, 4, 1, 15),
    Gremiumsangabe("KultA", "Kulturausschuss", AUSSCHUSS, NACHMITTAG, RATHAUSSAAL, 14, 4, 2, 15),
    Gremiumsangabe("SchulA", "Schulträgerausschuss", AUSSCHUSS, NACHMITTAG, SAAL_220, 15, 4, 3, 15),
    Gremiumsangabe("UmwA", "Umweltausschuss", AUSSCHUSS, NACHMITTAG, SAAL_220, 22, 4, 0, 15),
    Gremiumsangabe("ForstA", "Forstausschuss", AUSSCHUSS, NACHMITTAG, SAAL_220, 23, 6, 1, 11),
    Gremiumsangabe("SozA", "Sozialausschuss", AUSSCHUSS, NACHMITTAG, RATHAUSSAAL, 22, 4, 2, 15),
    Gremiumsangabe("RPA", "Rechnungsprüfungsausschuss", AUSSCHUSS, NACHMITTAG, SAAL_220, 21, 6, 0, 11),
    Gremiumsangabe("WAKSB", "Werkausschuss Kommunaler Servicebetrieb", WERK, NACHMITTAG, SAAL_220, 16, 6, 1, 11),
    Gremiumsangabe("WASE", "Werkausschuss Stadtentwässerung", WERK, NACHMITTAG, SAAL_220, 16, 6, 3, 11),
    Gremiumsangabe("WAGB", "Werkausschuss Grünflächen- und Bestattungswesen", WERK, NACHMITTAG, SAAL_220, 16, 6, 5, 11),
    Gremiumsangabe("SenB", "Seniorenbeirat", BEIRAT, NACHMITTAG, SAAL_220, 23, 12, 2, 0),
    Gremiumsangabe("InklB", "Inklusionsbeirat", BEIRAT, NACHMITTAG, SAAL_220, 24, 12, 4, 0),
    Gremiumsangabe("KlimaB", "Klimabeirat", BEIRAT, NACHMITTAG, SAAL_220, 24, 12, 10, 0),
    Gremiumsangabe("BMI", "Beirat für Migration und Integration", BEIRAT, ABEND, RATHAUSSAAL, 22, 12, 7, 0),
    Gremiumsangabe("JugR", "Jugendrat", BEIRAT, ABEND, SAAL_220, 20, 12, 9, 0),
    Gremiumsangabe("OBAI", "Ortsbeirat Arenberg/Immendorf", ORT, ABEND, "Bürgerhaus Arenberg", 20, 7, 0, 0),
    Gremiumsangabe("OBAr", "Ortsbeirat Arzheim", ORT, SPAETER, "Gemeindezentrum Arzheim", 17, 7, 1, 0),
    Gremiumsangabe("OBBu", "Ortsbeirat Bubenheim", ORT, SPAETER, "Bürgerhaus Bubenheim", 17, 7, 2, 0),
    Gremiumsangabe("OBGu", "Ortsbeirat Güls", ORT, SPAETER, "Begegnungsstätte Güls", 17, 7, 3, 0),
    Gremiumsangabe("OBKe", "Ortsbeirat Kesselheim", ORT, ABEND, "Bürgerhaus Kesselheim", 17, 7, 4, 0),
    Gremiumsangabe("OBLa", "Ortsbeirat Lay", ORT, SPAETER, "Legiahalle Lay", 17, 7, 5, 0),
    Gremiumsangabe("OBRu", "Ortsbeirat Rübenach", ORT, ABEND, "Ortsverwaltung Rübenach", 17, 7, 6, 0),
    Gremiumsangabe("OBSt", "Ortsbeirat Stolzenfels", ORT, ABEND, "Ortsverwaltung Stolzenfels", 20, 7, 3, 0),
)

GESETZLICHE_ZAHL_RAT = 56
EIGENE_MITGLIEDER = 7
"""Members of an advisory or local council in the demo."""

FRAKTIONEN = (
    # Name, Kürzel, Sitze der Fraktion
    ("CDU-Fraktion", "CDU", 15),
    ("Fraktion BÜNDNIS 90/DIE GRÜNEN", "GRÜNE", 11),
    ("SPD-Fraktion", "SPD", 10),
    ("AfD-Fraktion", "AfD", 6),
    ("Fraktion FREIE WÄHLER", "FW", 5),
    ("WGS-Fraktion", "WGS", 3),
    ("FDP-Fraktion", "FDP", 2),
    ("Fraktion DIE LINKE – Die PARTEI", "LINKE/PARTEI", 4),
)

DEZERNATE = ("Oberbürgermeister", "Bürgermeisterin", "Dezernat Bildung und Kultur", "Baudezernat")

AEMTER = (
    # Nummer, Name, Dezernat
    ("01", "Büro des Oberbürgermeisters", "Oberbürgermeister"),
    ("10", "Amt für Personal und Organisation", "Oberbürgermeister"),
    ("14", "Rechnungsprüfungsamt", "Oberbürgermeister"),
    ("20", "Kämmerei und Steueramt", "Oberbürgermeister"),
    ("30", "Rechtsamt", "Oberbürgermeister"),
    ("31", "Ordnungsamt", "Bürgermeisterin"),
    ("36", "Umweltamt", "Bürgermeisterin"),
    ("37", "Amt für Brand- und Katastrophenschutz", "Bürgermeisterin"),
    ("50", "Amt für Jugend, Familie, Senioren und Soziales", "Bürgermeisterin"),
    ("40", "Kultur- und Schulverwaltungsamt", "Dezernat Bildung und Kultur"),
    ("42", "Stadtbibliothek und Stadtarchiv", "Dezernat Bildung und Kultur"),
    ("61", "Amt für Stadtentwicklung und Bauordnung", "Baudezernat"),
    ("62", "Amt für Liegenschaften", "Baudezernat"),
    ("65", "Zentrales Gebäudemanagement", "Baudezernat"),
    ("66", "Tiefbauamt", "Baudezernat"),
    ("67", "Eigenbetrieb Grünflächen- und Bestattungswesen", "Baudezernat"),
    ("70", "Kommunaler Servicebetrieb", "Bürgermeisterin"),
    ("85", "Eigenbetrieb Stadtentwässerung", "Baudezernat"),
)

VORNAMEN = (
    *("Adelheid", "Benno", "Clara", "Dieter", "Edda", "Falk", "Gerda", "Hanno", "Ilse", "Jost", "Karla", "Lothar"),
    *("Mechthild", "Norbert", "Ottilie", "Pascal", "Quirin", "Roswitha", "Sören", "Thea", "Ulf", "Veronika", "Wiebke"),
    *("Xaver", "Yasemin", "Zeno", "Amir", "Beate", "Cem", "Dana", "Emre", "Franka", "Gunnar"),
)
NACHNAMEN_ANFANG = ("Muster", "Beispiel", "Demo", "Probe")
NACHNAMEN_ENDE = ("mann", "bach", "berg", "feld", "stein", "thal", "hof", "wald", "au", "born", "heim", "kamp", "ried")
