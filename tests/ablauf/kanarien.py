"""A small council with a secret in every place that can leak, and who may come across which secret."""

import io
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from dokumente.ablage.aufnehmen import store_datei
from dokumente.ablage.behalten import keep_bytes
from dokumente.text.bilder import write_bild
from gremien.models import Amt, Gremium
from konten.actions.vorschlag import decline_vorschlag
from konten.enums import Rolle
from konten.models import Konto
from mappen.actions.mappe import order_mappe
from mappen.documents.wahl import Mappenwahl
from mappen.enums import Empfaenger, Mappenform
from mappen.tasks.lauf import run_mappe
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.actions.sitzung import open_sitzung, plan_sitzung
from sitzungen.actions.tagesordnung import place_top
from sitzungen.actions.vorschlag import propose_tagesordnung
from sitzungen.enums import Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from tests.ablauf.kanarien_ausdrucke import register_ausdrucke
from tests.ablauf.kanarien_beschluesse import BEKANNTGABE, VERMERK, follow_sitzung
from tests.ablauf.kanarien_niederschrift import NIEDERSCHRIFT, NTEXT, write_niederschriften
from tests.ablauf.kanarien_post import invite_by_mail
from tests.ablauf.kanarien_unterlagen import put_unterlagen
from tests.bauten import (
    build_amt,
    build_anlage,
    build_datei,
    build_dezernat,
    build_entwurf,
    build_gremium,
    build_konto,
    build_mitglied,
    build_neufassung,
    future,
    release_fassung,
)
from tests.fraktionen import build_antrag, build_geschaeftsstelle
from tests.mappen.boegen import bring, fill, print_blatt
from tests.mitzeichnen import sign_alle
from tests.schreiben import write_entwurf
from tests.vorlagen.anlagenbeispiele import build_beredt
from tests.vorlagen.auswirkungsbeispiele import build_auswirkung
from tests.vorlagen.einlesebeispiele import formular
from tests.zweite_person import publish_agenda
from vorlagen.actions.bearbeitung import Eingabe, save_teil
from vorlagen.actions.einlesen import import_formular
from vorlagen.actions.einreichung import hand_in_antrag
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.mitzeichnung import submit_vorlage
from vorlagen.actions.spaete_anlage import SpaeteAnlage, add_anlage
from vorlagen.actions.textbausteine import keep_textbaustein
from vorlagen.actions.veroeffentlichung import propose_veroeffentlichung
from vorlagen.enums import Ausgang, Entwurfsteil, Vorlagenart
from vorlagen.models import Anlage, Beratung, Bild, Fassung, Textbaustein, Vorlage
from vorlagen.models.textbaustein import TEILE
from vorlagen.rules.auswirkungen import write_auswirkungen
from vorlagen.rules.formular import parse_formular

OEFFENTLICH, INTERN, NICHTOEFFENTLICH, EINGELESEN = "OEFFENTLICH", "INTERN", "NICHTOEFFENTLICH", "EINGELESEN"
ENTWURF, FREIGEGEBEN, ZURUECKGEZOGEN, VORSCHLAG = "ENTWURF", "FREIGEGEBEN", "ZURUECKGEZOGEN", "VORSCHLAG"
MITZEICHNUNG, SITZUNG, NTOP, NACHTRAG, GRUND, BOGEN = "MITZEICHNUNG", "SITZUNG", "NTOP", "NACHTRAG", "GRUND", "BOGEN"
FRAKTION, EINGEREICHT, BAUSTEIN, STADTBAUSTEIN = "FRAKTION", "EINGEREICHT", "BAUSTEIN", "STADTBAUSTEIN"

AMT = {OEFFENTLICH, INTERN, NICHTOEFFENTLICH, ENTWURF, FREIGEGEBEN, ZURUECKGEZOGEN, MITZEICHNUNG, GRUND, STADTBAUSTEIN}
DIENST = AMT - {ENTWURF, MITZEICHNUNG} | {SITZUNG, NTOP, NACHTRAG, EINGELESEN, NIEDERSCHRIFT, NTEXT}

ERLAUBT: dict[str, set[str]] = {
    "anonym": {OEFFENTLICH},
    "mitglied": {OEFFENTLICH, INTERN, NICHTOEFFENTLICH, ZURUECKGEZOGEN, NTOP, NTEXT},
    "anderes_mitglied": {OEFFENTLICH},
    "frueheres_mitglied": {OEFFENTLICH},
    "eigenes_amt": AMT | {BAUSTEIN, VERMERK},
    "anderes_amt": {OEFFENTLICH, STADTBAUSTEIN, VERMERK},
    "dezernat": AMT - {ENTWURF} | {VERMERK},
    "sitzungsdienst": DIENST | {BOGEN, VORSCHLAG, EINGEREICHT, BEKANNTGABE, VERMERK},
    "fraktion": {OEFFENTLICH, FRAKTION, EINGEREICHT},
    "andere_fraktion": {OEFFENTLICH},
    "schriftfuehrung_woanders": {OEFFENTLICH},
    "administration": AMT | DIENST | {FRAKTION, EINGEREICHT, BAUSTEIN, VERMERK},
}


