// Work on the agenda without losing one's place. Every press becomes an errand with what was chosen at that moment; the
// errands are sent one after the other, so that no quick press is lost. Keys and dragging press the same buttons.

const errands = [];
let sending = false;
let presses = 0;

const rows = () => [...document.querySelectorAll('#griffe input[name="punkt"]')];
// What lies folded away cannot take the focus.
const find = (id) => {
  const element = document.getElementById(id);
  return element?.checkVisibility() ? element : null;
};
const chosen = () => rows().find((row) => row.checked);

// What is not ticked yet when an answer comes back must be ticked still, and what was typed must stand.
const keep = () => {
  const fields = [...document.querySelectorAll("#aufsetzen input[type=checkbox], #aufsetzen select, #aufsetzen textarea, #aufsetzen input[type=text], #neu :is(input, select, textarea)")];
  return {
    focus: document.activeElement?.id,
    place: rows().indexOf(chosen()),
    punkt: chosen()?.value,
    open: document.getElementById("neu")?.open,
    fields: fields.filter((field) => field.id).map(({ id, value, checked }) => ({ id, value, checked })),
  };
};

const restore = (kept) => {
  for (const { id, value, checked } of kept.fields) {
    const field = document.getElementById(id);
    if (!field || field.type === "hidden") continue;
    if (field.type === "checkbox") field.checked = checked;
    else if (field.tagName !== "SELECT" || value) field.value = value;
  }
  if (kept.open) document.getElementById("neu").open = true;
  const now = rows();
  const row = now.find(({ value }) => value === kept.punkt) ?? now[Math.min(kept.place, now.length - 1)];
  if (row) row.checked = true;
  if (document.activeElement === document.body || !document.activeElement) {
    const wasRow = kept.focus?.match(/^p\d+$/);
    const next = find(kept.focus) ?? (wasRow ? row : null)
      ?? (kept.focus?.startsWith("griff-") ? row : null)
      ?? document.querySelector(".waiting__row button") ?? row ?? document.getElementById("punkt-neu");
    next?.focus({ preventScroll: !wasRow });
  }
  show();
};

const show = () => {
  const label = document.getElementById("griff-punkt");
  const line = chosen()?.closest("label");
  if (label && line) label.textContent = `${line.querySelector("b").textContent} ${line.querySelector("span").textContent}`;
  const count = document.querySelectorAll('#aufsetzen input[name="beratung"]:checked').length;
  const button = document.querySelector("#aufsetzen-auswahl .kern-label");
  if (button) button.textContent = count ? `${count} angekreuzte aufsetzen` : "Angekreuzte aufsetzen";
  for (const errand of errands) {
    document.getElementById(`wartet-${errand.data.get("einzeln")}`)?.classList.add("wird-gesetzt");
  }
};

const send = async () => {
  if (sending) return;
  sending = true;
  while (errands.length > 0) {
    const { url, data } = errands[0];
    let fine = true;
    const hear = ({ detail }) => { fine = detail.successful; };
    document.addEventListener("htmx:afterRequest", hear);
    let kept;
    const before = () => { kept = keep(); };
    document.addEventListener("htmx:beforeSwap", before);
    try {
      await globalThis.htmx.ajax("POST", url, { source: "#werkbank", values: data });
    } catch { fine = false; }
    document.removeEventListener("htmx:afterRequest", hear);
    document.removeEventListener("htmx:beforeSwap", before);
    errands.shift();
    if (kept && fine) restore(kept);
    // After a failure nobody knows whether the rest is still meant.
    if (!fine) errands.length = 0;
  }
  sending = false;
};

