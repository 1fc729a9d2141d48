// Keeps what somebody types on the device until the server has confirmed exactly that. By account and page: whoever
// logs in next on the same device is offered nothing of it. The server has all of it wiped at logout.

const LAGER = "texte";

const datenbank = new Promise((fertig, gescheitert) => {
  const anfrage = indexedDB.open("ratsinformation", 1);
  anfrage.onupgradeneeded = () => anfrage.result.createObjectStore(LAGER);
  anfrage.onsuccess = () => fertig(anfrage.result);
  anfrage.onerror = () => gescheitert(anfrage.error);
});
datenbank.catch(() => {});

async function run(art, tu) {
  const lager = (await datenbank).transaction(LAGER, art).objectStore(LAGER);
  return new Promise((fertig, gescheitert) => {
    const anfrage = tu(lager);
    lager.transaction.oncomplete = () => fertig(anfrage.result);
    lager.transaction.onabort = () => gescheitert(lager.transaction.error);
  });
}

// Each of them tells by a refused promise that this device keeps nothing (a private window, a full disk).
export const keep = (schluessel, eintrag) => run("readwrite", (lager) => lager.put(eintrag, schluessel));
export const recall = (schluessel) => run("readonly", (lager) => lager.get(schluessel));
export const forget = (schluessel) => run("readwrite", (lager) => lager.delete(schluessel));
