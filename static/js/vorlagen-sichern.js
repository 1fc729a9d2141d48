// Saves a part of a draft while somebody types: on the device at once, on the server after a short pause. One request
// at a time; what is typed meanwhile follows. Nothing here is needed to save by the button.

import { forget, keep, recall } from "./vorlagen-geraet.js";

const PAUSE = 700;
const VERSUCHE = 5;
const GEDULD = 20_000;
const NICHT_DABEI = new Set(["csrfmiddlewaretoken", "stand", "dateien"]);
// What the server refuses for good: the same text would be refused again.
const ENDGUELTIG = new Set([400, 413, 415, 422, 507]);
const UNTERWEGS = "wird gespeichert";
const OHNE_NETZ = "keine Verbindung, Text liegt auf diesem Gerät";
const OHNE_NETZ_UND_GERAET = "keine Verbindung, der Text ist noch nirgends gesichert";

for (const formular of document.querySelectorAll("form[data-sichern]")) start(formular);

function read(formular) {
  return JSON.stringify([...new FormData(formular)].filter(([name]) => !NICHT_DABEI.has(name)));
}

function uhrzeit(zeit) {
  return zeit.toLocaleString("de-DE", { day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit" });
}

async function start(formular) {
  const adresse = formular.dataset.sichern;
  const schluessel = `${formular.dataset.konto} ${adresse}`;
  const { stand, csrfmiddlewaretoken: token } = formular.elements;
  const zeile = formular.querySelector("[data-stand]");
  const tafel = formular.querySelector("[data-meldungen]");
  const kanal = new BroadcastChannel(`entwurf ${adresse}`);
  let gesichert = formular.dataset.gespeichert === "ja" ? read(formular) : null;
  let [uhr, laeuft, versuche, halt, aufGeraet, veraltet, durchlassen] = [0, null, 0, false, true, false, false];
  let erneuert = false;

  let ruhe = zeile.textContent;

  const isSauber = () => read(formular) === gesichert;
  // Whoever listens to the page hears how saving ended, not at every pause that it began.
  const say = (satz) => {
    zeile.ariaBusy = String(satz === UNTERWEGS);
    if (zeile.textContent !== satz) zeile.textContent = satz;
  };

  function show(satz, ...knoepfe) {
    const absatz = document.createElement("p");
    absatz.textContent = satz;
    tafel.replaceChildren(absatz, ...knoepfe);
    tafel.hidden = !satz;
  }

  function button(aufschrift, tu) {
    const knopf = document.createElement("button");
    knopf.type = "button";
    knopf.className = "kern-btn kern-btn--secondary";
    const text = document.createElement("span");
    text.className = "kern-label";
    text.textContent = aufschrift;
    knopf.append(text);
    knopf.addEventListener("click", tu);
    return knopf;
  }

  async function keepHere() {
    const eintrag = { felder: read(formular), stand: stand.value, zeit: Date.now() };
    aufGeraet = await keep(schluessel, eintrag).then(() => true, () => false);
  }

  function send(felder, gesehen) {
    const daten = new URLSearchParams([...JSON.parse(felder), ["stand", gesehen]]);
    return fetch(adresse, {
      method: "POST",
      body: daten,
      headers: { Accept: "application/json", "X-CSRFToken": token.value },
      redirect: "manual",
      // So that closing the window does not stop it; browsers allow that for small texts only.
      keepalive: daten.toString().length < 60_000,
      signal: AbortSignal.timeout(GEDULD),
    });
  }

  function save() {
    clearTimeout(uhr);
    if (halt) return Promise.resolve();
    if (isSauber()) {
      if (!laeuft) say(ruhe);
      return Promise.resolve();
    }
    laeuft ??= tryToSave().finally(() => {
      laeuft = null;
      if (!halt && versuche === 0 && !isSauber()) schedule();
    });
    return laeuft;
  }

  async function tryToSave() {
    const felder = read(formular);
    if (versuche === 0) say(UNTERWEGS);
    try {
      const antwort = await send(felder, stand.value);
      if (antwort.ok) await confirm(felder, await antwort.json());
      else if (antwort.status === 409) stop("Konflikt", (await antwort.json()).konflikt, button("Unterschied ansehen", goOn));
      else if (antwort.type === "opaqueredirect" || antwort.status === 401 || antwort.status === 403) await renew();
      else if (ENDGUELTIG.has(antwort.status)) await refuse(antwort);
      else retry();
    } catch {
      retry();
    }
  }

  async function confirm(felder, antwort) {
    [gesichert, versuche, erneuert] = [felder, 0, false];
    stand.value = String(antwort.stand);
    kanal.postMessage("gespeichert");
    document.dispatchEvent(new Event("entwurf:gespeichert"));
    const offen = antwort.fehler.length > 0;
    show(offen ? `Gespeichert, aber noch nicht übernommen: ${antwort.fehler.join(" ")}` : antwort.hinweise.join(" "));
    const andere = document.querySelector("[data-andere]");
    andere?.replaceChildren(...antwort.andere.map((satz) => Object.assign(document.createElement("p"), { textContent: satz })));
    ruhe = `gespeichert ${antwort.zeit}`;
    if (!isSauber()) return;
    await forget(schluessel).catch(() => {});
    if (isSauber()) say(ruhe);
  }

  function retry() {
    versuche += 1;
    say(aufGeraet ? OHNE_NETZ : OHNE_NETZ_UND_GERAET);
    if (versuche < VERSUCHE) uhr = setTimeout(save, 1000 * 2 ** versuche);
  }

  async function refuse(antwort) {
    versuche = VERSUCHE;
    const satz = await antwort.json().then((inhalt) => inhalt.satz, () => "Der Server nimmt diesen Text nicht an.");
    say("nicht gespeichert");
    show(`${satz} Der Text liegt auf diesem Gerät.`);
  }

  function stop(stufe, satz, ...knoepfe) {
    halt = true;
    say(stufe);
    show(satz, ...knoepfe);
  }

  function goOn() {
    durchlassen = true;
    formular.requestSubmit();
  }

  // The login ended, or its secret is a new one.
  async function renew() {
    const antwort = await fetch(adresse, { headers: { Accept: "application/json" }, redirect: "manual" });
    versuche = VERSUCHE;
    if (antwort.type === "opaqueredirect") {
      say("abgemeldet, Text liegt auf diesem Gerät");
      const verweis = Object.assign(document.createElement("a"), { href: "/anmelden/", target: "_blank", textContent: "Anmelden (neues Fenster)" });
      show("Ihre Anmeldung ist beendet. Melden Sie sich in einem neuen Fenster an und kommen Sie hierher zurück; dann wird von selbst gespeichert.", verweis);
    } else if (!antwort.ok) {
      stop("nicht gespeichert", "Sie können in diesem Entwurf nicht mehr schreiben. Der Text liegt auf diesem Gerät; bitte kopieren Sie, was Sie brauchen.");
    } else {
      const lage = await antwort.json();
      if (String(lage.konto) !== formular.dataset.konto) {
        say("nicht gespeichert");
        show("In diesem Browser ist jetzt jemand anderes angemeldet. Der Text liegt auf diesem Gerät, bis Sie wieder angemeldet sind.");
        return;
      }
      token.value = lage.token;
      show("");
      // Refused again with a fresh secret, it is refused for another reason: then as seldom as without a network.
      versuche = erneuert ? versuche : 0;
      if (!erneuert) schedule(0);
      else say("nicht gespeichert, Text liegt auf diesem Gerät");
      erneuert = true;
    }
  }

  function schedule(pause = PAUSE) {
    clearTimeout(uhr);
    uhr = setTimeout(save, pause);
  }

  async function offer() {
    const eintrag = await recall(schluessel).catch(() => undefined);
    if (!eintrag) return;
    if (eintrag.felder === read(formular)) {
      await forget(schluessel);
      return;
    }
    halt = true;
    const satz = `Auf diesem Gerät liegt ein Text vom ${uhrzeit(new Date(eintrag.zeit))} Uhr, der noch nicht gespeichert ist.`;
    show(satz, button("Einsetzen", () => insert(eintrag)), button("Verwerfen", drop));
  }

  async function drop() {
    await forget(schluessel).catch(() => {});
    halt = false;
    show("");
    schedule(0);
  }

  async function insert(eintrag) {
    const antwort = await send(eintrag.felder, eintrag.stand).catch(() => null);
    if (antwort?.ok) {
      await forget(schluessel).catch(() => {});
      gesichert = read(formular);
      window.location.reload();
    } else if (antwort?.status === 409) {
      submitAs(eintrag);
    } else {
      say(OHNE_NETZ);
    }
  }

  // Both texts are shown by the server, as after the button.
  function submitAs(eintrag) {
    const anderes = document.createElement("form");
    Object.assign(anderes, { method: "post", action: adresse, hidden: true });
    for (const [name, wert] of [...JSON.parse(eintrag.felder), ["stand", eintrag.stand], ["csrfmiddlewaretoken", token.value]]) {
      anderes.append(Object.assign(document.createElement("textarea"), { name, value: wert }));
    }
    document.body.append(anderes);
    anderes.submit();
  }

  formular.addEventListener("input", () => {
    if (veraltet) veraltet = false;
    keepHere();
    if (halt) return;
    if (versuche === 0) say(UNTERWEGS);
    [versuche, erneuert] = [0, false];
    schedule();
  });
  formular.addEventListener("submit", async (ereignis) => {
    if (durchlassen || halt || isSauber() || ereignis.submitter?.name === "zeile") {
      durchlassen = true;
      return;
    }
    // What cannot be saved stays on this page instead of an error page of the browser.
    ereignis.preventDefault();
    versuche = 0;
    await laeuft;
    await save();
    if (isSauber() || halt) {
      durchlassen = true;
      formular.requestSubmit(ereignis.submitter);
    }
  });
  kanal.addEventListener("message", () => {
    veraltet = isSauber();
  });
  const comeBack = () => {
    if (document.visibilityState === "hidden") {
      save();
      return;
    }
    // Another window of the same person has a newer text, and here is nothing to lose.
    if (veraltet && isSauber()) window.location.reload();
    if (versuche > 0) {
      versuche = 0;
      save();
    }
  };
  document.addEventListener("visibilitychange", comeBack);
  window.addEventListener("focus", comeBack);
  window.addEventListener("online", comeBack);
  window.addEventListener("beforeunload", (ereignis) => {
    if (!durchlassen && !isSauber() && !aufGeraet) ereignis.preventDefault();
  });
  await offer();
  if (gesichert === null && !halt) keepHere();
}
