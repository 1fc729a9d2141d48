"""Papers of the sitting that is going on right now: one is decided, the others wait for their result."""

from koblenz_council.demo.angaben import Papier, absaetze, einstimmig, kenntnis, mehrheitlich
from vorlagen.enums import Vorlagenart

PAPIERE = (
    Papier(
        betreff="Baumpflanzungen an der Pfuhlgasse und am Florinsmarkt",
        amt="36",
        weg=(einstimmig("UmwA"),),
        sitzung=0,
        beschluss=absaetze("Der Umweltausschuss beschließt, 24 Bäume nach dem beigefügten Plan zu pflanzen."),
        begruendung=absaetze("Die Standorte wurden mit den Versorgungsunternehmen abgestimmt."),
        anlagen=(("Pflanzplan", True),),
    ),
    Papier(
        betreff="Förderprogramm Dachbegrünung: Richtlinie für das kommende Jahr",
        amt="36",
        weg=(mehrheitlich("UmwA", 3, 1),),
        sitzung=0,
        beschluss=absaetze("Der Umweltausschuss beschließt die Richtlinie zur Förderung der Dachbegrünung."),
        begruendung=absaetze("Gefördert werden 40 Euro je Quadratmeter, höchstens 4.000 Euro je Gebäude."),
    ),
    Papier(
        betreff="Bericht zur Gewässergüte der Mosel",
        art=Vorlagenart.UV,
        amt="36",
        weg=(kenntnis("UmwA"),),
        sitzung=0,
        begruendung=absaetze("Die Messwerte des Jahres liegen vor; die Entwicklung ist stabil."),
    ),
    Papier(
        betreff="Erwerb einer Ausgleichsfläche in Arenberg",
        amt="36",
        weg=(einstimmig("UmwA"),),
        sitzung=0,
        grund="Grundstückssache: Preis und Eigentümer sind schutzwürdig.",
        oberbegriff="Grundstückssachen",
        beschluss=absaetze("Der Umweltausschuss stimmt dem Erwerb der Fläche zu."),
        begruendung=absaetze("Die Fläche wird für den Ausgleich nach dem Bundesnaturschutzgesetz gebraucht."),
    ),
)