@dataclass
class Rat:
    """Everything the crawl needs to know."""

    konten: dict[str, Konto | None]
    vorlagen: dict[str, Vorlage] = field(default_factory=dict)
    sitzungen: dict[str, Sitzung] = field(default_factory=dict)
    anzahl: int = 0

    def konto(self, name: str) -> Konto:
        """Return the account of a reader who has one."""
        konto = self.konten[name]
        assert konto is not None
        return konto

    def geheimnis(self, klasse: str) -> str:
        """Return a fresh secret of this class; the crawl finds it wherever it comes up."""
        self.anzahl += 1
        return f"Kanarie{klasse}x{self.anzahl:04}"


def build_rat() -> Rat:
    """Build the council: two bodies, two offices, every class of paper and item, everyone who could ask."""
    gremium, woanders = build_gremium(), build_gremium()
    dezernat = build_dezernat()
    amt = build_amt(dezernat=dezernat)
    gestern = timezone.localdate() - timedelta(days=1)
    rat = Rat(
        {
            "anonym": None,
            "mitglied": build_mitglied(gremium=gremium),
            "anderes_mitglied": build_mitglied(gremium=woanders),
            "frueheres_mitglied": build_mitglied(gremium=gremium, bis=gestern),
            "eigenes_amt": build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt),
            "anderes_amt": build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=build_amt()),
            "dezernat": build_konto(rolle=Rolle.DEZERNAT, dezernat=dezernat),
            "sitzungsdienst": build_konto(rolle=Rolle.SITZUNGSDIENST),
            "fraktion": build_geschaeftsstelle(),
            "andere_fraktion": build_geschaeftsstelle(),
            "schriftfuehrung_woanders": build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=woanders),
            "administration": build_konto(superuser=True),
        }
    )
    build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt, username="leitung")
    _build_papiere(rat, gremium)
    _build_sitzungen(rat, gremium)
    _bind_mappen(rat)
    write_niederschriften(rat, gremium)
    _end_papiere(rat)
    _import_papier(rat, amt)
    _draft_antraege(rat)
    _propose(rat)
    _bring_spaeter(rat)
    _keep_bausteine(rat, amt)
    follow_sitzung(rat)
    # One reader stands for its kind: all of them would be given the same.
    konten = (rat.konten[name] for name in ("anonym", "sitzungsdienst", "administration"))
    register_ausdrucke(konto or AnonymousUser() for konto in konten)
    return rat


def _entwurf(
    rat: Rat, klasse: str, gremium: Gremium, *, oeffentlich: bool, art: Vorlagenart = Vorlagenart.BV
) -> Fassung:
    verfasser = rat.konto("eigenes_amt")
    zuweisung = verfasser.rollenzuweisungen.get()
    assert zuweisung.amt is not None
    fassung = build_entwurf(
        verfasser,
        amt=zuweisung.amt,
        art=art,
        # A paper of the administration names nobody.
        antragsteller=rat.geheimnis(klasse) if art is Vorlagenart.AT else "",
        stationen=[(gremium, None, True, oeffentlich)],
        oeffentlich=oeffentlich,
        # The announced title of a withdrawn paper stays on the agenda.
        betreff=rat.geheimnis(OEFFENTLICH if klasse == ZURUECKGEZOGEN else klasse),
        aktenzeichen=rat.geheimnis(klasse),
        beschlussentwurf=f"<p>Der Stadtrat beschließt: {rat.geheimnis(klasse)}</p>",
        begruendung=f"<ul><li>{rat.geheimnis(klasse)}</li></ul>",
        kurzfassung=rat.geheimnis(klasse),
        auswirkungen=write_auswirkungen(
            [build_auswirkung(bemerkung=rat.geheimnis(klasse), haushaltsstelle=rat.geheimnis(klasse))]
        ),
        nichtoeffentlich_grund="" if oeffentlich else rat.geheimnis(GRUND),
    )
    fassung.begruendung += f"<p>{_bild(rat, fassung, klasse)}</p>"
    fassung.save(update_fields=["begruendung", "suchtext"])
    if not oeffentlich:
        fassung.vorlage.beratungen.update(nichtoeffentlich_grund=rat.geheimnis(GRUND))
    _anlage(rat, fassung, klasse, oeffentlich=oeffentlich)
    _anlage(rat, fassung, INTERN if klasse == OEFFENTLICH else klasse, oeffentlich=False)
    _beredte_anlage(rat, fassung, klasse, oeffentlich=oeffentlich)
    return fassung


