// Turns the text areas marked with data-richtext into editors with a German toolbar. Without this script they stay
// text areas that take HTML or plain text.

import {
  EditorState,
  EditorView,
  TextSelection,
  dropCursor,
  fixTables,
  gapCursor,
  history,
  tableEditing,
} from "../prosemirror/prosemirror.js";
import { offerBausteine } from "./vorlagen-bausteine.js";
import { listTasten } from "./vorlagen-editor-befehle.js";
import { buildLeiste } from "./vorlagen-editor-leiste.js";
import { readText, showBild, writeText } from "./vorlagen-editor-schema.js";
import { cleanPasted, cleanZeichen, handleDrop, handlePaste } from "./vorlagen-einfuegen.js";

for (const feld of document.querySelectorAll("textarea[data-richtext]")) {
  // On a page with many texts an editor is made when somebody opens it.
  const falte = feld.closest("details:not([open])");
  if (falte) falte.addEventListener("toggle", () => start(feld), { once: true });
  else start(feld);
}

function start(feld) {
  const beschriftung = document.querySelector(`label[for="${feld.id}"]`);
  const kennung = feld.id;
  const { rahmen, hinweis } = buildRahmen(feld, beschriftung);
  const melde = (satz) => {
    hinweis.textContent = satz;
  };
  // The bar with the buttons stays in sight at the bottom of the window: nobody types behind it.
  const rand = { top: 16, right: 0, bottom: 16 + (feld.form.querySelector(".action-bar--sticky")?.offsetHeight ?? 0), left: 0 };
  const view = new EditorView((flaeche) => hinweis.before(flaeche), {
    state: begin(feld.value),
    attributes: describe(feld, kennung, beschriftung),
    transformPastedHTML: (html) => cleanPasted(html, melde),
    transformPastedText: cleanZeichen,
    handlePaste: (_, ereignis) => handlePaste(view, ereignis, melde),
    nodeViews: { bild: showBild },
    scrollThreshold: rand,
    scrollMargin: rand,
    handleDOMEvents: { drop: (_, ereignis) => handleDrop(ereignis, melde) },
    dispatchTransaction: (aenderung) => {
      view.updateState(view.state.apply(aenderung));
      leiste.refresh();
      if (!aenderung.docChanged) return;
      feld.value = writeText(view.state.doc);
      feld.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  const leiste = buildLeiste(view, beschriftung.firstChild.textContent.trim(), feld);
  leiste.refresh();
  rahmen.prepend(leiste.element);
  const focus = () => {
    view.focus();
    view.dispatch(view.state.tr.setSelection(TextSelection.atStart(view.state.doc)).scrollIntoView());
  };
  beschriftung.addEventListener("click", () => view.focus());
  offerBausteine(view);
  // The address may have named this field before the editor took its place.
  if (window.location.hash === `#${kennung}`) focus();
}

/** Put a frame in the place of the text area, which goes on holding what is sent. */
function buildRahmen(feld, beschriftung) {
  const rahmen = document.createElement("div");
  rahmen.className = "richtext";
  const hinweis = document.createElement("p");
  hinweis.className = "richtext__hinweis";
  hinweis.setAttribute("role", "status");
  feld.before(rahmen);
  rahmen.append(hinweis, feld);
  beschriftung.id = `${feld.id}_label`;
  beschriftung.removeAttribute("for");
  feld.id = `${feld.id}_quelle`;
  feld.hidden = true;
  return { rahmen, hinweis };
}

/** Return what the text says of itself: all that the text area said. */
function describe(feld, kennung, beschriftung) {
  return {
    id: kennung,
    class: "richtext__text prose",
    role: "textbox",
    lang: "de",
    spellcheck: "true",
    "aria-multiline": "true",
    "aria-labelledby": beschriftung.id,
    ...(feld.getAttribute("aria-describedby") && { "aria-describedby": feld.getAttribute("aria-describedby") }),
    ...(feld.getAttribute("aria-invalid") && { "aria-invalid": "true" }),
  };
}

function begin(html) {
  const state = EditorState.create({
    doc: readText(html),
    plugins: [...listTasten(), history(), dropCursor(), gapCursor(), tableEditing()],
  });
  // Cells that a row lacks are there when somebody wants to write into them.
  const ganz = fixTables(state);
  return ganz ? state.apply(ganz.setMeta("addToHistory", false)) : state;
}
