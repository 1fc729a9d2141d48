// Shows the printed form beside the text: drawn anew when something was saved, one page after the other exchanged when
// its picture is there, so that nothing flickers. The text itself is read as PDF; pictures are for the eye.

const PAUSE = 250;

for (const bereich of document.querySelectorAll("[data-vorschau]")) start(bereich);

function start(bereich) {
  const rahmen = bereich.querySelector("[data-vorschau-seiten]");
  const meldung = bereich.querySelector("[role=status]");
  let [uhr, laeuft, nochmal, gesehen] = [0, false, false, false];

  async function draw() {
    if (laeuft || !bereich.open) {
      nochmal = laeuft;
      return;
    }
    laeuft = true;
    const antwort = await fetch(bereich.dataset.vorschau, { headers: { Accept: "application/json" }, redirect: "manual" })
      .then(async (a) => (a.ok || a.status === 503 ? { ok: a.ok, ...(await a.json()) } : null), () => null);
    if (antwort?.ok) await exchange(antwort);
    meldung.textContent = antwort?.ok ? "" : (antwort?.satz ?? "Die Vorschau ist im Augenblick nicht zu haben.");
    laeuft = false;
    if (nochmal) schedule();
    nochmal = false;
  }

  async function exchange({ seiten, ziele }) {
    const neue = await Promise.all(seiten.map(load));
    rahmen.replaceChildren(...neue);
    if (gesehen) return;
    gesehen = true;
    const ziel = neue[ziele[bereich.dataset.teil] - 1];
    rahmen.scrollTop = ziel ? ziel.offsetTop - rahmen.offsetTop : 0;
  }

  async function load(adresse, stelle, alle) {
    const bild = Object.assign(new Image(), { src: adresse, alt: `Seite ${stelle + 1} von ${alle.length}`, className: "vorschau__seite" });
    await bild.decode().catch(() => {});
    return bild;
  }

  function schedule() {
    clearTimeout(uhr);
    uhr = setTimeout(draw, PAUSE);
  }

  document.addEventListener("entwurf:gespeichert", schedule);
  bereich.addEventListener("toggle", draw);
  bereich.open = window.matchMedia("(min-width: 75rem)").matches;
  if (bereich.open) draw();
}