def _bild(rat: Rat, fassung: Fassung, klasse: str) -> str:
    """Keep a picture with a secret behind its pixels, and return it as the text names it, described with another."""
    Image.new("RGB", (40, 20), "teal").save(puffer := io.BytesIO(), "PNG")
    datei = keep_bytes(puffer.getvalue() + rat.geheimnis(klasse).encode(), medientyp="image/png")
    Bild.objects.create(vorlage=fassung.vorlage, datei=datei, gebracht_von=fassung.beteiligungen.get().konto)
    return write_bild(datei.pruefsumme, rat.geheimnis(klasse))


def _beredte_anlage(rat: Rat, fassung: Fassung, klasse: str, *, oeffentlich: bool) -> None:
    """Attach a PDF that says secrets in every corner beside its page, also where that is public."""
    geheim = rat.geheimnis(INTERN if klasse == OEFFENTLICH else klasse)
    inhalt = build_beredt(geheim, text=rat.geheimnis(klasse), ueberall=True)
    build_anlage(fassung, titel=rat.geheimnis(klasse), datei=build_datei(inhalt), oeffentlich=oeffentlich)


def _anlage(rat: Rat, fassung: Fassung, klasse: str, *, oeffentlich: bool) -> None:
    name, inhalt = f"{rat.geheimnis(klasse)}.txt", rat.geheimnis(klasse).encode()
    Anlage.objects.create(
        fassung=fassung,
        position=fassung.anlagen.count() + 1,
        titel=rat.geheimnis(klasse),
        datei=store_datei(SimpleUploadedFile(name, inhalt, content_type="text/plain")),
        dateiname=name,
        oeffentlich=oeffentlich,
    )


def _freigegeben(
    rat: Rat, klasse: str, gremium: Gremium, *, oeffentlich: bool, art: Vorlagenart = Vorlagenart.BV
) -> Vorlage:
    fassung = _entwurf(rat, klasse, gremium, oeffentlich=oeffentlich, art=art)
    assert fassung.verfasser is not None
    fassung = submit_vorlage(fassung, konto=fassung.verfasser)
    sign_alle(fassung, bemerkung=rat.geheimnis(MITZEICHNUNG))
    return release_fassung(fassung, konto=rat.konten["dezernat"]).vorlage


def _build_papiere(rat: Rat, gremium: Gremium) -> None:
    rat.vorlagen = {
        "beschlossen": _freigegeben(rat, OEFFENTLICH, gremium, oeffentlich=True),
        "geheim_beschlossen": _freigegeben(rat, NICHTOEFFENTLICH, gremium, oeffentlich=False),
        "oeffentlich": _freigegeben(rat, OEFFENTLICH, gremium, oeffentlich=True),
        "nichtoeffentlich": _freigegeben(rat, NICHTOEFFENTLICH, gremium, oeffentlich=False, art=Vorlagenart.AT),
        "zurueckgezogen": _freigegeben(rat, ZURUECKGEZOGEN, gremium, oeffentlich=True),
        "freigegeben": _freigegeben(rat, FREIGEGEBEN, gremium, oeffentlich=True, art=Vorlagenart.AT),
        "entwurf": _entwurf(rat, ENTWURF, gremium, oeffentlich=False, art=Vorlagenart.AT).vorlage,
    }
    _write_weiter(rat)


def _write_weiter(rat: Rat) -> None:
    """Leave earlier states behind in the draft, one of which could not be taken over."""
    verfasser = rat.konto("eigenes_amt")
    fassung = rat.vorlagen["entwurf"].fassungen.get()
    for _ in range(2):
        fassung = write_entwurf(fassung, konto=verfasser, begruendung=f"<p>{rat.geheimnis(ENTWURF)}</p>")
    unfertig = Eingabe(
        teil=Entwurfsteil.ANGABEN, gesehen=0, gesendet={"betreff": [rat.geheimnis(ENTWURF)]}, is_gueltig=False
    )
    save_teil(fassung, unfertig, konto=verfasser)


