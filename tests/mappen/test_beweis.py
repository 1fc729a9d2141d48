"""The self-proof of a public packet: what it looks for, that it finds it anywhere, and what it does not cry over."""

import inspect
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models
from django.utils import timezone

from dokumente.anlagen.abgleich import Abgleich
from dokumente.anlagen.befunde import Stelle
from dokumente.bindung import Mappenbericht
from dokumente.text.bilder import write_bild
from journal.sperren import lift_sperren
from konten.enums import Rolle
from konten.models import Vorschlag
from mappen.documents.empfaenger import MappeVerweigert
from mappen.documents.fundstellen import Fundstelle
from mappen.documents.wahl import Mappenergebnis, Mappenwahl
from mappen.enums import Empfaenger, Mappenform
from mappen.tasks.aufbau import build_mappe
from mappen.tasks.beweis import refuse_vertrauliches
from sitzungen.actions.sitzung import open_sitzung
from sitzungen.documents import geheimnisse as beweis
from sitzungen.documents.geheimnisse import find_geheimnisse, find_gelaeufige, find_oeffentliches
from sitzungen.models import Abstimmung, Anwesenheit, Sitzung, Tagesordnungspunkt, Unterlage, Zwischenabstimmung
from tests.bauten import (
    build_abstimmung,
    build_amt,
    build_anlage,
    build_datei,
    build_entwurf,
    build_konto,
    build_neufassung,
    build_sitzung,
    build_top,
    build_veroeffentlichte_vorlage,
    iter_tops,
    release_fassung,
)
from tests.mappen.mappenlecks import IM_PDF, IM_ZIP, add_entry, plant
from tests.zweite_person import publish_agenda
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.mitzeichnung import countersign_vorlage, submit_vorlage
from vorlagen.actions.spaete_anlage import SpaeteAnlage, add_anlage
from vorlagen.enums import Ausgang, Mitzeichnungsergebnis
from vorlagen.felder import FELDER, Geheim
from vorlagen.models import Anlage, Beratung, Fassung, Mitzeichnung, Vorlage

pytestmark = pytest.mark.django_db

GEHEIM = "Verkauf des Grundstücks Am Eselsberg an Familie Beispiel"


def build_gemischte() -> Sitzung:
    """Build a published agenda with one open and one closed paper."""
    sitzung = build_sitzung()
    geheim = build_entwurf(stationen=[(sitzung.gremium, None, True, False)], oeffentlich=False, betreff=GEHEIM)
    offen = build_entwurf(stationen=[(sitzung.gremium, None, True, True)], betreff="Neubau Kita Zauberland")
    for fassung in (geheim, offen):
        build_top(sitzung, vorlage=release_fassung(fassung).vorlage)
    return publish_agenda(sitzung)


def build_packet(sitzung: Sitzung, ort: Path, form: Mappenform) -> Mappenergebnis:
    platz = ort / "platz"
    platz.mkdir()
    return build_mappe(sitzung, Mappenwahl(fuer=Empfaenger.OEFFENTLICH, form=form), platz)


@pytest.mark.parametrize("art", IM_PDF)
def test_a_leak_in_a_packet_is_found_wherever_it_is_planted(art: str, tmp_path: Path) -> None:
    sitzung = build_gemischte()
    ergebnis = build_packet(sitzung, tmp_path, Mappenform.PDF)
    assert ergebnis.bericht is not None
    pflanzer, wo = IM_PDF[art]
    ziel = tmp_path / "leck.pdf"
    plant(ergebnis.ort, pflanzer, GEHEIM, ziel)
    with pytest.raises(MappeVerweigert, match="enthält Vertrauliches und wurde nicht geschrieben") as verweigert:
        refuse_vertrauliches(ziel, sitzung, ergebnis.bericht)
    assert wo in {stelle.wo for stelle in verweigert.value.stellen}
    assert {stelle.herkunft.split(" zu ")[0] for stelle in verweigert.value.stellen} <= {
        "Betreff von TOP N 1",
        "Betreff",
    }
    assert "Eselsberg" not in f"{verweigert.value}{verweigert.value.stellen}"
    # The same packet without it is clean, so it was this that was found.
    refuse_vertrauliches(ergebnis.ort, sitzung, ergebnis.bericht)


