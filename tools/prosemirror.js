// What the editor needs of ProseMirror, for esbuild: one file without what nothing asks for (tools/prepare.sh).

export { baseKeymap, chainCommands, setBlockType, toggleMark } from "prosemirror-commands";
export { dropCursor } from "prosemirror-dropcursor";
export { gapCursor } from "prosemirror-gapcursor";
export { history, redo, redoDepth, undo, undoDepth } from "prosemirror-history";
export { InputRule, inputRules, undoInputRule, wrappingInputRule } from "prosemirror-inputrules";
export { keymap } from "prosemirror-keymap";
export { DOMParser, DOMSerializer, Schema, Slice } from "prosemirror-model";
export { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
export { EditorState, TextSelection } from "prosemirror-state";
export {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  fixTables,
  goToNextCell,
  isInTable,
  selectedRect,
  selectionCell,
  setCellAttr,
  tableEditing,
  tableNodes,
} from "prosemirror-tables";
export { EditorView } from "prosemirror-view";
