// What comes along with pasted text and is none of it; the server leaves out the same (dokumente/text/nebentext.py).

const KOMMENTAR =
  "[data-stil*='mso-element:comment' i], .MsoCommentReference, .MsoCommentText, .MsoCommentSubject, .msocomtxt, " +
  ".msocomanchor, .msocomoff, a[href*='#_msocom' i], a[href*='#_msoanchor' i], a[href*='#cmnt' i]:not([href*='#cmnt_ref' i])";
const VERBORGEN = /(?:^|[;\s])(?:display:\s*none|mso-hide:\s*all|visibility:\s*(?:hidden|collapse))/i;

/** Take comments, deleted and hidden passages and pictures out of the document; return how many of each. */
export function dropNebentext(dokument) {
  const bilder = dokument.querySelectorAll("img:not([src^='bild:']), svg");
  const gezaehlt = { kommentare: 0, verborgen: 0, geloescht: 0, bilder: bilder.length };
  for (const bild of bilder) bild.remove();
  for (const verweis of dokument.querySelectorAll("a[href*='#cmnt_ref' i]")) {
    verweis.closest("p, div, li, td")?.remove();
  }
  const ruempfe = [...dokument.querySelectorAll("[data-stil*='mso-element:comment' i]")];
  const texte = ruempfe.filter((rumpf) => !/comment-list/i.test(rumpf.dataset.stil)).length;
  gezaehlt.kommentare = Math.max(take(dokument, KOMMENTAR, (e) => !/mso-element/i.test(e.dataset.stil ?? "")), texte);
  gezaehlt.geloescht = take(dokument, "del, .msoDel");
  for (const element of dokument.querySelectorAll("[data-stil]")) {
    if (VERBORGEN.test(element.dataset.stil)) element.hidden = true;
  }
  gezaehlt.verborgen = take(dokument, "[hidden]");
  return gezaehlt;
}

function take(dokument, auswahl, zaehlt = () => true) {
  let anzahl = 0;
  for (const element of dokument.querySelectorAll(auswahl)) {
    if (!element.isConnected) continue;
    anzahl += Number(Boolean(element.textContent.trim()) && zaehlt(element));
    element.remove();
  }
  return anzahl;
}

/** Return one German line that says what was left out, empty if nothing was. */
export function describeNebentext({ kommentare, verborgen, geloescht, bilder }) {
  const teile = [
    [kommentare, "Kommentar", "Kommentare"],
    [verborgen, "verborgene Textstelle", "verborgene Textstellen"],
    [geloescht, "gelöschte Textstelle", "gelöschte Textstellen"],
  ].filter(([anzahl]) => anzahl);
  const saetze = [];
  if (teile.length) {
    const worte = teile.map(([anzahl, einzahl, mehrzahl]) => `${anzahl} ${anzahl === 1 ? einzahl : mehrzahl}`);
    const ganz = [worte.slice(0, -1).join(", "), worte.at(-1)].filter(Boolean).join(" und ");
    const verb = teile.length === 1 && teile[0][0] === 1 ? "wurde" : "wurden";
    saetze.push(`${ganz} ${verb} nicht übernommen.`);
  }
  if (bilder === 1) saetze.push("1 Bild wurde nicht übernommen. Bitte hängen Sie es als Anlage an.");
  if (bilder > 1) saetze.push(`${bilder} Bilder wurden nicht übernommen. Bitte hängen Sie sie als Anlagen an.`);
  return saetze.join(" ");
}
