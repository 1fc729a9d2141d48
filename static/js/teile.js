// Parts of a page that are exchanged by htmx: who waits is told, and so is who waits in vain.

const trouble = document.getElementById("stoerung");

document.addEventListener("htmx:beforeRequest", ({ detail: { requestConfig } }) => {
  // What a page asks by itself now and then makes nobody wait.
  if (requestConfig.verb !== "get") requestConfig.target.setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:afterRequest", (event) => {
  event.detail.requestConfig.target.removeAttribute("aria-busy");
  if (event.detail.successful) trouble.replaceChildren();
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => {
    trouble.replaceChildren(document.getElementById("keine-verbindung").content.cloneNode(true));
  });
}
