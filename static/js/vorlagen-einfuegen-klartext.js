// Pasted text without any markup: what a viewer of PDF files, a terminal or an old mail brings.

import { isPunkt } from "./vorlagen-einfuegen-listen.js";

const UMBRUCH_AB = 40;
/** A line shorter than this part of the longest one is the last of its paragraph. */
const VOLL = 0.75;
const TRENNUNG = /(\p{L})[-\u2010\u00ad]$/u;
const KEINE_TRENNUNG = /^(?:und|oder|bzw\.|sowie)(?![\p{L}])/u;

/** Return the paragraphs of plain text: lines that were broken to fit a page are put together again. */
export function splitAbsaetze(text) {
  const absaetze = [];
  for (const block of text.split(/\n[ \t\u00a0]*\n/)) {
    const zeilen = block.split("\n").map((zeile) => zeile.trimEnd()).filter((zeile) => zeile.trim());
    const laenge = Math.max(0, ...zeilen.map((zeile) => zeile.trim().length));
    zeilen.forEach((zeile, stelle) => {
      const davor = zeilen[stelle - 1]?.trim();
      if (davor && goesOn(davor, zeile.trim(), laenge)) absaetze.push(join(absaetze.pop(), zeile.trim()));
      else absaetze.push(zeile);
    });
  }
  return absaetze;
}

function goesOn(davor, zeile, laenge) {
  if (laenge < UMBRUCH_AB || davor.length < VOLL * laenge || isPunkt(zeile)) return false;
  return !(/[.:;!?]$/.test(davor) && /^(?:\d{1,3}|[a-z])[.)]\s/.test(zeile));
}

function join(absatz, zeile) {
  if (TRENNUNG.test(absatz) && /^\p{Ll}/u.test(zeile) && !KEINE_TRENNUNG.test(zeile)) {
    return absatz.replace(TRENNUNG, "$1") + zeile;
  }
  return TRENNUNG.test(absatz) && /^\p{Lu}/u.test(zeile) ? absatz + zeile : `${absatz} ${zeile}`;
}