def _build_sitzungen(rat: Rat, gremium: Gremium) -> None:
    dienst = rat.konto("sitzungsdienst")
    geplant = plan_sitzung(
        gremium, beginn=future(40), konto=dienst, ort=rat.geheimnis(SITZUNG), hinweis=rat.geheimnis(SITZUNG)
    )
    sitzung = plan_sitzung(gremium, beginn=future(14), konto=dienst)
    for name, teil, oberbegriff in (
        ("oeffentlich", Teil.OEFFENTLICH, ""),
        ("nichtoeffentlich", Teil.NICHTOEFFENTLICH, "Grundstückssachen"),
    ):
        beratung = rat.vorlagen[name].beratungen.get()
        place_top(sitzung, beratung=beratung, teil=teil, oberbegriff=oberbegriff, konto=dienst)
    n = Teil.NICHTOEFFENTLICH
    place_top(sitzung, teil=n, betreff=rat.geheimnis(NTOP), oberbegriff="Personalsachen", konto=dienst)
    sitzung = invite_by_mail(publish_agenda(sitzung), rat.konten["mitglied"], dienst)
    place_top(sitzung, teil=n, betreff=rat.geheimnis(NTOP), oberbegriff="Vertragssachen", konto=dienst)
    sitzung = publish_agenda(sitzung)
    betreff, grund = rat.geheimnis(NACHTRAG), rat.geheimnis(NACHTRAG)
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff=betreff, nachtrag_grund=grund, konto=dienst)
    put_unterlagen(sitzung, dienst, intern=lambda: rat.geheimnis(NTOP), offen=lambda: rat.geheimnis(OEFFENTLICH))
    _bring_bogen(rat, sitzung, dienst)
    rat.sitzungen = {"geplant": geplant, "veroeffentlicht": sitzung, "begonnen": _hold_sitzung(rat, gremium, dienst)}


def _bring_bogen(rat: Rat, sitzung: Sitzung, dienst: Konto) -> None:
    """Fill a sheet in with a wording nobody has recorded yet, and read it."""
    werte: dict[int, dict[str, str | bool]] = {
        top.pk: {"einstimmig": True, "wortlaut": rat.geheimnis(BOGEN)} for top in tops_of(sitzung)
    }
    bring(sitzung, fill(print_blatt(sitzung, dienst), werte), name=f"{rat.geheimnis(BOGEN)}.pdf", konto=dienst)


def _hold_sitzung(rat: Rat, gremium: Gremium, dienst: Konto) -> Sitzung:
    """Hold a sitting whose changed wordings are secrets of their own; the withdrawn paper goes on from there."""
    Beratung.objects.create(
        vorlage=rat.vorlagen["zurueckgezogen"], position=2, gremium=gremium, entscheidend=True, oeffentlich=True
    )
    rat.vorlagen["zurueckgezogen"].beratungen.filter(position=1).update(entscheidend=False)
    grund = rat.geheimnis(SITZUNG)
    sitzung = plan_sitzung(gremium, beginn=timezone.now() - timedelta(hours=1), konto=dienst, grund=grund)
    wortlaute = {"beschlossen": OEFFENTLICH, "zurueckgezogen": ZURUECKGEZOGEN, "geheim_beschlossen": NICHTOEFFENTLICH}
    tops = [
        place_top(
            sitzung,
            beratung=rat.vorlagen[name].beratungen.earliest("position"),
            teil=Teil.NICHTOEFFENTLICH if name.startswith("geheim") else Teil.OEFFENTLICH,
            oberbegriff="Grundstückssachen" if name.startswith("geheim") else "",
            konto=dienst,
        )
        for name in wortlaute
    ]
    sitzung = open_sitzung(publish_agenda(sitzung), konto=dienst, grund=grund)
    for top, klasse in zip(tops, wortlaute.values(), strict=True):
        top.refresh_from_db()
        ergebnis = Ergebnis(ausgang=Ausgang.EINSTIMMIG, geaendert=True, wortlaut=rat.geheimnis(klasse))
        record_abstimmung(top, ergebnis, konto=dienst)
    return sitzung


def _end_papiere(rat: Rat) -> None:
    """Publish and withdraw one paper that was delivered, and begin a Neufassung over the public one."""
    dienst, amt = rat.konto("sitzungsdienst"), rat.konten["eigenes_amt"]
    withdraw_vorlage(rat.vorlagen["zurueckgezogen"], konto=dienst, grund=rat.geheimnis(ZURUECKGEZOGEN))
    build_neufassung(
        rat.vorlagen["oeffentlich"],
        konto=amt,
        betreff=rat.geheimnis(ENTWURF),
        begruendung=f"<p>{rat.geheimnis(ENTWURF)}</p>",
    )


