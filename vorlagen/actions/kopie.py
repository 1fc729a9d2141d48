"""Beginning a paper with the texts of an earlier one."""

from typing import Final

from django.db import transaction
from django.utils import timezone

from gremien.models import Amt, Fraktion, Gremium, Person
from gremien.rules.befund import Befund, Stufe, VorgangGesperrt
from konten.models import Konto
from vorlagen.actions.bilder import inherit_bilder
from vorlagen.actions.entwurf import begin_antrag, begin_vorlage
from vorlagen.enums import Vorlagenart
from vorlagen.felder import KOPIERT
from vorlagen.models import Beratung, Fassung
from vorlagen.querysets import VERFASSER
from vorlagen.rules.arten import describe_ohne_beschlussentwurf

Urheber = Amt | Fraktion | Person
"""Who writes a paper."""
NICHT_DA: Final = (
    "Die Vorlage, die als Vorbild dienen sollte, ist nicht mehr freigegeben. Bitte beginnen Sie ohne Vorbild."
)


@transaction.atomic
def begin_entwurf(
    *,
    konto: Konto,
    urheber: Urheber,
    art: Vorlagenart = Vorlagenart.BV,
    betreff: str = "",
    vorbild: Fassung | None = None,
) -> Fassung:
    """Begin a paper of ``urheber``: empty, or with the texts and the way of the released ``vorbild``.

    Its publicity, its days, its attachments and its signatures are its own. Whoever of the same office or group reads
    the draft must be free to read ``vorbild``, too: what is not public stays with those who wrote it.
    Without legal effect, so without a journal row. Raises :class:`VorgangGesperrt`, ``ValueError`` as
    :func:`~vorlagen.actions.entwurf.begin_antrag` does.
    """
    if vorbild is not None:
        vorbild = Fassung.objects.select_related("vorlage", *VERFASSER).get(pk=vorbild.pk)
        _require_vorbild(vorbild, urheber)
    if isinstance(urheber, Amt):
        fassung = begin_vorlage(konto=konto, amt=urheber, art=art, betreff=betreff)
    else:
        fassung = begin_antrag(konto=konto, urheber=urheber, art=art, betreff=betreff)
    if vorbild is not None:
        _copy_texte(vorbild, fassung, art)
        inherit_bilder(fassung, von=vorbild, konto=konto)
        _copy_gremienweg(vorbild, fassung, konto)
    return fassung


def _require_vorbild(vorbild: Fassung, urheber: Urheber) -> None:
    if not vorbild.is_freigegeben:
        raise VorgangGesperrt([Befund(NICHT_DA, "", Stufe.SPERRE)])
    if vorbild.urheber != urheber and not vorbild.is_fuer_alle:
        satz = (
            f"{vorbild.nummer} ist nicht öffentlich. Eine neue Vorlage mit diesem Text kann nur {vorbild.urheber} "
            "beginnen."
        )
        raise VorgangGesperrt([Befund(satz, "", Stufe.SPERRE)])


def _copy_texte(vorbild: Fassung, fassung: Fassung, art: Vorlagenart) -> None:
    kopiert = [name for name in KOPIERT if not (name == "beschlussentwurf" and describe_ohne_beschlussentwurf(art))]
    for name in kopiert:
        setattr(fassung, name, getattr(vorbild, name))
    fassung.save(update_fields=[*kopiert, "suchtext", "updated_at"])
    fassung.vorlage.vorbild = vorbild
    fassung.vorlage.save(update_fields=["vorbild"])


def _copy_gremienweg(vorbild: Fassung, fassung: Fassung, konto: Konto) -> None:
    """Copy each body that exists today once, in its order, without days; reasons and results stay behind.

    Which closed stations a paper had is known to those who wrote it alone.
    """
    sichtbar = Beratung.objects.visible_to(konto).filter(
        vorlage=vorbild.vorlage_id, gremium__in=Gremium.objects.gueltig_am(timezone.localdate())
    )
    if vorbild.urheber != fassung.urheber:
        sichtbar = sichtbar.filter(oeffentlich=True)
    je_gremium: dict[int, Beratung] = {}
    for station in sichtbar.order_by("position"):
        neu = je_gremium.setdefault(
            station.gremium_id,
            Beratung(vorlage=fassung.vorlage, gremium_id=station.gremium_id, oeffentlich=station.oeffentlich),
        )
        neu.entscheidend |= station.entscheidend
    for position, neu in enumerate(je_gremium.values(), start=1):
        neu.position = position
    Beratung.objects.bulk_create(je_gremium.values())
