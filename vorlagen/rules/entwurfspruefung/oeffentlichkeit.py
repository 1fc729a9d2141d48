"""What must not be public, and the reasons for what is not."""

from dokumente.rules.personenangaben import find_personenangaben
from gremien.rules.befund import Befund, Stufe
from vorlagen.rules.entwurfspruefung.entwurf import Entwurf


def check_personenangaben(entwurf: Entwurf) -> list[Befund]:
    """Find details of persons in the texts of a paper that everybody will read; no sentence repeats them."""
    if not entwurf.oeffentlich:
        return []
    return [
        Befund(
            f"{text.ort}, Absatz {absatz}, steht {art}. Bitte streichen Sie das oder begründen Sie, warum es alle "
            "lesen dürfen.",
            "Art. 6 DSGVO",
            Stufe.WARNUNG,
            text.feld,
        )
        for text in entwurf.texte
        for art, absatz in dict.fromkeys(
            (angabe.art, _count_absatz(text.klartext, angabe.stelle))
            for angabe in find_personenangaben(text.klartext, kontakt=entwurf.kontakt)
        )
    ]


def check_stationsgruende(entwurf: Entwurf) -> list[Befund]:
    """Check that a public paper says of each non-public station why (§ 35 Abs. 1 GemO).

    The reason of a non-public paper holds for all its stations. What has been deliberated is past mending.
    """
    if not entwurf.oeffentlich:
        return []
    return [
        Befund(
            f"Station {station.position} ({station.gremium}) berät nichtöffentlich. Bitte geben Sie bei der Station "
            "den Grund an. Er bleibt verwaltungsintern.",
            "§ 35 Abs. 1 GemO",
            Stufe.SPERRE,
            "gremienweg",
        )
        for station in sorted(entwurf.stationen, key=lambda station: station.position)
        if not (station.oeffentlich or station.ausgang or station.nichtoeffentlich_grund.strip())
    ]


def check_vorbild(entwurf: Entwurf) -> list[Befund]:
    """Ask before a text becomes public that was written for a paper which is not (§ 35 Abs. 1 GemO)."""
    if not (entwurf.oeffentlich and entwurf.vorbild):
        return []
    satz = (
        f"Dieser Entwurf begann mit dem Text von {entwurf.vorbild}, einer nichtöffentlichen Vorlage. Bitte streichen "
        "Sie, was nichtöffentlich bleiben muss, oder begründen Sie, warum es alle lesen dürfen."
    )
    return [Befund(satz, "§ 35 Abs. 1 GemO", Stufe.WARNUNG, "oeffentlich")]


def _count_absatz(text: str, stelle: int) -> int:
    """Return the number of the paragraph at this place, from 1; blank lines part paragraphs."""
    return text[:stelle].lstrip("\n").count("\n\n") + 1
