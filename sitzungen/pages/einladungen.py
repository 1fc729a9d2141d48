"""Who was invited to a sitting, what became of each invitation, and whom it would reach too late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from konten.rechte import Besucher
from post.enums import Zustand
from sitzungen.actions.einladung import Empfaenger, list_empfaenger, list_fehlende
from sitzungen.enums import Antwort, Eingeladenals, Einladungsweg, Sitzungsstatus
from sitzungen.models import Einladung, Sitzung
from sitzungen.rules.einladung import check_nachladung, list_verspaetete
from sitzungen.rules.fristen import latest_einladungstag
from sitzungen.rules.rueckmeldung import list_antworten


@dataclass(frozen=True, slots=True)
class Einladungszeile:
    """One invitation, what became of it, and what was answered."""

    einladung: Einladung
    zugang: datetime | None
    is_verspaetet: bool
    antwort: Antwort | None
    hinweis: str
    vertretung: str = ""
    """Who stands in, as far as somebody was invited for that."""
    is_entbehrlich: bool = False
    """A deputy whose member comes after all."""

    @property
    def name(self) -> str:
        """Return whom it went to."""
        return str(self.einladung.person)

    @property
    def hat_adresse(self) -> bool:
        """Return whether they can be written to now."""
        konto = self.einladung.konto
        return konto is not None and konto.is_active and bool(konto.email)

    @property
    def als(self) -> str:
        """Return why they were invited, where that is not by their own seat."""
        if self.einladung.vertritt is not None:
            return f"Vertretung für {self.einladung.vertritt.person}"
        return str(Eingeladenals(self.einladung.als).label) if self.einladung.als != Eingeladenals.MITGLIED else ""

    @property
    def stand(self) -> str:
        """Return what became of the way it took."""
        nachricht = self.einladung.nachricht
        if nachricht is None:
            return str(Einladungsweg(self.einladung.weg).label)
        return {
            Zustand.WARTET: "E-Mail wartet",
            Zustand.ZUGESTELLT: "E-Mail zugestellt",
            Zustand.GESCHEITERT: "E-Mail gescheitert",
        }[nachricht.zustand]

    @property
    def ton(self) -> str:
        """Return the colour of that."""
        nachricht = self.einladung.nachricht
        if nachricht is None or nachricht.zustand is Zustand.WARTET:
            return "neutral"
        return "success" if nachricht.zustand is Zustand.ZUGESTELLT else "danger"


@dataclass(frozen=True, slots=True)
class Einladungsliste:
    """All invitations of a sitting; ``zahlen`` says how often each answer was given."""

    zeilen: tuple[Einladungszeile, ...]
    zahlen: tuple[tuple[str, int], ...]
    verspaetete: tuple[str, ...]
    ohne_zugang: tuple[str, ...]
    gescheiterte: tuple[str, ...]
    ohne_mail: tuple[str, ...]
    """Whom no mail can reach."""
    fehlende: tuple[Empfaenger, ...]


def build_einladungsliste(sitzung: Sitzung, konto: Besucher) -> Einladungsliste:
    """Return all invitations ``konto`` may see, in a fixed number of queries."""
    einladungen = (
        Einladung.objects.visible_to(konto)
        .filter(sitzung=sitzung)
        .with_zugang()
        .with_antwort()
        .select_related("person", "konto", "nachricht", "vertritt__person")
        .order_by("person__nachname", "person__vorname", "pk")
    )
    zeilen = _build_zeilen(sitzung, list(einladungen))
    offene = [zeile for zeile in zeilen if zeile.zugang is None]
    nachladen = not check_nachladung(Sitzungsstatus(sitzung.status), is_eingeladen=sitzung.eingeladen_am is not None)
    return Einladungsliste(
        zeilen=zeilen,
        zahlen=_count_antworten(zeilen),
        verspaetete=tuple(zeile.name for zeile in zeilen if zeile.is_verspaetet),
        ohne_zugang=tuple(zeile.name for zeile in offene if zeile.ton != "danger"),
        gescheiterte=tuple(zeile.name for zeile in offene if zeile.ton == "danger"),
        ohne_mail=tuple(zeile.name for zeile in zeilen if not zeile.hat_adresse),
        fehlende=tuple(list_fehlende(sitzung)) if nachladen and zeilen else (),
    )


def _build_zeilen(sitzung: Sitzung, einladungen: Sequence[Einladung]) -> tuple[Einladungszeile, ...]:
    sitzungstag = sitzung.tag
    spaetestens = latest_einladungstag(sitzungstag, settings.EINLADUNGSFRIST_TAGE)
    antworten = {einladung.pk: _read_antwort(einladung) for einladung in einladungen}
    vertretungen = {e.vertritt_id: str(e.person) for e in einladungen if e.vertritt_id}
    return tuple(
        Einladungszeile(
            einladung=einladung,
            zugang=einladung.zugang,
            # Whoever stands in is asked when somebody cannot come; the period is the member's.
            is_verspaetet=einladung.vertritt_id is None and _is_spaeter(einladung.zugang, spaetestens),
            antwort=antworten[einladung.pk],
            hinweis=einladung.hinweis or "",
            vertretung=vertretungen.get(einladung.pk, "") if antworten[einladung.pk] is Antwort.VERTRETUNG else "",
            is_entbehrlich=einladung.vertritt_id is not None
            and antworten.get(einladung.vertritt_id) is not Antwort.VERTRETUNG,
        )
        for einladung in einladungen
    )


def _read_antwort(einladung: Einladung) -> Antwort | None:
    return Antwort(einladung.antwort) if einladung.antwort else None


def _is_spaeter(zugang: datetime | None, spaetestens: date) -> bool:
    return zugang is not None and timezone.localtime(zugang).date() > spaetestens


def _count_antworten(zeilen: Iterable[Einladungszeile]) -> tuple[tuple[str, int], ...]:
    gezaehlt = [zeile.antwort for zeile in zeilen if not zeile.is_entbehrlich]
    zahlen = [(str(antwort.label), gezaehlt.count(antwort)) for antwort in Antwort]
    return (*zahlen, ("ohne Antwort", gezaehlt.count(None)))


@dataclass(frozen=True, slots=True)
class Versandplan:
    """Who would be invited now, on which way, by when it must reach them, and whom a mail of now reaches too late."""

    per_mail: tuple[Empfaenger, ...]
    auf_papier: tuple[Empfaenger, ...]
    spaetestens: date
    verspaetete: tuple[str, ...]

    @property
    def alle(self) -> tuple[Empfaenger, ...]:
        """Return everybody."""
        return (*self.per_mail, *self.auf_papier)


def build_versandplan(sitzung: Sitzung) -> Versandplan:
    """Return what inviting now would do."""
    empfaenger = list_empfaenger(sitzung)
    per_mail = tuple(einer for einer in empfaenger if einer.hat_adresse)
    sitzungstag, heute = sitzung.tag, timezone.localdate()
    tage = settings.EINLADUNGSFRIST_TAGE
    zugaenge = [(str(einer.person), heute) for einer in empfaenger]
    return Versandplan(
        per_mail=per_mail,
        auf_papier=tuple(einer for einer in empfaenger if not einer.hat_adresse),
        spaetestens=latest_einladungstag(sitzungstag, tage),
        verspaetete=tuple(list_verspaetete(zugaenge, sitzungstag=sitzungstag, volle_tage=tage)),
    )


_SELBST = {
    Antwort.KOMMT: "Ich komme",
    Antwort.SPAETER: "Ich komme später",
    Antwort.KOMMT_NICHT: "Ich komme nicht",
    Antwort.VERTRETUNG: "Ich komme nicht, meine Vertretung übernimmt",
}


def describe_antworten(*, hat_vertretung: bool, selbst: bool) -> list[tuple[str, str]]:
    """Return what may be answered, in the words of who was invited or of whoever enters it for them."""
    return [
        (antwort.value, _SELBST[antwort] if selbst else str(antwort.label))
        for antwort in list_antworten(hat_vertretung=hat_vertretung)
    ]
