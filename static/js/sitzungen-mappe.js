// Watches the packets that are being bound. When one has ended, the page is loaded anew and shows what came of it.

const bereich = document.querySelector("[data-mappen]");
const ansage = bereich.querySelector("[data-ansage]");

const INTERVAL = 1500;
// A screen reader hears how far it is now and then, not every second.
const ANNOUNCE_EVERY = 10000;

let announced = 0;

const shown = () => [...bereich.querySelectorAll("[data-auftrag]")];

const update = (row, order) => {
  const bar = row.querySelector("progress");
  if (order.gesamt > 0) {
    bar.max = order.gesamt;
    bar.value = order.erledigt;
  }
  row.querySelector("[data-text]").textContent = order.text;
  const warning = row.querySelector("[data-warnung]");
  warning.hidden = order.warnung === "";
  warning.firstElementChild.textContent = order.warnung;
};

const poll = async () => {
  let orders;
  try {
    const answer = await fetch(bereich.dataset.mappen, { headers: { Accept: "application/json" } });
    if (!answer.ok) {
      return window.location.reload();
    }
    orders = (await answer.json()).auftraege;
  } catch {
    // The line is down for a moment: the work goes on without us.
    return window.setTimeout(poll, INTERVAL * 4);
  }
  const open = new Map(orders.map((order) => [String(order.id), order]));
  if (shown().some((row) => !open.has(row.dataset.auftrag))) {
    return window.location.reload();
  }
  for (const row of shown()) {
    update(row, open.get(row.dataset.auftrag));
  }
  if (Date.now() - announced > ANNOUNCE_EVERY) {
    announced = Date.now();
    ansage.textContent = orders.map((order) => order.warnung || order.text).join(". ");
  }
  return window.setTimeout(poll, INTERVAL);
};

window.setTimeout(poll, INTERVAL);
