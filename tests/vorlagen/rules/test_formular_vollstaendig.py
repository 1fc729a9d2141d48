"""No word of a form is lost or doubled, whatever happens to its lines, and no text takes long to read."""

import html
import re
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vorlagen.rules.formular import FormularDaten, FormularFehler, parse_formular

FORMULARE = Path(__file__).parents[2] / "daten" / "formulare"
ORIGINAL = (FORMULARE / "BV-0546-2018.txt").read_text("utf-8")
ZEILEN = ORIGINAL.split("\n")

# A box counts by its beginning: mutations may part the tag, and joining a paragraph may mend it.
KAESTCHEN = re.compile(r"""<input|type=["']checkbox["']/?>?|\[[ x]\]|☐""")
MARKEN = re.compile(r"</?(?:p|ul|ol|li|h3|table|thead|tbody|tr|th|td)>")
DATUM = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{4}")
NUMMER = re.compile(r"[A-Z]{2}/[0-9]{4}/[0-9]{4}")
# Words that the form prints itself; the number tells how often a field may absorb them.
EINMAL = ("Vorlage", "Datum", "Verfasser", "Az", "Betreff", "Gremienweg", "Beschlussentwurf", "Begründung", "n")
JE_STATION = ("TOP", "öffentlich", "nicht", "Enthaltungen", "Gegenstimmen", "am", "den", "vom")
TITEL = ("Beschlussvorlage", "Antrag")


def list_texte(daten: FormularDaten) -> list[str]:
    """Return every text that came out, tags removed, numbers and dates of fields printed as in a form."""
    html_texte = [daten.beschlussentwurf_html, daten.begruendung_html]
    texte = [html.unescape(MARKEN.sub(" ", text)) for text in html_texte]
    texte += [daten.dezernat, daten.amt_nummer, daten.amt_name, daten.aktenzeichen, daten.betreff, str(daten.nummer)]
    texte += [station.gremium for station in daten.stationen] + [station.top for station in daten.stationen]
    texte += [anlage.titel for anlage in daten.anlagen] + [station.ergebnis for station in daten.stationen]
    texte += [zeile.text for zeile in (*daten.nicht_zugeordnet, *daten.beiwerk)]
    daten_der_felder = [daten.datum, *(station.datum for station in daten.stationen)]
    texte += [datum.strftime("%d.%m.%Y") for datum in daten_der_felder if datum]
    texte += ["☐" for station in daten.stationen for reihe in station.angekreuzt for _ in reihe]
    return texte


def count_woerter(texte: Iterable[str]) -> Counter[str]:
    """Count words, dates, paper numbers and boxes; loose digits and punctuation are left out."""
    zaehler: Counter[str] = Counter()
    for text in texte:
        zaehler["☐"] += len(re.findall(r"<input|\[[ x]\]|☐", text))
        ohne_kaestchen = KAESTCHEN.sub(" ", text)
        zaehler.update(DATUM.findall(ohne_kaestchen))
        zaehler.update(NUMMER.findall(ohne_kaestchen))
        ohne_nummern = NUMMER.sub(" ", DATUM.sub(" ", ohne_kaestchen))
        zaehler.update(wort for wort in re.findall(r"\w+", ohne_nummern) if not wort.isdigit())
    return zaehler


def assert_nothing_lost(text: str, daten: FormularDaten) -> None:
    hinein, heraus = count_woerter(text.splitlines()), count_woerter(list_texte(daten))
    assert not heraus - hinein, "ein Wort steht doppelt da"
    darf_fehlen = Counter(dict.fromkeys(EINMAL, 1))
    darf_fehlen.update(dict.fromkeys(JE_STATION, len(daten.stationen)))
    darf_fehlen.update({"Anlage": 1 + len(daten.anlagen)})
    fehlend = hinein - heraus
    titel = [wort for wort in TITEL if fehlend.pop(wort, 0)]
    assert len(titel) <= 1
    assert not fehlend - darf_fehlen, "ein Wort ist verschwunden"


