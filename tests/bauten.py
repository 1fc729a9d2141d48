"""Builders for all tests. They go through the real acts, so whatever they build is lawful.

Every builder takes keyword arguments and fills in the rest; names are unique per run.
"""

import io
import itertools
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dokumente.models import Datei
from gremien.enums import Funktion, Gremienart
from gremien.models import Amt, Dezernat, Fraktion, Gremium, Mitgliedschaft, Person
from gremien.rules.arbeitstage import name_freien_tag
from konten.enums import Rolle
from konten.models import Konto, Rollenzuweisung
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.actions.anwesenheit import record_anwesenheit
from sitzungen.actions.sitzung import open_sitzung, plan_sitzung
from sitzungen.actions.tagesordnung import place_top, publish_tagesordnung
from sitzungen.enums import Teil
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from tests.bauten_antrag import complete_antrag
from vorlagen.actions.entwurf import begin_vorlage, supersede_vorlage
from vorlagen.actions.freigabe import release_vorlage
from vorlagen.actions.mitzeichnung import submit_vorlage
from vorlagen.actions.veroeffentlichung import propose_veroeffentlichung, publish_vorlage
from vorlagen.enums import Ausgang, Vorlagenart
from vorlagen.models import Anlage, Beratung, Fassung, Vorlage

Stationsangabe = tuple[Gremium, date | None, bool, bool]
"""A station as (gremium, datum, entscheidend, oeffentlich)."""

NACHGETRAGEN = "Auf Papier eingeladen, hier nachgetragen"
GRUND = "Grundstücksangelegenheit (§ 35 Abs. 1 GemO)"
NEUFASSUNG = {"oeffentlich": True, "neufassung_grund": "Nach der Beratung geändert"}

_zaehler = itertools.count(1)


