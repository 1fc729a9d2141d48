// What styles of pasted text say. They were renamed to data-stil before anything parsed them: the
// Content-Security-Policy forbids styles and handlers of events even in a document that nobody sees.

const MUSTER = new Map();

/** Return the value of a property of an element's own style, empty where it says nothing. */
export function readStil(element, name) {
  if (!MUSTER.has(name)) MUSTER.set(name, new RegExp(`(?:^|[;\\s])${name}\\s*:\\s*([^;]*)`, "gi"));
  const werte = [...(element.dataset.stil ?? "").matchAll(MUSTER.get(name))];
  return (werte.at(-1)?.[1] ?? "").replace(/!important/i, "").trim().toLowerCase();
}

/** Return pasted HTML as a document in which styles are data, those of its classes written on the elements. */
export function parseOhneStile(html) {
  const klassen = readKlassen(html);
  const ohneStil = html
    .replace(/<style[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<(\/?)style/gi, "<$1x-stil")
    .replace(/<[a-z][^>]*>/gi, (marke) =>
      marke.replace(/(\s)style(\s*=)/gi, "$1data-stil$2").replace(/(\s)on([a-z]+\s*=)/gi, "$1data-$2"),
    );
  const dokument = new DOMParser().parseFromString(ohneStil, "text/html");
  for (const element of dokument.querySelectorAll("x-stil, script, noscript, template, meta, link, xml")) element.remove();
  for (const element of dokument.querySelectorAll("[class]")) {
    const stile = [...element.classList].map((klasse) => klassen.get(klasse)).filter(Boolean);
    // What an element says itself goes before its classes.
    if (stile.length) element.dataset.stil = [...stile, element.dataset.stil ?? ""].join(";");
  }
  return dokument;
}

/** Return what style sheets say of classes: spreadsheets and office suites say bold and hidden only there. */
function readKlassen(html) {
  const klassen = new Map();
  for (const [, blatt] of html.matchAll(/<style[^>]*>([\s\S]*?)<\/style\s*>/gi)) {
    const regeln = blatt.replace(/<!--|-->|\/\*[\s\S]*?\*\//g, "").matchAll(/([^{}]+)\{([^{}]*)\}/g);
    for (const [, auswahl, stil] of regeln) {
      for (const teil of auswahl.split(",")) {
        const klasse = /^\s*[a-z0-9]*\.([\w-]+)\s*$/i.exec(teil)?.[1];
        if (klasse) klassen.set(klasse, `${klassen.get(klasse) ?? ""};${stil.replace(/\s+/g, " ")}`);
      }
    }
  }
  return klassen;
}

/** Put another element in the place of one, with all that it says and holds. */
export function rename(element, name) {
  const neu = element.ownerDocument.createElement(name);
  for (const { name: attribut, value } of element.attributes) neu.setAttribute(attribut, value);
  neu.append(...element.childNodes);
  element.replaceWith(neu);
  return neu;
}

export function listTexte(element) {
  const texte = [];
  const gang = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (gang.nextNode()) texte.push(gang.currentNode);
  return texte;
}
