// Asks before a page with unsaved text is left.

for (const formular of document.querySelectorAll("form[data-ungespeichert]")) {
  let ungespeichert = formular.dataset.ungespeichert === "ja";
  const stand = formular.querySelector("[data-stand]");
  formular.addEventListener("input", () => {
    ungespeichert = true;
    if (stand) stand.textContent = "Noch nicht gespeichert";
  });
  formular.addEventListener("submit", () => {
    ungespeichert = false;
  });
  window.addEventListener("beforeunload", (ereignis) => {
    if (ungespeichert) ereignis.preventDefault();
  });
}
