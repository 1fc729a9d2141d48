"""Who may do what with a paper. The law's own conditions are checked by the acts."""

from dokumente.anlagen.durchsicht import PDF
from konten.rechte import Besucher, rechte_of
from vorlagen.enums import Fassungsstatus, Vorlagenart
from vorlagen.models import Anlage, Fassung, Vorlage
from vorlagen.rules.antraege import is_aus_dem_rat


def may_create_vorlage(konto: Besucher) -> bool:
    """Return whether ``konto`` drafts for any Amt."""
    return bool(rechte_of(konto).aemter)


def may_create_antrag(konto: Besucher) -> bool:
    """Return whether ``konto`` drafts papers of the council: for a group, or as one of its members."""
    return rechte_of(konto).aus_dem_rat


def may_use_textbausteine(konto: Besucher) -> bool:
    """Return whether ``konto`` may see any text blocks: who works for the administration."""
    rechte = rechte_of(konto)
    return rechte.verwaltung or rechte.administration


def may_keep_textbausteine(konto: Besucher) -> bool:
    """Return whether ``konto`` may write text blocks: for an office it drafts for, or for the city."""
    return bool(rechte_of(konto).aemter) or may_keep_stadtweite(konto)


def may_keep_stadtweite(konto: Besucher) -> bool:
    """Return whether ``konto`` may write the text blocks of the whole city."""
    rechte = rechte_of(konto)
    return rechte.sitzungsdienst or rechte.administration


def may_begin_entwurf(konto: Besucher) -> bool:
    """Return whether ``konto`` drafts anything at all."""
    return may_create_vorlage(konto) or may_create_antrag(konto)


def writes_for(konto: Besucher, fassung: Fassung) -> bool:
    """Return whether ``konto`` belongs to who writes this Fassung: its Amt, its group, or is its member themselves."""
    rechte = rechte_of(konto)
    selbst = rechte.ratsmitglied and rechte.person is not None and fassung.mitglied_id == rechte.person
    return fassung.amt_id in rechte.aemter or fassung.fraktion_id in rechte.fraktionen or selbst


def may_import_vorlage(konto: Besucher) -> bool:
    """Return whether ``konto`` may take over papers that were released elsewhere."""
    rechte = rechte_of(konto)
    return rechte.sitzungsdienst or rechte.administration


def may_confirm_einlesung(konto: Besucher, fassung: Fassung) -> bool:
    """Return whether ``konto`` may confirm imported papers, or throw them out; the act asks for a second person."""
    return fassung.is_eingelesen and may_import_vorlage(konto)


def may_add_anlagendateien(konto: Besucher, fassung: Fassung) -> bool:
    """Return whether ``konto`` may bring the files of attachments that an imported paper only names."""
    return may_import_vorlage(konto) and bool(fassung.nummer) and fassung.is_aus_formular


def may_add_anlage(konto: Besucher, fassung: Fassung) -> bool:
    """Return whether ``konto`` may add an attachment to this released Fassung."""
    return fassung.is_freigegeben and not fassung.vorlage.is_zurueckgezogen and rechte_of(konto).sitzungsdienst


def may_publish_anlage(konto: Besucher, anlage: Anlage) -> bool:
    """Return whether ``konto`` may make an attachment public that came after the release."""
    spaet = anlage.nachgereicht_am is not None and anlage.datei_id is not None and not anlage.oeffentlich
    return spaet and anlage.fassung.oeffentlich and may_add_anlage(konto, anlage.fassung)


def may_edit_vorlage(konto: Besucher, fassung: Fassung) -> bool:
    """Return whether ``konto`` may write in this draft: people of its Amt or group, until it is handed in."""
    return fassung.is_entwurf and writes_for(konto, fassung)


def may_submit_vorlage(konto: Besucher, fassung: Fassung) -> bool:
    """Return whether ``konto`` may hand this draft of an Amt in for co-signature."""
    return may_edit_vorlage(konto, fassung) and not fassung.is_aus_dem_rat


def may_hand_in_antrag(konto: Besucher, fassung: Fassung) -> bool:
    """Return whether ``konto`` may hand this draft of the council in to the Sitzungsdienst."""
    return may_edit_vorlage(konto, fassung) and fassung.is_aus_dem_rat


def may_take_back_antrag(konto: Besucher, fassung: Fassung) -> bool:
    """Return whether ``konto`` may take back what its group has handed in: until it is accepted."""
    return fassung.is_eingereicht and writes_for(konto, fassung)


def may_accept_antrag(konto: Besucher, fassung: Fassung) -> bool:
    """Return whether ``konto`` may accept or give back what was handed in; the act asks for a second person."""
    return fassung.is_eingereicht and rechte_of(konto).sitzungsdienst


