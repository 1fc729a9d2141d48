"""Nobody finds a secret: every address, every kind of reader, every confidential place."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import pikepdf
import pytest
from django.db.models import Model, QuerySet
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from dokumente.models import Ausdruck, Datei
from journal.models import Eintrag
from konten.models import Konto
from mappen.models import Bogen, Mappe
from nachbereitung.enums import Ausgabe
from nachbereitung.models import Ausfertigung, Einwendung, Niederschriftschritt, Niederschrifttext
from nachbereitung.views.schritte import AKTE
from post.enums import WAEHLBAR
from post.models import Nachricht
from post.versand.brief import build_mail
from sitzungen.actions.kalenderlink import renew_kalenderlink
from sitzungen.models import Bekanntmachung, Einladung, Tagesordnungspunkt, Unterlage
from sitzungen.querysets import TagesordnungspunktQuerySet
from tests.ablauf.kanarien import ERLAUBT, Rat, build_rat, tops_of
from tests.pdf_text import extract_text
from vorlagen.enums import Entwurfsteil
from vorlagen.models import Anlage, Fassung, Mitzeichnung, Textbaustein
from vorlagen.querysets import AnlageQuerySet, FassungQuerySet

GEHEIMNIS = re.compile(r"Kanarie([A-Z]+)x\d{4}")
VARIANTEN = ("", "?q=Kanarie&print=1&blanko=1&format=json&order_by=betreff&grund__startswith=K&original")


def iter_namen(muster: list[URLPattern | URLResolver] | None = None) -> Iterator[tuple[str, set[str]]]:
    """Yield every named address outside the administration with the names of its arguments."""
    for eintrag in muster if muster is not None else get_resolver().url_patterns:
        if isinstance(eintrag, URLResolver):
            if eintrag.namespace != "admin":
                yield from iter_namen(eintrag.url_patterns)
        else:
            assert eintrag.name, f"{eintrag.pattern} hat keinen Namen und damit keinen Zugangstest."
            yield eintrag.name, set(eintrag.pattern.converters)


def iter_adressen(rat: Rat) -> Iterator[str]:
    """Yield every address of the house, filled with every object it could be asked for, each once."""
    yield from dict.fromkeys(_iter_gefuellte(rat))


def _iter_gefuellte(rat: Rat) -> Iterator[str]:
    for name, argumente in iter_namen():
        for werte in _werte_for(name, argumente, rat):
            yield reverse(name, kwargs={teil: wert for teil, wert in werte.items() if teil in argumente})
    yield reverse("vorlagen_aehnliche", query={"betreff": "Kanarie"})
    for name in ("vorlage_neu", "antrag_neu"):
        yield from (reverse(name, query={"nach": vorlage.pk}) for vorlage in rat.vorlagen.values())


def _werte_for(name: str, argumente: set[str], rat: Rat) -> Iterator[Mapping[str, object]]:
    if not argumente:
        yield {}
    elif argumente == {"rolle"}:
        yield {"rolle": "sachbearbeitung"}
    elif argumente == {"pk"}:
        yield from ({"pk": pk} for pk in _objekte_for(reverse(name, kwargs={"pk": 1}), rat))
    else:
        yield from TEILE[frozenset(argumente - {"pk"})](rat)


def _objekte_for(weg: str, rat: Rat) -> set[int]:
    return {
        "vorlagen": {vorlage.pk for vorlage in rat.vorlagen.values()},
        "sitzungen": {sitzung.pk for sitzung in rat.sitzungen.values()},
        "gremien": {sitzung.gremium_id for sitzung in rat.sitzungen.values()},
        "beschluesse": {top.pk for sitzung in rat.sitzungen.values() for top in tops_of(sitzung)},
        "bekanntgaben": {top.pk for sitzung in rat.sitzungen.values() for top in tops_of(sitzung)},
        "textbausteine": set(Textbaustein.objects.values_list("pk", flat=True)),
    }[weg.split("/")[1]]


TEILE: dict[frozenset[str], Callable[[Rat], Iterator[Mapping[str, object]]]] = {
    frozenset({"top_pk"}): lambda rat: (
        {"pk": sitzung.pk, "top_pk": top.pk} for sitzung in rat.sitzungen.values() for top in tops_of(sitzung)
    ),
    frozenset({"anlage_pk"}): lambda rat: (
        {"pk": anlage.fassung.vorlage_id, "anlage_pk": anlage.pk} for anlage in Anlage.objects.select_related("fassung")
    ),
    frozenset({"bogen_pk", "top_pk"}): lambda rat: (
        {"pk": bogen.sitzung_id, "bogen_pk": bogen.pk, "top_pk": top.pk}
        for bogen in Bogen.objects.select_related("sitzung")
        for top in tops_of(bogen.sitzung)
    ),
    frozenset({"mitzeichnung_pk"}): lambda rat: (
        {"pk": antwort.fassung.vorlage_id, "mitzeichnung_pk": antwort.pk}
        for antwort in Mitzeichnung.objects.select_related("fassung")
    ),
    frozenset({"bogen_pk"}): lambda rat: (
        {"pk": bogen.sitzung_id, "bogen_pk": bogen.pk} for bogen in Bogen.objects.all()
    ),
    frozenset({"mappe_pk"}): lambda rat: (
        {"pk": mappe.sitzung_id, "mappe_pk": mappe.pk} for mappe in Mappe.objects.all()
    ),
    frozenset({"einladung_pk"}): lambda rat: (
        {"pk": einladung.sitzung_id, "einladung_pk": einladung.pk} for einladung in Einladung.objects.all()
    ),
    frozenset({"teil"}): lambda rat: (
        {"pk": vorlage.pk, "teil": teil.value} for vorlage in rat.vorlagen.values() for teil in Entwurfsteil
    ),
    frozenset({"nummer"}): lambda rat: (
        {"pk": eine.sitzung_id, "nummer": eine.nummer} for eine in Bekanntmachung.objects.all()
    ),
    frozenset({"unterlage_pk"}): lambda rat: (
        {"pk": eine.sitzung_id, "unterlage_pk": eine.pk} for eine in Unterlage.objects.all()
    ),
    frozenset({"seite"}): lambda rat: ({"pk": vorlage.pk, "seite": 1} for vorlage in rat.vorlagen.values()),
    frozenset({"neufassung"}): lambda rat: (
        {"pk": fassung.vorlage_id, "neufassung": fassung.neufassung} for fassung in Fassung.objects.all()
    ),
    frozenset({"von", "bis"}): lambda rat: (
        {"pk": fassung.vorlage_id, "von": 0, "bis": fassung.neufassung}
        for fassung in Fassung.objects.filter(neufassung__gt=0)
    ),
    # Nobody's link: what opens an account is kept nowhere, so no reader can come across one.
    frozenset({"uid", "token"}): lambda rat: iter([{"uid": "MQ", "token": "abc-1234"}]),
    # Every reader finds every other one's calendar as little as this one; their own is looked into by name.
    frozenset({"geheimnis"}): lambda rat: iter([{"geheimnis": "abc-1234"}]),
    frozenset({"akt"}): lambda rat: (
        {"pk": sitzung.pk, "akt": akt} for sitzung in rat.sitzungen.values() for akt in AKTE
    ),
    frozenset({"fuer"}): lambda rat: (
        {"pk": sitzung.pk, "fuer": fuer.value} for sitzung in rat.sitzungen.values() for fuer in Ausgabe
    ),
    frozenset({"nummer", "fuer"}): lambda rat: (
        {"pk": druck.niederschrift.sitzung_id, "nummer": druck.nummer, "fuer": fuer.value}
        for druck in Ausfertigung.objects.select_related("niederschrift")
        for fuer in Ausgabe
    ),
    frozenset({"einwendung_pk"}): lambda rat: (
        {"pk": einwendung.niederschrift.sitzung_id, "einwendung_pk": einwendung.pk}
        for einwendung in Einwendung.objects.select_related("niederschrift")
    ),
    frozenset({"code"}): lambda rat: ({"code": ausdruck.code} for ausdruck in Ausdruck.objects.all()),
    frozenset({"pruefsumme"}): lambda rat: ({"pruefsumme": datei.pruefsumme} for datei in _list_dateien()),
}
"""For addresses below an object: the parts to ask for. An address with other arguments fails the crawl."""


def _list_dateien() -> list[Datei]:
    """Return all pictures of texts, and one file of every other kind: those have no page there."""
    andere = {datei.medientyp: datei for datei in Datei.objects.filter(bilder=None)}
    return [*Datei.objects.exclude(bilder=None).distinct(), *andere.values()]


def read_answer(antwort: HttpResponseBase) -> str:
    """Return everything a reader could get out of an answer: headers, text, the inside of PDFs and archives."""
    inhalt: bytes = getattr(antwort, "content", b"") or b"".join(getattr(antwort, "streaming_content", ()))
    text = "\n".join(f"{name}: {wert}" for name, wert in antwort.headers.items())
    art = antwort.headers.get("Content-Type", "")
    if inhalt and art.startswith("application/pdf"):
        text += read_pdf(inhalt)
    elif inhalt.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(inhalt)) as archiv:
            text += "".join(f"{name}{archiv.read(name)!r}" for name in archiv.namelist())
    return text + inhalt.decode("utf-8", "replace")


@lru_cache(maxsize=512)
def read_pdf(inhalt: bytes) -> str:
    """Return the text of a PDF, its objects and what is attached to it; many readers get the same one."""
    text = extract_text(inhalt)
    with pikepdf.open(io.BytesIO(inhalt)) as pdf:
        text += str(pdf.docinfo) + "".join(str(objekt) for objekt in pdf.objects)
        text += "".join(datei.get_file().read_bytes().decode() for datei in pdf.attachments.values())
        text += "".join(f"{name}{anhang.get_file().read_bytes()!r}" for name, anhang in pdf.attachments.items())
        text += str(pdf.Root.Metadata.read_bytes()) if "/Metadata" in pdf.Root else ""
    return text


def crawl(rat: Rat, rolle: str) -> Iterator[tuple[str, str]]:
    """Yield every (address, class of secret) this reader comes across, whatever the answer's status is."""
    client = Client()
    if konto := rat.konten[rolle]:
        client.force_login(konto)
    for adresse in iter_adressen(rat):
        if "/abmelden/" in adresse:
            continue
        # Printing is slow, and who may print what does not hang on the query: two readers try it for all.
        for variante in _list_varianten(rolle, adresse):
            antwort = client.get(adresse + variante)
            assert antwort.status_code < 500, (adresse, variante)
            yield from _find_geheimnisse(adresse, antwort)
            if not looked_at_query(antwort):
                break
        for methode in ("head", "options") if rolle == "anonym" else ():
            yield from _find_geheimnisse(adresse, getattr(client, methode)(adresse))


