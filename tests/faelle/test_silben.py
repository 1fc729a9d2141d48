"""Words at line ends."""

import re

import pyphen  # type: ignore[import-untyped]

from dokumente.druck.pdf import render_pdf
from dokumente.druck.silben import correct_silben
from dokumente.text.richtext import clean_richtext
from tests.faelle.faelle import read_richtext
from tests.pdf_text import extract_text

RICHTIG = (
    *("Über-gang", "Über-ganges", "Bil-lett-au-to-mat", "Haushalts-ansatz", "Stadt-rats-beschluss"),
    *("Ausschuss-fraktion", "Bau-antrag", "Bau-erwartungs-land", "Abend-es-sen", "Obern-burg", "Urinstinkt"),
    *("Druck-er-zeug-nis", "Alters-teilzeit", "Bedarfs-anmeldung", "Erben-gemeinschaft", "Wachstube", "Beinhal-tung"),
    *("Nachteils-ausgleich", "Ver-sen-dung", "Haupt-ausschuss", "Rechnungs-prüfungs-ausschuss"),
    *("Grundstücks-eigentümer", "Gebühren-erhöhung", "Wasser-versorgungs-anlage", "Personalrats-vorsitzende"),
    *("Straßen-ausbau-beiträge", "Kinder-tages-stätten-erweiterung", "Sonder-nutzungs-erlaubnis"),
    *("Tages-einrichtung", "Erlaub-nis", "Verkehrs-übungs-platz", "Umlegungs-ausschuss", "Kreis-ausschuss"),
    *("Muster-entwurf", "Bus-halte-stelle", "Planungs-erfordernis", "Teil-ergebnis-haushalt", "Bau-erlaubnis"),
    *("Spenden-annahme", "Baum-art", "Stadt-entwässerung"),
)


def test_36_compounds_are_parted_where_they_are_joined() -> None:
    correct_silben()
    trennung = pyphen.Pyphen(lang="de", left=3, right=3)
    _, roh = read_richtext("36-silben.html")
    worte = list(dict.fromkeys(re.findall(r"[A-ZÄÖÜ]\w{4,}", re.sub(r"<[^>]+>", " ", roh))))
    assert tuple(trennung.inserted(wort) for wort in worte) == RICHTIG


def test_36_the_print_parts_them_so() -> None:
    _, roh = read_richtext("36-silben.html")
    seite = '<html lang="de"><title>t</title><h1>a</h1><h2>b</h2><div class="text">{}</div></html>'
    worte = re.findall(r"[A-ZÄÖÜ]\w{4,}", re.sub(r"<[^>]+>", " ", roh))
    saetze = "".join(f"<p>{'in ' * (n % 7)}{' '.join(worte[n:] + worte[:n])}</p>" for n in range(0, len(worte), 3))
    html = clean_richtext(re.sub(r"<table>.*</table>", "", roh) + saetze)
    zeilen = extract_text(render_pdf(seite.format(html), stylesheets=["pdf/basis.css"]), raw=True).splitlines()
    geteilt = {z.rsplit(" ", 1)[-1].rstrip("-\u00ad") for z in zeilen if z.endswith(("-", "\u00ad"))}
    teile = [wort.split("-") for wort in RICHTIG]
    assert len(geteilt) > 5
    assert geteilt <= {"".join(wort[:anzahl]) for wort in teile for anzahl in range(1, len(wort))}
