// Tables in pasted text: heads, alignment, and frames that only look like tables.

import { isFett } from "./vorlagen-einfuegen-schrift.js";
import { listTexte, readStil, rename } from "./vorlagen-einfuegen-stil.js";

const AUSRICHTUNGEN = { left: "left", start: "left", center: "center", middle: "center", right: "right", end: "right" };

/** Make pasted tables such as a paper has. `eigene` came from an editor of this house and say what they mean. */
export function shapeTabellen(dokument, eigene) {
  for (const innere of [...dokument.querySelectorAll("table table")].reverse()) flatten(dokument, innere);
  for (const tabelle of dokument.querySelectorAll("table")) {
    for (const titel of tabelle.querySelectorAll("caption")) tabelle.before(rename(titel, "p"));
    for (const reihe of tabelle.querySelectorAll("tr")) {
      // A word processor's help for other programs, to keep columns apart.
      if (reihe.getAttribute("height") === "0" && !reihe.textContent.trim()) reihe.remove();
    }
    const zellen = [...tabelle.querySelectorAll("td, th")];
    if (zellen.length === 1 && zellen[0].matches("td")) {
      tabelle.replaceWith(...zellen[0].childNodes);
      continue;
    }
    for (const zelle of zellen) keepAusrichtung(zelle, eigene);
    keepKopf(tabelle);
  }
}

/** No print lays out a table in another: its rows become paragraphs of the cell. */
function flatten(dokument, tabelle) {
  const zellen = tabelle.querySelectorAll("td, th");
  const absaetze = [...tabelle.querySelectorAll("tr")].map((reihe) => {
    const absatz = dokument.createElement("p");
    const texte = [...reihe.cells].map((zelle) => zelle.textContent.replace(/\s+/g, " ").trim()).filter(Boolean);
    absatz.textContent = texte.join(" | ");
    return absatz;
  });
  tabelle.replaceWith(...(zellen.length === 1 ? zellen[0].childNodes : absaetze));
}

/** Keep where the text of a cell stands; left is where it stands anyway. */
function keepAusrichtung(zelle, eigene) {
  const absaetze = [...zelle.querySelectorAll("p, h1, h2, h3, h4, h5, h6")].filter((absatz) => absatz.textContent.trim());
  const eigen = readAusrichtung(zelle);
  const gesagt = new Set(absaetze.length ? absaetze.map((absatz) => readAusrichtung(absatz) || eigen) : [eigen]);
  const align = gesagt.size === 1 ? [...gesagt][0] : "";
  if (align && (eigene || align !== "left")) zelle.setAttribute("align", align);
  else zelle.removeAttribute("align");
}

function readAusrichtung(element) {
  const gesagt = readStil(element, "text-align") || (element.getAttribute("align") ?? "").toLowerCase();
  return AUSRICHTUNGEN[gesagt] ?? "";
}

/** The head is what is called so, else a first row of which all is bold where not all others are. */
function keepKopf(tabelle) {
  const koepfe = [...tabelle.querySelectorAll("thead > tr")];
  const [erste, ...weitere] = tabelle.rows;
  const isKopf = !koepfe.length && weitere.length && isFetteReihe(erste) && !weitere.every(isFetteReihe);
  const reihen = isKopf && [...erste.cells].every((zelle) => zelle.rowSpan === 1) ? [erste] : koepfe;
  if (reihen.length === tabelle.rows.length) return;
  for (const zelle of reihen.flatMap((reihe) => [...reihe.cells])) {
    if (zelle.matches("td")) rename(zelle, "th");
  }
}

function isFetteReihe(reihe) {
  const texte = listTexte(reihe).filter((text) => text.data.trim());
  return texte.length > 0 && texte.every(isFett);
}
