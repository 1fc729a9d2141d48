// Work on the agenda without losing one's place: the same forms as without JavaScript, sent in the background;
// the page's own answer replaces the workbench, and the focus stays on the handle that was used.

const AREA = "[data-werkbank]";
const OPPOSITE = { hoch: "runter", runter: "hoch" };

const announce = (text) => {
  const line = document.querySelector("[data-ansage]");
  line.textContent = "";
  window.setTimeout(() => { line.textContent = text; }, 50);
};

const findFocus = (id, item) => {
  const [kind, key] = (id ?? "").split("-");
  return document.getElementById(id)
    ?? document.getElementById(`${OPPOSITE[kind]}-${key}`)
    ?? document.getElementById(item)?.querySelector("button, a, summary")
    ?? document.querySelector(`${AREA} form[data-sofort] button`)
    ?? document.getElementById("punkt-neu");
};

const replace = (html, id, item) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = page.querySelector(AREA);
  const messages = page.querySelector(".messages");
  if (!fresh || !messages) {
    return false;
  }
  document.querySelector(AREA).replaceWith(document.adoptNode(fresh));
  const errors = document.querySelector(`${AREA} .error-summary`);
  (errors ?? findFocus(id, item))?.focus();
  announce(messages.textContent.trim().replace(/\s+/g, " "));
  return true;
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches(`${AREA} form[data-sofort]`)) {
    return;
  }
  event.preventDefault();
  const area = document.querySelector(AREA);
  if (area.getAttribute("aria-busy") === "true") {
    return;
  }
  area.setAttribute("aria-busy", "true");
  const id = event.submitter?.id;
  const item = form.closest("li[id]")?.id;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    if (!answer.ok || !replace(await answer.text(), id, item)) {
      window.location.assign(answer.url);
    }
  } catch {
    area.removeAttribute("aria-busy");
    announce("Keine Verbindung. Bitte versuchen Sie es noch einmal.");
  }
});
