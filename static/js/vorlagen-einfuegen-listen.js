// Lists in pasted text: what a word processor numbers by itself, and paragraphs that begin with a list mark.

const LISTENABSATZ = /mso-list:\s*(l\d+)\s+level(\d+)/i;
const AUSLASSEN = /mso-list:\s*ignore/i;
const ABSAETZE = "p, h1, h2, h3, h4, h5, h6, div, table";
// The same marks as LISTENZEICHEN and UNTERZEICHEN in dokumente/rules/symbolschriften.py.
export const LISTENZEICHEN = "•‣⁃∙·▪■□▫●○◦◉◆❖➢➔✓✗✔✘❑❒☐☑☒★✦−–—*-";
export const UNTERZEICHEN = "o◦○–";
const PUNKT = new RegExp(`^[\\s\\u00a0]*([${LISTENZEICHEN.replace("-", "\\-")}]|o(?=[\\s\\u00a0]))[\\s\\u00a0]+(?=\\S)`, "u");
const NUMMER = /^(\d{1,5}|[a-z]{1,2}|[A-Z]{1,2}|[ivxl]{2,}|[IVXL]{2,})[.)]$/;
const ROEMISCH = { i: 1, v: 5, x: 10, l: 50 };
const ROEMISCHE = " i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(" ");
const ZAEHLWEISEN = {
  decimal: "1",
  "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
  "lower-roman": "i", "upper-roman": "I",
};

/** Return whether a line of plain text begins like an item of a list. */
export function isPunkt(zeile) {
  return PUNKT.test(zeile);
}

/** Turn what looks like a list into one, with the numbers it shows. */
export function nestListen(dokument) {
  for (const liste of dokument.querySelectorAll("ol")) keepZaehlweise(liste);
  for (const liste of dokument.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) moveIntoPunkt(liste);
  for (const punkt of dokument.querySelectorAll("li[data-aria-level]")) splitOnlinepunkt(dokument, punkt);
  for (const zeichen of dokument.querySelectorAll("[data-stil*='mso-special-format:bullet' i]")) zeichen.textContent = "• ";
  splitZeilen(dokument);
  let offen = [];
  // A list that goes on after a paragraph counts as it did before; "v." alone may be a letter.
  const zaehlweisen = new Map();
  for (const absatz of dokument.querySelectorAll(ABSAETZE)) {
    const punkt = readPunkt(absatz, offen, zaehlweisen);
    if (!punkt) {
      if (!isHuelle(absatz)) offen = [];
      continue;
    }
    offen = offen.filter((liste) => liste.stufe < punkt.stufe || isGleich(liste, punkt));
    let letzte = offen.at(-1);
    if (!letzte || letzte.stufe < punkt.stufe || !letzte.element.isConnected) {
      letzte = beginListe(dokument, absatz, punkt, offen.at(-1));
      offen.push(letzte);
    }
    letzte.element.append(buildPunkt(dokument, absatz, punkt, letzte));
    absatz.remove();
  }
}

/** A list right in a list belongs to the item above it. */
function moveIntoPunkt(liste) {
  const davor = liste.previousElementSibling;
  if (davor?.matches("li")) davor.append(liste);
}

/** A word processor in the browser makes a list of every item: they become paragraphs that say where they belong. */
function splitOnlinepunkt(dokument, punkt) {
  const { listid = "0", ariaLevel, ariaPosinset, leveltext = "" } = punkt.dataset;
  const liste = punkt.closest("ul, ol");
  const type = liste?.getAttribute("type") || "1";
  const zahl = Number(ariaPosinset) || liste?.start || 1;
  const marke = liste?.matches("ol") ? leveltext.replace(/%\d(?!.*%\d)/, writeNummer(type, zahl)).replace(/%\d\.?/g, "") : "•";
  const absatz = dokument.createElement("p");
  absatz.dataset.stil = `mso-list:l${listid.replace(/\D/g, "")} level${ariaLevel}`;
  const zeichen = dokument.createElement("span");
  zeichen.dataset.stil = "mso-list:Ignore";
  zeichen.textContent = `${marke || `${zahl}.`} `;
  const inhalt = punkt.querySelector(":scope > p:only-child, :scope > div:only-child") ?? punkt;
  absatz.append(zeichen, ...inhalt.childNodes);
  liste?.before(absatz);
  punkt.remove();
  if (liste && !liste.querySelector("li")) liste.remove();
}

function writeNummer(type, zahl) {
  const gross = type === type.toUpperCase();
  let wort = String(zahl);
  if (/a/i.test(type)) wort = String.fromCharCode(96 + Math.min(zahl, 26));
  if (/i/i.test(type)) wort = ROEMISCHE[zahl] ?? wort;
  return gross ? wort.toUpperCase() : wort;
}

function isGleich(liste, punkt) {
  const gleich = ["stufe", "art", "type", "kennung"];
  return gleich.every((name) => liste[name] === punkt[name]);
}

function readPunkt(absatz, offen, zaehlweisen) {
  const fund = LISTENABSATZ.exec(absatz.dataset.stil ?? "");
  return fund ? readListenabsatz(absatz, fund, zaehlweisen) : readMarke(absatz, offen);
}