@pytest.mark.parametrize("art", IM_ZIP)
def test_a_leak_in_a_zip_is_found_wherever_it_is_planted(art: str, tmp_path: Path) -> None:
    sitzung = build_gemischte()
    packet = build_packet(sitzung, tmp_path, Mappenform.ZIP).ort
    leer = build_leeren_bericht()
    machen, wo = IM_ZIP[art]
    add_entry(packet, *machen(GEHEIM), tmp_path / "leck.zip")
    with pytest.raises(MappeVerweigert) as verweigert:
        refuse_vertrauliches(tmp_path / "leck.zip", sitzung, leer)
    assert wo in {stelle.wo for stelle in verweigert.value.stellen}
    assert "Eselsberg" not in f"{verweigert.value}{verweigert.value.stellen}"
    refuse_vertrauliches(packet, sitzung, leer)


def build_leeren_bericht() -> Mappenbericht:
    return Mappenbericht(seiten=0, teile=(), leerseiten=(), normgerecht=False, beschreibung="")


def test_a_page_is_named_with_its_part(tmp_path: Path) -> None:
    sitzung = build_gemischte()
    ergebnis = build_packet(sitzung, tmp_path, Mappenform.PDF)
    assert ergebnis.bericht is not None
    plant(ergebnis.ort, IM_PDF["page text"][0], GEHEIM, tmp_path / "leck.pdf")
    with pytest.raises(MappeVerweigert) as verweigert:
        refuse_vertrauliches(tmp_path / "leck.pdf", sitzung, ergebnis.bericht)
    letzte, teil = ergebnis.bericht.seiten, len(ergebnis.bericht.teile)
    stelle = next(s for s in verweigert.value.stellen if s.wo == "Seitentext")
    assert stelle == Fundstelle("Seitentext", stelle.herkunft, letzte, teil)
    assert f"Seite {letzte} (Mappenteil {teil}), Seitentext: {stelle.herkunft}" in str(verweigert.value)
    assert stelle.as_dict() == {"wo": "Seitentext", "herkunft": stelle.herkunft, "seite": letzte, "teil": teil}


def test_what_cannot_be_read_is_not_published(tmp_path: Path) -> None:
    ort = tmp_path / "kaputt.pdf"
    ort.write_bytes(b"%PDF-1.7 kaputt")
    with pytest.raises(MappeVerweigert, match="ließ sich nicht auf Vertrauliches prüfen") as verweigert:
        refuse_vertrauliches(ort, build_gemischte(), build_leeren_bericht())
    assert verweigert.value.stellen == ()


# --- what is looked for


@dataclass(frozen=True)
class Geheimes:
    """Where each secret of the sitting is, by what the proof calls it."""

    sitzung: Sitzung
    texte: dict[str, str]


