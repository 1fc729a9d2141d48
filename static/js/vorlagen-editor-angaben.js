// The small panels under the toolbar: the address of a link, the way a list counts.

import { findBild, findListe, findVerweis, setVerweis } from "./vorlagen-editor-befehle.js";
import { schema } from "./vorlagen-editor-schema.js";

const ZAEHLWEISEN = [["", "1. 2. 3."], ["a", "a) b) c)"], ["A", "A. B. C."], ["i", "i) ii) iii)"], ["I", "I. II. III."]];

export function buildVerweis(view) {
  const eingabe = document.createElement("input");
  eingabe.type = "url";
  eingabe.className = "kern-form-input__input";
  eingabe.placeholder = "https://";
  const set = () => setVerweis(eingabe.value)(view.state, view.dispatch);
  return buildAngaben(view, [["Adresse des Links", eingabe]], set, () => {
    eingabe.value = findVerweis(view.state).href;
  });
}

export function buildNummerierung(view) {
  const art = document.createElement("select");
  art.className = "kern-form-input__select";
  art.append(...ZAEHLWEISEN.map(([wert, text]) => new Option(text, wert)));
  const beginn = document.createElement("input");
  beginn.type = "number";
  beginn.min = "1";
  beginn.max = "99999";
  beginn.className = "kern-form-input__input";
  const find = () => findListe(view.state, schema.nodes.ordered_list);
  const set = () => {
    const liste = find();
    if (!liste) return;
    const attrs = { type: art.value || null, start: Number(beginn.value) || 1 };
    view.dispatch(view.state.tr.setNodeMarkup(liste.pos, null, attrs));
  };
  return buildAngaben(view, [["Zählweise", art], ["Beginnt bei Nummer", beginn]], set, () => {
    const attrs = find()?.node.attrs;
    art.value = attrs?.type ?? "";
    beginn.value = attrs?.start ?? 1;
  });
}

/** Bring a picture from this device into the text, or describe the selected one anew. */
export function buildBild(view, feld) {
  const datei = document.createElement("input");
  datei.type = "file";
  datei.accept = "image/png,image/jpeg";
  const alt = document.createElement("input");
  alt.className = "kern-form-input__input";
  alt.maxLength = 500;
  const set = async () => {
    if (!alt.value.trim()) return "Bitte beschreiben Sie, was auf dem Bild zu sehen ist.";
    const [gebracht] = datei.files;
    const bisher = findBild(view.state);
    if (!gebracht && !bisher) return "Bitte wählen Sie ein Bild aus.";
    const antwort = gebracht ? await send(feld, gebracht) : { bild: bisher.attrs.summe };
    if (!antwort.bild) return antwort.satz;
    const bild = schema.nodes.bild.create({ summe: antwort.bild, alt: alt.value.trim() });
    view.dispatch(view.state.tr.replaceSelectionWith(bild));
    return null;
  };
  return buildAngaben(view, [["Bild (PNG oder JPG)", datei], ["Was ist darauf zu sehen?", alt]], set, () => {
    datei.value = "";
    alt.value = findBild(view.state)?.attrs.alt ?? "";
  });
}

async function send(feld, datei) {
  const daten = new FormData();
  daten.append("bild", datei);
  const kopf = { "X-CSRFToken": feld.form.elements.csrfmiddlewaretoken.value };
  try {
    const antwort = await fetch(feld.dataset.bilder, { method: "POST", body: daten, headers: kopf, redirect: "error" });
    return await antwort.json();
  } catch {
    return { satz: "Das Bild ließ sich nicht übertragen. Bitte versuchen Sie es gleich noch einmal." };
  }
}

function buildAngaben(view, felder, set, read) {
  const element = document.createElement("div");
  element.className = "richtext__verweis";
  element.hidden = true;
  const close = () => {
    element.hidden = true;
    view.focus();
  };
  const hinweis = document.createElement("p");
  hinweis.className = "richtext__hinweis";
  hinweis.setAttribute("role", "status");
  // What cannot be taken is told here, and the panel stays.
  const take = async () => {
    hinweis.textContent = "";
    const satz = await set();
    if (typeof satz === "string") hinweis.textContent = satz;
    else close();
  };
  for (const [name, eingabe] of felder) {
    const beschriftung = document.createElement("label");
    beschriftung.append(name, eingabe);
    element.append(beschriftung);
    eingabe.addEventListener("keydown", (ereignis) => {
      if (ereignis.key === "Enter") take();
      else if (ereignis.key === "Escape") close();
      else return;
      ereignis.preventDefault();
    });
  }
  element.append(buildKnopf("Übernehmen", take), buildKnopf("Abbrechen", close), hinweis);
  const open = () => {
    read();
    hinweis.textContent = "";
    element.hidden = false;
    felder[0][1].focus();
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
