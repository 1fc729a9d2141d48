// Bold, italics and the like in pasted text, however they are written, and headings on the two levels of a paper.

import { listTexte, readStil, rename } from "./vorlagen-einfuegen-stil.js";

const UEBERSCHRIFTEN = "h1, h2, h3, h4, h5, h6";
// `is` answers for one element on the way up: true, false, or null if it says nothing. What is in `von` has it anyway.
const SCHRIFTEN = [
  { name: "strong", von: `th, ${UEBERSCHRIFTEN}`, is: (e) => isFettes(e) ?? (e.matches("b, strong") || null) },
  { name: "em", von: "", is: (e) => isKursives(e) ?? (e.matches("i, em") || null) },
  { name: "u", von: "a", is: (e) => e.matches("u") || /underline/.test(readLinie(e)) || null },
  { name: "s", von: "", is: (e) => e.matches("s, strike") || /line-through/.test(readLinie(e)) || null },
  { name: "sup", von: "", is: (e) => e.matches("sup") || isGestellt(e, "super") || null },
  { name: "sub", von: "", is: (e) => e.matches("sub") || isGestellt(e, "sub") || null },
];
const TRAEGER = "b, strong, i, em, u, s, strike, sup, sub, ins";

/** Write how letters are set into elements, and nowhere else. */
export function keepSchrift(dokument) {
  const gesetzt = listTexte(dokument.body)
    .filter((text) => text.data.trim())
    .map((text) => [text, SCHRIFTEN.filter((schrift) => isGesetzt(text, schrift)).map(({ name }) => name)]);
  for (const traeger of dokument.querySelectorAll(TRAEGER)) traeger.replaceWith(...traeger.childNodes);
  for (const [text, namen] of gesetzt) {
    let innen = text;
    for (const name of namen.reverse()) {
      const huelle = dokument.createElement(name);
      innen.replaceWith(huelle);
      huelle.append(innen);
      innen = huelle;
    }
  }
}

/** Return whether letters stand bold, by themselves or by what is around them. */
export function isFett(text) {
  return isGesetzt(text, SCHRIFTEN[0]);
}

function isGesetzt(text, { von, is }) {
  if (von && text.parentElement.closest(von)) return false;
  for (let element = text.parentElement; element; element = element.parentElement) {
    const gesagt = is(element);
    if (gesagt !== null) return gesagt;
  }
  return false;
}

function isFettes(element) {
  const gewicht = readStil(element, "font-weight") || (/\bbold\b|\b[6-9]00\b/.exec(readStil(element, "font"))?.[0] ?? "");
  return gewicht && gewicht !== "inherit" ? /^(?:bold|[6-9]\d\d|1000)/.test(gewicht) : null;
}

function isKursives(element) {
  const lage = readStil(element, "font-style") || (/\bitalic\b/.exec(readStil(element, "font"))?.[0] ?? "");
  return lage && lage !== "inherit" ? /^(?:italic|oblique)/.test(lage) : null;
}

function readLinie(element) {
  return `${readStil(element, "text-decoration")} ${readStil(element, "text-decoration-line")}`;
}

// In a table the same property says where a cell's text begins.
function isGestellt(element, lage) {
  return element.matches("span, font, a") && readStil(element, "vertical-align") === lage;
}

/** Put headings on the two levels of a paper, the highest that is there on the upper one. */
export function keepUeberschriften(dokument) {
  for (const absatz of dokument.querySelectorAll("p, div[role='heading']")) {
    const ebene = readEbene(absatz);
    if (ebene) rename(absatz, `h${Math.min(ebene, 6)}`);
  }
  const alle = [...dokument.querySelectorAll(UEBERSCHRIFTEN)].filter((teil) => teil.textContent.trim());
  const oberste = Math.min(...alle.map(({ tagName }) => Number(tagName[1])));
  for (const teil of alle) rename(teil, Number(teil.tagName[1]) === oberste ? "h3" : "h4");
}

function readEbene(absatz) {
  if (absatz.getAttribute("role") === "heading") return Number(absatz.getAttribute("aria-level")) || 1;
  return Number(/^[1-9]$/.exec(readStil(absatz, "mso-outline-level"))?.[0] ?? 0);
}
