"""When two wrote about the same item: both texts, and what differs."""

from dataclasses import dataclass

from dokumente.rules.zeichen import clean_zeichen
from dokumente.text.richtext import clean_richtext
from dokumente.text.unterschied import compare_richtext
from nachbereitung.documents.lage import read_niederschrift
from nachbereitung.forms.niederschrift import TextForm
from nachbereitung.models import Niederschrifttext
from sitzungen.models import Tagesordnungspunkt


@dataclass(frozen=True, slots=True)
class Konflikt:
    """What is stored, what was sent, and both as one text with what fell away and what is new."""

    gespeichert: Niederschrifttext | None
    eigenes: str
    verglichen: str
    form: TextForm

    @property
    def stand(self) -> int:
        """Return the number of the stored state."""
        return self.gespeichert.zaehler if self.gespeichert else 0


def build_konflikt(top: Tagesordnungspunkt, gesendet: str) -> Konflikt:
    """Return both texts of an item."""
    gespeichert = _find_neuesten(top)
    eigenes = clean_richtext(clean_zeichen(gesendet))
    verglichen = compare_richtext(gespeichert.text if gespeichert else "", eigenes).html
    return Konflikt(gespeichert, eigenes, verglichen, TextForm(top=top, initial={"text": eigenes}))


def explain_konflikt(top: Tagesordnungspunkt) -> str:
    """Return who saved the same text meanwhile."""
    gespeichert = _find_neuesten(top)
    wer = f"{gespeichert.konto} hat" if gespeichert else "Jemand anderes hat"
    return f"{wer} inzwischen denselben Text gespeichert. Nichts ist überschrieben."


def _find_neuesten(top: Tagesordnungspunkt) -> Niederschrifttext | None:
    texte = Niederschrifttext.objects.filter(niederschrift=read_niederschrift(top.sitzung).pk, top=top)
    return texte.select_related("konto").order_by("-zaehler").first()