def _buchstaben(zahl: int) -> str:
    """Return 1 as A, 26 as Z, 27 as AA: a Kürzel holds letters only."""
    text = ""
    while zahl:
        zahl, rest = divmod(zahl - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


# --- bodies, people, offices, accounts


def build_gremium(**felder: Any) -> Gremium:
    """Build a body; ``felder`` are fields of Gremium."""
    vorgaben: dict[str, Any] = {
        "name": f"Ausschuss {(zahl := next(_zaehler))}",
        "kuerzel": f"X{_buchstaben(zahl)}",
        "art": Gremienart.AUSSCHUSS,
        "raum": "Sitzungssaal 220",
        "uhrzeit": time(16),
    }
    return Gremium.objects.create(**vorgaben | felder)


def build_fraktion(**felder: Any) -> Fraktion:
    """Build a group of the council."""
    return Fraktion.objects.create(**{"name": f"Fraktion {(zahl := next(_zaehler))}", "kuerzel": f"F{zahl}"} | felder)


def build_person(**felder: Any) -> Person:
    """Build an invented person."""
    vorgaben: dict[str, Any] = {"vorname": "Erika", "nachname": f"Muster {next(_zaehler)}", "erfunden": True}
    return Person.objects.create(**vorgaben | felder)


def build_mitglied(
    *, gremium: Gremium | None = None, konto: Konto | None = None, funktion: str = Funktion.MITGLIED, **felder: Any
) -> Konto:
    """Build a person with a login and a seat; ``felder`` are fields of Mitgliedschaft (von, bis, fraktion …)."""
    konto = konto or build_konto(person=build_person())
    konto.person = konto.person or build_person()
    konto.save(update_fields=["person"])
    Mitgliedschaft.objects.create(gremium=gremium or build_gremium(), person=konto.person, funktion=funktion, **felder)
    return forget_rechte(konto)


def build_dezernat(**felder: Any) -> Dezernat:
    """Build a department of the city's executive."""
    return Dezernat.objects.create(**{"bezeichnung": f"Dezernat {next(_zaehler)}"} | felder)


def build_amt(*, dezernat: Dezernat | None = None, **felder: Any) -> Amt:
    """Build an office, in a Dezernat of its own unless one is given."""
    vorgaben: dict[str, Any] = {"nummer": str(zahl := next(_zaehler)), "name": f"Amt {zahl}"}
    return Amt.objects.create(dezernat=dezernat or build_dezernat(), **vorgaben | felder)


def build_konto(*, rolle: Rolle | None = None, superuser: bool = False, **felder: Any) -> Konto:
    """Build a login without password; with a role or all rights it has a person.

    ``rolle`` is held for ``amt``, ``dezernat``, ``gremium`` or ``fraktion``, a new one where the role needs one and
    none is given. ``felder`` are fields of Konto.
    """
    bereich = {name: felder.pop(name) for name in ("amt", "dezernat", "gremium", "fraktion") if name in felder}
    if (rolle is not None or superuser) and "person" not in felder:
        felder["person"] = build_person()
    vorgaben: dict[str, Any] = {
        "username": f"konto{next(_zaehler)}",
        "is_staff": superuser,
        "is_superuser": superuser,
        "password": "!",
    }
    konto = Konto.objects.create(**vorgaben | felder)
    if rolle is not None:
        assign_rolle(konto, rolle, **bereich)
    return konto


def assign_rolle(konto: Konto, rolle: Rolle, **felder: Any) -> Rollenzuweisung:
    """Give a role to an existing login, for a new office, department, body or group where it needs one.

    ``felder`` are fields of Rollenzuweisung.
    """
    if bereich := BEREICHE.get(rolle):
        felder[bereich[0]] = felder.get(bereich[0]) or bereich[1]()
    konto.person = konto.person or build_person()
    konto.save(update_fields=["person"])
    # Not by the act: its journal rows would stand among those a test is about.
    zuweisung = Rollenzuweisung.objects.create(konto=konto, rolle=rolle, **felder)
    forget_rechte(konto)
    return zuweisung


BEREICHE: dict[Rolle, tuple[str, Callable[[], Any]]] = {
    Rolle.SACHBEARBEITUNG: ("amt", build_amt),
    Rolle.AMTSLEITUNG: ("amt", build_amt),
    Rolle.DEZERNAT: ("dezernat", build_dezernat),
    Rolle.SCHRIFTFUEHRUNG: ("gremium", build_gremium),
    Rolle.FRAKTION: ("fraktion", build_fraktion),
}


def forget_rechte(konto: Konto) -> Konto:
    """Forget what was read about the account's rights, as the next request would."""
    konto.__dict__.pop("_rechte", None)
    return konto


# --- papers


def build_entwurf(
    konto: Konto | None = None,
    *,
    amt: Amt | None = None,
    art: Vorlagenart = Vorlagenart.BV,
    stationen: Sequence[Stationsangabe] | None = None,
    oeffentlich: bool = True,
    bezug: Vorlage | None = None,
    **felder: Any,
) -> Fassung:
    """Build a complete draft: one deciding station unless ``stationen`` says otherwise.

    ``konto`` is the author, by default a Sachbearbeitung of ``amt``. ``felder`` are fields of Fassung.
    """
    amt = amt or build_amt()
    konto = konto or build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt)
    fassung = begin_vorlage(konto=konto, amt=amt, art=art, betreff=f"Betreff {next(_zaehler)}")
    vorgaben: dict[str, Any] = {
        "beschlussentwurf": "<p>Der Stadtrat stimmt zu.</p>",
        "begruendung": "<p>Weil es nötig ist.</p>",
        "oeffentlich": oeffentlich,
        "nichtoeffentlich_grund": "" if oeffentlich else GRUND,
    }
    for feld, wert in (vorgaben | complete_antrag(fassung, bezug) | felder).items():
        setattr(fassung, feld, wert)
    fassung.save()
    if stationen is None:
        stationen = [(build_gremium(), None, True, oeffentlich)]
    for position, (gremium, datum, entscheidend, station_oeffentlich) in enumerate(stationen, start=1):
        Beratung.objects.create(
            vorlage=fassung.vorlage,
            position=position,
            gremium=gremium,
            datum=datum,
            entscheidend=entscheidend,
            oeffentlich=station_oeffentlich,
            nichtoeffentlich_grund="" if station_oeffentlich else GRUND,
        )
    return fassung


def build_eingereichte_fassung(
    konto: Konto | None = None, *, weitere: Sequence[Konto] = (), grund: str = "", **felder: Any
) -> Fassung:
    """Build a draft handed in, also asking what ``weitere`` head; arguments as for :func:`build_entwurf`."""
    from tests.mitzeichnen import ask

    fassung = build_entwurf(konto, **felder)
    assert fassung.verfasser is not None
    return submit_vorlage(fassung, konto=fassung.verfasser, wuensche=[ask(einer) for einer in weitere], grund=grund)