FREMDE_ZEILEN = [
    "",
    "Fremdwort Einschub",
    "- Fremdwort Aufzählung",
    "   eingerückter Einschub",
    "1. Fremdwort Nummer",
    "31.12.2019 Fremdwort",
    "31.12.2019\tFremdgremium\t[ ]\t[x]\t[ ]\t[ ]",
    "\tFremdgremium\t[ ]\t[ ]\t[ ]\t[ ]",
    "\t\t[ ]\t[x]\t[ ]\t[ ]\tEinschub",
    "\tTOP\tnicht öffentlich\t\tEnthaltungen\tGegenstimmen",
    "\tTOP Fremdwort\töffentlich\tEinschub\tEnthaltungen viele\tGegenstimmen",
    "Vorlage: BV/0777/2019\tDatum: 01.02.2019",
    "Vorlage: BV/0546/2018 Seite 2 von 3",
    "Vorlage des Amtes",
    "Seite 1 von 2\fFremdwort",
    "BV/0546/2018",
    "Antrag",
    "Verfasser: Fremdamt Az.: Fremdzeichen",
    "Betreff: Fremdwort",
    "Gremienweg:",
    "Beschlussentwurf: Fremdwort",
    "Beschlussentwurf Fremdwort",
    "Begründung:",
    "Begründung Fremdwort",
    "Begründung fremder Art",
    "Anlage/n: Fremdwort",
    "Anlage 02: Fremdwort",
    "Anlage: siehe Fremdwort",
    "<script>Fremdwort</script> &amp; <p>",
    "<input type='checkbox'",
    "TOP",
]


@pytest.mark.parametrize("stelle", range(len(ZEILEN) + 1))
def test_foreign_line_is_kept_wherever_it_stands(stelle: int) -> None:
    for fremd in FREMDE_ZEILEN:
        text = "\n".join([*ZEILEN[:stelle], fremd, *ZEILEN[stelle:]])
        assert_nothing_lost(text, parse_formular(text))


def test_every_single_line_may_be_missing() -> None:
    abgelehnt = []
    for stelle, zeile in enumerate(ZEILEN):
        text = "\n".join(ZEILEN[:stelle] + ZEILEN[stelle + 1 :])
        try:
            assert_nothing_lost(text, parse_formular(text))
        except FormularFehler:
            abgelehnt.append(zeile.split(":")[0])
    assert abgelehnt == ["Vorlage", "Betreff"]


def test_line_that_is_not_understood_keeps_its_number() -> None:
    text = ORIGINAL.replace("Gremienweg:", "Gremienweg:\nnicht   zu\tverstehen") + "\nUnterschrift"
    zeilen = [(zeile.zeilennummer, zeile.text) for zeile in parse_formular(text).nicht_zugeordnet]
    assert zeilen == [(12, "nicht zu verstehen"), (len(ZEILEN) + 2, "Unterschrift")]


def test_lost_word_would_be_noticed() -> None:
    with pytest.raises(AssertionError, match="verschwunden"):
        assert_nothing_lost(ORIGINAL + " Verlorenes", parse_formular(ORIGINAL))
    with pytest.raises(AssertionError, match="doppelt"):
        assert_nothing_lost(ORIGINAL.replace("gesehen.", ""), parse_formular(ORIGINAL))


def read_or_refuse(text: str) -> FormularDaten | None:
    """Return what was read; ``None`` after a refusal, which must say what to do."""
    try:
        return parse_formular(text)
    except FormularFehler as fehler:
        satz = str(fehler)
    assert "Bitte" in satz
    return None


