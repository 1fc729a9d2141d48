// Rows that are added, moved and removed at once instead of by a round trip to the server. The buttons are submit
// buttons that work without this script as well.

for (const bereich of document.querySelectorAll("[data-zeilen]")) start(bereich);

function start(bereich) {
  const name = bereich.dataset.zeilen;
  const titel = bereich.dataset.zeilentitel;
  const liste = bereich.querySelector("[data-zeilenliste]");
  const vorlage = bereich.querySelector("template");
  const meldung = bereich.querySelector("[role=status]");
  const rows = () => [...liste.querySelectorAll(":scope > [data-zeile]")];

  bereich.addEventListener("click", (ereignis) => {
    const knopf = ereignis.target.closest("button[name=zeile]");
    if (!knopf || (knopf.dataset.befehl === "neu" && !vorlage)) return;
    ereignis.preventDefault();
    const zeile = knopf.closest("[data-zeile]");
    const vorher = zeile ? rows().indexOf(zeile) : rows().length;
    const satz = { neu: add, hoch: moveUp, runter: moveDown, entfernen: remove }[knopf.dataset.befehl](zeile, vorher, knopf);
    renumber(rows(), name, titel);
    bereich.querySelector(`[name="${name}-TOTAL_FORMS"]`).value = String(rows().length);
    meldung.textContent = satz;
    bereich.dispatchEvent(new Event("input", { bubbles: true }));
  });

  function add(_zeile, vorher) {
    liste.append(vorlage.content.cloneNode(true));
    const neu = rows().at(-1);
    neu.querySelector("select, input:not([type=hidden])").focus();
    return `${titel} ${vorher + 1} hinzugefügt.`;
  }

  function moveUp(zeile, vorher, knopf) {
    if (vorher === 0) return `${titel} 1 steht schon ganz oben.`;
    rows()[vorher - 1].before(zeile);
    knopf.focus();
    return `${titel} ${vorher + 1} steht jetzt an Stelle ${vorher}.`;
  }

  function moveDown(zeile, vorher, knopf) {
    if (vorher === rows().length - 1) return `${titel} ${vorher + 1} steht schon ganz unten.`;
    rows()[vorher + 1].after(zeile);
    knopf.focus();
    return `${titel} ${vorher + 1} steht jetzt an Stelle ${vorher + 2}.`;
  }

  function remove(zeile, vorher) {
    zeile.remove();
    const naechste = rows()[Math.min(vorher, rows().length - 1)];
    const ziel = naechste?.querySelector("[data-befehl=entfernen]") ?? bereich.querySelector("[data-befehl=neu]");
    (ziel ?? bereich.querySelector("input[type=file]"))?.focus();
    return `${titel} ${vorher + 1} entfernt. Gilt, sobald Sie ${bereich.dataset.gilt ?? "speichern"}.`;
  }
}

function renumber(zeilen, name, titel) {
  const muster = new RegExp(`${name}-(?:\\d+|__prefix__)-`, "g");
  zeilen.forEach((zeile, nummer) => {
    for (const element of zeile.querySelectorAll("*")) {
      for (const attribut of ["name", "id", "for", "aria-describedby", "aria-labelledby"]) {
        const wert = element.getAttribute(attribut);
        if (wert) element.setAttribute(attribut, wert.replace(muster, `${name}-${nummer}-`));
      }
      if (element.dataset.befehl) {
        element.value = `${name}:${element.dataset.befehl}:${nummer}`;
        element.setAttribute("aria-label", `${element.textContent.trim()}: ${titel} ${nummer + 1}`);
      }
      if ("zeilentitelText" in element.dataset) element.textContent = `${titel} ${nummer + 1}`;
    }
  });
}
