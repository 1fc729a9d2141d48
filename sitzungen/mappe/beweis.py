"""The proof that a public packet is clean: it is opened again and searched for everything confidential around it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.contrib.auth.models import AnonymousUser

from dokumente.mappe import Mappenbericht
from dokumente.oeffentlich.befunde import Fund, Geheimnis, NichtLesbar
from dokumente.oeffentlich.grenzen import GrenzeErreicht
from dokumente.oeffentlich.selbstbeweis import find_vertrauliches
from sitzungen.documents_agenda import build_sitzung_druck, build_tagesordnung_druck
from sitzungen.mappe.empfaenger import MappeVerweigert
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from sitzungen.rules.tagesordnung import OBERBEGRIFFE
from vorlagen.models import Anlage, Beratung, Fassung

GELAEUFIG: Final = (
    *("Anlage", "Gutachten", "Kostenschätzung", "Kostenübersicht", "Lageplan", "Satzung", "Stellungnahme"),
    *("Synopse", "Übersichtsplan", "Vertrag", "Vertragsentwurf"),
)
"""Titles of annexes that tell nothing by themselves: a public paper may use the same word."""

STELLEN_MAX: Final = 10
"""Most places a refusal names."""


def refuse_vertrauliches(ziel: Path, sitzung: Sitzung, bericht: Mappenbericht) -> None:
    """Refuse a public packet that holds something confidential or cannot be searched.

    :raises MappeVerweigert: with the places, never with what stands there.
    """
    try:
        funde = find_vertrauliches(ziel, find_geheimnisse(sitzung), erlaubt=find_oeffentliches(sitzung))
    except (NichtLesbar, GrenzeErreicht) as fehler:
        raise MappeVerweigert(
            f"Die öffentliche Mappe ließ sich nicht auf Vertrauliches prüfen und wurde nicht geschrieben: {fehler}"
        ) from fehler
    if funde:
        orte = list(dict.fromkeys(_locate(fund, bericht) for fund in funde))
        stellen = "; ".join(orte[:STELLEN_MAX])
        if len(orte) > STELLEN_MAX:
            stellen += f"; und {len(orte) - STELLEN_MAX} weitere Stellen"
        raise MappeVerweigert(
            f"Die öffentliche Mappe enthält Vertrauliches und wurde nicht geschrieben. {stellen}. "
            "Bitte berichtigen Sie diese Unterlage oder nehmen Sie sie aus dem öffentlichen Teil."
        )


def _locate(fund: Fund, bericht: Mappenbericht) -> str:
    """Return where it stands and where it comes from, never what it says; a place may quote a file name."""
    ort = fund.wo.partition("„")[0].strip(" ›") or "Inneres der Datei"
    if fund.seite is not None:
        teil = next((t for t in bericht.teile if t.seite <= fund.seite < t.seite + t.seiten), None)
        ort = f"Seite {fund.seite}{f' (Mappenteil {bericht.teile.index(teil) + 1})' if teil else ''}, {ort}"
    return f"{ort}: {fund.herkunft}"


def find_geheimnisse(sitzung: Sitzung) -> list[Geheimnis]:
    """Return every text of this sitting and its papers that the public may not read, with a name that tells nothing."""
    return [geheimnis for geheimnis in _iter_geheimnisse(sitzung) if geheimnis.text.strip()]


def _iter_geheimnisse(sitzung: Sitzung) -> Iterator[Geheimnis]:
    alle = AnonymousUser()
    yield Geheimnis(sitzung.dringlich_grund, "Grund der Dringlichkeit der Sitzung")
    tops = Tagesordnungspunkt.objects.filter(sitzung=sitzung)
    for top in tops.exclude(pk__in=Tagesordnungspunkt.objects.visible_to(alle).values("pk")):
        wo = f"TOP {top.bezeichnung}".strip()
        yield Geheimnis(top.betreff, f"Betreff von {wo}")
        yield Geheimnis(top.nachtrag_grund, f"Dringlichkeit von {wo}")
        yield Geheimnis(top.abgesetzt_grund, f"Grund der Absetzung von {wo}")
    stimmen = Abstimmung.objects.filter(top__sitzung=sitzung).select_related("top")
    for abstimmung in stimmen.exclude(pk__in=Abstimmung.objects.visible_to(alle).values("pk")):
        yield Geheimnis(abstimmung.wortlaut, f"Wortlaut zu TOP {abstimmung.top.bezeichnung}")
    vorlagen = list(tops.exclude(fassung=None).values_list("fassung__vorlage", flat=True))
    for beratung in Beratung.objects.filter(vorlage__in=vorlagen).select_related("vorlage"):
        yield Geheimnis(beratung.nichtoeffentlich_grund, f"Grund der Nichtöffentlichkeit zu {beratung.vorlage}")
    verborgen = Fassung.objects.filter(vorlage__in=vorlagen)
    for fassung in verborgen.select_related("vorlage"):
        yield Geheimnis(fassung.nichtoeffentlich_grund, f"Grund der Nichtöffentlichkeit zu {fassung.vorlage}")
    for fassung in verborgen.exclude(pk__in=Fassung.objects.visible_to(alle).values("pk")).select_related("vorlage"):
        yield Geheimnis(fassung.betreff, f"Betreff zu {fassung.vorlage}")
        yield Geheimnis(fassung.beschlussentwurf, f"Beschlussentwurf zu {fassung.vorlage}")
        yield Geheimnis(fassung.begruendung, f"Begründung zu {fassung.vorlage}")
        yield Geheimnis(fassung.nicht_zugeordnet, f"Nicht zugeordneter Text zu {fassung.vorlage}")
    anlagen = Anlage.objects.filter(fassung__vorlage__in=vorlagen).select_related("fassung__vorlage")
    for anlage in anlagen.exclude(pk__in=Anlage.objects.visible_to(alle).values("pk")):
        wo = f"Anlage {anlage.position:02} zu {anlage.fassung.vorlage}"
        yield Geheimnis(anlage.titel, f"Titel der {wo}")
        # Without its ending the name is found with and without it.
        yield Geheimnis(Path(anlage.dateiname).stem, f"Dateiname der {wo}")


def find_oeffentliches(sitzung: Sitzung) -> list[str]:
    """Return the texts of this sitting that everybody may read, and the words the public agenda is made of."""
    alle = AnonymousUser()
    kopf = build_sitzung_druck(sitzung)
    texte = [*OBERBEGRIFFE, *GELAEUFIG, kopf.stadt, kopf.gremium, kopf.nummer, kopf.ort, kopf.hinweis]
    # As printed: of a withdrawn paper the public agenda does not show the subject.
    for teil in build_tagesordnung_druck(sitzung, leser=alle).teile:
        texte += [punkt.titel for punkt in teil.punkte]
    wortlaute = Abstimmung.objects.visible_to(alle).filter(top__sitzung=sitzung)
    texte += wortlaute.values_list("wortlaut", flat=True)
    fassungen = Fassung.objects.visible_to(alle).filter(vorlage__fassungen__tops__sitzung=sitzung).distinct()
    for fassung in fassungen.select_related("amt", "dezernat"):
        texte += [fassung.betreff, fassung.beschlussentwurf, fassung.begruendung]
        texte += [str(fassung.amt), str(fassung.dezernat)]
    anlagen = Anlage.objects.visible_to(alle).filter(fassung__in=fassungen)
    texte += anlagen.values_list("titel", flat=True)
    return [text for text in texte if text.strip()]
