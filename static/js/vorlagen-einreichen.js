// Keeps the number of people on the button true while further co-signers are ticked.

const knopf = document.querySelector("[data-mitzeichnende]");
const formular = knopf?.form;

function refresh() {
  const anzahl = Number(knopf.dataset.mitzeichnende) + formular.querySelectorAll("[name=weitere]:checked").length;
  const wer = anzahl === 0 ? "direkt zur Freigabe" : `${anzahl} ${anzahl === 1 ? "Person" : "Personen"}`;
  knopf.firstElementChild.textContent = `In die Mitzeichnung geben (${wer})`;
}

if (formular) {
  formular.addEventListener("change", refresh);
  refresh();
}
