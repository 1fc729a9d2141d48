// What pasted characters mean; the same tables as in dokumente/rules/symbolschriften.py, where their source is named.

export const WINGDINGS =
  " ▪✂✁▪♪▪▪☎✆✉✉▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪✇✍" +
  "✍✌✌☝☟☜☞☝☟☝☺😐☹✹▪⚐⚐✈☼▪❄▪✞▪✠✡☪☯▪☸♈♉" +
  "♊♋♌♍♎♏♐♑♒♓&&●❍■□□❑❒◆⧫◆❖◆⌧☒⌘▪▪“”▯" +
  "⓪➀➁➂➃➄➅➆➇➈➉⓿➊➋➌➍➎➏➐➑➒➓▪▪▪▪▪▪▪▪·•" +
  "▪○◉◉◉◎○▪□✦✦★✶✴✹✵✛✛✧◈✧✪✰▪▪▪▪▪▪▪▪▪" +
  "▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪⌫⌦◁➢△▽←➲↑↓←" +
  "→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⇕⇳⬁⬀⬃⬂▭▫✗✓☒☑⊞";

export const SYMBOL =
  " !∀#∃%&∍()*+,−./0123456789:;<=>?" +
  "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_" +
  "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~▯" +
  "⓪➀➁➂➃➄➅➆➇➈➉⓿➊➋➌➍➎➏➐➑➒➓▪▪▪▪▪▪▪▪·•" +
  "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵" +
  "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓" +
  "◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪◊⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭⊞";

// Without the font's name these are Wingdings, all others Symbol.
const EHER_WINGDINGS = new Set([
  0x28, 0x2a, 0x45, 0x46, 0x4a, 0x4c, 0x6c, 0x6e, 0x6f, 0x71, 0x72, 0x75, 0x76, 0x77, 0x78, 0xa1, 0xa7,
  0xa8, 0xab, 0xd8, 0xdc, 0xe0, 0xe8, 0xf0, 0xfb, 0xfc, 0xfd, 0xfe, 0xff,
]);

// What a page written in Windows' code has at the places 0x80 to 0x9f.
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const TABELLEN = { wingdings: Array.from(WINGDINGS), symbol: Array.from(SYMBOL) };
const LIGATUREN = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/** Return text without soft hyphens, ligatures and the private characters of symbol fonts. */
export function cleanZeichen(text) {
  return text
    .replace(/[\u00ad\ufffe][ \t]*\n[ \t]*/g, "")
    .replace(/[\u00ad\u200b\u2060\ufeff\ufffe\uffff]/g, "")
    .replace(/[\ufb00-\ufb06]/g, (zeichen) => LIGATUREN[zeichen.charCodeAt(0) - 0xfb00])
    .replace(/[\uf000-\uf0ff]/g, (zeichen) => {
      const stelle = zeichen.charCodeAt(0) - 0xf000;
      return TABELLEN[EHER_WINGDINGS.has(stelle) ? "wingdings" : "symbol"][stelle - 0x20] ?? "";
    });
}

/** Return what the text shows that is set in Wingdings or Symbol. */
export function readSymbole(text, schrift) {
  return Array.from(text, (zeichen) => {
    const nummer = zeichen.charCodeAt(0);
    const windows = WINDOWS.indexOf(zeichen);
    const stelle = windows >= 0 ? windows + 0x80 : nummer >= 0xf020 && nummer <= 0xf0ff ? nummer - 0xf000 : nummer;
    return TABELLEN[schrift.toLowerCase()][stelle - 0x20] ?? zeichen;
  }).join("");
}
