"""What the database itself refuses, on both engines, through Django and past it."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, models, transaction

from journal.actions import record
from journal.enums import Akt
from journal.models import Eintrag, Kopf
from journal.sperren import find_abweichungen, read_ausloeser
from tests.bauten import (
    build_abstimmung,
    build_anlage,
    build_datei,
    build_entwurf,
    build_fraktion,
    build_freigegebene_vorlage,
    build_konto,
    build_person,
)
from vorlagen.actions.veroeffentlichung import publish_vorlage
from vorlagen.felder import FELDER
from vorlagen.models import Anlage, Fassung, Vorlage

pytestmark = pytest.mark.django_db

NIEDERSCHRIFT = ("ausfertigung", "einwendung", "niederschrift", "niederschriftschritt")
IM_SAAL = ("befangenheit", "teilnahme", "zwischenabstimmung")
UEBERALL = {
    *(f"sperre_nachbereitung_{tabelle}_{vorgang}" for tabelle in NIEDERSCHRIFT for vorgang in ("delete", "update")),
    *(f"sperre_sitzungen_{tabelle}_{vorgang}" for tabelle in IM_SAAL for vorgang in ("delete", "update")),
    "sperre_nachbereitung_ausfertigung_update_veroeffentlicht",
    "sperre_sitzungen_tagesordnungspunkt_update_entwurf",
    "sperre_dokumente_ausdruck_delete",
    "sperre_dokumente_ausdruck_update",
    "sperre_dokumente_datei_update",
    "sperre_journal_eintrag_delete",
    "sperre_journal_eintrag_update",
    "sperre_journal_kopf_delete",
    "sperre_konten_konto_update",
    "sperre_konten_rollenzuweisung_delete",
    "sperre_konten_rollenzuweisung_insert",
    "sperre_konten_rollenzuweisung_update",
    "sperre_nachbereitung_bekanntgabe_delete",
    "sperre_nachbereitung_bekanntgabe_update",
    "sperre_nachbereitung_bekanntgabe_update_freigabe",
    "sperre_nachbereitung_umsetzungsauskunft_delete",
    "sperre_nachbereitung_umsetzungsauskunft_update",
    "sperre_nachbereitung_umsetzungsauskunft_update_freigabe",
    "sperre_nachbereitung_vermerk_delete",
    "sperre_nachbereitung_vermerk_update",
    "sperre_sitzungen_abstimmung_delete",
    "sperre_sitzungen_abstimmung_update",
    "sperre_sitzungen_anwesenheit_delete",
    "sperre_sitzungen_anwesenheit_update",
    "sperre_sitzungen_bekanntmachung_delete",
    "sperre_sitzungen_bekanntmachung_update",
    "sperre_sitzungen_unterlage_delete",
    "sperre_sitzungen_unterlage_insert",
    "sperre_sitzungen_unterlage_update",
    "sperre_sitzungen_unterlage_update_entfernung",
    "sperre_sitzungen_unterlage_update_oeffentlichkeit",
    "sperre_sitzungen_einladung_delete",
    "sperre_sitzungen_einladung_update",
    "sperre_sitzungen_einladung_update_geoeffnet",
    "sperre_sitzungen_rueckmeldung_delete",
    "sperre_sitzungen_rueckmeldung_update",
    "sperre_sitzungen_zugang_delete",
    "sperre_sitzungen_zugang_update",
    "sperre_mappen_bogen_delete",
    "sperre_mappen_bogen_update",
    "sperre_sitzungen_sitzung_delete",
    "sperre_sitzungen_sitzung_update",
    "sperre_sitzungen_tagesordnungspunkt_delete",
    "sperre_sitzungen_tagesordnungspunkt_update_fassung",
    "sperre_sitzungen_tagesordnungspunkt_update_nummer",
    "sperre_vorlagen_anlage_delete",
    "sperre_vorlagen_anlage_insert",
    "sperre_vorlagen_anlage_update",
    "sperre_vorlagen_anlage_update_oeffentlichkeit",
    "sperre_vorlagen_beratung_delete",
    "sperre_vorlagen_beratung_insert_ergebnis",
    "sperre_vorlagen_beratung_update_ergebnis",
    "sperre_vorlagen_beratung_update_station",
    "sperre_vorlagen_beratung_update_zustellung",
    "sperre_vorlagen_beteiligung_delete",
    "sperre_vorlagen_beteiligung_update",
    "sperre_vorlagen_fassung_delete",
    "sperre_vorlagen_fassung_update",
    "sperre_vorlagen_fassung_update_oeffentlichkeit",
    "sperre_vorlagen_fassung_update_vier_augen",
    "sperre_vorlagen_mitzeichnung_delete",
    "sperre_vorlagen_mitzeichnung_insert_zweite_person",
    "sperre_vorlagen_mitzeichnung_update",
    "sperre_vorlagen_mitzeichnung_update_zweite_person",
    "sperre_vorlagen_vorlage_delete",
    "sperre_vorlagen_vorlage_update",
    "sperre_vorlagen_vorlage_update_kennung",
    "sperre_vorlagen_vorlage_update_ruecknahme",
}
GANZ_ODER_TEILWEISE = {
    *(f"nachbereitung_{tabelle}" for tabelle in NIEDERSCHRIFT),
    *(f"sitzungen_{tabelle}" for tabelle in IM_SAAL),
    "dokumente_ausdruck",
    "dokumente_datei",
    "journal_eintrag",
    "journal_kopf",
    "konten_konto",
    "konten_rollenzuweisung",
    "nachbereitung_bekanntgabe",
    "nachbereitung_umsetzungsauskunft",
    "nachbereitung_vermerk",
    "sitzungen_abstimmung",
    "sitzungen_anwesenheit",
    "sitzungen_bekanntmachung",
    "mappen_bogen",
    "sitzungen_einladung",
    "sitzungen_rueckmeldung",
    "sitzungen_sitzung",
    "sitzungen_tagesordnungspunkt",
    "sitzungen_unterlage",
    "sitzungen_zugang",
    "vorlagen_anlage",
    "vorlagen_beratung",
    "vorlagen_beteiligung",
    "vorlagen_fassung",
    "vorlagen_mitzeichnung",
    "vorlagen_vorlage",
}
"""The tables with locked rows."""
NUR_POSTGRESQL = {f"sperre_{tabelle}_truncate" for tabelle in GANZ_ODER_TEILWEISE - {"dokumente_datei"}}
NUR_SQLITE = {
    f"sperre_{tabelle}_replace_{vorgang}" for tabelle in GANZ_ODER_TEILWEISE for vorgang in ("insert", "update")
}

NUR_FORTGESCHRIEBEN = "Das Journal wird nur fortgeschrieben"
BLEIBT = "Eine freigegebene Fassung bleibt, wie sie ist"
MITGEWIRKT = "Wer mitgewirkt hat, bleibt verzeichnet"
NUMMER_BLEIBT = "Eine vergebene Nummer bleibt vergeben"
DATEI_BLEIBT = "Eine abgelegte Datei bleibt, wie sie ist"
ERGEBNIS_BLEIBT = "Ein Ergebnis wird durch eine neue Zeile berichtigt, nie überschrieben"

nur_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite kennt kein TRUNCATE")


def refuses(satz: str, eingriff: Callable[[], object]) -> None:
    """Expect that the database refuses, and that the row is as before."""
    with pytest.raises(DatabaseError, match=satz), transaction.atomic():
        eingriff()


def sql(anweisung: str, *werte: int) -> Callable[[], object]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(anweisung, list(werte))

    return run


def test_every_lock_is_there_after_all_migrations() -> None:
    erwartet = UEBERALL | (NUR_SQLITE if connection.vendor == "sqlite" else NUR_POSTGRESQL)
    assert set(read_ausloeser(connection)) == erwartet
    assert find_abweichungen(connection) == []


# --- journal


@pytest.fixture
def eintrag() -> Eintrag:
    with transaction.atomic():
        return record(Akt.EINLESEN, Kopf(pk=1), konto=None, nummer="BV/0001/2026")


def test_journal_rows_are_never_changed_or_deleted(eintrag: Eintrag) -> None:
    refuses(NUR_FORTGESCHRIEBEN, lambda: Eintrag.objects.update(konto_name="x"))
    refuses(NUR_FORTGESCHRIEBEN, eintrag.save)
    refuses(NUR_FORTGESCHRIEBEN, eintrag.delete)
    refuses(NUR_FORTGESCHRIEBEN, lambda: Eintrag.objects.all().delete())
    refuses(NUR_FORTGESCHRIEBEN, lambda: Eintrag.objects.bulk_update([eintrag], ["daten"]))
    refuses(NUR_FORTGESCHRIEBEN, sql("UPDATE journal_eintrag SET daten = '{}'"))
    refuses(NUR_FORTGESCHRIEBEN, sql("DELETE FROM journal_eintrag WHERE laufend = 1"))
    assert Eintrag.objects.get().daten == {"nummer": "BV/0001/2026"}


def test_the_head_moves_on_but_stays(eintrag: Eintrag) -> None:
    refuses("Der Kopf des Journals bleibt", lambda: Kopf.objects.all().delete())
    refuses("Der Kopf des Journals bleibt", sql("DELETE FROM journal_kopf"))
    assert Kopf.objects.get().laufend == eintrag.laufend


@nur_postgresql
@pytest.mark.parametrize("tabelle", ["journal_eintrag", "journal_kopf", "sitzungen_abstimmung"])
def test_tables_of_record_are_never_truncated(tabelle: str) -> None:
    refuses("nur fortgeschrieben|Kopf des Journals bleibt|nie überschrieben", sql(f"TRUNCATE {tabelle} CASCADE"))


# --- papers


@pytest.fixture
def fassung() -> Fassung:
    return build_freigegebene_vorlage(anlagen=[("Plan", True)]).fassungen.get()


OEFFENTLICHKEIT = {"oeffentlich", "nichtoeffentlich_grund", "veroeffentlicht_am", "id"}
FROZEN = {feld.name: "<p>Anders.</p>" for feld in FELDER if feld.fest and feld.name not in OEFFENTLICHKEIT} | {
    "vorlage": None,
    "neufassung": 7,
    "status": "entwurf",
    "nummer": "BV/0999/2026",
    "datum": "2020-01-01",
    "amt": None,
    "dezernat": None,
    "fraktion": None,
    "mitglied": None,
    "eingegangen_am": "2020-01-01",
    "eingereicht_am": "2020-01-01T08:00Z",
    "begruendung": "",
    "verfasser": None,
    "freigegeben_am": None,
    "freigegeben_von": None,
}
# What is searched is computed from what is frozen, and anew by later programs.
FREE = {"stand", "created_at", "updated_at", "suchtext"}
ANDERE: dict[str, Callable[[], object]] = {
    "verfasser": build_konto,
    "fraktion": build_fraktion,
    "mitglied": build_person,
}


def test_every_field_of_a_fassung_is_either_frozen_or_free_on_purpose() -> None:
    assert {feld.name for feld in Fassung._meta.concrete_fields} == FREE | OEFFENTLICHKEIT | set(FROZEN)


@pytest.mark.parametrize("feld", sorted(FROZEN))
def test_a_released_fassung_is_frozen(fassung: Fassung, feld: str) -> None:
    anderer: object = FROZEN[feld]
    if feld in ("vorlage", "amt", "dezernat"):
        anderer = getattr(build_entwurf(), feld)
    elif feld in ANDERE:
        anderer = ANDERE[feld]()
    refuses(BLEIBT, lambda: Fassung.objects.filter(pk=fassung.pk).update(**{feld: anderer}))


def test_a_released_fassung_is_frozen_for_raw_sql_and_deletion(fassung: Fassung) -> None:
    refuses(BLEIBT, sql("UPDATE vorlagen_fassung SET betreff = 'x' WHERE id = %s", fassung.pk))
    refuses(BLEIBT, sql("DELETE FROM vorlagen_fassung WHERE id = %s", fassung.pk))
    fassung.betreff = "x"
    refuses(BLEIBT, fassung.save)
    refuses(f"{BLEIBT}|{MITGEWIRKT}", lambda: Fassung.objects.filter(pk=fassung.pk).delete())


def test_publishing_a_frozen_fassung_is_possible(fassung: Fassung) -> None:
    assert publish_vorlage(fassung, konto=build_konto()).is_veroeffentlicht


def test_attachments_of_a_released_fassung_are_frozen(fassung: Fassung) -> None:
    anlage = fassung.anlagen.get()
    refuses(BLEIBT, lambda: fassung.anlagen.update(titel="Anderer Plan"))
    refuses(BLEIBT, lambda: fassung.anlagen.update(position=4))
    refuses(BLEIBT, lambda: fassung.anlagen.update(dateiname="anders.pdf"))
    refuses(BLEIBT, lambda: fassung.anlagen.update(fassung=build_entwurf()))
    refuses(BLEIBT, lambda: fassung.anlagen.update(datei=build_datei()))
    refuses(BLEIBT, anlage.delete)
    refuses(BLEIBT, sql("DELETE FROM vorlagen_anlage WHERE id = %s", anlage.pk))


def test_no_attachment_gets_into_a_released_fassung(fassung: Fassung) -> None:
    fremde = build_anlage(build_entwurf())
    refuses(BLEIBT, lambda: build_anlage(fassung, titel="Nachgeschoben"))
    refuses(BLEIBT, lambda: Anlage.objects.filter(pk=fremde.pk).update(fassung=fassung, position=9))
    assert fassung.anlagen.count() == 1


def test_a_draft_and_its_attachments_are_free() -> None:
    entwurf = build_entwurf(betreff="Alt")
    build_anlage(entwurf)
    Fassung.objects.filter(pk=entwurf.pk).update(betreff="Neu")
    entwurf.anlagen.update(titel="Neu")
    entwurf.delete()
    assert not Fassung.objects.exists()


def test_a_number_stays(fassung: Fassung) -> None:
    vorlage = Vorlage.objects.filter(pk=fassung.vorlage_id)
    refuses(NUMMER_BLEIBT, lambda: vorlage.update(laufend=77))
    refuses(NUMMER_BLEIBT, lambda: vorlage.update(jahr=2020))
    refuses(NUMMER_BLEIBT, lambda: vorlage.update(art="UV"))
    refuses(NUMMER_BLEIBT, lambda: vorlage.update(jahr=None, laufend=None))
    refuses(NUMMER_BLEIBT, sql("UPDATE vorlagen_vorlage SET laufend = 77 WHERE id = %s", fassung.vorlage_id))
    # Deleting the paper takes its Fassung along, which is frozen too; past Django the number itself holds.
    refuses(f"{NUMMER_BLEIBT}|{BLEIBT}|{MITGEWIRKT}", vorlage.delete)
    refuses(NUMMER_BLEIBT, sql("DELETE FROM vorlagen_vorlage WHERE id = %s", fassung.vorlage_id))


# --- results and files


def test_a_result_is_never_overwritten() -> None:
    abstimmung = build_abstimmung(gegenstimmen=0)
    zeilen = type(abstimmung).objects.filter(pk=abstimmung.pk)
    for feld in type(abstimmung)._meta.concrete_fields:
        if not isinstance(feld, models.AutoField):
            refuses(ERGEBNIS_BLEIBT, lambda feld=feld: zeilen.update(**{feld.name: models.F(feld.name)}))  # type: ignore[misc]
    refuses(ERGEBNIS_BLEIBT, sql("UPDATE sitzungen_abstimmung SET gegenstimmen = 5"))
    refuses(ERGEBNIS_BLEIBT, sql("DELETE FROM sitzungen_abstimmung"))
    refuses(ERGEBNIS_BLEIBT, abstimmung.delete)
    refuses(ERGEBNIS_BLEIBT, abstimmung.save)


def test_a_stored_file_is_never_changed() -> None:
    datei = build_datei()
    refuses(DATEI_BLEIBT, lambda: type(datei).objects.update(pruefsumme="0" * 64))
    refuses(DATEI_BLEIBT, lambda: type(datei).objects.update(inhalt="anderswo"))
    refuses(DATEI_BLEIBT, datei.save)
    refuses(DATEI_BLEIBT, sql("UPDATE dokumente_datei SET groesse = 1"))