def may_read_quittung(konto: Besucher, fassung: Fassung) -> bool:
    """Return whether ``konto`` may have the receipt of what was handed in: who did so, and who received it."""
    return fassung.eingereicht_am is not None and (writes_for(konto, fassung) or rechte_of(konto).sitzungsdienst)


def may_countersign_vorlage(konto: Besucher, fassung: Fassung) -> bool:
    """Return whether a co-signature of ``konto`` is asked for and still open."""
    if fassung.status != Fassungsstatus.MITZEICHNUNG:
        return False
    return fassung.mitzeichnungen.waiting_for(konto).exists()


def may_retract_vorlage(konto: Besucher, fassung: Fassung) -> bool:
    """Return whether ``konto`` may take this paper out of co-signature: people of its Amt."""
    return fassung.status == Fassungsstatus.MITZEICHNUNG and fassung.amt_id in rechte_of(konto).aemter


def may_change_fristen(konto: Besucher, fassung: Fassung) -> bool:
    """Return whether ``konto`` may change by when co-signers answer: people of its Amt."""
    return may_retract_vorlage(konto, fassung)


def may_release_vorlage(konto: Besucher, fassung: Fassung) -> bool:
    """Return whether ``konto`` answers for the paper's Dezernat, or for the city."""
    rechte = rechte_of(konto)
    return fassung.status == Fassungsstatus.MITZEICHNUNG and (
        fassung.dezernat_id in rechte.dezernate or rechte.oberbuergermeister
    )


def may_publish_vorlage(konto: Besucher, fassung: Fassung) -> bool:
    """Return whether ``konto`` may make this released Fassung public."""
    return fassung.is_freigegeben and not fassung.is_veroeffentlicht and rechte_of(konto).sitzungsdienst


def may_withdraw_vorlage(konto: Besucher, vorlage: Vorlage, fassung: Fassung) -> bool:
    """Return whether ``konto`` may withdraw the numbered paper: its Amt's head, its Dezernat, the Sitzungsdienst."""
    rechte = rechte_of(konto)
    zustaendig = (
        fassung.amt_id in rechte.leitet
        or fassung.dezernat_id in rechte.dezernate
        or rechte.sitzungsdienst
        or rechte.oberbuergermeister
    )
    gilt = vorlage.laufend is not None and not fassung.is_eingelesen
    return zustaendig and gilt and not vorlage.is_zurueckgezogen


def may_supersede_vorlage(konto: Besucher, vorlage: Vorlage, fassung: Fassung) -> bool:
    """Return whether ``konto`` may begin a Neufassung of the released paper: who wrote it."""
    return fassung.is_freigegeben and not vorlage.is_zurueckgezogen and writes_for(konto, fassung)


def may_copy_vorlage(konto: Besucher, fassung: Fassung) -> bool:
    """Return whether ``konto`` may begin another paper with these texts: public ones, and those they write for."""
    return may_begin_entwurf(konto) and fassung.is_freigegeben and (fassung.is_fuer_alle or writes_for(konto, fassung))


def may_answer_vorlage(konto: Besucher, vorlage: Vorlage, fassung: Fassung) -> bool:
    """Return whether ``konto`` may begin the answer to this released paper of the council: who drafts for an Amt."""
    gilt = fassung.is_freigegeben and is_aus_dem_rat(Vorlagenart(vorlage.art)) and not vorlage.is_zurueckgezogen
    return gilt and may_create_vorlage(konto)


def may_plan_gremienweg(konto: Besucher, vorlage: Vorlage) -> bool:
    """Return whether ``konto`` may change the way of a released paper."""
    return vorlage.laufend is not None and not vorlage.is_zurueckgezogen and rechte_of(konto).sitzungsdienst


def may_read_original(konto: Besucher, anlage: Anlage) -> bool:
    """Return whether ``konto`` may have the uploaded file itself: who reads the Fassung by office or seat."""
    return Fassung.objects.internal_to(konto).filter(pk=anlage.fassung_id).exists()


def reads_original(konto: Besucher, anlage: Anlage, *, gewuenscht: bool) -> bool:
    """Return whether the uploaded file itself is handed out rather than its cleaned copy.

    Who reads by office or seat gets it when asking for it (``gewuenscht``). Unasked, only the administration gets it,
    of an attachment that nobody else will see. Other kinds than PDF have no copy.
    """
    if anlage.datei is None or anlage.datei.medientyp != PDF:
        return True
    if not may_read_original(konto, anlage):
        return False
    rechte = rechte_of(konto)
    verwaltung = rechte.verwaltung or rechte.administration
    return gewuenscht or (verwaltung and not (anlage.oeffentlich and anlage.fassung.oeffentlich))