def looked_at_query(antwort: Any) -> bool:
    """Return whether what made this answer read the query; if not, another one is at most repeated in it.

    Django parses the query when it is first asked for, and keeps it with the request.
    """
    return "GET" in antwort.wsgi_request.__dict__


def _find_geheimnisse(adresse: str, antwort: HttpResponseBase) -> Iterator[tuple[str, str]]:
    yield from ((adresse, klasse) for klasse in GEHEIMNIS.findall(read_answer(antwort)))


def _list_varianten(rolle: str, adresse: str) -> tuple[str, ...]:
    if "pdf" not in adresse:
        return VARIANTEN
    return VARIANTEN if rolle in ("anonym", "mitglied") else VARIANTEN[:1]


class Fund(NamedTuple):
    """The council, and for every kind of reader the (address, class of secret) they came across."""

    rat: Rat
    gefunden: dict[str, set[tuple[str, str]]]


def search_rat() -> Fund:
    """Build the council and let everybody look: one after the other, so that what one had printed is there for all."""
    rat = build_rat()
    return Fund(rat, {rolle: set(crawl(rat, rolle)) for rolle in ERLAUBT})


BESTAND = search_rat


@pytest.mark.django_db
@pytest.mark.parametrize("rolle", list(ERLAUBT))
def test_no_reader_finds_a_secret_of_others(bestand: Fund, rolle: str) -> None:
    gefunden = bestand.gefunden[rolle]
    assert {(adresse, klasse) for adresse, klasse in gefunden if klasse not in ERLAUBT[rolle]} == set()
    # What one may see is found, too: the crawl does look into the answers.
    assert {klasse for _, klasse in gefunden} == ERLAUBT[rolle]


