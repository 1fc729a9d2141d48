"""How python_docx.docx was made: with the library's own template and the styles a program would use."""

import docx

d = docx.Document()
d.core_properties.author = ""
d.add_heading("Beschlussvorlage", 0)
for zeile in (
    "Vorlage: BV/0103/2026",
    "Datum: 05.02.2026",
    "Bürgermeisterin",
    "Verfasser: 31-Ordnungsamt",
    "Betreff: Neubau der Kita Zauberland",
):
    d.add_paragraph(zeile)
d.add_heading("Gremienweg:", 1)
d.add_paragraph("05.03.2026 Stadtrat")
d.add_heading("Beschlussentwurf:", 1)
absatz = d.add_paragraph("Der Stadtrat ", style="List Number")
absatz.add_run("stimmt").bold = True
absatz.add_run(" zu.")
d.add_paragraph("Die Verwaltung baut:", style="List Number")
d.add_paragraph("die Kita", style="List Bullet 2")
d.add_paragraph("den Hof", style="List Bullet 2")
d.add_paragraph("Ferner gilt:")
# The same style goes on counting, as Word shows it.
d.add_paragraph("Der Haushalt wird geändert.", style="List Number")
d.add_heading("Begründung:", 1)
absatz = d.add_paragraph("Die Kita hat 120 m")
absatz.add_run("2").font.superscript = True
absatz.add_run(" und ist ")
absatz.add_run("zu klein", style="Strong")
absatz.add_run(", sagt ")
absatz.add_run("jeder", style="Emphasis")
absatz.add_run(".")
d.add_heading("Kosten", 2)
t = d.add_table(rows=4, cols=3, style="Table Grid")
for zeile, werte in zip(
    t.rows,
    [("Gewerk", "Kosten", ""), ("Tiefbau", "2026", "1.000,00"), ("", "2027", "2.000,50"), ("Summe", "", "3.000,50")],
    strict=True,
):
    for zelle, wert in zip(zeile.cells, werte, strict=True):
        zelle.text = wert
t.cell(0, 1).merge(t.cell(0, 2))
t.cell(1, 0).merge(t.cell(2, 0))
t.cell(3, 0).merge(t.cell(3, 1))
for zelle in t.rows[0].cells:
    for absatz in zelle.paragraphs:
        for lauf in absatz.runs:
            lauf.bold = True
d.add_paragraph("Der Bau ist dringend.", style="Quote")
d.add_paragraph("Das ist alles.")
d.add_heading("Anlage/n:", 1)
d.add_paragraph("Anlage 01: Lageplan", style="List Bullet")
d.save("python_docx.docx")
