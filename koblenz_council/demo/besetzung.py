"""Filling the demo's bodies and offices with invented people and their logins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from gremien.enums import Funktion
from gremien.models import Amt, Dezernat, Fraktion, Gremium, Mitgliedschaft, Person, Wahlperiode
from koblenz_council.demo.lesen import read_stammdaten, to_html
from koblenz_council.demo.uhr import set_uhr
from konten.actions.rollen import grant_rolle
from konten.enums import Rolle
from konten.models import Konto
from vorlagen.actions.textbausteine import keep_textbaustein
from vorlagen.enums import Regelbedingung
from vorlagen.models import Mitzeichnungsregel, Textbaustein

VOR_ALLEM = timedelta(days=600)
"""Roles are given before anything else happens."""

ORDNUNGSAMT = "31"
GESCHAEFTSSTELLEN = {"CDU": "demo-fraktion", "GRÜNE": "fraktion-gruene"}
"""Logins of the offices of groups, by the short name of the group."""


@dataclass
class Besetzung:
    """Everything the papers need, by the keys of the tables."""

    gremien: dict[str, Gremium] = field(default_factory=dict)
    dezernate: dict[str, Dezernat] = field(default_factory=dict)
    aemter: dict[str, Amt] = field(default_factory=dict)
    konten: dict[str, Konto] = field(default_factory=dict)
    fraktionen: dict[str, Fraktion] = field(default_factory=dict)

    def schreibende(self, fraktion: str) -> Konto:
        """Return who drafts for the group with this short name."""
        return self.konten[GESCHAEFTSSTELLEN[fraktion]]

    def verfasser(self, amt: str) -> Konto:
        """Return who drafts for the office."""
        return self.konten["demo-sachbearbeitung" if amt == ORDNUNGSAMT else f"amt{amt}-sachbearbeitung"]

    def dezernent(self, amt: str) -> Konto:
        """Return who answers for the office's department."""
        dezernat = self.aemter[amt].dezernat
        return self.konten[_dezernat_login(dezernat.bezeichnung)]


def _dezernat_login(bezeichnung: str) -> str:
    if bezeichnung == "Bürgermeisterin":
        return "demo-dezernat"
    return bezeichnung.lower().replace(" ", "-").replace("ü", "ue")


def _iter_namen() -> Iterator[tuple[str, str]]:
    """Return invented names; no two family names are the same within one body."""
    namen = read_stammdaten().namen
    nachnamen = [a + e for e in namen.nachnamen_ende for a in namen.nachnamen_anfang]
    for lauf in range(len(namen.vornamen)):
        for nummer, nachname in enumerate(nachnamen):
            yield namen.vornamen[(nummer + lauf * 7) % len(namen.vornamen)], nachname


def build_besetzung() -> Besetzung:
    """Create bodies, departments, offices, people, seats and logins."""
    besetzung = Besetzung()
    periode = read_stammdaten().wahlperiode
    Wahlperiode.objects.create(name=periode.name, von=periode.von, bis=periode.bis)
    _build_gremien(besetzung)
    _build_aemter(besetzung)
    namen = _iter_namen()
    rat = _build_mitgliedschaften(besetzung, namen)
    _build_konten(besetzung, namen, ratsmitglied=rat[1], vorsitz=rat[0])
    _keep_textbausteine(besetzung)
    return besetzung


def _keep_textbausteine(besetzung: Besetzung) -> None:
    for angabe in read_stammdaten().textbausteine:
        amt = besetzung.aemter[angabe.amt] if angabe.amt else None
        konto = besetzung.verfasser(angabe.amt) if angabe.amt else besetzung.konten["demo-sitzungsdienst"]
        baustein = Textbaustein(name=angabe.name, amt=amt, teil=angabe.teil, text=to_html(angabe.text))
        keep_textbaustein(baustein, konto=konto)