function readListenabsatz(absatz, [, kennung, ebene], zaehlweisen) {
  const zeichen = takeZeichen(absatz);
  const platz = `${kennung} ${ebene}`;
  const nummer = readNummer(zeichen.trim(), zaehlweisen.get(platz));
  // A mark that no list of ours can show (2.1, § 3), and a heading's, stays part of the text.
  if (absatz.matches("h1, h2, h3, h4, h5, h6") || (!nummer && /[\p{L}\p{N}]{2}|\p{N}/u.test(zeichen))) {
    absatz.prepend(`${zeichen.trim()} `);
    return null;
  }
  if (nummer) zaehlweisen.set(platz, nummer.type);
  return { stufe: Number(ebene), kennung, zeichen, ...(nummer ?? { art: "ul" }) };
}

function readMarke(absatz, offen) {
  if (absatz.matches("table") || absatz.closest("li") || isHuelle(absatz)) return null;
  const marke = PUNKT.exec(absatz.textContent);
  if (!marke) return null;
  const darunter = UNTERZEICHEN.includes(marke[1]) && offen.some((l) => l.art === "ul" && !UNTERZEICHEN.includes(l.zeichen));
  takeAnfang(absatz, marke[0].length);
  return { stufe: darunter ? 2 : 1, zeichen: marke[1], art: "ul" };
}

function isHuelle(absatz) {
  return absatz.querySelector(ABSAETZE) !== null || absatz.querySelector("ul, ol") !== null;
}

/** Return number and kind that a word processor shows before an item, nothing if it is a bullet or something else. */
function readNummer(zeichen, bisher) {
  const wort = NUMMER.exec(zeichen)?.[1];
  if (!wort) return null;
  if (/^\d/.test(wort)) return { art: "ol", type: "", zahl: Number(wort) };
  const klein = wort.toLowerCase();
  const ziffern = /^[ivxl]+$/.test(klein) && (bisher ? /i/i.test(bisher) : klein === "i" || klein.length > 1);
  const type = ziffern ? "i" : "a";
  const zahl = ziffern ? readRoemisch(klein) : [...klein].reduce((summe, b) => summe * 26 + b.charCodeAt(0) - 96, 0);
  return { art: "ol", type: wort === klein ? type : type.toUpperCase(), zahl };
}

function readRoemisch(wort) {
  return [...wort].reduce((summe, zeichen, stelle) => {
    const wert = ROEMISCH[zeichen] ?? 0;
    return summe + (wert < (ROEMISCH[wort[stelle + 1]] ?? 0) ? -wert : wert);
  }, 0);
}

function beginListe(dokument, absatz, punkt, darueber) {
  const element = dokument.createElement(punkt.art);
  if (punkt.type) element.setAttribute("type", punkt.type);
  if (punkt.zahl > 1) element.setAttribute("start", punkt.zahl);
  const eltern = darueber?.element.lastElementChild;
  if (eltern) eltern.append(element);
  else absatz.before(element);
  return { ...punkt, element, zahl: (punkt.zahl ?? 1) - 1 };
}

function buildPunkt(dokument, absatz, punkt, liste) {
  const eintrag = dokument.createElement("li");
  liste.zahl += 1;
  if (punkt.art === "ol" && punkt.zahl !== liste.zahl) {
    eintrag.setAttribute("value", punkt.zahl);
    liste.zahl = punkt.zahl;
  }
  eintrag.append(...absatz.childNodes);
  return eintrag;
}

/** Keep what a list says about its way of counting only in its style. */
function keepZaehlweise(liste) {
  const stile = [liste, liste.querySelector(":scope > li")].map((element) => element?.dataset.stil ?? "").join(";");
  const fund = /list-style(?:-type)?:\s*([a-z-]+)/i.exec(stile);
  const type = fund && ZAEHLWEISEN[fund[1].toLowerCase()];
  if (type && type !== "1" && !liste.hasAttribute("type")) liste.setAttribute("type", type);
}

/** Take the bullet or number out of a paragraph and return it. */
function takeZeichen(absatz) {
  let zeichen = "";
  for (const teil of absatz.querySelectorAll("[data-stil]")) {
    if (AUSLASSEN.test(teil.dataset.stil)) {
      zeichen += teil.textContent;
      teil.remove();
    }
  }
  return zeichen;
}

function takeAnfang(absatz, laenge) {
  const texte = absatz.ownerDocument.createTreeWalker(absatz, NodeFilter.SHOW_TEXT);
  for (let rest = laenge; rest > 0 && texte.nextNode(); ) {
    const text = texte.currentNode;
    const weg = Math.min(rest, text.data.length);
    text.deleteData(0, weg);
    rest -= weg;
  }
}

/** Part a paragraph at its line breaks when every line of it begins like an item. */
function splitZeilen(dokument) {
  for (const absatz of dokument.querySelectorAll("p, div")) {
    if (!absatz.querySelector(":scope > br") || isHuelle(absatz)) continue;
    const zeilen = [[]];
    for (const teil of absatz.childNodes) {
      if (teil.nodeName === "BR") zeilen.push([]);
      else zeilen.at(-1).push(teil);
    }
    const volle = zeilen.filter((zeile) => zeile.some((teil) => teil.textContent.trim()));
    if (!volle.every((zeile) => isPunkt(zeile.map((teil) => teil.textContent).join("")))) continue;
    absatz.replaceWith(
      ...volle.map((zeile) => {
        const neu = dokument.createElement("p");
        neu.append(...zeile);
        return neu;
      }),
    );
  }
}
