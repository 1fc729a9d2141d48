// The German toolbar over the text.

import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  isInTable,
  redo,
  redoDepth,
  toggleMark,
  undo,
  undoDepth,
} from "../prosemirror/prosemirror.js";
import { buildBild, buildNummerierung, buildVerweis } from "./vorlagen-editor-angaben.js";
import {
  alignZellen,
  findBild,
  findListe,
  hasMark,
  indentPunkt,
  insertTabelle,
  isAligned,
  isHeading,
  outdentPunkt,
  toggleHeading,
  toggleListe,
} from "./vorlagen-editor-befehle.js";
import { schema } from "./vorlagen-editor-schema.js";

const { marks, nodes } = schema;
const buildUeberschrift = (name, level) => ({
  name,
  tu: toggleHeading(level),
  aktiv: (state) => isHeading(state, level),
});
const buildListe = (name, art) => ({ name, tu: toggleListe(art), aktiv: (state) => Boolean(findListe(state, art)) });
const buildSchrift = (name, mark) => ({ name, tu: toggleMark(mark), aktiv: (state) => hasMark(state, mark) });
const buildAusrichtung = (name, align) => ({
  name,
  tu: alignZellen(align),
  nur: isInTable,
  aktiv: (state) => isAligned(state, align),
});
const buildTabellenknopf = (name, tu) => ({ name, tu, nur: isInTable });

// `aktiv` says whether a button is pressed, `nur` whether it is there, `kann` whether pressing it does anything.
const KNOEPFE = [
  buildSchrift("Fett", marks.strong),
  buildSchrift("Kursiv", marks.em),
  buildSchrift("Hochgestellt", marks.sup),
  buildSchrift("Tiefgestellt", marks.sub),
  buildUeberschrift("Überschrift", 3),
  buildUeberschrift("Unterüberschrift", 4),
  buildListe("Liste", nodes.bullet_list),
  buildListe("Nummern", nodes.ordered_list),
  { name: "Einrücken", tu: indentPunkt, nur: findListe, kann: (state) => indentPunkt(state) },
  { name: "Ausrücken", tu: outdentPunkt, nur: findListe },
  { name: "Zählweise", nur: (state) => findListe(state, nodes.ordered_list), angaben: "nummerierung" },
  { name: "Tabelle", tu: insertTabelle, nur: (state) => !isInTable(state) },
  buildTabellenknopf("Zeile dazu", addRowAfter),
  buildTabellenknopf("Spalte dazu", addColumnAfter),
  buildTabellenknopf("Zeile weg", deleteRow),
  buildTabellenknopf("Spalte weg", deleteColumn),
  buildTabellenknopf("Tabelle weg", deleteTable),
  buildAusrichtung("Linksbündig", "left"),
  buildAusrichtung("Zentriert", "center"),
  buildAusrichtung("Rechtsbündig", "right"),
  { name: "Link", aktiv: (state) => hasMark(state, marks.link), angaben: "verweis" },
  { name: "Bild", nur: (state) => !isInTable(state), aktiv: (state) => Boolean(findBild(state)), angaben: "bild" },
  { name: "Rückgängig", tu: undo, kann: (state) => undoDepth(state) > 0 },
  { name: "Wiederholen", tu: redo, kann: (state) => redoDepth(state) > 0 },
];

/**
 * Return the toolbar of an editor and a function that shows in it what is true of the cursor's place. Pictures are
 * offered where the field `feld` says where they go.
 */
export function buildLeiste(view, name, feld) {
  const element = document.createElement("div");
  element.className = "richtext__leiste";
  element.setAttribute("role", "toolbar");
  element.setAttribute("aria-label", `Formatierung: ${name}`);
  element.setAttribute("aria-controls", view.dom.id);
  const angaben = { verweis: buildVerweis(view), nummerierung: buildNummerierung(view) };
  if (feld.dataset.bilder) angaben.bild = buildBild(view, feld);
  const knoepfe = KNOEPFE.filter((knopf) => !knopf.angaben || angaben[knopf.angaben]).map((knopf) => ({ ...knopf, element: buildKnopf(view, knopf, angaben) }));
  element.append(...knoepfe.map((knopf) => knopf.element));
  moveByArrows(element);
  element.append(...Object.values(angaben).map((angabe) => angabe.element));
  return { element, refresh: () => refresh(view.state, knoepfe) };
}

function buildKnopf(view, knopf, angaben) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "richtext__knopf";
  element.textContent = knopf.name;
  element.addEventListener("click", () => {
    if (element.getAttribute("aria-disabled") === "true") return;
    if (!knopf.tu) {
      angaben[knopf.angaben].open();
      return;
    }
    knopf.tu(view.state, view.dispatch, view);
    view.focus();
  });
  return element;
}

function refresh(state, knoepfe) {
  for (const { element, aktiv, nur, kann } of knoepfe) {
    element.hidden = Boolean(nur && !nur(state));
    if (aktiv) element.setAttribute("aria-pressed", String(aktiv(state)));
    if (kann) element.setAttribute("aria-disabled", String(!kann(state)));
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