def _build_gremien(besetzung: Besetzung) -> None:
    stammdaten = read_stammdaten()
    fristen = stammdaten.einreichungsfristen
    Gremium.objects.bulk_create(
        Gremium(
            name=angabe.name,
            kuerzel=angabe.kuerzel,
            art=angabe.art,
            uhrzeit=angabe.uhrzeit,
            raum=angabe.raum,
            einreichungsfrist=fristen.rat if angabe.kuerzel == "SR" else fristen.sonst,
            reihenfolge=stelle * 10,
            gesetzliche_zahl=stammdaten.gesetzliche_zahl_rat if angabe.kuerzel == "SR" else None,
        )
        for stelle, angabe in enumerate(stammdaten.gremien, start=1)
    )
    besetzung.gremien = {gremium.kuerzel: gremium for gremium in Gremium.objects.all()}


def _build_aemter(besetzung: Besetzung) -> None:
    stammdaten = read_stammdaten()
    Dezernat.objects.bulk_create(
        Dezernat(bezeichnung=bezeichnung, reihenfolge=stelle * 10)
        for stelle, bezeichnung in enumerate(stammdaten.dezernate, start=1)
    )
    besetzung.dezernate = {dezernat.bezeichnung: dezernat for dezernat in Dezernat.objects.all()}
    Amt.objects.bulk_create(
        Amt(nummer=angabe.nummer, name=angabe.name, dezernat=besetzung.dezernate[angabe.dezernat])
        for angabe in stammdaten.aemter
    )
    besetzung.aemter = {amt.nummer: amt for amt in Amt.objects.select_related("dezernat")}
    Mitzeichnungsregel.objects.bulk_create(
        Mitzeichnungsregel(
            amt=besetzung.aemter[angabe.amt],
            grund=angabe.grund,
            bedingung=Regelbedingung.WORT if angabe.woerter else Regelbedingung.BETRAG,
            woerter=angabe.woerter,
            betrag=angabe.betrag,
        )
        for angabe in stammdaten.mitzeichnungsregeln
    )


def _build_personen(namen: Iterator[tuple[str, str]], anzahl: int) -> list[Person]:
    return Person.objects.bulk_create(
        Person(vorname=vorname, nachname=nachname, erfunden=True)
        for (vorname, nachname), _ in zip(namen, range(anzahl), strict=False)
    )


def _build_mitgliedschaften(besetzung: Besetzung, namen: Iterator[tuple[str, str]]) -> list[Person]:
    """Seat everybody; return the chair and then the members of the council."""
    stammdaten = read_stammdaten()
    fraktionen = Fraktion.objects.bulk_create(
        Fraktion(name=angabe.name, kuerzel=angabe.kuerzel, sitze=angabe.sitze, reihenfolge=stelle * 10)
        for stelle, angabe in enumerate(stammdaten.fraktionen, start=1)
    )
    besetzung.fraktionen = {fraktion.kuerzel: fraktion for fraktion in fraktionen}
    je_fraktion = [(f, _build_personen(namen, f.sitze)) for f in fraktionen]
    [vorsitz] = _build_personen(namen, 1)
    # Without an end, so that the demo still fills its seats when the term is over.
    von = stammdaten.wahlperiode.von
    sitze: list[Mitgliedschaft] = []
    for stelle, angabe in enumerate(stammdaten.gremien):
        gremium = besetzung.gremien[angabe.kuerzel]
        if angabe.sitze:
            leitung = [(vorsitz, None)] if angabe.kuerzel in ("SR", "HuFA") else []
            gewaehlt = leitung + _choose_sitze(je_fraktion, angabe.sitze, versatz=stelle)
        else:
            gewaehlt = [(person, None) for person in _build_personen(namen, stammdaten.eigene_mitglieder)]
        # The Oberbürgermeister chairs where he sits; elsewhere the chair changes from group to group.
        leitend = 0 if (vorsitz, None) in gewaehlt else stelle % len(gewaehlt)
        for platz, (person, fraktion) in enumerate(gewaehlt):
            funktion = {0: Funktion.VORSITZ, 1: Funktion.STELLVERTRETUNG}.get(platz - leitend, Funktion.MITGLIED)
            sitze.append(Mitgliedschaft(gremium=gremium, person=person, fraktion=fraktion, funktion=funktion, von=von))
    Mitgliedschaft.objects.bulk_create(sitze)
    return [vorsitz, *(person for _, personen in je_fraktion for person in personen)]


