// Keeps the number of people on the button true while further co-signers are ticked.

const aufschrift = document.querySelector("[data-mitzeichnende]");
const formular = aufschrift?.closest("form");

function refresh() {
  const anzahl = Number(aufschrift.dataset.mitzeichnende) + formular.querySelectorAll("[name=weitere]:checked").length;
  const wer = anzahl === 0 ? "direkt zur Freigabe" : `${anzahl} ${anzahl === 1 ? "Person" : "Personen"}`;
  aufschrift.textContent = `In die Mitzeichnung geben (${wer})`;
}

if (formular) {
  formular.addEventListener("change", refresh);
  refresh();
}
