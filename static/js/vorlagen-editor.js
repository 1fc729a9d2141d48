// Turns the text areas marked with data-richtext into editors with a German toolbar. Without this script they stay
// text areas that take HTML or plain text.

import { buildNummerierung, buildVerweis } from "./vorlagen-editor-angaben.js";
import { cleanPasted, cleanZeichen, handlePaste } from "./vorlagen-einfuegen.js";

const KNOEPFE = [
  { name: "Fett", aktiv: ["bold"], tu: (k) => k.toggleBold() },
  { name: "Kursiv", aktiv: ["italic"], tu: (k) => k.toggleItalic() },
  { name: "Überschrift", aktiv: ["heading"], tu: (k) => k.toggleHeading({ level: 3 }) },
  { name: "Liste", aktiv: ["bulletList"], tu: (k) => k.toggleBulletList() },
  { name: "Nummern", aktiv: ["orderedList"], tu: (k) => k.toggleOrderedList() },
  { name: "Zählweise", nur: "orderedList", angaben: "nummerierung" },
  { name: "Tabelle", tu: (k) => k.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), nicht: "table" },
  { name: "Zeile dazu", tu: (k) => k.addRowAfter(), nur: "table" },
  { name: "Spalte dazu", tu: (k) => k.addColumnAfter(), nur: "table" },
  { name: "Zeile weg", tu: (k) => k.deleteRow(), nur: "table" },
  { name: "Spalte weg", tu: (k) => k.deleteColumn(), nur: "table" },
  { name: "Tabelle weg", tu: (k) => k.deleteTable(), nur: "table" },
  { name: "Link", aktiv: ["link"], angaben: "verweis" },
  { name: "Rückgängig", tu: (k) => k.undo(), kann: (k) => k.undo() },
  { name: "Wiederholen", tu: (k) => k.redo(), kann: (k) => k.redo() },
];

for (const feld of document.querySelectorAll("textarea[data-richtext]")) start(feld);

async function start(feld) {
  const bibliothek = await import(feld.dataset.richtext);
  const beschriftung = document.querySelector(`label[for="${feld.id}"]`);
  const name = beschriftung.firstChild.textContent.trim();
  const rahmen = document.createElement("div");
  rahmen.className = "richtext";
  const flaeche = document.createElement("div");
  feld.before(rahmen);
  const hinweis = document.createElement("p");
  hinweis.className = "richtext__hinweis";
  hinweis.setAttribute("role", "status");
  const melde = (satz) => {
    hinweis.textContent = satz;
  };
  rahmen.append(flaeche, hinweis, feld);
  const kennung = feld.id;
  feld.id = `${kennung}_quelle`;
  feld.hidden = true;
  beschriftung.id = `${kennung}_label`;
  beschriftung.removeAttribute("for");

  const editor = new bibliothek.Editor({
    element: flaeche,
    injectCSS: false,
    content: feld.value,
    extensions: listErweiterungen(bibliothek),
    editorProps: {
      attributes: {
        id: kennung,
        class: "richtext__text prose",
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": beschriftung.id,
        ...(feld.getAttribute("aria-describedby") && { "aria-describedby": feld.getAttribute("aria-describedby") }),
        ...(feld.getAttribute("aria-invalid") && { "aria-invalid": "true" }),
      },
      transformPastedHTML: (html) => cleanPasted(html, melde),
      transformPastedText: cleanZeichen,
      handlePaste: (view, ereignis) => handlePaste(view, ereignis, melde),
    },
    onUpdate: ({ editor: geaendert }) => {
      feld.value = geaendert.isEmpty ? "" : geaendert.getHTML();
      feld.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  beschriftung.addEventListener("click", () => editor.commands.focus());
  rahmen.prepend(buildLeiste(editor, name, kennung));
  // The address may have named this field before the editor took its place.
  if (window.location.hash === `#${kennung}`) editor.commands.focus("start");
}

function listErweiterungen(b) {
  return [
    b.Document, b.Paragraph, b.Text, b.HardBreak, b.History, b.Dropcursor, b.Gapcursor,
    b.Bold, b.Italic, b.Underline, b.Strike, b.Subscript, b.Superscript,
    b.Heading.configure({ levels: [3, 4] }), b.Blockquote, b.BulletList, ...buildNummern(b),
    b.Link.extend({ addKeyboardShortcuts: () => ({}) }).configure({ enableTarget: false }),
    b.Table, b.TableRow, b.TableHeader, b.TableCell,
  ];
}

// Numbers are kept as HTML says them: the library has names of its own, and forgets items called out of turn.
function buildNummern(b) {
  const read = (name) => ({ default: null, parseHTML: (element) => element.getAttribute(name), keepOnSplit: false });
  const start = { default: 1, parseHTML: (element) => parseInt(element.getAttribute("start") ?? "1", 10) || 1 };
  return [
    b.OrderedList.extend({ addAttributes: () => ({ start, type: read("type") }), addNodeView: null }),
    b.ListItem.extend({ addAttributes: () => ({ value: read("value") }) }),
  ];
}

function buildLeiste(editor, name, kennung) {
  const leiste = document.createElement("div");
  leiste.className = "richtext__leiste";
  leiste.setAttribute("role", "toolbar");
  leiste.setAttribute("aria-label", `Formatierung: ${name}`);
  leiste.setAttribute("aria-controls", kennung);
  const angaben = { verweis: buildVerweis(editor), nummerierung: buildNummerierung(editor) };
  const knoepfe = KNOEPFE.map((knopf) => {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "richtext__knopf";
    element.textContent = knopf.name;
    element.addEventListener("click", () => {
      if (element.getAttribute("aria-disabled") === "true") return;
      if (knopf.tu) knopf.tu(editor.chain().focus()).run();
      else angaben[knopf.angaben].open();
    });
    leiste.append(element);
    return { ...knopf, element };
  });
  editor.on("transaction", () => refresh(editor, knoepfe));
  refresh(editor, knoepfe);
  moveByArrows(leiste);
  leiste.append(...Object.values(angaben).map(({ element }) => element));
  return leiste;
}

function refresh(editor, knoepfe) {
  for (const { element, aktiv, nur, nicht, kann } of knoepfe) {
    element.hidden = Boolean((nur && !editor.isActive(nur)) || (nicht && editor.isActive(nicht)));
    if (aktiv) element.setAttribute("aria-pressed", String(aktiv.some((art) => editor.isActive(art))));
    if (kann) element.setAttribute("aria-disabled", String(!kann(editor.can())));
  }
}

// One stop for the Tab key; the arrows walk inside, as a toolbar should.
function moveByArrows(leiste) {
  const sichtbare = () => [...leiste.querySelectorAll(":scope > button:not([hidden])")];
  const stopAt = (knopf) => {
    for (const anderer of leiste.querySelectorAll(":scope > button")) anderer.tabIndex = anderer === knopf ? 0 : -1;
  };
  stopAt(sichtbare()[0]);
  leiste.addEventListener("focusin", (ereignis) => {
    if (ereignis.target.parentElement === leiste) stopAt(ereignis.target);
  });
  leiste.addEventListener("keydown", (ereignis) => {
    const knoepfe = sichtbare();
    const stelle = knoepfe.indexOf(ereignis.target);
    const ziel = { ArrowRight: stelle + 1, ArrowLeft: stelle - 1, Home: 0, End: -1 }[ereignis.key];
    if (stelle < 0 || ziel === undefined) return;
    ereignis.preventDefault();
    knoepfe.at(ziel % knoepfe.length).focus();
  });
}
