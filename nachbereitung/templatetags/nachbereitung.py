"""Minutes on the page of their sitting and on the desks, always with the reader's eyes."""

from dataclasses import dataclass, field

from django import template
from django.template.context import Context
from django.urls import reverse

from konten.rechte import Besucher, rechte_of
from nachbereitung.models import Ausfertigung, Niederschrift
from nachbereitung.pages.offene import OffeneNiederschriften, Wartende, list_offene, list_wartende
from sitzungen.models import Sitzung
from sitzungen.pages.drucksachen import Drucksache
from sitzungen.permissions import may_record_abstimmung
from vorlagen.pages.schritte import Schritt

register = template.Library()


@dataclass(frozen=True, slots=True)
class Niederschriftlage:
    """What the page of a sitting says of its minutes: the way to them, and what can be printed of them."""

    schritt: Schritt | None = None
    drucksachen: list[Drucksache] = field(default_factory=list)


@register.simple_tag(takes_context=True)
def niederschrift_of(context: Context, sitzung: Sitzung) -> Niederschriftlage:
    """Return the way to the minutes of the sitting; nothing where there is nothing to read for this reader."""
    konto: Besucher = context["request"].user
    if not sitzung.is_eroeffnet:
        return Niederschriftlage()
    adresse = reverse("niederschrift", args=[sitzung.pk])
    lesbar = Ausfertigung.objects.visible_to(konto).filter(niederschrift__sitzung=sitzung)
    nummer = lesbar.order_by("-nummer").values_list("nummer", flat=True).first()
    if nummer is not None:
        pdf = reverse("ausfertigung_pdf", args=[sitzung.pk, nummer, "oeffentlich"])
        return Niederschriftlage(Schritt("Niederschrift", adresse), [Drucksache("Öffentliche Niederschrift", pdf)])
    if may_record_abstimmung(konto, sitzung):
        return Niederschriftlage(Schritt("Niederschrift schreiben", adresse))
    # Whoever chaired is a member of the body; nobody else works on minutes of a sitting they do not keep.
    is_mitglied = sitzung.gremium_id in rechte_of(konto).gremien
    liest = is_mitglied and Niederschrift.objects.visible_to(konto).filter(sitzung=sitzung).exists()
    return Niederschriftlage(Schritt("Niederschrift", adresse) if liest else None)


@register.simple_tag
def offene_niederschriften_for(besucher: Besucher) -> OffeneNiederschriften:
    """Return the minutes that are not finished, of the sittings this account keeps."""
    return list_offene(besucher)


@register.simple_tag
def wartende_niederschriften_for(besucher: Besucher) -> list[Wartende]:
    """Return the minutes that this person has to check or sign."""
    return list_wartende(besucher)
