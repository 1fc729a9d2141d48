"""What other programs put on the clipboard, and what of it shall be in the paper and be said.

The files are built as these programs write them; places and people are invented. GEHEIM stands wherever something is no
text of the document.
"""

from pathlib import Path

ORDNER = Path(__file__).parent / "einfuegen"
OHNE_BILD = "1 Bild wurde nicht übernommen. Bitte hängen Sie es als Anlage an."

ERWARTET: dict[str, tuple[str, str]] = {
    "word-absaetze.html": (
        (
            "<h3>Ausgangslage</h3><p>Der <strong>Stadtrat</strong> hat am 3.\xa0April <strong>einstimmig</strong> "
            "<em>zugestimmt</em>. Die <u>Mittel</u> (12.000\xa0m<sup>2</sup>, H<sub>2</sub>O) <s>fehlen</s> "
            "<strong><em>sind da</em></strong>.</p><p><strong>Fett </strong>und nicht fett</p><h4>Im Einzelnen</h4>"
            '<h4>Eigene Zwischenüberschrift</h4><p>Siehe <a href="https://www.koblenz.example/plan">den '
            "Plan</a> und oben.</p>"
        ),
        "1 verborgene Textstelle wurde nicht übernommen.",
    ),
    "word-nummern.html": (
        (
            '<ol><li><p>Der Entwurf wird gebilligt.</p><ol type="a"><li><p>mit Auflagen,</p></li>'
            "<li><p>befristet.</p></li></ol></li><li><p>Die Mittel werden bereitgestellt.</p></li></ol>"
            '<p>Vorbehaltlich der Aufsicht:</p><ol start="3"><li><p>Der Vertrag wird geschlossen.</p></li></ol>'
            "<ol><li><p>Andere Liste</p></li></ol><ul><li><p>Punkt</p><ul><li><p>darunter</p></li></ul></li></ul>"
        ),
        "",
    ),
    "word-gliederung.html": (
        (
            "<h3>1 Anlass</h3><h4>1.1 Rechtslage</h4><p>(1) Die Satzung gilt.</p><p>§ 2 Gebühren</p>"
            '<ol start="4" type="I"><li><p>Viertens</p></li></ol>'
        ),
        "",
    ),
    "word-tabelle.html": (
        (
            '<table><thead><tr><th><p>Gewerk</p></th><th colspan="2" '
            'align="center"><p>Kosten</p></th></tr></thead><tbody>'
            '<tr><td rowspan="2"><p>Tiefbau</p></td><td><p>2026</p></td><td align="right"><p>1.000,00 €</p></td></tr>'
            '<tr><td><p>2027</p></td><td align="right"><p>rund 2 Mio.</p></td></tr></tbody></table>'
        ),
        "",
    ),
    "word-aenderungen.html": (
        "<p>Der Zuschuss beträgt 120.000 Euro. Er wird bewilligt.</p>",
        "1 Kommentar, 1 verborgene Textstelle und 2 gelöschte Textstellen wurden nicht übernommen.",
    ),
    "word-fussnoten.html": ("<p>Die Gebühr steigt (Fußnote: Satzung vom 3. April 2019) um 2 %.</p>", ""),
    "word-bild.html": ("<p>Lageplan:</p><p>Ende</p>", OHNE_BILD),
    "word-online.html": (
        (
            "<h3>Kosten</h3><p><strong>Fett</strong><em> kursiv</em><u> unterstrichen</u></p><ol><li><p>Erstens</p>"
            '<ol type="a"><li><p>darunter</p></li></ol></li><li><p>Zweitens</p></li></ol><p>dazwischen</p>'
            '<ol start="3"><li><p>Drittens</p></li></ol><ul><li><p>Punkt</p></li></ul>'
        ),
        "",
    ),
    "outlook-mail.html": (
        (
            "<p>Guten Tag,</p><ul><li><p><strong>Kita</strong> Süd</p></li><li><p>Schule Nord</p></li></ul>"
            "<p><strong>Von:</strong> Muster, Erika<br><strong>Betreff:</strong> Haushalt</p><p><em>Im Auftrag</em></p>"
        ),
        "",
    ),
    "outlook-web.html": (
        (
            "<p><strong>Sehr geehrte Frau Muster</strong>,</p><p>wir bitten <strong><em>dringend</em></strong> um:</p>"
            "<ul><li><p>Plan A</p><ul><li><p>Teil 1</p></li></ul></li><li><p>Plan B</p></li></ul>"
            '<ol start="4" type="i"><li><p>vier</p></li><li><p>fünf</p></li></ol>'
        ),
        "",
    ),
    "libreoffice.html": (
        (
            "<h3>Lage</h3><p><em>Schräg</em> und <strong>fett</strong> (Fußnote: Stand "
            "Mai).</p><ol><li><p>eins</p></li>"
            '<li><p>zwei</p><ol type="a"><li><p>a</p></li></ol></li></ol><p>dazwischen</p><ol '
            'start="3"><li><p>drei</p></li>'
            '<li value="7"><p>sieben</p></li></ol><h4>Einzelheiten</h4><table><thead><tr><th><p>Jahr</p></th>'
            '<th align="center"><p>Bemerkung</p></th></tr></thead><tbody><tr><td '
            'align="right"><p>gesamt</p></td><td></td></tr>'
            "</tbody></table>"
        ),
        "",
    ),
    "google-docs.html": (
        (
            "<h3>Ziele</h3><p>Normal, <strong>fett</strong><em>, kursiv, 5 m</em><sup>2</sup>"
            '<a href="https://www.koblenz.example/">Link</a></p><ol start="3"><li><p>drei</p><ol type="a">'
            "<li><p>darunter a</p></li><li><p><strong>darunter b</strong></p></li></ol></li><li><p>vier</p></li></ol>"
            '<ol type="I"><li><p>neu begonnen</p></li></ol><table><tbody><tr><td><p>links</p></td>'
            '<td align="right"><p>rechts</p></td></tr></tbody></table>'
        ),
        "",
    ),
    "excel.html": (
        (
            "<table><thead><tr><th><p>Haushaltsstelle</p></th><th><p>2026</p></th><th><p>Hinweis</p></th>"
            "</tr></thead><tbody>"
            '<tr><td><p>1.1.1 Rat</p></td><td align="right"><p>1.234,50 €</p></td><td '
            'align="center"><p><em>geschätzt</em></p>'
            '</td></tr><tr><td colspan="2"><p>Summe offen</p></td><td></td></tr></tbody></table>'
        ),
        "1 verborgene Textstelle wurde nicht übernommen.",
    ),
    "webseite.html": (
        (
            "<h3>Hochwasserschutz</h3><p>Die Stadt <strong>schützt</strong> den <em>Moselbogen</em>, siehe "
            '<a href="https://www.koblenz.example/hochwasser?x=1&amp;y=2">Seite</a> und Trick.</p>'
            "<p><strong>Ganz fett</strong></p><p>Deich im Bau</p><blockquote><p>Ein Zitat.</p></blockquote><p>Länge</p>"
            "<p>3 km</p><p>Abschnitte</p><table><thead><tr><th><p>Abschnitt</p></th><th><p>Länge</p></th>"
            "</tr></thead><tbody>"
            "<tr><th><p>Nord</p></th><td><p>1,5 km</p></td></tr></tbody></table><h4>Kosten</h4><p>Zeile "
            "eins<br>Zeile zwei</p>"
        ),
        f"1 verborgene Textstelle wurde nicht übernommen. {OHNE_BILD}",
    ),
    "thunderbird.html": (
        (
            "<p>Hallo,</p><p>anbei der <strong>Stand</strong>:<br>zweite Zeile</p><p>Am 03.04.2026 um 10:00 "
            "schrieb Muster:</p>"
            "<blockquote><p>Alte Nachricht</p></blockquote><p>-- <br>Erika Muster<br>Amt 61</p>"
        ),
        "",
    ),
    "apple-pages.html": (
        (
            "<p>Ein <strong>fettes</strong> und <em>schräges</em> <u>Wort</u></p><p><strong>Ganz fett</strong></p>"
            "<ul><li><p>Punkt</p></li></ul><table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr></tbody></table>"
        ),
        "",
    ),
    "powerpoint.html": ("<ul><li><p><strong>Eins</strong> von zwei</p></li><li><p>Zwei</p></li></ul>", ""),
    "pdf-betrachter.txt": (
        (
            "<p>Die Stadt Koblenz hat im vergangenen Jahr die Planungen für den Hochwasserschutz "
            "fortgesetzt. Ein- und Ausgänge "
            "der Rhein-Mosel-Halle bleiben erhalten, die Kosten trägt das Land zu neunzig "
            "Prozent.</p><p>Der Rat beschließt nach "
            "Beratung im Haupt- und Finanz- und im Bauausschuss folgende Maßnahmen an den Deichen der "
            "Mosel:</p><p>1. Der Plan "
            "wird gebilligt und für die Dauer eines Monats ausgelegt.</p><p>2. Die Mittel werden bereitgestellt.</p>"
            "<ul><li><p>Kosten: 1.234,50 €</p></li><li><p>Dauer: zwei Jahre</p></li></ul><p>Mit freundlichen Grüßen</p>"
            "<p>Erika Muster</p>"
        ),
        "",
    ),
    "editor-klartext.txt": ("<p>Guten Tag,</p><p>kurze Zeile</p><p>noch eine</p>", ""),
}
"""By file: the text as it is stored, and the line that says what was left out."""


def read(name: str) -> str:
    """Return a clipboard as its program fills it, line ends included."""
    return (ORDNER / name).read_bytes().decode()
