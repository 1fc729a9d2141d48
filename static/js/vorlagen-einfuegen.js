// Text pasted from a word processor: keeps lists, tables, bold and italic, drops everything that only decorates, and
// says what it could not take over.

import { isPunkt, nestListen } from "./vorlagen-einfuegen-listen.js";
import { describeNebentext, dropNebentext } from "./vorlagen-einfuegen-nebentext.js";
import { cleanZeichen, readSymbole } from "./vorlagen-zeichen.js";

const FETT = /font-weight:\s*(?:bold|[6-9]00)/i;
const KURSIV = /font-style:\s*italic/i;
const SYMBOLSCHRIFT = /(?:^|[;\s])font-family:\s*["']?(wingdings|symbol)["']?\s*(?:[;,]|$)/i;
const ZIERDE = ["data-stil", "class", "id", "width", "height", "align", "valign", "bgcolor", "data-symbol"];

/**
 * Return pasted HTML without styles, with the paragraphs a word processor numbers by itself turned into lists.
 * `melde` is told in one line what was left out, and the empty line if nothing was.
 */
export function cleanPasted(html, melde = () => {}) {
  // Styles must be gone before anything parses the text: the Content-Security-Policy forbids them even there.
  const ohneStil = html
    .replace(/<style[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<(\/?)style/gi, "<$1x-stil")
    .replace(/<[a-z][^>]*>/gi, (marke) => marke.replace(/(\s)style(\s*=)/gi, "$1data-stil$2"));
  const dokument = new DOMParser().parseFromString(ohneStil, "text/html");
  for (const element of dokument.querySelectorAll("x-stil, script, meta, link, xml")) element.remove();
  melde(describeNebentext(dropNebentext(dokument)));
  readSchriften(dokument);
  nestListen(dokument);
  keepSchrift(dokument);
  keepUeberschriften(dokument);
  for (const element of dokument.querySelectorAll("*")) {
    for (const attribut of ZIERDE) element.removeAttribute(attribut);
  }
  return dokument.body.innerHTML;
}

/**
 * What an editor does with a paste that brings no HTML: lines with list marks become a list, a mere picture is not
 * dropped in silence. Returns whether the paste is dealt with.
 */
export function handlePaste(view, ereignis, melde) {
  const daten = ereignis.clipboardData;
  if (!daten || daten.getData("text/html")) return false;
  const text = daten.getData("text/plain");
  const bilder = [...daten.files].filter((datei) => datei.type.startsWith("image/")).length;
  if (bilder) melde(describeNebentext({ bilder }));
  const zeilen = text.split(/\r\n?|\n/);
  if (!zeilen.some((zeile) => isPunkt(cleanZeichen(zeile)))) return Boolean(bilder) && !text;
  const dokument = document.implementation.createHTMLDocument();
  for (const zeile of cleanZeichen(zeilen.join("\n")).split("\n")) {
    if (!zeile.trim()) continue;
    const absatz = dokument.createElement("p");
    absatz.textContent = zeile;
    dokument.body.append(absatz);
  }
  return view.pasteHTML(dokument.body.innerHTML);
}

export { cleanZeichen };

/** Read the marks and arrows that a document draws with letters of a symbol font, then all other characters. */
function readSchriften(dokument) {
  for (const teil of dokument.querySelectorAll("[data-stil], font[face]")) {
    const stil = teil.dataset.stil ?? `font-family:${teil.getAttribute("face")}`;
    const schrift = SYMBOLSCHRIFT.exec(stil)?.[1];
    if (!schrift || teil.closest("[data-symbol]")) continue;
    teil.dataset.symbol = schrift;
    changeTexte(teil, (text) => readSymbole(text, schrift));
  }
  changeTexte(dokument.body, cleanZeichen);
}

function changeTexte(element, aendere) {
  const texte = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texte.nextNode()) texte.currentNode.data = aendere(texte.currentNode.data);
}

/** Put headings on the two levels that a paper has. */
function keepUeberschriften(dokument) {
  for (const teil of dokument.querySelectorAll("h1, h2, h5, h6")) {
    const neu = dokument.createElement(teil.matches("h1, h2") ? "h3" : "h4");
    neu.append(...teil.childNodes);
    teil.replaceWith(neu);
  }
}

function keepSchrift(dokument) {
  for (const teil of dokument.querySelectorAll("span[data-stil]")) {
    for (const [muster, name] of [[FETT, "strong"], [KURSIV, "em"]]) {
      if (!muster.test(teil.dataset.stil)) continue;
      const huelle = dokument.createElement(name);
      huelle.append(...teil.childNodes);
      teil.append(huelle);
    }
  }
  // A browser office suite wraps everything it copies into a bold element that says it is not bold.
  for (const teil of dokument.querySelectorAll("b[data-stil*='font-weight:normal'], b[data-stil*='font-weight: normal']")) {
    teil.replaceWith(...teil.childNodes);
  }
}
