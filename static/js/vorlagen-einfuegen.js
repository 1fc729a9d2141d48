// Text pasted from a word processor: keeps lists, tables, bold and italic, and drops everything that only decorates.

const LISTENABSATZ = /mso-list:\s*l\d+\s+level(\d+)/i;
const AUSLASSEN = /mso-list:\s*ignore/i;
const NUMMER = /^[\s(]*(?:\d+|[a-z]|[ivxlc]+)[.)]/i;
const FETT = /font-weight:\s*(?:bold|[6-9]00)/i;
const KURSIV = /font-style:\s*italic/i;

/** Return pasted HTML without styles, with the paragraphs a word processor numbers by itself turned into lists. */
export function cleanPasted(html) {
  // Styles must be gone before anything parses the text: the Content-Security-Policy forbids them even there.
  const ohneStil = html
    .replace(/<style[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<(\/?)style/gi, "<$1x-stil")
    .replace(/<[a-z][^>]*>/gi, (marke) => marke.replace(/(\s)style(\s*=)/gi, "$1data-stil$2"));
  const dokument = new DOMParser().parseFromString(ohneStil, "text/html");
  for (const element of dokument.querySelectorAll("x-stil, script, meta, link, xml, img")) element.remove();
  nestListen(dokument);
  keepSchrift(dokument);
  for (const element of dokument.querySelectorAll("*")) {
    for (const attribut of ["data-stil", "class", "id", "width", "height", "align", "valign", "bgcolor"]) {
      element.removeAttribute(attribut);
    }
  }
  return dokument.body.innerHTML;
}

function nestListen(dokument) {
  let offen = [];
  for (const absatz of dokument.querySelectorAll("p, h1, h2, h3, h4, h5, h6, div, table")) {
    const fund = LISTENABSATZ.exec(absatz.dataset.stil ?? "");
    if (!fund) {
      if (!absatz.querySelector("[data-stil*='mso-list']")) offen = [];
      continue;
    }
    const stufe = Number(fund[1]);
    const art = takeZeichen(absatz);
    offen = offen.filter((liste) => liste.stufe <= stufe);
    let letzte = offen.at(-1);
    if (!letzte || letzte.stufe < stufe || !letzte.element.isConnected) {
      letzte = { stufe, element: dokument.createElement(art) };
      const eltern = offen.at(-1)?.element.lastElementChild;
      if (eltern) eltern.append(letzte.element);
      else absatz.before(letzte.element);
      offen.push(letzte);
    }
    const punkt = dokument.createElement("li");
    punkt.append(...absatz.childNodes);
    letzte.element.append(punkt);
    absatz.remove();
  }
}

/** Take the bullet or number out of the paragraph; return which kind of list it stood for. */
function takeZeichen(absatz) {
  let zeichen = "";
  for (const teil of absatz.querySelectorAll("[data-stil]")) {
    if (AUSLASSEN.test(teil.dataset.stil)) {
      zeichen += teil.textContent;
      teil.remove();
    }
  }
  return NUMMER.test(zeichen) ? "ol" : "ul";
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
