"""„Was wurde daraus?“: what the public is told about carrying a decision out, written by one, released by another."""

from django.db import transaction
from django.db.models import Q

from gremien.rules.befund import Befund, Stufe, require
from journal.actions import record
from journal.enums import Akt
from konten.enums import Rolle
from konten.models import Konto
from konten.permissions import list_andere
from nachbereitung.actions.beschlusskontrolle import lock_beschluss
from nachbereitung.actions.freigabetext import add_zeile, propose_zeile, release_zeile
from nachbereitung.actions.nachrichten_freigabe import tell_auskunft
from nachbereitung.models import Beschluss, Umsetzungsauskunft


def freigaberollen(amt: int | None) -> Q:
    """Return who may release what is said about a decision that this office carries out, as a filter over roles."""
    return Q(rolle=Rolle.SITZUNGSDIENST) | Q(rolle=Rolle.AMTSLEITUNG, amt=amt)


@transaction.atomic
def write_auskunft(beschluss: Beschluss, *, text: str, konto: Konto) -> Umsetzungsauskunft:
    """Write what became of a public decision, and put it before a second person. Raises :class:`VorgangGesperrt`."""
    beschluss = lock_beschluss(beschluss)
    require(check_auskunft(beschluss, text))
    zeile = add_zeile(Umsetzungsauskunft, beschluss, konto=konto, text=text.strip())
    tell_auskunft(zeile, freigaberollen(beschluss.zustaendig), konto=konto)
    propose_zeile(zeile, konto=konto)
    return zeile


@transaction.atomic
def release_auskunft(auskunft: Umsetzungsauskunft, *, konto: Konto) -> Umsetzungsauskunft:
    """Freigeben, as a second person: everybody reads it from now on. Raises :class:`VorgangGesperrt`."""
    beschluss = lock_beschluss(auskunft.top)
    require(check_auskunft(beschluss, auskunft.text))
    andere = list_andere(freigaberollen(beschluss.zustaendig), [konto.auge])
    zeile, von = release_zeile(auskunft, konto=konto, andere=andere)
    record(Akt.UMSETZUNG_FREIGEBEN, zeile, konto=konto, top=beschluss.bezeichnung, geschrieben_von=von)
    return zeile


def check_auskunft(beschluss: Beschluss, text: str) -> list[Befund]:
    """Check that there is something to say, and that the decision is public."""
    if not beschluss.is_oeffentlich:
        satz = "Der Beschluss ist nichtöffentlich. Was öffentlich wird, sagt allein seine Bekanntgabe."
        return [Befund(satz, "§ 35 Abs. 1 GemO", Stufe.SPERRE)]
    if not text.strip():
        return [Befund("Bitte schreiben Sie, was aus dem Beschluss wurde.", "", Stufe.SPERRE, "text")]
    return []
