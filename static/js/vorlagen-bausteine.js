// Text blocks beside the text: their list is fetched when somebody opens it, the pressed one goes where the cursor is.

import { Slice, TextSelection } from "../prosemirror/prosemirror.js";
import { readText, schema } from "./vorlagen-editor-schema.js";

const NICHT_GELADEN = "Die Textbausteine ließen sich nicht laden. Bitte schließen Sie die Liste und öffnen Sie sie gleich noch einmal.";
// What a block leaves open, as the check of the draft knows it.
const PLATZHALTER = /\[[A-ZÄÖÜ][A-Za-zÄÖÜäöüß ,./-]{1,60}\]/g;

/** Put the text blocks of the page at the service of an editor. */
export function offerBausteine(view) {
  const rahmen = view.dom.closest("form").querySelector("[data-bausteine]");
  if (!rahmen) return;
  let besucht = false;
  view.dom.addEventListener("focus", () => {
    besucht = true;
  }, { once: true });
  rahmen.addEventListener("toggle", () => load(rahmen));
  rahmen.addEventListener("click", ({ target }) => {
    const knopf = target.closest("[data-baustein]");
    if (knopf) insertBaustein(view, knopf.dataset.baustein, besucht ? view.state.selection : TextSelection.atEnd(view.state.doc));
  });
}

async function load(rahmen) {
  const liste = rahmen.querySelector("[data-liste]");
  if (!rahmen.open || liste.dataset.geladen) return;
  try {
    const antwort = await fetch(rahmen.dataset.bausteine, { redirect: "error" });
    if (!antwort.ok) throw new Error(antwort.statusText);
    liste.replaceChildren(...new DOMParser().parseFromString(await antwort.text(), "text/html").body.childNodes);
    liste.dataset.geladen = "ja";
  } catch {
    liste.textContent = NICHT_GELADEN;
  }
}

function insertBaustein(view, html, { from, to }) {
  const { content } = readText(html);
  const istAbsatz = content.childCount === 1 && content.firstChild.type === schema.nodes.paragraph;
  const tr = view.state.tr;
  tr.replaceRange(from, to, new Slice(istAbsatz ? content.firstChild.content : content, 0, 0));
  const ende = tr.mapping.map(to);
  const offen = findPlatzhalter(tr.doc, tr.mapping.map(from, -1), ende);
  tr.setSelection(offen ?? TextSelection.near(tr.doc.resolve(ende), -1));
  // An editor without the focus scrolls nowhere.
  view.focus();
  view.dispatch(tr.scrollIntoView());
}

function findPlatzhalter(doc, von, bis) {
  let gefunden = null;
  doc.nodesBetween(von, bis, (node, pos) => {
    if (!node.isTextblock) return !gefunden;
    for (const treffer of node.textBetween(0, node.content.size, null, "￼").matchAll(PLATZHALTER)) {
      const anfang = pos + 1 + treffer.index;
      if (anfang >= von) gefunden ??= TextSelection.create(doc, anfang, anfang + treffer[0].length);
    }
    return false;
  });
  return gefunden;
}