def release_fassung(fassung: Fassung, *, konto: Konto | None = None, grund: str = "") -> Fassung:
    """Bring a draft through co-signature to release; ``konto`` answers for its Dezernat."""
    from tests.mitzeichnen import sign_alle

    if fassung.is_entwurf:
        assert fassung.verfasser is not None
        fassung = submit_vorlage(fassung, konto=fassung.verfasser, grund=grund)
    sign_alle(fassung)
    konto = konto or build_konto(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat)
    return release_vorlage(fassung, konto=konto, grund=grund)


def build_freigegebene_vorlage(
    konto: Konto | None = None,
    *,
    freigebend: Konto | None = None,
    anlagen: Sequence[tuple[str, bool]] = (),
    grund: str = "",
    **felder: Any,
) -> Vorlage:
    """Build a released, not yet published paper; ``anlagen`` as (titel, oeffentlich), the rest as build_entwurf."""
    fassung = build_entwurf(konto, **felder)
    for titel, oeffentlich in anlagen:
        build_anlage(fassung, titel=titel, oeffentlich=oeffentlich)
    release_fassung(fassung, konto=freigebend, grund=grund)
    return Vorlage.objects.get(pk=fassung.vorlage_id)


def build_veroeffentlichte_vorlage(konto: Konto | None = None, **felder: Any) -> Vorlage:
    """Build a paper everybody may read; arguments as for :func:`build_freigegebene_vorlage`."""
    vorlage = build_freigegebene_vorlage(konto, **felder)
    fassung = vorlage.fassungen.get()
    if not fassung.oeffentlich:
        propose_veroeffentlichung(fassung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Verkauft")
    publish_vorlage(fassung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    return vorlage


def build_neufassung(vorlage: Vorlage, *, konto: Konto | None = None, **felder: Any) -> Fassung:
    """Build the draft of the next Fassung; publicity must be decided anew, here it is public unless told."""
    amt = vorlage.fassungen.released().latest("neufassung").amt
    fassung = supersede_vorlage(vorlage, konto=konto or build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt))
    for feld, wert in (NEUFASSUNG | felder).items():
        setattr(fassung, feld, wert)
    fassung.save()
    return fassung


def build_anlage(
    fassung: Fassung, *, titel: str = "Lageplan", oeffentlich: bool = True, datei: Datei | None = None
) -> Anlage:
    """Build an attachment at the end of a draft, without a file unless one is given."""
    return Anlage.objects.create(
        fassung=fassung,
        position=fassung.anlagen.count() + 1,
        titel=titel,
        datei=datei,
        dateiname=f"{titel}.pdf" if datei else "",
        oeffentlich=oeffentlich,
    )


def build_pdf(seiten: int = 1) -> bytes:
    """Return the bytes of a valid, empty PDF that no other call returns."""
    with pikepdf.new() as pdf, io.BytesIO() as puffer:
        for _ in range(seiten):
            pdf.add_blank_page(page_size=(595, 842))
        pdf.docinfo["/Title"] = f"Anlage {next(_zaehler)}"
        pdf.save(puffer)
        return puffer.getvalue()


def build_datei(inhalt: bytes | None = None, *, name: str = "anlage.pdf") -> Datei:
    """Build a stored file, a small PDF by default."""
    from dokumente.ablage.aufnehmen import store_datei

    return store_datei(SimpleUploadedFile(name, inhalt or build_pdf(), content_type="application/pdf"))


# --- sittings


def future(tage: int | None = None, uhrzeit: time = time(16)) -> datetime:
    """Return that time of day, ``tage`` days from today (negative: ago), in local time.

    Without ``tage`` it is in two weeks, on the next day on which nobody wonders about a sitting.
    """
    tag = timezone.localdate() + timedelta(days=14 if tage is None else tage)
    while tage is None and name_freien_tag(tag):
        tag += timedelta(days=1)
    return timezone.make_aware(datetime.combine(tag, uhrzeit))


def build_sitzung(
    *, gremium: Gremium | None = None, beginn: datetime | None = None, konto: Konto | None = None, **felder: Any
) -> Sitzung:
    """Build a scheduled sitting in two weeks (:func:`future`), not announced; ``felder`` as for plan_sitzung."""
    konto = konto or build_konto(rolle=Rolle.SITZUNGSDIENST)
    return plan_sitzung(
        gremium or build_gremium(), beginn=beginn or future(), konto=konto, **{"grund": NACHGETRAGEN} | felder
    )


def build_top(
    sitzung: Sitzung,
    *,
    vorlage: Vorlage | None = None,
    oeffentlich: bool = True,
    konto: Konto | None = None,
    **felder: Any,
) -> Tagesordnungspunkt:
    """Place a released paper (a new one by default) on the agenda at its station in this body."""
    if vorlage is None:
        vorlage = build_freigegebene_vorlage(
            stationen=[(sitzung.gremium, None, True, oeffentlich)], oeffentlich=oeffentlich
        )
    offen = vorlage.beratungen.filter(ausgang__in=["", Ausgang.ABGESETZT])
    beratung = offen.filter(gremium=sitzung.gremium).earliest("position")
    return place_top(
        sitzung,
        beratung=beratung,
        teil=Teil.OEFFENTLICH if beratung.oeffentlich else Teil.NICHTOEFFENTLICH,
        konto=konto or build_konto(rolle=Rolle.SITZUNGSDIENST),
        **{"oberbegriff": "" if beratung.oeffentlich else "Grundstückssachen"} | felder,
    )


def build_veroeffentlichte_sitzung(
    *,
    gremium: Gremium | None = None,
    beginn: datetime | None = None,
    begonnen: bool = False,
    oeffentliche: int = 1,
    nichtoeffentliche: int = 1,
    vorlagen: Sequence[Vorlage] = (),
    konto: Konto | None = None,
) -> Sitzung:
    """Build a sitting with a published agenda: ``vorlagen`` and as many new papers in the Ö and N part as told.

    ``begonnen`` puts it into the last hour and opens it, so that results can be recorded.
    """
    konto = konto or build_konto(rolle=Rolle.SITZUNGSDIENST)
    if begonnen:
        beginn = timezone.now() - timedelta(hours=1)
    sitzung = build_sitzung(gremium=gremium, beginn=beginn, konto=konto)
    for vorlage in vorlagen:
        build_top(sitzung, vorlage=vorlage, konto=konto)
    for oeffentlich in [*[True] * oeffentliche, *[False] * nichtoeffentliche]:
        build_top(sitzung, oeffentlich=oeffentlich, konto=konto)
    sitzung = publish_tagesordnung(sitzung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    return open_sitzung(sitzung, konto=konto, grund=NACHGETRAGEN) if begonnen else sitzung


def build_anwesenheit(sitzung: Sitzung, *, anwesend: int, abwesend: int = 0, konto: Konto | None = None) -> Sitzung:
    """Seat new members in the body and record who of them is there."""
    personen = [build_person() for _ in range(anwesend + abwesend)]
    Mitgliedschaft.objects.bulk_create(Mitgliedschaft(gremium=sitzung.gremium, person=p) for p in personen)
    return record_anwesenheit(
        sitzung,
        anwesende=[p.pk for p in personen[:anwesend]],
        konto=konto or build_konto(rolle=Rolle.SITZUNGSDIENST),
    )


def build_abstimmung(
    top: Tagesordnungspunkt | None = None,
    *,
    ausgang: Ausgang = Ausgang.EINSTIMMIG,
    konto: Konto | None = None,
    berichtigt: Abstimmung | None = None,
    grund: str = "",
    **angaben: Any,
) -> Abstimmung:
    """Record a result, on a new public item of a sitting that was opened unless ``top`` is given.

    ``grund`` says why it is corrected, else what lets warnings pass; ``angaben`` as for Ergebnis (ja …).
    """
    if top is None:
        top = next(iter_tops(build_veroeffentlichte_sitzung(begonnen=True, nichtoeffentliche=0)))
    return record_abstimmung(
        top,
        Ergebnis(ausgang=ausgang, **angaben),
        konto=konto or build_konto(rolle=Rolle.SITZUNGSDIENST),
        berichtigt=berichtigt,
        **{"berichtigungsgrund" if berichtigt else "grund": grund},
    )


def iter_tops(sitzung: Sitzung) -> Iterator[Tagesordnungspunkt]:
    """Return the items in agenda order, public part first."""
    return iter(sitzung.tops.select_related("sitzung", "beratung", "fassung").order_by("-teil", "position"))