def build_geheimes() -> Geheimes:
    """Build a sitting with every kind of secret the proof must know, each in words of its own."""
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    sitzung = build_sitzung(beginn=timezone.now() - timedelta(hours=1))
    geschlossen = build_entwurf(
        stationen=[(sitzung.gremium, None, True, False)],
        oeffentlich=False,
        betreff=GEHEIM,
        aktenzeichen="31-GR-0815/26",
    )
    amt = build_amt()
    leitung = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    offen = build_entwurf(amt=amt, stationen=[(sitzung.gremium, None, True, True)], betreff="Neubau Kita Zauberland")
    assert offen.verfasser is not None
    offen = submit_vorlage(offen, konto=offen.verfasser)
    countersign_vorlage(
        offen, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT, bemerkung="Bitte den Preis nicht nennen"
    )
    papiere = [Vorlage.objects.get(pk=release_fassung(fassung).vorlage_id) for fassung in (geschlossen, offen)]
    for papier in papiere:
        build_top(sitzung, vorlage=papier, konto=dienst)
    sitzung = open_sitzung(publish_agenda(sitzung), konto=dienst, grund="Auf Papier eingeladen")
    top = next(iter_tops(sitzung))
    erste = build_abstimmung(top, ausgang=Ausgang.EINSTIMMIG, konto=dienst)
    build_abstimmung(top, ausgang=Ausgang.KENNTNIS, konto=dienst, berichtigt=erste, grund="Falsch verstanden im Saal")
    zurueckgezogen = build_veroeffentlichte_vorlage(stationen=[(sitzung.gremium, None, True, True)])
    Vorlage.objects.filter(pk=papiere[1].pk).update(bezug=zurueckgezogen, status="in_beratung")
    withdraw_vorlage(zurueckgezogen, konto=dienst, grund="Der Investor ist abgesprungen")
    entwurf = build_neufassung(Vorlage.objects.get(pk=papiere[1].pk), begruendung="<p>Nur für den Dienstgebrauch.</p>")
    build_anlage(entwurf, titel="Bieterliste vertraulich", datei=build_datei(), oeffentlich=False)
    spaet = SpaeteAnlage(
        titel="Lageplan", datei=build_datei(), dateiname="plan.pdf", grund="Kam vom Anwalt der Gegenseite"
    )
    add_anlage(papiere[0].fassungen.get(), spaet, konto=dienst)
    return Geheimes(
        sitzung,
        {
            "Nummer": papiere[0].nummer,
            "Aktenzeichen": "31-GR-0815/26",
            "Betreff": GEHEIM,
            "Bemerkung": "Bitte den Preis nicht nennen",
            "Berichtigung": "Falsch verstanden im Saal",
            "Rücknahme": "Der Investor ist abgesprungen",
            "Entwurf": "Nur für den Dienstgebrauch.",
            "Anlage": "Bieterliste vertraulich",
            "Nachreichung": "Kam vom Anwalt der Gegenseite",
        },
    )


SPALTEN: dict[type[models.Model], tuple[set[str], set[str]]] = {
    Vorlage: ({"zurueckgezogen_grund"}, set()),
    # Field by field in the table of ``vorlagen/felder.py``.
    Fassung: ({feld.name for feld in FELDER if feld.geheim is not Geheim.NIE}, {"suchtext"}),
    Anlage: ({"titel", "dateiname", "nachgereicht_grund"}, set()),
    Beratung: ({"nichtoeffentlich_grund", "wortlaut"}, set()),
    # A state seen by one person, printed nowhere; what a rule of the city is called, and parts by name.
    Mitzeichnung: ({"bemerkung"}, {"gesehen", "grund", "teile"}),
    Sitzung: ({"dringlich_grund"}, {"ort", "hinweis"}),
    Tagesordnungspunkt: (
        {"betreff", "nachtrag_grund", "abgesetzt_grund", "beschlussentwurf"},
        {"nummer", "oberbegriff"},
    ),
    # That a group moved something is no secret.
    Zwischenabstimmung: ({"gegenstand", "grund", "berichtigungsgrund"}, {"antragsteller"}),
    Abstimmung: ({"wortlaut", "berichtigungsgrund", "grund"}, set()),
    Unterlage: ({"titel", "dateiname", "entfernt_grund"}, set()),
    Anwesenheit: ({"grund"}, set()),
    Vorschlag: ({"grund", "antwort"}, {"gegenstand_art", "gegenstand_id", "fingerabdruck"}),
}
"""Texts by model: what the proof looks for (``sitzungen/documents/geheimnisse.py``), and what it need not."""


@pytest.mark.parametrize("modell", SPALTEN, ids=lambda modell: modell.__name__)
def test_every_text_is_looked_for_or_left_out_on_purpose(modell: type[models.Model]) -> None:
    gesucht, frei = SPALTEN[modell]
    spalten = modell._meta.concrete_fields
    texte = {s.name for s in spalten if isinstance(s, models.CharField | models.TextField) and not s.choices}
    assert gesucht | frei == texte
    quelle = inspect.getsource(beweis)
    assert {name for name in gesucht if modell is not Fassung and f".{name}" not in quelle} == set()


