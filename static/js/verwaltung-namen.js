// Offers names while somebody types into a field that takes one. Without this script the name is typed in full.

const NUMMER = " · Nr. ";

document.querySelectorAll("input[data-namen]").forEach((feld, nummer) => {
  const liste = document.createElement("datalist");
  liste.id = `namen-${nummer}`;
  feld.after(liste);
  feld.setAttribute("list", liste.id);

  let gefragt;
  let warten;
  const ask = async () => {
    const text = feld.value.split(NUMMER)[0].trim();
    if (text === gefragt) return;
    gefragt = text;
    const antwort = await fetch(`${feld.dataset.namen}&term=${encodeURIComponent(text)}`);
    if (!antwort.ok || text !== gefragt) return;
    const { results } = await antwort.json();
    const gleiche = (name) => results.filter((zeile) => zeile.text === name).length > 1;
    liste.replaceChildren(
      ...results.map(({ id, text: name }) => new Option("", gleiche(name) ? `${name}${NUMMER}${id}` : name)),
    );
  };
  feld.addEventListener("focus", ask);
  feld.addEventListener("input", () => {
    clearTimeout(warten);
    warten = setTimeout(ask, 150);
  });
});
