// Work on the agenda without losing one's place: htmx sends the forms of the workbench and puts in what comes back.
// What is pressed meanwhile waits its turn; its handle is then looked up anew, because the item may stand elsewhere.

const OPPOSITE = { hoch: "runter", runter: "hoch" };
const waiting = [];
let pressed = null;

const findFocus = ({ id, item }) => {
  const [kind, key] = id.split("-");
  return document.getElementById(id)
    ?? document.getElementById(`${OPPOSITE[kind]}-${key}`)
    ?? document.getElementById(item)?.querySelector("button, a, summary")
    ?? document.querySelector("#werkbank .place button")
    ?? document.getElementById("punkt-neu");
};

const pressNext = () => {
  while (waiting.length > 0 && pressed === null) {
    const button = waiting.shift();
    (button.isConnected ? button : document.getElementById(button.id))?.click();
  }
};

document.addEventListener("htmx:confirm", (event) => {
  const button = event.detail.triggeringEvent?.submitter;
  if (!button?.closest("#werkbank")) return;
  if (pressed === null) {
    pressed = { id: button.id, item: button.closest("li[id]")?.id };
  } else {
    event.preventDefault();
    waiting.push(button);
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.requestConfig.target.id !== "werkbank") return;
  if (event.detail.successful && document.activeElement === document.body) findFocus(pressed)?.focus();
  pressed = null;
  // After a refusal nobody knows whether the rest is still meant.
  if (event.detail.failed) waiting.length = 0;
  pressNext();
});
