"""What counts as a quotation, and what does not."""

import pytest

from dokumente.anlagen.abgleich import Abgleich, fold_text
from dokumente.anlagen.befunde import Fund, Geheimnis, Stelle

LANG = (
    "Die Verwaltung schlägt vor, das Grundstück Kastorhof 7 von der Eigentümerin Erika Beispiel zum Preis von "
    "1.250.000 Euro zu erwerben. Die Eigentümerin hat einer Ratenzahlung über fünf Jahre bereits zugestimmt."
)
TITEL = "Ankauf der Liegenschaft Kastorhof"


def find(text: str, *geheim: str, erlaubt: tuple[str, ...] = (), eintrag: bool = False) -> list[Fund]:
    abgleich = Abgleich([Geheimnis(g, "BV/0001/2026") for g in geheim], erlaubt)
    return list(abgleich.find(Stelle("hier", text, 3, eintrag)))


@pytest.mark.parametrize(
    "text",
    [
        "Wie bekannt: Ankauf der Liegenschaft Kastorhof, Teil 2",
        "ANKAUF DER LIEGENSCHAFT KASTORHOF",
        "Ankauf der Liegen-\nschaft Kas-\ntorhof",
        "Ankauf der Liegen\u00adschaft Kastorhof",
        "An kauf d er Lieg ensch aft Kas torhof",
        "AnkaufderLiegenschaftKastorhof",
        "Ankauf_der_Liegenschaft_Kastorhof.pdf",
        "A\u0301nkauf der Liegenschaft Kastorhof",
        "Ankauf\u200b der\u00a0Liegenschaft\u2003Kastorhof",
    ],
)
def test_a_title_is_found_however_it_is_written(text: str) -> None:
    assert [(fund.wo, fund.herkunft, fund.seite) for fund in find(text, TITEL)] == [("hier", "BV/0001/2026", 3)]


@pytest.mark.parametrize(
    "text",
    ["Übertragung an Größe", "U\u0308bertragung an Gro\u0308ße", "Uebertragung an Groesse", "UBERTRAGUNG AN GROSSE"],
)
def test_umlauts_are_found_in_every_spelling(text: str) -> None:
    assert find(text, "Übertragung an Größe")


def test_ligatures_are_taken_apart() -> None:
    assert find("Die Aﬀäre im Pﬂegeheim bleibt oﬃziell", "Affäre im Pflegeheim")


def test_six_counting_words_of_a_long_text_are_a_quotation() -> None:
    (fund,) = find(
        "Bekannt ist: Kastorhof 7 von der Eigentümerin Erika Beispiel zum Preis von 1.250.000 Euro, sagt er.", LANG
    )
    assert fund.herkunft == "BV/0001/2026"


def test_a_whole_sentence_with_five_counting_words_is_a_quotation() -> None:
    text = "Kurz. Die Baufirma Beispiel verlangt bereits einen höheren Abschlag! " + LANG
    assert find("Er sagte, die Baufirma Beispiel verlangt bereits einen höheren Abschlag.", text)
    assert find("Er sagte, die Baufirma Beispiel verlangt bereits einen höheren Lohn.", text) == []


def test_five_counting_words_of_a_long_text_are_everyday_speech() -> None:
    assert find("Das Grundstück Kastorhof 7 von der Eigentümerin Erika Beispiel", LANG) == []
    assert find("Die Verwaltung schlägt vor, das Grundstück zu erwerben.", LANG) == []


def test_a_long_text_is_found_when_one_word_of_the_quotation_differs_only_elsewhere() -> None:
    assert find(LANG.replace("Verwaltung", "Dienststelle"), LANG)


def test_what_is_public_anyway_is_no_secret() -> None:
    satz = "Der Stadtrat beschließt die Vorlage der Verwaltung in der vorliegenden Fassung ohne weitere Aussprache."
    assert find(satz, f"{satz} {LANG}")
    assert find(satz, f"{satz} {LANG}", erlaubt=(f"Öffentlich: {satz}",)) == []
    assert find(f"{satz} {LANG}", f"{satz} {LANG}", erlaubt=(satz,))


