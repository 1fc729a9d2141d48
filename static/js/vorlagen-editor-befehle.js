// What buttons and keys of the editor do: commands of ProseMirror, and what they lack.

import {
  InputRule,
  TextSelection,
  baseKeymap,
  chainCommands,
  addRowAfter,
  goToNextCell,
  inputRules,
  isInTable,
  keymap,
  liftListItem,
  redo,
  selectedRect,
  selectionCell,
  setBlockType,
  setCellAttr,
  sinkListItem,
  splitListItem,
  toggleMark,
  undo,
  undoInputRule,
  wrapInList,
  wrappingInputRule,
} from "../prosemirror/prosemirror.js";
import { schema } from "./vorlagen-editor-schema.js";

const { nodes, marks } = schema;

/** Return whether the selected letters, or what is typed next, bear a mark. */
export function hasMark({ doc, storedMarks, selection: { empty, from, to, $from } }, mark) {
  return empty ? Boolean(mark.isInSet(storedMarks ?? $from.marks())) : doc.rangeHasMark(from, to, mark);
}

export function isHeading({ selection: { $from } }, level) {
  return $from.parent.type === nodes.heading && $from.parent.attrs.level === level;
}

export function toggleHeading(level) {
  return (state, dispatch) => {
    const setzen = isHeading(state, level) ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, { level });
    return setzen(state, dispatch);
  };
}

export const indentPunkt = sinkListItem(nodes.list_item);
export const outdentPunkt = liftListItem(nodes.list_item);

/** Return the innermost list around the cursor, of one kind if it is named; a cell hides what is around its table. */
export function findListe({ selection: { $from } }, art) {
  for (let tiefe = $from.depth; tiefe > 0; tiefe -= 1) {
    const node = $from.node(tiefe);
    if (node.type.spec.tableRole === "cell" || node.type.spec.tableRole === "header_cell") return null;
    const isListe = node.type === nodes.bullet_list || node.type === nodes.ordered_list;
    if (isListe) return !art || node.type === art ? { node, pos: $from.before(tiefe) } : null;
  }
  return null;
}

/** Make a list of paragraphs, paragraphs of a list, or of one kind of list the other. */
export function toggleListe(art) {
  return (state, dispatch) => {
    const liste = findListe(state);
    if (!liste) return wrapInList(art)(state, dispatch);
    if (liste.node.type === art) return outdentPunkt(state, dispatch);
    if (dispatch) dispatch(state.tr.setNodeMarkup(liste.pos, art, null));
    return true;
  };
}

export function insertTabelle(state, dispatch) {
  const buildReihe = (art) => nodes.table_row.create(null, Array.from({ length: 3 }, () => art.createAndFill()));
  const reihen = [nodes.table_header, nodes.table_cell, nodes.table_cell].map(buildReihe);
  if (dispatch) {
    const tr = state.tr.replaceSelectionWith(nodes.table.create(null, reihen));
    const anfang = TextSelection.near(tr.doc.resolve(state.selection.from + 1));
    dispatch(tr.setSelection(anfang).scrollIntoView());
  }
  return true;
}

export function isAligned(state, align) {
  return isInTable(state) && selectionCell(state).nodeAfter?.attrs.align === align;
}

/** Align the selected cells; a second time leaves it again to what they hold. */
export function alignZellen(align) {
  return (state, dispatch) => setCellAttr("align", isAligned(state, align) ? null : align)(state, dispatch);
}

/** Return the selected picture, null where none is. */
export function findBild({ selection }) {
  return selection.node?.type === nodes.bild ? selection.node : null;
}

/** Return where the link around the cursor begins and ends, and where it leads; the selection if there is none. */
export function findVerweis({ doc, selection: { from, to, $from } }) {
  const laeufe = [];
  $from.parent.forEach((node, abstand) => {
    const mark = marks.link.isInSet(node.marks);
    const von = $from.start() + abstand;
    const letzter = laeufe.at(-1);
    if (mark && letzter?.bis === von && letzter.mark.eq(mark)) letzter.bis = von + node.nodeSize;
    else if (mark) laeufe.push({ mark, von, bis: von + node.nodeSize });
  });
  const lauf = laeufe.find(({ von, bis }) => von <= from && to <= bis);
  if (lauf) return { von: lauf.von, bis: lauf.bis, href: lauf.mark.attrs.href };
  let href = "";
  doc.nodesBetween(from, to, (node) => {
    href ||= marks.link.isInSet(node.marks)?.attrs.href ?? "";
  });
  return { von: from, bis: to, href };
}

/** Lead what is selected, or the link around the cursor, to an address; where there is nothing, the address is its text. */
export function setVerweis(eingabe) {
  return (state, dispatch) => {
    const href = completeAdresse(eingabe.trim());
    const { von, bis } = findVerweis(state);
    const tr = state.tr.removeMark(von, bis, marks.link);
    if (href && von === bis) tr.insert(von, schema.text(href, [marks.link.create({ href })]));
    else if (href) tr.addMark(von, bis, marks.link.create({ href }));
    dispatch(tr.scrollIntoView());
    return true;
  };
}

function completeAdresse(adresse) {
  if (!adresse || /^(?:https?|mailto):/i.test(adresse)) return adresse;
  return /^[^\s/@]+@[^\s/@]+$/.test(adresse) ? `mailto:${adresse}` : `https://${adresse.replace(/^\/+/, "")}`;
}

/** In the last cell the Tab key begins a new row. */
function goToNewRow(state, dispatch, view) {
  if (!isInTable(state)) return false;
  const { bottom, right, map } = selectedRect(state);
  if (bottom < map.height || right < map.width) return false;
  if (dispatch) {
    addRowAfter(state, dispatch);
    goToNextCell(1)(view.state, view.dispatch);
  }
  return true;
}

function breakLine(state, dispatch) {
  if (dispatch) dispatch(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
}

/** Return what keys and typed beginnings do. */
export function listTasten() {
  const tasten = {
    "Mod-b": toggleMark(marks.strong),
    "Mod-i": toggleMark(marks.em),
    "Mod-u": toggleMark(marks.u),
    "Mod-z": undo,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
    "Shift-Mod-7": toggleListe(nodes.ordered_list),
    "Shift-Mod-8": toggleListe(nodes.bullet_list),
    "Shift-Enter": breakLine,
    "Mod-Enter": breakLine,
    // An item begun by a key is called in turn, whatever the one before was called.
    Enter: splitListItem(nodes.list_item, { value: null }),
    Backspace: undoInputRule,
    Tab: chainCommands(goToNextCell(1), goToNewRow, indentPunkt),
    "Shift-Tab": chainCommands(goToNextCell(-1), outdentPunkt),
  };
  return [inputRules({ rules: listRegeln() }), keymap(tasten), keymap(baseKeymap)];
}

// "3. April" is a day, and begins no list.
function listRegeln() {
  return [
    wrappingInputRule(/^\s*[-*•]\s$/, nodes.bullet_list),
    wrappingInputRule(/^\s*1[.)]\s$/, nodes.ordered_list),
    new InputRule(/(?:^|\s)(https?:\/\/\S*[^\s.,;:!?)])[.,;:!?)]*\s$/, (state, [ganz, href], von, bis) => {
      const anfang = von + ganz.indexOf(href);
      return state.tr.addMark(anfang, anfang + href.length, marks.link.create({ href })).insertText(" ", bis);
    }),
  ];
}