const order = (form, submitter, extra = {}) => {
  const data = new FormData(form, submitter);
  for (const [name, value] of Object.entries(extra)) data.set(name, value);
  // Two presses on the same handle are two; without this the server takes the second for the first one sent again.
  presses += 1;
  data.set("klick", presses);
  const single = data.get("einzeln");
  if (single && errands.some((errand) => errand.data.get("einzeln") === single)) return;
  errands.push({ url: submitter?.hasAttribute("formaction") ? submitter.formAction : form.action, data });
  show();
  send();
};

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-werkbank]");
  if (!form || event.submitter?.value === "aendern") return;
  event.preventDefault();
  order(form, event.submitter);
});

document.addEventListener("change", (event) => {
  if (event.target.closest("#werkbank")) show();
});

// --- keys, while an item has the focus

const KEYS = {
  ArrowUp: "hoch", ArrowDown: "runter", Home: "anfang", End: "ende", ArrowRight: "einruecken", ArrowLeft: "ausruecken",
};

document.addEventListener("keydown", (event) => {
  const form = document.getElementById("griffe");
  if (event.target.id === "griff-nach" && event.key === "Enter") {
    event.preventDefault();
    document.getElementById("griff-stelle").click();
  } else if (event.key === "Escape" && event.target.closest("#griffe .confirm, #neu")) {
    event.target.closest("details").open = false;
    chosen()?.focus();
  }
  if (event.target.name !== "punkt" || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.altKey) {
    if (!(event.key in KEYS)) return;
    event.preventDefault();
    if ("ordnen" in form.dataset) order(form, null, { griff: KEYS[event.key], punkt: event.target.value });
  } else if (event.key === "Delete") {
    event.preventDefault();
    document.getElementById("griff-weg").closest("details").open = true;
    (document.getElementById("griff-grund") ?? document.getElementById("griff-absetzen")).focus();
  } else if (event.key === "n") {
    event.preventDefault();
    document.getElementById("neu").open = true;
    document.getElementById("id_betreff").focus();
  }
});

// --- dragging: among the items beside it

let dragged = null;

const mark = (row, name) => {
  for (const other of document.querySelectorAll(".is-ziel-davor, .is-ziel-danach")) other.classList.remove("is-ziel-davor", "is-ziel-danach");
  row?.classList.add(name);
};
const family = (row) => [...row.parentElement.children].filter(
  (other) => other.dataset.unter === row.dataset.unter && other.querySelector("input"),
);
const half = (event, row) => {
  const { top, height } = row.getBoundingClientRect();
  return event.clientY > top + height / 2;
};

document.addEventListener("pointerdown", (event) => {
  const row = event.target.closest("#griffe[data-ordnen] .agenda-edit > li");
  if (row?.querySelector("input") && event.pointerType === "mouse") row.draggable = true;
});
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".agenda-edit > li");
  if (!dragged) return;
  dragged.querySelector("input").checked = true;
  dragged.classList.add("is-gezogen");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id);
  show();
});
document.addEventListener("dragover", (event) => {
  const row = dragged && event.target.closest(".agenda-edit > li");
  if (!row || !family(dragged).includes(row)) return mark(null);
  event.preventDefault();
  mark(row, half(event, row) ? "is-ziel-danach" : "is-ziel-davor");
});
document.addEventListener("drop", (event) => {
  const row = dragged && event.target.closest(".agenda-edit > li");
  const all = dragged ? family(dragged) : [];
  if (!row || !all.includes(row)) return;
  event.preventDefault();
  const from = all.indexOf(dragged);
  const to = all.indexOf(row) + (half(event, row) ? 1 : 0);
  const place = to > from ? to : to + 1;
  if (place === from + 1) return;
  order(document.getElementById("griffe"), null, { griff: "stelle", nach: place, punkt: dragged.querySelector("input").value });
});
document.addEventListener("dragend", () => {
  mark(null);
  dragged?.classList.remove("is-gezogen");
  dragged = null;
});

// --- what is looked for is shown as soon as it is chosen; without a script there is a button

document.addEventListener("change", (event) => {
  if (event.target.closest("form.filter select")) event.target.form.requestSubmit();
});

show();
