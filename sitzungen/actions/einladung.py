"""Who is invited to a sitting and on which way, when it reached each of them, and that they opened it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import DateTimeField, F, Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from gremien.enums import Funktion
from gremien.models import Dezernat, Person
from gremien.querysets import gueltig_am
from gremien.rules.befund import Befund, Stufe, require
from journal.actions import record
from journal.enums import Akt
from konten.enums import Rolle
from konten.models import Konto, Rollenzuweisung
from post.models import Nachricht
from sitzungen.actions.nachrichten import name_anlage, tell_einladung
from sitzungen.enums import Eingeladenals, Einladungsweg, Sitzungsstatus
from sitzungen.models import Einladung, Sitzung, Zugang
from sitzungen.rules.einladung import check_nachladung, check_zugangserfassung


@dataclass(frozen=True, slots=True)
class Empfaenger:
    """Somebody who is to be invited; ``konto`` is the account they are written to, None without one."""

    person: Person
    als: Eingeladenals
    konto: Konto | None
    funktion: str = ""

    @property
    def hat_adresse(self) -> bool:
        """Return whether a mail can reach them."""
        return self.konto is not None and bool(self.konto.email)

    def weg(self, *, per_mail: bool) -> Einladungsweg:
        """Return the way the invitation goes."""
        return Einladungsweg.MAIL if per_mail and self.hat_adresse else Einladungsweg.PAPIER


def list_empfaenger(sitzung: Sitzung) -> list[Empfaenger]:
    """Return who is to be invited (§ 34 Abs. 2 und 3 GemO): the body's members of that day, then the Stadtvorstand.

    Deputies are invited when somebody lets them stand in. Each person once.
    """
    sitze = sitzung.sitze.exclude(funktion=Funktion.VERTRETUNG).select_related("person")
    personen: dict[int, tuple[Person, Eingeladenals, str]] = {}
    for sitz in sitze.order_by("person__nachname", "person__vorname", "pk"):
        personen.setdefault(sitz.person_id, (sitz.person, Eingeladenals.MITGLIED, sitz.get_funktion_display()))
    for person in _list_stadtvorstand(sitzung.tag):
        personen.setdefault(person.pk, (person, Eingeladenals.VORSTAND, str(Eingeladenals.VORSTAND.label)))
    konten = find_konten(personen)
    return [Empfaenger(person, als, konten.get(pk), worte) for pk, (person, als, worte) in personen.items()]


def _list_stadtvorstand(tag: date) -> list[Person]:
    """Return the Oberbürgermeister and who heads a Dezernat on that day."""
    leitungen = Dezernat.objects.filter(gueltig_am(tag)).filter(leitung__isnull=False)
    rollen = Rollenzuweisung.objects.filter(gueltig_am(tag))
    rollen = rollen.filter(rolle__in=[Rolle.OBERBUERGERMEISTER, Rolle.DEZERNAT], konto__is_active=True)
    wer = Q(pk__in=leitungen.values("leitung")) | Q(pk__in=rollen.values("konto__person"))
    return list(Person.objects.filter(wer).order_by("nachname", "vorname", "pk"))


def find_konten(personen: Iterable[int]) -> dict[int, Konto]:
    """Return the account of each person, rather one with an address."""
    offene = Konto.objects.filter(is_active=True, person__in=list(personen)).order_by("pk")
    return {konto.person_id: konto for konto in sorted(offene, key=lambda k: bool(k.email)) if konto.person_id}


def write_einladungen(
    sitzung: Sitzung,
    empfaenger: Iterable[Empfaenger],
    *,
    per_mail: bool,
    zugang: datetime | None,
    konto: Konto,
    vertritt: Einladung | None = None,
) -> list[Einladung]:
    """Write the rows and the mails inside an act; what goes on paper arrives at ``zugang``, None: nobody knows yet."""
    jetzt = timezone.now()
    anlage = name_anlage(sitzung) if per_mail else ""
    neue = Einladung.objects.bulk_create(
        Einladung(
            sitzung=sitzung,
            person=einer.person,
            als=einer.als,
            weg=einer.weg(per_mail=per_mail),
            konto=einer.konto,
            nachricht=_tell(sitzung, einer, anlage) if einer.weg(per_mail=per_mail) is Einladungsweg.MAIL else None,
            vertritt=vertritt,
            eingeladen_am=jetzt,
            eingeladen_von=konto,
        )
        for einer in empfaenger
    )
    if zugang is not None:
        Zugang.objects.bulk_create(
            Zugang(einladung=einladung, zugegangen_am=zugang, erfasst_am=jetzt, erfasst_von=konto)
            for einladung in neue
            # What no mail tells of.
            if einladung.nachricht_id is None
        )
    return neue


def _tell(sitzung: Sitzung, einer: Empfaenger, anlage: str) -> Nachricht | None:
    return tell_einladung(sitzung, einer.konto, anlage=anlage) if einer.konto is not None else None


@transaction.atomic
def invite_weitere(
    sitzung: Sitzung, personen: Collection[int], *, konto: Konto, zugang: datetime | None = None
) -> list[Einladung]:
    """Nachträglich einladen: who is to be invited and was not, by key; whoever has an address is written to now.

    When it reaches the others on paper is entered when it is known. Raises :class:`VorgangGesperrt` before the others
    were invited, after the sitting, and for anybody else.
    """
    sitzung = Sitzung.objects.select_for_update().get(pk=sitzung.pk)
    befunde = check_nachladung(Sitzungsstatus(sitzung.status), is_eingeladen=sitzung.eingeladen_am is not None)
    fehlende = [einer for einer in list_fehlende(sitzung) if einer.person.pk in personen]
    if len(fehlende) < len(set(personen)) or not fehlende:
        satz = "Bitte wählen Sie Personen, die einzuladen sind und noch nicht eingeladen wurden."
        befunde.append(Befund(satz, "§ 34 Abs. 3 GemO", Stufe.SPERRE, "personen"))
    require(befunde)
    neue = write_einladungen(sitzung, fehlende, per_mail=True, zugang=zugang, konto=konto)
    record(
        Akt.NACHLADEN,
        sitzung,
        konto=konto,
        nummer=sitzung.nummer,
        personen=sorted(einladung.person_id for einladung in neue),
    )
    return neue


def list_fehlende(sitzung: Sitzung) -> list[Empfaenger]:
    """Return who is to be invited to this sitting and has no invitation yet, as a member who came later."""
    eingeladene = set(sitzung.einladungen.values_list("person", flat=True))
    return [einer for einer in list_empfaenger(sitzung) if einer.person.pk not in eingeladene]


@transaction.atomic
def record_zugang(einladung: Einladung, *, zugang: datetime, konto: Konto, grund: str = "") -> Zugang:
    """Zugang feststellen oder berichtigen: when the invitation reached this person; the first entry needs no reason.

    The sitting's own day moves along: it is the day by which everybody had theirs. Raises :class:`VorgangGesperrt`.
    """
    sitzung = Sitzung.objects.select_for_update().get(pk=einladung.sitzung_id)
    einladung = Einladung.objects.with_zugang().select_related("person").get(pk=einladung.pk)
    bisher = Zugang.objects.valid().filter(einladung=einladung).first()
    bekannt = einladung.zugang
    require(
        check_zugangserfassung(
            zugang=timezone.localtime(zugang),
            fruehestens=timezone.localtime(_find_fruehestens(sitzung, einladung)),
            beginn=timezone.localtime(sitzung.beginn),
            jetzt=timezone.localtime(),
            grund=grund,
            is_berichtigung=bekannt is not None,
        )
    )
    neu = Zugang.objects.create(
        einladung=einladung,
        zugegangen_am=zugang,
        ersetzt=bisher,
        grund=grund.strip(),
        erfasst_am=timezone.now(),
        erfasst_von=konto,
    )
    sitzung.eingeladen_am = compute_zugang(sitzung)
    sitzung.save(update_fields=["eingeladen_am"])
    record(
        Akt.ZUGANG_FESTSTELLEN,
        einladung,
        konto=konto,
        nummer=sitzung.nummer,
        person=einladung.person_id,
        bisher=bekannt.isoformat() if bekannt else None,
        zugang=zugang.isoformat(),
        grund=grund.strip(),
    )
    return neu


def _find_fruehestens(sitzung: Sitzung, einladung: Einladung) -> datetime:
    """Return before when the invitation cannot have arrived: what went on paper may have gone before it was entered."""
    veroeffentlicht = sitzung.tagesordnung_veroeffentlicht_am
    if einladung.weg == Einladungsweg.PAPIER and veroeffentlicht is not None:
        return min(veroeffentlicht, einladung.eingeladen_am)
    return einladung.eingeladen_am


def compute_zugang(sitzung: Sitzung) -> datetime | None:
    """Return by when everybody who was invited with the others had the invitation; a mail under way counts as sent."""
    einladungen = sitzung.einladungen.with_zugang().filter(vertritt=None)
    bekannt = einladungen.annotate(am=Coalesce(F("zugang"), F("eingeladen_am"), output_field=DateTimeField()))
    letzter: datetime | None = bekannt.filter(am__lt=sitzung.beginn).aggregate(letzter=Max("am"))["letzter"]
    return letzter or sitzung.eingeladen_am


@transaction.atomic
def open_einladung(einladung: Einladung, *, konto: Konto) -> Einladung:
    """Einladung öffnen: the person who was invited has it before them; only the first time is kept."""
    einladung = Einladung.objects.select_for_update().get(pk=einladung.pk)
    if einladung.geoeffnet_am is None and einladung.person_id == konto.person_id:
        einladung.geoeffnet_am = timezone.now()
        einladung.save(update_fields=["geoeffnet_am"])
        record(Akt.EINLADUNG_OEFFNEN, einladung, konto=konto, nummer=einladung.sitzung.nummer)
    return einladung
