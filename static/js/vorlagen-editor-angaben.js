// The small panels under the toolbar: the address of a link, the way a list counts.

const ZAEHLWEISEN = [["", "1. 2. 3."], ["a", "a) b) c)"], ["A", "A. B. C."], ["i", "i) ii) iii)"], ["I", "I. II. III."]];

export function buildVerweis(editor) {
  const eingabe = document.createElement("input");
  eingabe.type = "url";
  eingabe.className = "kern-form-input__input";
  eingabe.placeholder = "https://";
  const set = () => {
    const href = eingabe.value.trim();
    const kette = editor.chain().focus().extendMarkRange("link");
    if (!href) kette.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive("link")) {
      kette.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    } else kette.setLink({ href }).run();
  };
  return buildAngaben(editor, [["Adresse des Links", eingabe]], set, () => {
    eingabe.value = editor.getAttributes("link").href ?? "";
  });
}

export function buildNummerierung(editor) {
  const art = document.createElement("select");
  art.className = "kern-form-input__select";
  art.append(...ZAEHLWEISEN.map(([wert, text]) => new Option(text, wert)));
  const beginn = document.createElement("input");
  beginn.type = "number";
  beginn.min = "1";
  beginn.max = "99999";
  beginn.className = "kern-form-input__input";
  const set = () => {
    const liste = findListe(editor.state);
    if (!liste) return;
    const attrs = { ...liste.node.attrs, type: art.value || null, start: Number(beginn.value) || 1 };
    editor.chain().focus().command(({ tr }) => Boolean(tr.setNodeMarkup(liste.pos, undefined, attrs))).run();
  };
  return buildAngaben(editor, [["Zählweise", art], ["Beginnt bei Nummer", beginn]], set, () => {
    const attrs = findListe(editor.state)?.node.attrs;
    art.value = attrs?.type ?? "";
    beginn.value = attrs?.start ?? 1;
  });
}

/** Return the innermost numbered list around the cursor. */
function findListe({ selection: { $from } }) {
  for (let tiefe = $from.depth; tiefe > 0; tiefe -= 1) {
    if ($from.node(tiefe).type.name === "orderedList") return { node: $from.node(tiefe), pos: $from.before(tiefe) };
  }
  return null;
}

function buildAngaben(editor, felder, set, read) {
  const element = document.createElement("div");
  element.className = "richtext__verweis";
  element.hidden = true;
  const close = () => {
    element.hidden = true;
    editor.commands.focus();
  };
  const take = () => {
    set();
    close();
  };
  for (const [name, eingabe] of felder) {
    const beschriftung = document.createElement("label");
    beschriftung.append(name, eingabe);
    element.append(beschriftung);
    eingabe.addEventListener("keydown", (ereignis) => {
      if (ereignis.key === "Enter") take();
      else if (ereignis.key === "Escape") close();
      else return;
      ereignis.preventDefault();
    });
  }
  element.append(buildKnopf("Übernehmen", take), buildKnopf("Abbrechen", close));
  const open = () => {
    read();
    element.hidden = false;
    felder[0][1].focus();
  };
  return { element, open };
}

function buildKnopf(text, tu) {
  const knopf = document.createElement("button");
  knopf.type = "button";
  knopf.className = "richtext__knopf";
  knopf.textContent = text;
  knopf.addEventListener("click", tu);
  return knopf;
}