def _import_papier(rat: Rat, amt: Amt) -> None:
    """Take over a paper of the own office that nobody has confirmed, secret in text, source and what was not read."""
    text = formular(betreff=rat.geheimnis(EINGELESEN), ende=f"\nAnlage/n:\n- {rat.geheimnis(EINGELESEN)}\ngez. M\n")
    text = text.replace("Weil es nötig ist.", rat.geheimnis(EINGELESEN)).replace("gez. M", rat.geheimnis(EINGELESEN))
    fassung = import_formular(
        parse_formular(text),
        quelle=text,
        konto=build_konto(rolle=Rolle.SITZUNGSDIENST),
        create_missing=True,
        herkunft=f"{rat.geheimnis(EINGELESEN)}.txt",
    ).fassung
    Fassung.objects.filter(pk=fassung.pk).update(amt=amt, dezernat=amt.dezernat)
    rat.vorlagen["eingelesen"] = fassung.vorlage


def _draft_antraege(rat: Rat) -> None:
    """Let a group write two papers, one of which it hands in; somebody types on in the other."""
    konto = rat.konto("fraktion")
    for name, klasse in (("fraktionsentwurf", FRAKTION), ("eingereicht", EINGEREICHT)):
        fassung = build_antrag(konto, betreff=rat.geheimnis(klasse), weitere=rat.geheimnis(klasse))
        fassung = write_entwurf(fassung, konto=konto, begruendung=f"<p>{rat.geheimnis(klasse)}</p>")
        _anlage(rat, fassung, klasse, oeffentlich=True)
        rat.vorlagen[name] = fassung.vorlage
    hand_in_antrag(fassung, konto=konto)


def _propose(rat: Rat) -> None:
    """Put papers and an agenda before a second person, for secret reasons."""
    dienst, andere = rat.konto("sitzungsdienst"), build_konto(rolle=Rolle.SITZUNGSDIENST)
    geheim, offen = (rat.vorlagen[name].fassungen.get() for name in ("geheim_beschlossen", "nichtoeffentlich"))
    propose_veroeffentlichung(geheim, konto=dienst, grund=rat.geheimnis(VORSCHLAG))
    decline_vorschlag(geheim, konto=andere, grund=rat.geheimnis(VORSCHLAG))
    propose_veroeffentlichung(offen, konto=andere, grund=rat.geheimnis(VORSCHLAG))
    propose_tagesordnung(rat.sitzungen["veroeffentlicht"], konto=andere, grund=rat.geheimnis(VORSCHLAG))


def _bring_spaeter(rat: Rat) -> None:
    """Add an attachment to a public paper after its release; it stays in the house, and so does why it came late."""
    dienst = rat.konto("sitzungsdienst")
    spaet = SpaeteAnlage(
        titel=rat.geheimnis(INTERN),
        datei=build_datei(),
        dateiname=f"{rat.geheimnis(INTERN)}.pdf",
        grund=rat.geheimnis(GRUND),
    )
    add_anlage(rat.vorlagen["oeffentlich"].fassungen.released().get(), spaet, konto=dienst)


MAPPEN: tuple[tuple[str, Empfaenger, Mappenform], ...] = (
    ("veroeffentlicht", Empfaenger.OEFFENTLICH, Mappenform.ZIP),
    ("veroeffentlicht", Empfaenger.MITGLIEDER, Mappenform.PDF),
    ("veroeffentlicht", Empfaenger.GESAMT, Mappenform.ZIP),
    # Afterwards one of its public papers is withdrawn: then nobody may open this one any more.
    ("begonnen", Empfaenger.OEFFENTLICH, Mappenform.PDF),
)


def _bind_mappen(rat: Rat) -> None:
    dienst = rat.konto("sitzungsdienst")
    for name, fuer, form in MAPPEN:
        mappe = order_mappe(rat.sitzungen[name], Mappenwahl(fuer=fuer, form=form), konto=dienst)
        run_mappe(mappe.pk)
        mappe.refresh_from_db()
        assert mappe.fehler == ""


def tops_of(sitzung: Sitzung) -> list[Tagesordnungspunkt]:
    """Return all items of a sitting."""
    return list(sitzung.tops.order_by("pk"))


def _keep_bausteine(rat: Rat, amt: Amt) -> None:
    """Keep text blocks of one office and of the city."""
    konto = rat.konto("eigenes_amt")
    for klasse, besitz in ((BAUSTEIN, amt), (STADTBAUSTEIN, None)):
        for teil in TEILE:
            name, text = rat.geheimnis(klasse), f"<p>{rat.geheimnis(klasse)}</p>"
            keep_textbaustein(Textbaustein(name=name, amt=besitz, teil=teil, text=text), konto=konto)