@pytest.mark.django_db
@pytest.mark.parametrize("filter_klasse", [FassungQuerySet, AnlageQuerySet, TagesordnungspunktQuerySet])
def test_without_the_rule_of_visibility_the_crawl_reports_hits(
    bestand: Fund, filter_klasse: type[QuerySet[Model]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def show_everything(self: QuerySet[Model], konto: object) -> QuerySet[Model]:
        return self.all()

    for regel in {"visible_to", "internal_to"} & set(dir(filter_klasse)):
        monkeypatch.setattr(filter_klasse, regel, show_everything)
    # The first hit is enough.
    assert any(klasse not in ERLAUBT["anonym"] for _, klasse in crawl(bestand.rat, "anonym"))


@pytest.mark.django_db
def test_no_mail_says_a_secret(bestand: Fund) -> None:
    """A mailbox is nobody's to guard: whatever was written while the council was built says nothing of any paper."""
    Konto.objects.update(email="jemand@example.org")
    nachrichten = list(Nachricht.objects.all())
    mails = [build_mail(nachricht) for nachricht in nachrichten]
    briefe = "".join(mail.message().as_string() for mail in mails)
    anhaenge = [read_pdf(anhang[1]) for mail in mails for anhang in mail.attachments]
    assert anhaenge
    zeilen = "".join(str(vars(nachricht)) for nachricht in nachrichten)
    assert {anlass.value for anlass in WAEHLBAR} - {n.anlass for n in nachrichten} == {"rueckgabe", "tagesuebersicht"}
    erlaubt = ERLAUBT["anonym"]
    assert GEHEIMNIS.findall(briefe + zeilen) == []
    assert {klasse for klasse in GEHEIMNIS.findall("".join(anhaenge)) if klasse not in erlaubt} == set()


@pytest.mark.django_db
@pytest.mark.parametrize("rolle", [rolle for rolle in ERLAUBT if rolle != "anonym"])
def test_no_calendar_says_a_secret_of_others(bestand: Fund, rolle: str, client: Client) -> None:
    konto = bestand.rat.konten[rolle]
    assert konto is not None
    antwort = client.get(reverse("persoenlich_ics", args=[renew_kalenderlink(konto)]))
    gefunden = {klasse for _, klasse in _find_geheimnisse("", antwort)}
    # Where a sitting will be that is only planned stands there for whoever plans it.
    assert gefunden == ({"SITZUNG"} if rolle == "sitzungsdienst" else set())


@pytest.mark.django_db
def test_an_answer_tells_whether_it_looked_at_the_query(client: Client) -> None:
    assert looked_at_query(client.get(reverse("vorlagen")))
    assert not looked_at_query(client.get(reverse("start")))


@pytest.mark.django_db
@pytest.mark.parametrize("rolle", ["anonym", "anderes_mitglied", "anderes_amt"])
def test_no_stranger_changes_anything_by_posting(bestand: Fund, rolle: str) -> None:
    client = Client()
    if konto := bestand.rat.konten[rolle]:
        client.force_login(konto)
    vorher = _stand()
    for adresse in iter_adressen(bestand.rat):
        if adresse.startswith(("/vorlagen/", "/sitzungen/", "/sitzungsdienst/", "/beschluesse/", "/bekanntgaben/")):
            antwort = client.post(
                adresse, {"oeffentlich": "1", "status": "freigegeben", "grund": "x", "ausgang": "kenntnis"}
            )
            assert antwort.status_code in (302, 400, 403, 404, 405, 410) or "neu/" in adresse, (
                adresse,
                antwort.status_code,
            )
    assert _stand() == vorher


def _stand() -> list[object]:
    return [
        Eintrag.objects.count(),
        list(Fassung.objects.order_by("pk").values()),
        list(Tagesordnungspunkt.objects.order_by("pk").values()),
        list(Anlage.objects.order_by("pk").values()),
        list(Niederschrifttext.objects.order_by("pk").values()),
        list(Niederschriftschritt.objects.order_by("pk").values()),
    ]