@st.composite
def veraenderte_formulare(draw: st.DrawFn) -> str:
    """Delete, double, swap, join and insert lines of the real form."""
    zeilen = list(ZEILEN)
    for _ in range(draw(st.integers(1, 8))):
        stelle = draw(st.integers(0, len(zeilen) - 2))
        match draw(
            st.sampled_from(["loeschen", "doppeln", "tauschen", "verbinden", "einfuegen", "anhaengen", "teilen"])
        ):
            case "loeschen":
                del zeilen[stelle]
            case "doppeln":
                zeilen.insert(stelle, zeilen[draw(st.integers(0, len(zeilen) - 1))])
            case "tauschen":
                andere = draw(st.integers(0, len(zeilen) - 1))
                zeilen[stelle], zeilen[andere] = zeilen[andere], zeilen[stelle]
            case "verbinden":
                zeilen[stelle : stelle + 2] = [
                    draw(st.sampled_from([" ", "\t", "  ", "\f"])).join(zeilen[stelle : stelle + 2])
                ]
            case "einfuegen":
                zeilen.insert(stelle, draw(st.sampled_from(FREMDE_ZEILEN)))
            case "anhaengen":
                zeilen[stelle] += draw(st.sampled_from([" Anhang", "\tAnhang", "\t[ ]", " 3", " Datum: Anhang"]))
            case "teilen":
                zeilen[stelle : stelle + 1] = zeilen[stelle].split(" ", 1)
    return draw(st.sampled_from(["\n", "\r\n"])).join(zeilen)


@given(veraenderte_formulare())
@settings(max_examples=400, deadline=None)
def test_changed_form_loses_nothing(text: str) -> None:
    daten = read_or_refuse(text)
    if daten:
        assert_nothing_lost(text, daten)


@given(st.text(), st.text(), st.integers(0, len(ORIGINAL)))
@settings(max_examples=200, deadline=None)
def test_arbitrary_text_gives_daten_or_a_sentence(davor: str, mitten: str, stelle: int) -> None:
    for text in (davor, davor + ORIGINAL[:stelle] + mitten + ORIGINAL[stelle:]):
        daten = read_or_refuse(text)
        if daten:
            assert "<" not in MARKEN.sub("", daten.beschlussentwurf_html + daten.begruendung_html)


BEGINN = "Beschlussvorlage\nVorlage: BV/0546/2018\tDatum: 12.06.2018\nVerfasser: 31-Ordnungsamt\nBetreff: x\n"
TABELLE = BEGINN + "Gremienweg:\n20.08.2018\tStadtrat\t"


SCHNELL = 0.1
"""Seconds below which a reading says nothing about how it grows."""


@pytest.mark.parametrize("beginn", ["Vorlage: ", TABELLE, BEGINN + "Begründung:\n"])
@pytest.mark.parametrize(
    "muster",
    [
        *(
            " ",
            "a ",
            "<input ",
            '<input type="checkbox"/>\n',
            "☐",
            "Datum: ",
            "1.1.2020\tX\t[ ]\nTOP 1\n",
            "- a\n",
            "1. a\n",
        ),
        *("a\tb\n", "Stadt Koblenz\n", "einstimmig ", "wort-\n", "1.1.2020 Stadtrat ö\n", "gez.\n", "–\n", "a.a.a."),
        *("Seite 1 ", "BV/0546/2018 ", "a\u0323\u0302", "\u0323\u0302", "\u00ad", "\fa", "1/", "[", "abc " * 15 + "\n"),
    ],
)
def test_a_longer_text_takes_longer_but_not_ever_longer(beginn: str, muster: str) -> None:
    kurz, lang = (beginn + muster * (groesse // len(muster.encode())) for groesse in (100_000, 400_000))
    # Four times the length: what grows with its square takes sixteen times as long, on whatever machine.
    assert measure(lang) < 9 * max(measure(kurz), SCHNELL)


def measure(text: str) -> float:
    """Return the seconds of the processor that reading takes."""
    beginn = time.process_time()
    read_or_refuse(text)
    return time.process_time() - beginn