def test_a_generic_title_that_is_permitted_is_no_secret() -> None:
    assert find("N 1 Grundstückssachen", "Grundstückssachen")
    assert find("N 1 Grundstückssachen", "Grundstückssachen", erlaubt=("Grundstückssachen",)) == []


def test_a_single_word_must_stand_alone() -> None:
    assert find("Personalsachen und Abgabensachen", "Personal") == []
    assert find("Das Personal, geheim", "Personal")


def test_a_single_word_that_stands_alone_later_is_found() -> None:
    assert find("Personalsachen. Das Personal bleibt.", "Personal")


def test_a_marker_with_digits_is_found_inside_other_text() -> None:
    assert find("xxKANARIE7f3a91yy", "KANARIE7f3a91")


def test_a_very_short_secret_counts_only_as_a_whole_entry() -> None:
    assert find("Der Plan liegt aus", "Plan") == []
    assert find(" Plan ", "Plan") == []
    assert find(" Plan ", "Plan", eintrag=True)


def test_markup_around_a_secret_does_not_hide_it() -> None:
    assert find("Ankauf der Liegenschaft Kastorhof", "<p>Ankauf der <strong>Liegenschaft</strong> Kastorhof</p>")


def test_the_finding_quotes_the_place() -> None:
    (fund,) = find("vorher " * 30 + TITEL + " nachher" * 30, TITEL)
    assert TITEL in fund.ausschnitt
    assert fund.ausschnitt.startswith("… ")
    assert len(fund.ausschnitt) < 240


def test_empty_secrets_find_nothing() -> None:
    assert find("irgendein Text", "", "  ", "–") == []


def test_folding_keeps_only_letters_and_digits() -> None:
    assert fold_text("Größe: 1.250,– € (ﬁktiv)") == "grosse1250fiktiv"


def test_every_offset_of_the_text_is_looked_at() -> None:
    for vorlauf in range(20):
        assert find("x" * vorlauf + TITEL, TITEL)


def test_folding_bytes_and_folding_characters_agree() -> None:
    # The bullet does not exist in Latin-1 and sends the text the slow way.
    latin = "".join(map(chr, range(256)))
    assert fold_text(latin) == fold_text(f"{latin}•")
    assert [fold_text(zeichen) for zeichen in latin] == [fold_text(f"{zeichen}•") for zeichen in latin]


@pytest.mark.parametrize("laenge", [8, 14, 15, 22, 23, 34, 35, 36, 60])
def test_a_secret_of_any_length_is_found_at_any_place(laenge: int) -> None:
    # No two stretches alike, so that only the right place can match.
    geheim = "".join(chr(ord("a") + (zahl * zahl + zahl // 7) % 26) for zahl in range(laenge))
    abgleich = Abgleich([Geheimnis(f"{geheim[:4]} {geheim[4:]}", "Titel")])
    for offset in range(30):
        [fund] = abgleich.find(Stelle("Seite", f"{'9' * offset} {geheim[:4]} {geheim[4:]} 9", eintrag=True))
        assert geheim[4:] in fund.ausschnitt
    assert not list(abgleich.find(Stelle("Seite", geheim[:-1] + "9")))


def test_few_and_many_foreign_letters_fold_alike() -> None:
    wenige = "„Straße“ – Österreich ﬁnden Ωmega"
    viele = wenige + "".join(chr(0x3041 + zahl) for zahl in range(60))
    assert fold_text(viele).startswith(fold_text(wenige))
    assert fold_text("„Straße“ – Grüße…") == "strassegrusse"


def test_what_is_harmless_in_running_text_is_still_found_where_it_is_the_entire_entry() -> None:
    abgleich = Abgleich([Geheimnis("Plan", "BV/0001/2026"), Geheimnis(TITEL, "BV/0002/2026")])
    for _ in range(2):
        assert list(abgleich.find(Stelle("Seite", "Plan"))) == []
        assert len(list(abgleich.find(Stelle("Anhang", "Plan", eintrag=True)))) == 1
        assert len(list(abgleich.find(Stelle("Seite", TITEL)))) == 1
