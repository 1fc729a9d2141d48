"""What the private characters U+F020 to U+F0FF mean: Symbol and Wingdings, which word processors use for list marks.

The meanings are those that Unicode gave the two fonts (L2/11-052 and its successors); where everyday fonts lack the
twin, its nearest relative that they have, and for mere pictures the mark they serve as.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ANFANG: Final = 0xF020
"""The private character that stands for the font's character 0x20."""

WINGDINGS: Final = (
    " ▪✂✁▪♪▪▪☎✆✉✉▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪✇✍"
    "✍✌✌☝☟☜☞☝☟☝☺😐☹✹▪⚐⚐✈☼▪❄▪✞▪✠✡☪☯▪☸♈♉"
    "♊♋♌♍♎♏♐♑♒♓&&●❍■□□❑❒◆⧫◆❖◆⌧☒⌘▪▪“”▯"
    "⓪➀➁➂➃➄➅➆➇➈➉⓿➊➋➌➍➎➏➐➑➒➓▪▪▪▪▪▪▪▪·•"
    "▪○◉◉◉◎○▪□✦✦★✶✴✹✵✛✛✧◈✧✪✰▪▪▪▪▪▪▪▪▪"
    "▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪⌫⌦◁➢△▽←➲↑↓←"
    "→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⇕⇳⬁⬀⬃⬂▭▫✗✓☒☑⊞"
)
"""What Wingdings draws for the characters 0x20 to 0xFF."""

_UNBELEGT: Final = "\0"
SYMBOL: Final = "".join(
    eines if eines != _UNBELEGT else anderes
    for eines, anderes in zip(
        " !∀#∃%&∍()*+,−./0123456789:;<=>?"
        "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
        "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~" + 33 * _UNBELEGT + "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵"
        "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
        "◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪◊⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭" + _UNBELEGT,
        WINGDINGS,
        strict=True,
    )
)
"""What Symbol draws for the characters 0x20 to 0xFF; where it draws nothing, what Wingdings draws."""

# Without the font's name, the marks and arrows that word processors set in Wingdings by themselves; all else is Symbol,
# whose characters are words and formulas.
_EHER_WINGDINGS: Final = frozenset(
    [
        *(0x28, 0x2A, 0x45, 0x46, 0x4A, 0x4C, 0x6C, 0x6E, 0x6F, 0x71, 0x72, 0x75, 0x76, 0x77, 0x78),
        *(0xA1, 0xA7, 0xA8, 0xAB, 0xD8, 0xDC, 0xE0, 0xE8, 0xF0, 0xFB, 0xFC, 0xFD, 0xFE, 0xFF),
    ]
)
PRIVATE: Final[Mapping[int, str]] = MappingProxyType(
    dict.fromkeys(range(0xF000, ANFANG), "")
    | {
        ANFANG + stelle: WINGDINGS[stelle] if 0x20 + stelle in _EHER_WINGDINGS else SYMBOL[stelle]
        for stelle in range(len(SYMBOL))
    }
)
"""The whole private range U+F000 to U+F0FF with the meaning it has most often where no font is named."""

LISTENZEICHEN: Final = "•‣⁃∙·▪■□▫●○◦◉◆❖➢➔✓✗✔✘❑❒☐☑☒★✦−–—*-"
"""Characters with which a line of a list begins; a lone small "o" does so as well."""
UNTERZEICHEN: Final = "o◦○–"
"""Those that mark the second level below others."""
