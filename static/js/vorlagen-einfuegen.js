// Pasted text: keeps headings, lists, tables, bold and italic, drops everything that only decorates, and says what it
// could not take over.

import { splitAbsaetze } from "./vorlagen-einfuegen-klartext.js";
import { isPunkt, nestListen } from "./vorlagen-einfuegen-listen.js";
import { describeNebentext, dropNebentext } from "./vorlagen-einfuegen-nebentext.js";
import { placeFussnoten } from "./vorlagen-einfuegen-noten.js";
import { keepSchrift, keepUeberschriften } from "./vorlagen-einfuegen-schrift.js";
import { listTexte, parseOhneStile, rename } from "./vorlagen-einfuegen-stil.js";
import { shapeTabellen } from "./vorlagen-einfuegen-tabellen.js";
import { cleanZeichen, readSymbole } from "./vorlagen-zeichen.js";

const SYMBOLSCHRIFT = /(?:^|[;\s])font-family:\s*["']?(wingdings|symbol)["']?\s*(?:[;,]|$)/i;
const ZIERDE = ["data-stil", "class", "id", "width", "height", "valign", "bgcolor", "data-symbol"];
const BLOECKE = "p, div, ul, ol, li, table, td, th, h1, h2, h3, h4, h5, h6, blockquote, pre, hr, br";
const EIGENES = /\sdata-pm-slice=/;
// A page's end, and what a word processor in the browser puts at the end of each paragraph.
const ENDEN = "br.Apple-interchange-newline, br[data-stil*='page-break' i], .EOP";

/**
 * Return pasted HTML without styles, with the paragraphs a word processor numbers by itself turned into lists.
 * `melde` is told in one line what was left out, and the empty line if nothing was.
 */
export function cleanPasted(html, melde = () => {}) {
  const eigene = EIGENES.test(html);
  const dokument = parseOhneStile(html);
  melde(describeNebentext(dropNebentext(dokument)));
  placeFussnoten(dokument);
  readSchriften(dokument);
  dropLeereUmbrueche(dokument);
  if (!eigene) keepUeberschriften(dokument);
  nestListen(dokument);
  shapeTabellen(dokument, eigene);
  keepSchrift(dokument);
  for (const element of dokument.querySelectorAll("*")) {
    for (const attribut of ZIERDE) element.removeAttribute(attribut);
    if (!element.matches("td, th")) element.removeAttribute("align");
  }
  return dokument.body.innerHTML;
}

/**
 * What an editor does with a paste that brings no HTML: broken lines become paragraphs again, lines with list marks a
 * list, a mere picture is not dropped in silence. Returns whether the paste is dealt with.
 */
export function handlePaste(view, ereignis, melde) {
  const daten = ereignis.clipboardData;
  if (!daten || daten.getData("text/html")) return false;
  const text = daten.getData("text/plain");
  const bilder = [...daten.files].filter((datei) => datei.type.startsWith("image/")).length;
  if (bilder) melde(describeNebentext({ bilder }));
  const absaetze = splitAbsaetze(cleanZeichen(text.replace(/\r\n?/g, "\n")));
  // A single line goes into the paragraph it is pasted into.
  if (absaetze.length < 2 && !absaetze.some(isPunkt)) {
    return /\S\s*\n\s*\S/.test(text) ? view.pasteText(absaetze[0]) : Boolean(bilder) && !text;
  }
  const dokument = document.implementation.createHTMLDocument();
  for (const zeile of absaetze) {
    const absatz = dokument.createElement("p");
    absatz.textContent = zeile;
    dokument.body.append(absatz);
  }
  return view.pasteHTML(dokument.body.innerHTML);
}

/** A file dropped on the text would take the place of the whole page; it is refused, and that is said. */
export function handleDrop(ereignis, melde) {
  const { files } = ereignis.dataTransfer ?? {};
  if (!files?.length || ereignis.dataTransfer.getData("text/html")) return false;
  ereignis.preventDefault();
  const bilder = [...files].filter((datei) => datei.type.startsWith("image/")).length;
  melde(bilder ? describeNebentext({ bilder }) : "Die Datei wurde nicht übernommen. Bitte hängen Sie sie als Anlage an.");
  return true;
}

export { cleanZeichen };

/** Read the marks and arrows that a document draws with letters of a symbol font, then all other characters. */
function readSchriften(dokument) {
  for (const teil of dokument.querySelectorAll("[data-stil], font[face]")) {
    const stil = teil.dataset.stil ?? `font-family:${teil.getAttribute("face")}`;
    const schrift = SYMBOLSCHRIFT.exec(stil)?.[1];
    if (!schrift || teil.closest("[data-symbol]")) continue;
    teil.dataset.symbol = schrift;
    for (const text of listTexte(teil)) text.data = readSymbole(text.data, schrift);
  }
  for (const text of listTexte(dokument.body)) text.data = cleanZeichen(text.data);
}

/** Line breaks that only make room between paragraphs, or end a page; those of a text set as typed are kept. */
function dropLeereUmbrueche(dokument) {
  for (const ende of dokument.querySelectorAll(ENDEN)) ende.remove();
  for (const umbruch of dokument.querySelectorAll("br")) {
    const davor = findNachbar(umbruch, "previousSibling");
    const danach = findNachbar(umbruch, "nextSibling");
    const isLetzter = !danach && isBlock(umbruch.parentElement);
    if (isLetzter || [davor, danach].every((nachbar) => !nachbar || isBlock(nachbar))) umbruch.remove();
  }
  for (const wortlaut of dokument.querySelectorAll("pre")) {
    for (const text of listTexte(wortlaut)) {
      const zeilen = text.data.split("\n").flatMap((zeile, stelle) => (stelle ? [dokument.createElement("br"), zeile] : [zeile]));
      text.replaceWith(...zeilen);
    }
    rename(wortlaut, "p");
  }
}

function findNachbar(knoten, richtung) {
  let nachbar = knoten[richtung];
  while (nachbar && (nachbar.nodeType === Node.COMMENT_NODE || (nachbar.nodeType === Node.TEXT_NODE && !nachbar.data.trim()))) {
    nachbar = nachbar[richtung];
  }
  return nachbar;
}

function isBlock(knoten) {
  return knoten.nodeType === Node.ELEMENT_NODE && knoten.matches(BLOECKE);
}
