// Footnotes in pasted text: each stands where its number stood, as it does when a Word file is taken in.

const NOTENLISTEN = "[data-stil*='mso-element:footnote-list' i], [data-stil*='mso-element:endnote-list' i]";
const BLOECKE = "p, div, li, dd, h1, h2, h3, h4, h5, h6";

/** Put every footnote in the place of its number. A number whose note did not come along stays as it is. */
export function placeFussnoten(dokument) {
  const verweise = [...dokument.querySelectorAll("a[href^='#']")];
  for (const verweis of verweise) {
    const zurueck = verweise.find((anderer) => anderer !== verweis && leads(verweis, anderer) && leads(anderer, verweis));
    if (!zurueck || !verweis.isConnected || !zurueck.isConnected || !isVor(verweis, zurueck)) continue;
    const note = takeNote(zurueck);
    if (note) replaceNummer(verweis, note);
  }
  for (const liste of dokument.querySelectorAll(NOTENLISTEN)) {
    if (!liste.textContent.trim()) liste.remove();
  }
}

function leads(von, nach) {
  const namen = [nach.id, nach.getAttribute("name")].filter(Boolean);
  return namen.some((name) => von.getAttribute("href") === `#${name}`);
}

function isVor(erstes, zweites) {
  return Boolean(erstes.compareDocumentPosition(zweites) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** Take a note out of the text and return its letters. */
function takeNote(zurueck) {
  const absatz = zurueck.closest(BLOECKE);
  if (!absatz) return "";
  const kasten = absatz.closest("div[id]");
  const rumpf = kasten && /^(?:ftn|edn|sdfootnote|sdendnote)\d+$/.test(kasten.id) ? kasten : absatz;
  zurueck.remove();
  const text = rumpf.textContent.replace(/\s+/g, " ").trim();
  rumpf.remove();
  return text;
}

/** The brackets and the raised type around a number go with it. */
function replaceNummer(verweis, note) {
  let stelle = verweis;
  while (stelle.parentElement.matches("sup, span, font, b, i") && stelle.parentElement.textContent.trim() === verweis.textContent.trim()) {
    stelle = stelle.parentElement;
  }
  stelle.replaceWith(` (Fußnote: ${note})`);
}
