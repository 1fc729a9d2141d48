// Turns the text areas marked with data-richtext into editors with a German toolbar. Without this script they stay
// text areas that take HTML or plain text.

import { cleanPasted } from "./vorlagen-einfuegen.js";

const KNOEPFE = [
  { name: "Fett", aktiv: ["bold"], tu: (k) => k.toggleBold() },
  { name: "Kursiv", aktiv: ["italic"], tu: (k) => k.toggleItalic() },
  { name: "Überschrift", aktiv: ["heading"], tu: (k) => k.toggleHeading({ level: 3 }) },
  { name: "Liste", aktiv: ["bulletList"], tu: (k) => k.toggleBulletList() },
  { name: "Nummern", aktiv: ["orderedList"], tu: (k) => k.toggleOrderedList() },
  { name: "Tabelle", tu: (k) => k.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), nicht: "table" },
  { name: "Zeile dazu", tu: (k) => k.addRowAfter(), nur: "table" },
  { name: "Spalte dazu", tu: (k) => k.addColumnAfter(), nur: "table" },
  { name: "Zeile weg", tu: (k) => k.deleteRow(), nur: "table" },
  { name: "Spalte weg", tu: (k) => k.deleteColumn(), nur: "table" },
  { name: "Tabelle weg", tu: (k) => k.deleteTable(), nur: "table" },
  { name: "Link", aktiv: ["link"], tu: null },
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
  rahmen.append(flaeche, feld);
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
      transformPastedHTML: cleanPasted,
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
    b.Heading.configure({ levels: [3, 4] }), b.Blockquote, b.BulletList, b.OrderedList, b.ListItem,
    b.Link.extend({ addKeyboardShortcuts: () => ({}) }).configure({ enableTarget: false }),
    b.Table, b.TableRow, b.TableHeader, b.TableCell,
  ];
}

function buildLeiste(editor, name, kennung) {
  const leiste = document.createElement("div");
  leiste.className = "richtext__leiste";
  leiste.setAttribute("role", "toolbar");
  leiste.setAttribute("aria-label", `Formatierung: ${name}`);
  leiste.setAttribute("aria-controls", kennung);
  const verweis = buildVerweis(editor);
  const knoepfe = KNOEPFE.map((knopf) => {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "richtext__knopf";
    element.textContent = knopf.name;
    element.addEventListener("click", () => {
      if (element.getAttribute("aria-disabled") === "true") return;
      if (knopf.tu) knopf.tu(editor.chain().focus()).run();
      else verweis.open();
    });
    leiste.append(element);
    return { ...knopf, element };
  });
  editor.on("transaction", () => refresh(editor, knoepfe));
  refresh(editor, knoepfe);
  moveByArrows(leiste);
  leiste.append(verweis.element);
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

function buildVerweis(editor) {
  const element = document.createElement("div");
  element.className = "richtext__verweis";
  element.hidden = true;
  const beschriftung = document.createElement("label");
  const eingabe = document.createElement("input");
  eingabe.type = "url";
  eingabe.className = "kern-form-input__input";
  eingabe.placeholder = "https://";
  beschriftung.append("Adresse des Links", eingabe);
  const close = () => {
    element.hidden = true;
    editor.commands.focus();
  };
  const set = () => {
    const href = eingabe.value.trim();
    const kette = editor.chain().focus().extendMarkRange("link");
    if (!href) kette.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive("link")) {
      kette.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    } else kette.setLink({ href }).run();
    close();
  };
  element.append(beschriftung, buildKnopf("Übernehmen", set), buildKnopf("Abbrechen", close));
  eingabe.addEventListener("keydown", (ereignis) => {
    if (ereignis.key === "Enter") set();
    else if (ereignis.key === "Escape") close();
    else return;
    ereignis.preventDefault();
  });
  const open = () => {
    eingabe.value = editor.getAttributes("link").href ?? "";
    element.hidden = false;
    eingabe.focus();
  };
  return { element, open };
}

function buildKnopf(text, tu) {
  const knopf = document.createElement("button");
  knopf.type = "button";
  knopf.className = "richtext__knopf";
  knopf.textContent = text;
  knopf.addEventListener("click", tu);
  return knopf;
}
