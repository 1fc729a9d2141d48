"""Who is written to when something happened to a paper.

Mails travel unsealed: they name the paper's number and kind, nothing else. Whoever may not see the paper now gets none,
and nobody is told what they did themselves.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from gremien.models import Mitgliedschaft
from gremien.querysets import gueltig_am
from konten.enums import Rolle
from konten.models import Konto
from konten.permissions import find_andere, find_antwortende, konten_of, list_einmal
from konten.rules.vier_augen import is_unter
from post.actions.nachricht import write_nachricht
from post.enums import Anlass
from vorlagen.actions.beteiligung import list_erste, list_freigaberollen, list_schreibende
from vorlagen.models import Fassung, Mitzeichnung

BRIEFE: Final = {
    Anlass.MITZEICHNUNG: (
        "Eine Vorlage wartet auf Ihre Mitzeichnung",
        "Bitte lesen Sie die Vorlage ({vorlage}) und zeichnen Sie sie mit, oder geben Sie sie zurück.",
        "vorlage_mitzeichnen",
    ),
    Anlass.RUECKGABE: (
        "Eine Vorlage kommt zur Überarbeitung zurück",
        "Die Vorlage ({vorlage}) ist zurückgegeben worden; Sie können sie wieder bearbeiten.",
        "vorlage",
    ),
    Anlass.FREIGABE: (
        "Eine Vorlage wartet auf Ihre Freigabe",
        "Alle Mitzeichnungen zur Vorlage ({vorlage}) liegen vor; sie kann freigegeben werden.",
        "vorlage_freigeben",
    ),
    Anlass.FREIGEGEBEN: ("Eine Vorlage ist freigegeben", "Die Vorlage ({vorlage}) ist freigegeben.", "vorlage"),
    Anlass.ANTRAG: (
        "Ein Papier aus dem Rat wartet auf Ihre Annahme",
        "Eingereicht ist: {vorlage}. Bitte prüfen Sie das Papier und nehmen Sie es an, oder geben Sie es zurück.",
        "antrag_annehmen",
    ),
    Anlass.EINGANG: (
        "Ihr Papier ist eingegangen",
        "Eingegangen ist: {vorlage}, am {zeit} Uhr. Die Quittung mit dem Betreff finden Sie hier:",
        "antrag_quittung",
    ),
    Anlass.VORSCHLAG: (
        "Eine Veröffentlichung wartet auf Ihre Bestätigung",
        "Zur Vorlage ({vorlage}) liegt der Vorschlag vor, Nichtöffentliches zu veröffentlichen; bitte prüfen Sie ihn.",
        "vorlage_veroeffentlichen",
    ),
    Anlass.NACHGEREICHT: (
        "Zu einer Vorlage ist eine Anlage nachgereicht",
        "Zur Vorlage ({vorlage}) ist eine Anlage nachgereicht worden; bitte lesen Sie sie.",
        "vorlage",
    ),
}
"""Subject, sentence and page of each kind."""


def tell_gefragt(fassung: Fassung, gefragte: Collection[Mitzeichnung], *, konto: Konto) -> None:
    """Write to whoever can answer what is asked now, heads and who stands in for them today, and did not write in it.

    Once nothing but the release is missing, those who may release are told that instead.
    """
    stellen = [zeile.stelle for zeile in gefragte if zeile.stelle]
    schreibende = list_schreibende(fassung)
    antwortende = [wer.konto for liste in find_antwortende(stellen).values() for wer in liste]
    empfaenger = [einer for einer in antwortende if not is_unter(einer.auge, schreibende)]
    if not fassung.mitzeichnungen.before_release().exists():
        freigebende = find_andere(list_freigaberollen(fassung), list_erste(fassung))
        _tell(Anlass.FREIGABE, fassung, freigebende, konto=konto)
        erreichte = [einer.auge for einer in freigebende]
        empfaenger = [einer for einer in empfaenger if not is_unter(einer.auge, erreichte)]
    _tell(Anlass.MITZEICHNUNG, fassung, empfaenger, konto=konto)


def tell_fristen(fassung: Fassung, gefragte: Iterable[Mitzeichnung], *, konto: Konto) -> None:
    """Write to whoever can answer what is asked now by when it is to be answered from now on."""
    fristen = {zeile.stelle: zeile.frist for zeile in gefragte if zeile.erbeten_am and zeile.stelle and zeile.frist}
    for stelle, antwortende in find_antwortende(list(fristen)).items():
        satz = f"Zur Vorlage ({{vorlage}}) wird Ihre Antwort jetzt bis zum {fristen[stelle]:%d.%m.%Y} erbeten."
        brief = ("Die Frist einer Mitzeichnung ist eine andere", satz, "vorlage_mitzeichnen")
        _tell(Anlass.MITZEICHNUNG, fassung, [wer.konto for wer in antwortende], konto=konto, brief=brief)


def tell_zurueckgegeben(fassung: Fassung, *, konto: Konto) -> None:
    """Write to the authors of what came back."""
    _tell(Anlass.RUECKGABE, fassung, _find_schreibende(fassung), konto=konto)


def tell_zurueckgeholt(fassung: Fassung, empfaenger: Iterable[Konto], *, konto: Konto) -> None:
    """Write to those who had signed that they may be asked again; where they do not see the draft, to their desk."""
    for einer in list_einmal(empfaenger, ohne=konto.auge):
        if einer.is_active:
            write_nachricht(
                Anlass.MITZEICHNUNG,
                konto=einer,
                gegenstand="Eine Vorlage, die Sie mitgezeichnet haben, ist zurückgeholt",
                satz="Das Amt überarbeitet die Vorlage. Ändert sich, was Sie mitgezeichnet haben, werden Sie wieder "
                "um Mitzeichnung gebeten.",
                ziel=reverse("schreibtisch"),
            )


def tell_freigegeben(fassung: Fassung, *, konto: Konto) -> None:
    """Write to the Sitzungsdienst and to the authors."""
    dienst = find_andere(Q(rolle=Rolle.SITZUNGSDIENST), [])
    _tell(Anlass.FREIGEGEBEN, fassung, [*_find_schreibende(fassung), *dienst], konto=konto)


def tell_antrag_eingereicht(fassung: Fassung, *, konto: Konto) -> None:
    """Write to those who may accept it, and send whoever handed it in the receipt."""
    _tell(Anlass.ANTRAG, fassung, find_andere(Q(rolle=Rolle.SITZUNGSDIENST), list_erste(fassung)), konto=konto)
    gegenstand, satz, stelle = BRIEFE[Anlass.EINGANG]
    zeit = timezone.localtime(fassung.eingereicht_am)
    write_nachricht(
        Anlass.EINGANG,
        konto=konto,
        gegenstand=gegenstand,
        satz=satz.format(vorlage=fassung.vorlage.get_art_display(), zeit=f"{zeit:%d.%m.%Y, %H:%M}"),
        ziel=reverse(stelle, args=[fassung.vorlage_id]),
    )


def tell_antrag_zurueckgegeben(fassung: Fassung, *, konto: Konto) -> None:
    """Write to the authors that it was not accepted."""
    _tell(Anlass.RUECKGABE, fassung, _find_schreibende(fassung), konto=konto)


def tell_angenommen(fassung: Fassung, *, konto: Konto) -> None:
    """Write to the authors that it has its number; the Sitzungsdienst knows."""
    _tell(Anlass.FREIGEGEBEN, fassung, _find_schreibende(fassung), konto=konto)


def tell_vorschlag(fassung: Fassung, *, konto: Konto, seite: str = "", anlage: int | None = None) -> None:
    """Write to those who can confirm what ``konto`` proposes to make public; ``seite`` names where, if elsewhere."""
    andere = find_andere(Q(rolle=Rolle.SITZUNGSDIENST), list_erste(fassung))
    stelle = [] if anlage is None else [anlage]
    _tell(Anlass.VORSCHLAG, fassung, andere, konto=konto, seite=seite, stelle=stelle)


def tell_nachgereicht(fassung: Fassung, *, konto: Konto) -> None:
    """Write to the authors, and to the members of the bodies that were sent this Fassung and have yet to meet."""
    offen = fassung.vorlage.beratungen.filter(ausgang="", zugestellte_neufassung__gte=fassung.neufassung)
    sitze = Mitgliedschaft.objects.filter(gueltig_am(timezone.localdate()), gremium__in=offen.values("gremium"))
    mitglieder = Konto.objects.filter(is_active=True, person__in=sitze.values("person")).order_by("pk")
    _tell(Anlass.NACHGEREICHT, fassung, [*_find_schreibende(fassung), *mitglieder], konto=konto)


def _find_schreibende(fassung: Fassung) -> list[Konto]:
    augen = list_schreibende(fassung)
    if fassung.verfasser is not None:
        augen.append(fassung.verfasser.auge)
    return list(konten_of(augen).filter(is_active=True).order_by("pk"))


def _tell(
    anlass: Anlass,
    fassung: Fassung,
    empfaenger: Iterable[Konto],
    *,
    konto: Konto,
    seite: str = "",
    stelle: Sequence[int] = (),
    brief: tuple[str, str, str] | None = None,
) -> None:
    gegenstand, satz, eigene_seite = brief or BRIEFE[anlass]
    vorlage = fassung.vorlage
    name = f"{vorlage.get_art_display()} {fassung.nummer or vorlage.nummer}".strip()
    for einer in list_einmal(empfaenger, ohne=konto.auge):
        if Fassung.objects.visible_to(einer).filter(pk=fassung.pk).exists():
            write_nachricht(
                anlass,
                konto=einer,
                gegenstand=gegenstand,
                satz=satz.format(vorlage=name),
                ziel=reverse(seite or eigene_seite, args=[vorlage.pk, *stelle]),
            )
