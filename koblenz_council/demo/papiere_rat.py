"""Papers the council has decided, in every way a council can decide."""

from koblenz_council.demo.angaben import (
    Papier,
    Stelle,
    absaetze,
    einstimmig,
    kenntnis,
    liste,
    mehrheitlich,
    mit,
    nummern,
    tabelle,
)
from vorlagen.enums import Ausgang, Vorlagenart

LANGER_TITEL = (
    "Bebauungsplan 333 „Wohngebiet ‚Südlich der Güls'er Straße' -- Abschnitt 2“: a) Abwägung der im Rahmen der "
    "Beteiligung der Öffentlichkeit eingegangenen Stellungnahmen, b) Beschluss über den „Entwurf“ i. d. F. vom Mai, "
    "c) erneute Auslegung (§ 4a BauGB)"
)

PAPIERE = (
    Papier(
        betreff="31. Änderung der Hauptsatzung der Stadt Koblenz",
        amt="10",
        aktenzeichen="10.20.01",
        weg=(einstimmig("HuFA"), mehrheitlich("SR", 6, 2, ja=43)),
        sitzung=-7,
        beschluss=absaetze("Der Stadtrat beschließt die 31. Änderung der Hauptsatzung gemäß Anlage 01."),
        begruendung=absaetze(
            "Die Änderung passt die Regelungen über die Entschädigung der Ratsmitglieder und die Zuständigkeit der "
            "Ausschüsse an die seit der letzten Änderung gewonnenen Erfahrungen an.",
            "Eine Gegenüberstellung der bisherigen und der neuen Fassung liegt als Anlage 02 bei.",
        ),
        anlagen=(("Satzungstext", True), ("Gegenüberstellung", True)),
    ),
    Papier(
        betreff="Jahresabschluss der Stadt Koblenz – Feststellung und Entlastung",
        amt="20",
        weg=(einstimmig("RPA"), einstimmig("HuFA"), mehrheitlich("SR", 6, 0, befangen=1)),
        sitzung=-5,
        beschluss=nummern(
            "Der Stadtrat stellt den geprüften Jahresabschluss fest.",
            "Dem Oberbürgermeister und den Beigeordneten wird Entlastung erteilt.",
        ),
        begruendung=absaetze("Der Rechnungsprüfungsausschuss hat den Jahresabschluss geprüft (§ 112 GemO).")
        + tabelle(
            ("Posten", "Ansatz", "Ergebnis"),
            ("Summe der Erträge", "412,3 Mio. €", "421,7 Mio. €"),
            ("Summe der Aufwendungen", "418,9 Mio. €", "416,2 Mio. €"),
            ("Jahresergebnis", "-6,6 Mio. €", "5,5 Mio. €"),
        ),
        anlagen=(("Jahresabschluss", True), ("Prüfbericht", True)),
    ),
    Papier(
        betreff="Neubau Kita Zauberland in Rübenach – Baubeschluss",
        amt="65",
        weg=(einstimmig("JHA"), einstimmig("HuFA"), einstimmig("SR", 1)),
        sitzung=-2,
        neufassungen=2,
        beschluss=absaetze(
            "Der Stadtrat beschließt den Neubau der sechsgruppigen Kindertagesstätte „Zauberland“ in Rübenach mit "
            "Gesamtkosten von 7,9 Mio. €."
        ),
        begruendung=absaetze(
            "Das bestehende Gebäude aus dem Jahr 1974 ist nicht mehr wirtschaftlich zu sanieren. Der Bedarfsplan sieht "
            "für Rübenach zwei weitere Gruppen vor.",
            "Die Förderung des Landes ist bewilligt. Der Bau erfolgt in Holzbauweise:",
        )
        + liste("Abbruch des Altbaus im Frühjahr", "Rohbau bis zum Herbst", "Bezug zum Kindergartenjahr danach"),
        anlagen=(("Entwurfspläne", True), ("Kostenberechnung nach DIN 276", False)),
    ),
    Papier(
        betreff="Aufhebung der Wettbürosteuersatzung",
        amt="20",
        weg=(einstimmig("HuFA"), einstimmig("SR")),
        sitzung=-6,
        beschluss=absaetze("Der Stadtrat beschließt die Satzung zur Aufhebung der Wettbürosteuersatzung."),
        begruendung=absaetze(
            "Nach der Entscheidung des Bundesverwaltungsgerichts vom 20.09.2022 ist die Wettbürosteuer neben der "
            "Rennwett- und Sportwettensteuer unzulässig. Die Satzung ist rückwirkend aufzuheben."
        ),
        anlagen=(("Aufhebungssatzung", True),),
    ),
    Papier(
        betreff="Beitritt zum Kommunalen Klimapakt Rheinland-Pfalz",
        amt="36",
        weg=(mehrheitlich("UmwA", 3), mit("HuFA", Ausgang.OHNE_BE), mehrheitlich("SR", 4, 22, ja=20)),
        sitzung=-4,
        beschluss=absaetze("Der Stadtrat beschließt den Beitritt der Stadt Koblenz zum Kommunalen Klimapakt."),
        begruendung=absaetze(
            "Mit dem Beitritt erhält die Stadt eine Beratung des Landes für Vorhaben des Klimaschutzes und der "
            "Anpassung an die Folgen des Klimawandels. Finanzielle Verpflichtungen entstehen nicht."
        ),
        anlagen=(("Beitrittserklärung", True),),
    ),
    Papier(
        betreff="Satzung über die Wahlwerbung im öffentlichen Straßenraum (Wahlwerbungssatzung)",
        amt="31",
        aktenzeichen="31.32-11",
        weg=(
            mehrheitlich("HuFA", 2, 1),
            mehrheitlich(
                "SR",
                11,
                3,
                wortlaut="<p>Der Stadtrat beschließt die Wahlwerbungssatzung mit der Maßgabe, dass je Straßenlaterne "
                "höchstens zwei Plakate einer Partei oder Wählergruppe zulässig sind.</p>",
            ),
        ),
        sitzung=-3,
        beschluss=absaetze("Der Stadtrat beschließt die Wahlwerbungssatzung in der Fassung der Anlage 01."),
        begruendung=absaetze(
            "Die Plakatierung im Wahlkampf hat zuletzt zu Beschwerden und zu Gefahren im Straßenverkehr geführt. "
            "Die Satzung regelt Zahl, Größe und Dauer."
        ),
        anlagen=(("Satzungsentwurf", True),),
    ),
    Papier(
        betreff="Resolution gegen den Bahnlärm im Moseltal",
        amt="36",
        weg=(einstimmig("SR"),),
        sitzung=-4,
        beschluss=absaetze("Der Stadtrat schließt sich der Bahnlärm-Resolution der Mosel-Gemeinden an."),
        begruendung=absaetze("Der Güterverkehr auf der Moselstrecke nimmt zu, ohne dass der Lärmschutz folgt."),
    ),
    Papier(
        betreff="Standortverlagerung des Stadtarchivs",
        amt="42",
        weg=(
            einstimmig("KultA"),
            mit("SR", Ausgang.VERTAGT),
            Stelle(gremium="SR", ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=9, enthaltungen=4, folge=True),
        ),
        sitzung=-5,
        beschluss=absaetze(
            "Der Stadtrat stimmt der Verlagerung des Stadtarchivs in das Gebäude der früheren Druckerei zu und "
            "beauftragt die Verwaltung mit der Planung."
        ),
        begruendung=absaetze(
            "Die Magazine in der Alten Burg sind belegt; das Raumklima entspricht nicht der Norm DIN ISO 11799.",
        )
        + liste("Fläche: 2.400 m²", "Miete: 9,80 €/m²", "Einzug: frühestens in zwei Jahren"),
        anlagen=(("Standortvergleich", True), ("Mietangebot", False)),
    ),
    Papier(
        betreff="Verkehrskonzept Altstadt: Sperrung der Durchfahrt Görgenstraße",
        amt="66",
        weg=(
            mit("SR", Ausgang.VERWIESEN, verwiesen_an="ASM"),
            Stelle(
                gremium="ASM",
                ausgang=Ausgang.MEHRHEITLICH,
                gegenstimmen=5,
                enthaltungen=1,
                folge=True,
            ),
            Stelle(gremium="SR", ausgang=Ausgang.ABGELEHNT, ja=18, gegenstimmen=27, enthaltungen=3, folge=True),
        ),
        sitzung=-5,
        beschluss=absaetze("Der Stadtrat beschließt die Sperrung der Görgenstraße für den Durchgangsverkehr."),
        begruendung=absaetze(
            "Die Zählung ergab an Werktagen 4.100 Durchfahrten, davon 71 % ohne Ziel in der Altstadt."
        ),
        anlagen=(("Verkehrszählung", True),),
    ),
    Papier(
        betreff="Erhöhung der Hundesteuer zum 1. Januar",
        amt="20",
        weg=(
            mehrheitlich("HuFA", 5, 1, ja=7),
            Stelle(gremium="SR", ausgang=Ausgang.ABGELEHNT, gegenstimmen=31, enthaltungen=2),
        ),
        sitzung=-2,
        beschluss=absaetze("Der Stadtrat beschließt die Änderung der Hundesteuersatzung."),
        begruendung=absaetze(
            "Der Steuersatz ist seit 2015 unverändert. Die Aufsicht mahnt höhere eigene Einnahmen an."
        ),
    ),
    Papier(
        betreff=LANGER_TITEL,
        amt="61",
        weg=(einstimmig("ASM", 2), mehrheitlich("SR", 7, 1)),
        sitzung=-2,
        aktenzeichen="61.26.333/2",
        beschluss=nummern(
            "Die eingegangenen Stellungnahmen werden gemäß Anlage 02 abgewogen.",
            "Der Entwurf wird beschlossen.",
            "Der Entwurf wird erneut für die Dauer von zwei Wochen ausgelegt.",
        ),
        begruendung=absaetze(
            "Durch die Verlegung des Regenrückhaltebeckens ändert sich der Grundzug der Planung; die erneute "
            "Auslegung ist erforderlich.",
        ),
        anlagen=(("Planzeichnung", True), ("Abwägungstabelle", True), ("Artenschutzgutachten", True)),
    ),
    Papier(
        betreff="Wahl der Schöffinnen und Schöffen – Vorschlagsliste",
        amt="30",
        weg=(Stelle(gremium="SR", ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=3, enthaltungen=1, berichtigt=13),),
        sitzung=-1,
        beschluss=absaetze("Der Stadtrat stimmt der Vorschlagsliste zu."),
        begruendung=absaetze("Die Gemeinde stellt die Liste nach § 36 GVG auf; sie lag eine Woche lang aus."),
    ),
    Papier(
        betreff="Sonntagsöffnung zum Schängelmarkt – Rechtsverordnung",
        amt="31",
        weg=(mit("HuFA", Ausgang.ABGESETZT), Stelle(gremium="HuFA", ausgang=Ausgang.EINSTIMMIG, folge=True)),
        sitzung=-4,
        beschluss=absaetze("Der Haupt- und Finanzausschuss stimmt dem Erlass der Rechtsverordnung zu."),
        begruendung=absaetze("Der Markt prägt den Tag; die Öffnung ist auf die Innenstadt begrenzt (§ 10 LadöffnG)."),
    ),
    Papier(
        betreff="Beschaffung von zwei Hilfeleistungslöschfahrzeugen – überplanmäßige Auszahlung",
        amt="37",
        weg=(einstimmig("SR", nachtrag_grund="Das Angebot ist nur bis zum Monatsende bindend."),),
        sitzung=-3,
        beschluss=absaetze("Der Stadtrat stimmt einer überplanmäßigen Auszahlung von 184.000 € zu (§ 100 GemO)."),
        begruendung=absaetze("Die Preise sind seit der Veranschlagung um 17 % gestiegen. Die Deckung ist gesichert."),
    ),
    Papier(
        betreff="Neufassung der Parkgebührenordnung",
        amt="66",
        weg=(mehrheitlich("ASM", 4), mit("SR", Ausgang.ZURUECKGEZOGEN)),
        sitzung=-3,
        beschluss=absaetze("Der Stadtrat beschließt die Neufassung der Parkgebührenordnung."),
        begruendung=absaetze("Die Gebühren liegen unter denen vergleichbarer Städte."),
    ),
    Papier(
        betreff="Pachtvertrag Rheinanlagen: Verlängerung für die Außengastronomie am Weindorf",
        amt="62",
        weg=(einstimmig("ABL"), einstimmig("SR")),
        sitzung=-3,
        zurueckgezogen="Der Pächter hat sein Angebot zurückgenommen.",
        beschluss=absaetze("Der Stadtrat stimmt der Verlängerung um fünf Jahre zu."),
        begruendung=absaetze("Der bestehende Vertrag endet zum Jahresende."),
    ),
    Papier(
        betreff="Verkauf eines städtischen Grundstücks in der Gemarkung Kesselheim, Flur 7",
        amt="62",
        grund="Schutz der Verhandlungsposition der Stadt und der Angaben des Erwerbers (Grundstücksgeschäft).",
        oberbegriff="Grundstückssachen",
        weg=(einstimmig("ABL"), einstimmig("SR")),
        sitzung=-3,
        beschluss=absaetze("Der Stadtrat stimmt dem Verkauf zum Preis von 212 €/m² zu."),
        begruendung=absaetze("Auf die Ausschreibung gingen drei Angebote ein; das höchste liegt über dem Richtwert."),
        anlagen=(("Entwurf des Kaufvertrags", False),),
    ),
    Papier(
        betreff="Besetzung der Leitung des Amtes für Liegenschaften",
        amt="10",
        grund="Persönliche Verhältnisse der Bewerberinnen und Bewerber.",
        oberbegriff="Personalsachen",
        weg=(mehrheitlich("HuFA", 2),),
        sitzung=-2,
        beschluss=absaetze("Der Ausschuss stimmt dem Vorschlag der Verwaltung zu."),
        begruendung=absaetze("Auf die Ausschreibung gingen 14 Bewerbungen ein, fünf Gespräche wurden geführt."),
    ),
    Papier(
        betreff="Sachstand Sanierung der Pfaffendorfer Brücke",
        amt="66",
        art=Vorlagenart.UV,
        weg=(kenntnis("ASM"), kenntnis("SR")),
        sitzung=-2,
        begruendung=absaetze("Der Überbau der Rheinbrücke wird im kommenden Jahr eingehoben.")
        + tabelle(
            ("Abschnitt", "Stand", "Fertigstellung"),
            ("Vorlandbrücke", "im Bau", "2. Quartal"),
            ("Strombrücke", "Vergabe erfolgt", "4. Quartal"),
        ),
        anlagen=(("Bauzeitenplan", True),),
    ),
)
