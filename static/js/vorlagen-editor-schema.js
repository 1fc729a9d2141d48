// What a text may hold, as the editor knows it: the elements and attributes that the sanitiser lets pass
// (dokumente/text/richtext.py), so that what is seen here is what is stored.

import { DOMParser as Leser, DOMSerializer, Schema, tableNodes } from "../prosemirror/prosemirror.js";

export const AUSRICHTUNGEN = ["left", "center", "right"];
const ZAEHLWEISEN = ["1", "a", "A", "i", "I"];
const BILD = /^bild:([0-9a-f]{64})$/;
const ADRESSE = /^\s*(?:https?|mailto):/i;

const readZahl = (element, name, sonst) => {
  const wert = element.getAttribute(name) ?? "";
  return /^\s*\d{1,5}\s*$/.test(wert) ? Number(wert) : sonst;
};
const readAus = (element, name, erlaubt) => {
  const wert = element.getAttribute(name);
  return erlaubt.includes(wert) ? wert : null;
};
/** Return the attributes that say something. */
const listGesetzte = (attrs) => Object.fromEntries(Object.entries(attrs).filter(([, wert]) => wert !== null));

const ueberschriften = ["h1", "h2", "h3"].map((tag) => ({ tag, attrs: { level: 3 } }));
const unterueberschriften = ["h4", "h5", "h6"].map((tag) => ({ tag, attrs: { level: 4 } }));

const nodes = {
  doc: { content: "block+" },
  paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
  heading: {
    attrs: { level: { default: 3 } },
    content: "inline*",
    group: "block",
    defining: true,
    parseDOM: [...ueberschriften, ...unterueberschriften],
    toDOM: ({ attrs }) => [`h${attrs.level}`, 0],
  },
  blockquote: {
    content: "block+",
    group: "block",
    defining: true,
    parseDOM: [{ tag: "blockquote" }],
    toDOM: () => ["blockquote", 0],
  },
  bullet_list: { content: "list_item+", group: "block", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
  ordered_list: {
    attrs: { start: { default: 1 }, type: { default: null } },
    content: "list_item+",
    group: "block",
    parseDOM: [
      { tag: "ol", getAttrs: (ol) => ({ start: readZahl(ol, "start", 1), type: readAus(ol, "type", ZAEHLWEISEN) }) },
    ],
    toDOM: ({ attrs: { start, type } }) => ["ol", listGesetzte({ start: start === 1 ? null : start, type }), 0],
  },
  list_item: {
    attrs: { value: { default: null } },
    content: "block+",
    defining: true,
    parseDOM: [{ tag: "li", getAttrs: (li) => ({ value: readZahl(li, "value", null) }) }],
    toDOM: ({ attrs }) => ["li", listGesetzte(attrs), 0],
  },
  ...tableNodes({
    tableGroup: "block",
    cellContent: "block+",
    cellAttributes: {
      align: {
        default: null,
        getFromDOM: (zelle) => readAus(zelle, "align", AUSRICHTUNGEN),
        setDOMAttr: (wert, attrs) => {
          if (wert) attrs.align = wert;
        },
      },
    },
  }),
  hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  bild: {
    attrs: { summe: {}, alt: { default: "" } },
    inline: true,
    group: "inline",
    draggable: true,
    parseDOM: [
      {
        tag: "img[src]",
        getAttrs: (img) => {
          const fund = BILD.exec(img.getAttribute("src"));
          return fund && { summe: fund[1], alt: img.getAttribute("alt") ?? "" };
        },
      },
    ],
    toDOM: ({ attrs: { summe, alt } }) => ["img", { src: `bild:${summe}`, alt }],
  },
  text: { group: "inline" },
};

const buildMark = (name, ...andere) => ({
  parseDOM: [name, ...andere].map((tag) => ({ tag })),
  toDOM: () => [name, 0],
});

// From the outside in: a link is around what is bold.
const marks = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [
      { tag: "a[href]", getAttrs: (a) => ADRESSE.test(a.getAttribute("href")) && { href: a.getAttribute("href") } },
    ],
    toDOM: ({ attrs }) => ["a", { href: attrs.href }, 0],
  },
  strong: buildMark("strong", "b"),
  em: buildMark("em", "i"),
  u: buildMark("u"),
  s: buildMark("s", "strike"),
  sub: buildMark("sub"),
  sup: buildMark("sup"),
};

export const schema = new Schema({ nodes, marks });

/** Show a picture where its file lies; what is stored names it by its checksum. */
export function showBild({ attrs: { summe, alt } }) {
  const dom = Object.assign(document.createElement("img"), { src: `/bilder/${summe}/`, alt });
  return { dom };
}

/** Return stored markup as a document of the editor. */
export function readText(html) {
  return Leser.fromSchema(schema).parse(new DOMParser().parseFromString(html, "text/html").body);
}

/** Return a document of the editor as markup, the empty one as nothing. */
export function writeText(doc) {
  if (doc.childCount === 1 && doc.firstChild.type === schema.nodes.paragraph && !doc.firstChild.childCount) return "";
  // In a document that loads nothing: the address of a picture is none here.
  const { body } = document.implementation.createHTMLDocument();
  body.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content, { document: body.ownerDocument }));
  return body.innerHTML;
}
