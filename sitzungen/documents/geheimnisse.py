"""What of a sitting and its papers is confidential, and what everybody may read: what public files are searched for.

What keeps everyday words from being hits: a text that is public itself, and short titles that are public in several
papers of this house already.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef

from dokumente.anlagen.abgleich import fold_text
from dokumente.anlagen.befunde import Geheimnis
from dokumente.text.bilder import list_beschreibungen, place_bilder
from gremien.models import Fraktion, Person
from konten.models import Vorschlag
from sitzungen.documents.tagesordnung import build_sitzung_druck, build_tagesordnung_druck
from sitzungen.models import (
    Abstimmung,
    Anwesenheit,
    Oberbegriff,
    Sitzung,
    Tagesordnungspunkt,
    Unterlage,
    Zwischenabstimmung,
)
from vorlagen.felder import FELDER, Feld, Geheim
from vorlagen.models import Anlage, Beratung, Fassung, Mitzeichnung, Vorlage
from vorlagen.querysets import VERFASSER

ANLAGEN_MAX: Final = 200
"""Most annexes of one paper whose mere number ("Anlage 07") tells nothing."""

ANFANGSWORTE: Final = (
    *("Anlage", "Gutachten", "Kostenschätzung", "Kostenübersicht", "Lageplan", "Satzung", "Stellungnahme"),
    *("Synopse", "Übersichtsplan", "Vertrag", "Vertragsentwurf"),
)
"""Titles that tell nothing by themselves, for a house that has not published enough yet to show it."""

GELAEUFIG_AB: Final = 3
"""From so many public papers or sittings on a short title is an everyday word of this house."""
GELAEUFIG_WORTE: Final = 3
"""Most words of such a title: a longer one says what it is about."""


def find_geheimnisse(sitzung: Sitzung) -> list[Geheimnis]:
    """Return every text of this sitting and its papers that the public may not read, with a name that tells nothing.

    Papers are those on the agenda and those they refer to, with all their Fassungen.
    """
    papiere = _find_papiere(sitzung)
    alles = (
        Geheimnis(sitzung.dringlich_grund, "Grund der Dringlichkeit der Sitzung"),
        *_iter_saetze(sitzung, papiere),
        *_iter_tops(sitzung),
        *_iter_unterlagen(sitzung),
        *_iter_papiere(papiere),
        *_iter_fassungen(papiere),
        *_iter_anlagen(papiere),
    )
    return [geheimnis for geheimnis in alles if geheimnis.text.strip()]


def _find_papiere(sitzung: Sitzung) -> set[int]:
    tops = Tagesordnungspunkt.objects.filter(sitzung=sitzung).exclude(fassung=None)
    paare = tops.values_list("fassung__vorlage", "fassung__vorlage__bezug")
    return {pk for paar in paare for pk in paar if pk is not None}


def _iter_tops(sitzung: Sitzung) -> Iterator[Geheimnis]:
    alle = AnonymousUser()
    tops = Tagesordnungspunkt.objects.filter(sitzung=sitzung)
    for top in tops.exclude(pk__in=Tagesordnungspunkt.objects.visible_to(alle).values("pk")):
        wo = f"TOP {top.bezeichnung}".strip()
        yield Geheimnis(top.betreff, f"Betreff von {wo}")
        yield Geheimnis(top.nachtrag_grund, f"Dringlichkeit von {wo}")
        yield Geheimnis(top.abgesetzt_grund, f"Grund der Absetzung von {wo}")
        yield Geheimnis(top.beschlussentwurf, f"Beschlussentwurf von {wo}")
    for top in tops.visible_to(alle).filter(abstimmungen__isnull=True):
        yield Geheimnis(top.beschlussentwurf, f"Beschlussentwurf von TOP {top.bezeichnung}")
    for zeile in Zwischenabstimmung.objects.filter(top__sitzung=sitzung).select_related("top"):
        # Amendments are read in the signed minutes, and nowhere before.
        wo = f"TOP {zeile.top.bezeichnung}"
        yield Geheimnis(zeile.gegenstand, f"Änderungsantrag zu {wo}")
        yield Geheimnis(zeile.grund, f"Grund zu einer Abstimmung von {wo}")
        yield Geheimnis(zeile.berichtigungsgrund, f"Grund der Berichtigung einer Abstimmung von {wo}")
    sichtbar = set(Abstimmung.objects.visible_to(alle).filter(top__sitzung=sitzung).values_list("pk", flat=True))
    for abstimmung in Abstimmung.objects.filter(top__sitzung=sitzung).select_related("top"):
        wo = f"TOP {abstimmung.top.bezeichnung}"
        # Why a result was corrected, or recorded in spite of a warning, stays in the house for public items too.
        yield Geheimnis(abstimmung.grund, f"Grund zum Ergebnis von {wo}")
        yield Geheimnis(abstimmung.berichtigungsgrund, f"Grund der Berichtigung von {wo}")
        if abstimmung.pk not in sichtbar:
            yield Geheimnis(abstimmung.wortlaut, f"Wortlaut zu {wo}")


def _iter_unterlagen(sitzung: Sitzung) -> Iterator[Geheimnis]:
    """Yield how what lies on the table is called, where not everybody may read it, and why something was removed."""
    offen = set(Unterlage.objects.visible_to(AnonymousUser()).filter(sitzung=sitzung).values_list("pk", flat=True))
    for unterlage in Unterlage.objects.filter(sitzung=sitzung):
        yield Geheimnis(unterlage.entfernt_grund, "Grund der Entfernung einer Unterlage")
        if unterlage.pk not in offen:
            yield Geheimnis(unterlage.titel, "Titel einer Unterlage")
            yield Geheimnis(unterlage.dateiname, "Dateiname einer Unterlage")


def _iter_saetze(sitzung: Sitzung, papiere: set[int]) -> Iterator[Geheimnis]:
    """Yield what was written about attendance and about proposals to make something public: all of it stays inside."""
    for anwesenheit in Anwesenheit.objects.filter(sitzung=sitzung).exclude(grund=""):
        yield Geheimnis(anwesenheit.grund, "Grund einer Berichtigung der Anwesenheit")
    fassungen = [str(pk) for pk in Fassung.objects.filter(vorlage__in=papiere).values_list("pk", flat=True)]
    stationen = [str(pk) for pk in Beratung.objects.filter(vorlage__in=papiere).values_list("pk", flat=True)]
    alle = Vorschlag.objects.about(sitzung)
    alle |= Vorschlag.objects.of_art(Fassung).filter(gegenstand_id__in=fassungen)
    alle |= Vorschlag.objects.of_art(Beratung).filter(gegenstand_id__in=stationen)
    for vorschlag in alle:
        yield Geheimnis(vorschlag.grund, "Begründung eines Vorschlags zur Veröffentlichung")
        yield Geheimnis(vorschlag.antwort, "Grund einer Ablehnung")


def _iter_papiere(papiere: set[int]) -> Iterator[Geheimnis]:
    for vorlage in Vorlage.objects.filter(pk__in=papiere).exclude(zurueckgezogen_grund=""):
        yield Geheimnis(vorlage.zurueckgezogen_grund, f"Grund der Rücknahme von {vorlage}")
    offen = set(Beratung.objects.visible_to(AnonymousUser()).filter(vorlage__in=papiere).values_list("pk", flat=True))
    for beratung in Beratung.objects.filter(vorlage__in=papiere).select_related("vorlage"):
        yield Geheimnis(beratung.nichtoeffentlich_grund, f"Grund der Nichtöffentlichkeit zu {beratung.vorlage}")
        if beratung.pk not in offen:
            yield Geheimnis(beratung.wortlaut, f"Geänderter Wortlaut zu {beratung.vorlage}")
    bemerkungen = Mitzeichnung.objects.filter(fassung__vorlage__in=papiere).exclude(bemerkung="")
    for mitzeichnung in bemerkungen.select_related("fassung__vorlage"):
        yield Geheimnis(mitzeichnung.bemerkung, f"Bemerkung einer Mitzeichnung zu {mitzeichnung.fassung.vorlage}")


def _iter_fassungen(papiere: set[int]) -> Iterator[Geheimnis]:
    """Yield the reasons of all Fassungen and everything of those that are not public: drafts, closed and older ones."""
    sichtbar = set(Fassung.objects.visible_to(AnonymousUser()).filter(vorlage__in=papiere).values_list("pk", flat=True))
    fassungen = list(Fassung.objects.filter(vorlage__in=papiere).select_related("vorlage"))
    bekannte = _list_bekannte() if any(fassung.antragsteller for fassung in fassungen) else frozenset()
    for fassung in fassungen:
        zu = f"zu {fassung.vorlage}"
        for feld in FELDER:
            if feld.geheim is Geheim.IMMER or (feld.geheim is not Geheim.NIE and fassung.pk not in sichtbar):
                for text in _read(fassung, feld, bekannte):
                    yield Geheimnis(text, f"{feld.label} {zu}")


def _list_bekannte() -> frozenset[str]:
    """Return the names of groups and members of the council, which stand on many a public page."""
    personen = Person.objects.visible_to(AnonymousUser())
    return frozenset([*Fraktion.objects.values_list("name", flat=True), *map(str, personen)])


def _read(fassung: Fassung, feld: Feld, bekannte: frozenset[str]) -> list[str]:
    """Return what is looked for: bare digits as they are printed, for a row of digits may mean anything in a file.

    Of those who handed a paper in only whom nobody knows: that a group exists is no secret. What pictures are described
    with stands beside the text in a file, so it is looked for by itself, too.
    """
    if feld.name == "antragsteller":
        return [name for name in fassung.antragstellende if name not in bekannte]
    text = str(getattr(fassung, feld.name))
    if feld.richtext:
        return [place_bilder(text, lambda _: ""), *list_beschreibungen(text)]
    return [f"Az.: {text}"] if feld.name == "aktenzeichen" and fold_text(text).isdigit() else feld.worte(text)


def _iter_anlagen(papiere: set[int]) -> Iterator[Geheimnis]:
    anlagen = Anlage.objects.filter(fassung__vorlage__in=papiere).select_related("fassung__vorlage")
    oeffentliche = Anlage.objects.visible_to(AnonymousUser()).filter(pk=OuterRef("pk"))
    for anlage in anlagen.annotate(fuer_alle=Exists(oeffentliche)):
        wo = f"Anlage {anlage.position:02} zu {anlage.fassung.vorlage}"
        # Why it came late stays in the house, whoever may read the attachment.
        yield Geheimnis(anlage.nachgereicht_grund, f"Grund der Nachreichung der {wo}")
        if anlage.fuer_alle:
            continue
        yield Geheimnis(anlage.titel, f"Titel der {wo}")
        # Without its ending the name is found with and without it.
        yield Geheimnis(Path(anlage.dateiname).stem, f"Dateiname der {wo}")


def find_oeffentliches(sitzung: Sitzung) -> list[str]:
    """Return the texts of this sitting that everybody may read, and the everyday words of this house."""
    alle = AnonymousUser()
    kopf = build_sitzung_druck(sitzung)
    texte = [
        *Oberbegriff.objects.list_worte(),
        *find_gelaeufige(),
        *kopf.briefkopf.texte,
        kopf.gremium,
        kopf.nummer,
        kopf.ort,
        kopf.hinweis,
        # Every list of annexes counts them this way, and many files are called so.
        *(f"Anlage {nummer:02}" for nummer in range(1, ANLAGEN_MAX + 1)),
    ]
    # As printed: of a withdrawn paper the public agenda does not show the subject.
    for teil in build_tagesordnung_druck(sitzung, leser=alle).teile:
        texte += [punkt.titel for punkt in teil.punkte]
    wortlaute = Abstimmung.objects.visible_to(alle).filter(top__sitzung=sitzung)
    texte += wortlaute.values_list("wortlaut", flat=True)
    fassungen = Fassung.objects.visible_to(alle).filter(vorlage__fassungen__tops__sitzung=sitzung).distinct()
    for fassung in fassungen.select_related(*VERFASSER):
        offene = (feld for feld in FELDER if feld.geheim is Geheim.SOLANGE_NICHTOEFFENTLICH)
        texte += [text for feld in offene for text in _read(fassung, feld, frozenset())]
        texte += [str(fassung.urheber), str(fassung.dezernat or "")]
    # Of a paper that was withdrawn after it had been public, the number may still be named.
    zurueckgezogen = Vorlage.objects.withdrawn_from_public().filter(fassungen__tops__sitzung=sitzung)
    texte += Fassung.objects.filter(vorlage__in=zurueckgezogen).values_list("nummer", flat=True)
    anlagen = Anlage.objects.visible_to(alle).filter(fassung__in=fassungen)
    texte += anlagen.values_list("titel", flat=True)
    return [text for text in texte if text.strip()]


def find_gelaeufige() -> list[str]:
    """Return the short titles that tell nothing: the usual ones, and those public in several papers or sittings."""
    alle = AnonymousUser()
    anlagen = Anlage.objects.visible_to(alle).values("titel").annotate(mal=Count("fassung__vorlage", distinct=True))
    punkte = Tagesordnungspunkt.objects.visible_to(alle).values("betreff").annotate(mal=Count("sitzung", distinct=True))
    titel = [
        *anlagen.filter(mal__gte=GELAEUFIG_AB).order_by().values_list("titel", flat=True),
        *punkte.filter(mal__gte=GELAEUFIG_AB).order_by().values_list("betreff", flat=True),
    ]
    return [*ANFANGSWORTE, *filter(_is_kurz, titel)]


def _is_kurz(titel: str) -> bool:
    """Return whether a title is a few plain words; with a number it means something in particular."""
    return len(re.findall(r"\w+", titel)) <= GELAEUFIG_WORTE and not any(zeichen.isdigit() for zeichen in titel)
