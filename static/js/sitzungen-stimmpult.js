// The vote run by keyboard. Letters count only while the focus is inside the panel and not in a text;
// nothing is stored before Enter, and everything works by mouse, touch and Tab as well.

const panel = document.querySelector("[data-stimmpult]");

const COUNTS = [
  ["ja", "Ja-Stimme", "Ja-Stimmen"],
  ["gegenstimmen", "Gegenstimme", "Gegenstimmen"],
  ["enthaltungen", "Enthaltung", "Enthaltungen"],
  ["befangen", "befangen", "befangen"],
];
const COUNTED = new Set(["mehrheitlich", "abgelehnt"]);

const isText = (element) => element.matches("textarea, input[type=text], select");
const isNumber = (element) => element.matches("input[type=number]");
const NEXT = new Set(["PageDown", "ArrowDown"]);
const PREVIOUS = new Set(["PageUp", "ArrowUp"]);

const toggleParts = () => {
  const chosen = panel.querySelector('input[name="ausgang"]:checked')?.value;
  const changed = panel.querySelector("#id_geaendert").checked;
  panel.querySelector('[data-nur="verwiesen"]').hidden = chosen !== "verwiesen";
  panel.querySelector('[data-nur="geaendert"]').hidden = !changed;
};

const readBack = () => {
  const chosen = panel.querySelector('input[name="ausgang"]:checked');
  const line = panel.querySelector("[data-vorlesen]");
  if (!chosen) {
    line.textContent = "";
    return;
  }
  const parts = [panel.querySelector(`label[for="${chosen.id}"] span`).textContent];
  if (panel.querySelector("#id_geaendert").checked) {
    parts[0] += " mit geändertem Wortlaut";
  }
  for (const [name, one, many] of COUNTS) {
    const value = panel.querySelector(`[name="${name}"]`).value.trim();
    if (value !== "") {
      parts.push(`${value} ${value === "1" ? one : many}`);
    }
  }
  if (panel.dataset.anwesend) {
    parts.push(`${panel.dataset.anwesend} anwesend`);
  }
  line.textContent = `${panel.dataset.top}: ${parts.join(", ")}`;
};

const choose = (radio) => {
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  const next = COUNTED.has(radio.value)
    ? panel.querySelector('[name="gegenstimmen"]')
    : radio.value === "verwiesen" ? panel.querySelector('[name="verwiesen_an"]') : radio;
  next.focus();
};

const follow = (rel) => {
  panel.querySelector(`a[rel="${rel}"]`)?.click();
};

if (panel) {
  panel.addEventListener("change", () => { toggleParts(); readBack(); });
  panel.addEventListener("input", readBack);
  panel.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isText(event.target)) {
      return;
    }
    // In a count the arrows change the number.
    const arrow = event.key.startsWith("Arrow") && isNumber(event.target);
    if (!arrow && (NEXT.has(event.key) || PREVIOUS.has(event.key))) {
      event.preventDefault();
      follow(NEXT.has(event.key) ? "next" : "prev");
      return;
    }
    if (event.key === "Enter" && event.target.matches("input[type=radio], input[type=checkbox], fieldset")) {
      event.preventDefault();
      panel.requestSubmit();
      return;
    }
    const key = event.key.toUpperCase();
    const move = document.querySelector(`[data-bewegung="${CSS.escape(key)}"] select`);
    if (move) {
      event.preventDefault();
      move.focus();
      return;
    }
    const link = document.querySelector(`a[data-weg="${CSS.escape(key)}"]`);
    if (link) {
      event.preventDefault();
      link.click();
      return;
    }
    const undo = document.querySelector("[data-zuruecknehmen]");
    if (key === "U" && undo) {
      event.preventDefault();
      undo.requestSubmit();
      return;
    }
    const radio = panel.querySelector(`input[data-taste="${CSS.escape(key)}"]`);
    if (radio) {
      event.preventDefault();
      choose(radio);
    } else if (key === "G") {
      event.preventDefault();
      const box = panel.querySelector("#id_geaendert");
      box.checked = !box.checked;
      box.dispatchEvent(new Event("change", { bubbles: true }));
      (box.checked ? panel.querySelector('[name="wortlaut"]') : box).focus();
    }
  });
  // In the list of people a letter finds a name, and Enter says it.
  for (const form of document.querySelectorAll("[data-bewegung]")) {
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("select") && event.target.value) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
  }
  toggleParts();
  readBack();
  // A page that opens with a message is not read out by itself: say it once more, as a change.
  const message = document.querySelector(".messages .kern-title");
  if (message) {
    const text = message.textContent;
    window.setTimeout(() => { message.textContent = ""; message.textContent = text; }, 200);
  }
}