def test_every_kind_of_secret_is_found_in_a_text() -> None:
    geheimes = build_geheimes()
    abgleich = Abgleich(find_geheimnisse(geheimes.sitzung), find_oeffentliches(geheimes.sitzung))
    gefunden = {
        was: len(list(abgleich.find(Stelle("hier", f"Siehe {text} dazu.")))) for was, text in geheimes.texte.items()
    }
    assert {was for was, anzahl in gefunden.items() if not anzahl} == set()
    offenes = "Neubau Kita Zauberland, der Stadtrat stimmt zu."
    assert list(abgleich.find(Stelle("hier", offenes))) == []


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_number_of_queries_does_not_grow(anzahl: int, django_assert_num_queries: Any) -> None:
    sitzung = build_sitzung()
    for _ in range(anzahl):
        for oeffentlich in (True, False):
            fassung = build_entwurf(
                stationen=[(sitzung.gremium, None, True, oeffentlich)], oeffentlich=oeffentlich, aktenzeichen="1"
            )
            build_anlage(fassung, oeffentlich=False)
            build_top(sitzung, vorlage=release_fassung(fassung).vorlage)
    publish_agenda(sitzung)
    with django_assert_num_queries(19):
        assert find_geheimnisse(sitzung)


@pytest.mark.parametrize(
    ("aktenzeichen", "text", "treffer"),
    [
        ("20260815", "Stand 2026-08-15, Az.: 20260815", 1),
        ("20260815", "D:20260815120000", 0),
        ("31-GR-0815/26", "31 GR 0815-26", 1),
    ],
)
def test_a_row_of_digits_is_a_file_reference_only_where_it_is_called_one(
    aktenzeichen: str, text: str, treffer: int
) -> None:
    sitzung = build_sitzung()
    fassung = build_entwurf(
        stationen=[(sitzung.gremium, None, True, False)], oeffentlich=False, aktenzeichen=aktenzeichen
    )
    build_top(sitzung, vorlage=release_fassung(fassung).vorlage)
    assert len(list(Abgleich(find_geheimnisse(sitzung)).find(Stelle("hier", text)))) == treffer


def test_short_titles_become_everyday_words_by_being_public_often() -> None:
    for titel, mal in (
        ("Wirtschaftsplan", 3),
        ("Stellenplan", 2),
        ("Kaufvertrag 2026", 3),
        ("Plan der Straße am See", 3),
    ):
        for _ in range(mal):
            build_veroeffentlichte_vorlage(anlagen=[(titel, True)])
    build_veroeffentlichte_vorlage(anlagen=[("Gehaltsliste", False)] * 3)
    gelaeufige = find_gelaeufige()
    assert "Lageplan" in gelaeufige
    fraglich = {"Wirtschaftsplan", "Stellenplan", "Kaufvertrag 2026", "Plan der Straße am See", "Gehaltsliste"}
    assert fraglich & set(gelaeufige) == {"Wirtschaftsplan"}


def test_what_a_closed_picture_is_described_with_is_looked_for_like_the_text() -> None:
    sitzung = build_gemischte()
    geheim = Fassung.objects.get(betreff=GEHEIM)
    bild = write_bild("a" * 64, "Grundriss &amp; Schnitt der Villa")
    connection.check_constraints()  # PostgreSQL lifts no lock of a table with checks still to come
    with lift_sperren(connection):
        Fassung.objects.filter(pk=geheim.pk).update(begruendung=f"<p>Davor {bild} danach</p>")
    gesucht = {g.text for g in find_geheimnisse(sitzung) if g.herkunft.startswith("Begründung zu")}
    assert {"Grundriss & Schnitt der Villa", "<p>Davor [Bild: Grundriss &amp; Schnitt der Villa] danach</p>"} <= gesucht