def _choose_sitze(
    je_fraktion: Sequence[tuple[Fraktion, list[Person]]], anzahl: int, *, versatz: int
) -> list[tuple[Person, Fraktion | None]]:
    """Return the seats of a committee, shared out in proportion (Sainte-Laguë), each time among other people.

    The first person of each group always comes first, so that the main committee holds its speakers.
    """
    zuteilung = {fraktion.pk: 0 for fraktion, _ in je_fraktion}
    for _ in range(anzahl):
        frei = [f for f, _ in je_fraktion if zuteilung[f.pk] < f.sitze]
        hoechste = max(frei, key=lambda f: f.sitze / (2 * zuteilung[f.pk] + 1))
        zuteilung[hoechste.pk] += 1
    gewaehlt: list[tuple[Person, Fraktion | None]] = []
    for fraktion, personen in je_fraktion:
        start = 0 if versatz <= 1 else (versatz * 7) % len(personen)
        reihe = personen[start:] + personen[:start]
        gewaehlt += [(person, fraktion) for person in reihe[: zuteilung[fraktion.pk]]]
    return gewaehlt


def _build_konten(
    besetzung: Besetzung, namen: Iterator[tuple[str, str]], *, ratsmitglied: Person, vorsitz: Person
) -> None:
    konten = [_konto(angabe.login, angabe.vorname, angabe.nachname) for angabe in read_stammdaten().konten]
    for amt in besetzung.aemter.values():
        if amt.nummer != ORDNUNGSAMT:
            konten += [_konto(f"amt{amt.nummer}-{rolle}", *next(namen)) for rolle in ("sachbearbeitung", "leitung")]
    konten += [_konto(_dezernat_login(name), *next(namen)) for name in besetzung.dezernate if name != "Bürgermeisterin"]
    for konto in konten:
        if konto.username == "demo-ratsmitglied":
            konto.person = ratsmitglied
        elif konto.username == "oberbuergermeister":
            konto.person = vorsitz
        else:
            konto.person = Person.objects.create(vorname=konto.first_name, nachname=konto.last_name, erfunden=True)
        if konto.username == "demo-administration":
            konto.is_superuser = konto.is_staff = True
        konto.first_name, konto.last_name = konto.person.vorname, konto.person.nachname
    besetzung.konten = {konto.username: konto for konto in Konto.objects.bulk_create(konten)}
    with set_uhr(timezone.now() - VOR_ALLEM):
        for konto, rolle, bereich in _iter_rollen(besetzung):
            grant_rolle(konto, rolle, konto=None, **bereich)


def _konto(login: str, vorname: str, nachname: str) -> Konto:
    # A domain that no mail server ever finds.
    konto = Konto(username=login, first_name=vorname, last_name=nachname, email=f"{login}@koblenz.example")
    konto.set_unusable_password()
    return konto


def _iter_rollen(besetzung: Besetzung) -> Iterator[tuple[Konto, Rolle, dict[str, Any]]]:
    konten = besetzung.konten
    for amt in besetzung.aemter.values():
        leitung = "demo-amtsleitung" if amt.nummer == ORDNUNGSAMT else f"amt{amt.nummer}-leitung"
        yield besetzung.verfasser(amt.nummer), Rolle.SACHBEARBEITUNG, {"amt": amt}
        yield konten[leitung], Rolle.AMTSLEITUNG, {"amt": amt}
    for bezeichnung, dezernat in besetzung.dezernate.items():
        yield konten[_dezernat_login(bezeichnung)], Rolle.DEZERNAT, {"dezernat": dezernat}
    for kuerzel, login in GESCHAEFTSSTELLEN.items():
        yield konten[login], Rolle.FRAKTION, {"fraktion": besetzung.fraktionen[kuerzel]}
    yield konten["oberbuergermeister"], Rolle.OBERBUERGERMEISTER, {}
    yield konten["demo-sitzungsdienst"], Rolle.SITZUNGSDIENST, {}
    yield konten["demo-sitzungsdienst-2"], Rolle.SITZUNGSDIENST, {}
