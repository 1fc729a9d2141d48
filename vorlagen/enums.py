"""Choices of the paper's life; the stored values are stable, the labels are shown."""

from django.db import models


class Vorlagenart(models.TextChoices):
    """Kind of paper; each kind has its own counter per year."""

    BV = "BV", "Beschlussvorlage"
    UV = "UV", "Unterrichtungsvorlage"
    AT = "AT", "Antrag"
    AF = "AF", "Anfrage"
    AW = "AW", "Antwort"
    ST = "ST", "Stellungnahme"


class Fassungsstatus(models.TextChoices):
    """Where one Fassung of a paper stands before it is frozen."""

    ENTWURF = "entwurf", "Entwurf"
    MITZEICHNUNG = "mitzeichnung", "In Mitzeichnung"
    EINGEREICHT = "eingereicht", "Eingereicht"
    FREIGEGEBEN = "freigegeben", "Freigegeben"
    EINGELESEN = "eingelesen", "Eingelesen, zu bestätigen"


IN_ARBEIT = (Fassungsstatus.ENTWURF, Fassungsstatus.MITZEICHNUNG, Fassungsstatus.EINGEREICHT)
"""Before a Fassung has its number; only one of a paper can be."""


class Entwurfsteil(models.TextChoices):
    """The parts a draft is written in, in the order of the task list; each is saved by itself."""

    ANGABEN = "angaben", "Angaben"
    KURZFASSUNG = "kurzfassung", "Kurzfassung"
    GREMIENWEG = "gremienweg", "Gremienweg"
    BESCHLUSSENTWURF = "beschlussentwurf", "Beschlussentwurf"
    BEGRUENDUNG = "begruendung", "Begründung"
    AUSWIRKUNGEN = "auswirkungen", "Auswirkungen"
    ANLAGEN = "anlagen", "Anlagen"


class Auswirkungsform(models.TextChoices):
    """What can be chosen for a kind of effect."""

    FINANZEN = "finanzen", "ja, nein oder noch nicht bekannt; bei „ja“ mit Betrag"
    RICHTUNG = "richtung", "keine, positiv, negativ oder noch nicht bekannt"
    JA_NEIN = "ja_nein", "ja, nein oder noch nicht bekannt"


class Wirkung(models.TextChoices):
    """What was chosen. Where nothing was, there is no effect to tell of, not even none."""

    JA = "ja", "ja"
    NEIN = "nein", "nein"
    KEINE = "keine", "keine"
    POSITIV = "positiv", "positiv"
    NEGATIV = "negativ", "negativ"
    UNBEKANNT = "unbekannt", "noch nicht bekannt"


class Turnus(models.TextChoices):
    """How often an amount falls due."""

    EINMALIG = "einmalig", "einmalig"
    JAEHRLICH = "jaehrlich", "jährlich"


class Beteiligungsart(models.TextChoices):
    """How somebody had a hand in a Fassung."""

    ANGELEGT = "angelegt", "angelegt"
    TEXT = "text", "Text gespeichert"
    ANLAGE = "anlage", "Anlagen bearbeitet"
    EINGEREICHT = "eingereicht", "eingereicht"
    EINGELESEN = "eingelesen", "eingelesen"
    UEBERNOMMEN = "uebernommen", "an der früheren Fassung mitgewirkt"


class Vorlagenstatus(models.TextChoices):
    """Where the whole paper stands."""

    IN_ARBEIT = "in_arbeit", "In Arbeit"
    FREIGEGEBEN = "freigegeben", "Freigegeben"
    IN_BERATUNG = "in_beratung", "In Beratung"
    ABGESCHLOSSEN = "abgeschlossen", "Abgeschlossen"
    ZURUECKGEZOGEN = "zurueckgezogen", "Zurückgezogen"


class Mitzeichnungsergebnis(models.TextChoices):
    """What a co-signer answered."""

    ZUGESTIMMT = "zugestimmt", "Mitgezeichnet"
    ZURUECKGEGEBEN = "zurueckgegeben", "Zur Überarbeitung zurückgegeben"
    ZURUECKGEHOLT = "zurueckgeholt", "Vom Amt zurückgeholt"


class Anfrageherkunft(models.TextChoices):
    """Why an office is asked to co-sign."""

    EIGENES_AMT = "eigenes_amt", "Amt der Vorlage"
    REGEL = "regel", "vorgeschrieben"
    WEITERE = "weitere", "vom Amt hinzugefügt"
    DEZERNAT = "dezernat", "zuständiges Dezernat"


class Regelbedingung(models.TextChoices):
    """When a rule of co-signature asks its office."""

    WORT = "wort", "Ein Wort steht im Betreff oder im Beschlussentwurf"
    BETRAG = "betrag", "Finanzielle Auswirkungen ab einem Betrag"


ANTWORTEN = (Mitzeichnungsergebnis.ZUGESTIMMT, Mitzeichnungsergebnis.ZURUECKGEGEBEN)
"""What a co-signer can answer."""
RUNDE_BEENDET = (Mitzeichnungsergebnis.ZURUECKGEGEBEN, Mitzeichnungsergebnis.ZURUECKGEHOLT)
"""What makes a draft of a paper in co-signature again."""


class Ausgang(models.TextChoices):
    """What a body said; the labels a city prints beside its boxes are master data (``Kaestchen``).

    ``geändert`` is not among them: it modifies a decision and is stored beside it. The last three have no box, because
    every box would claim more: they are printed as words.
    """

    EINSTIMMIG = "einstimmig", "einstimmig beschlossen"
    MEHRHEITLICH = "mehrheitlich", "mehrheitlich beschlossen"
    OHNE_BE = "ohne_be", "ohne Beschlussempfehlung"
    ABGELEHNT = "abgelehnt", "abgelehnt"
    KENNTNIS = "kenntnis", "zur Kenntnis genommen"
    ABGESETZT = "abgesetzt", "von der Tagesordnung abgesetzt"
    VERWIESEN = "verwiesen", "verwiesen"
    VERTAGT = "vertagt", "vertagt"
    ZURUECKGEZOGEN = "zurueckgezogen", "zurückgezogen"
    SCHRIFTLICH_BEANTWORTET = "schriftlich_beantwortet", "schriftlich beantwortet"
    BESCHLOSSEN = "beschlossen", "beschlossen"
    SOLL_SCHRIFTLICH = "soll_schriftlich", "soll schriftlich beantwortet werden"
    ERLEDIGT = "erledigt", "erledigt"


class Kaestchenbedeutung(models.TextChoices):
    """What a box of the voting grid stands for: an outcome, the modifier, or free writing."""

    EINSTIMMIG = "einstimmig", "einstimmig"
    MEHRHEITLICH = "mehrheitlich", "mehrheitlich"
    OHNE_BE = "ohne_be", "ohne Beschlussempfehlung"
    ABGELEHNT = "abgelehnt", "abgelehnt"
    KENNTNIS = "kenntnis", "zur Kenntnis genommen"
    ABGESETZT = "abgesetzt", "abgesetzt"
    VERWIESEN = "verwiesen", "verwiesen"
    VERTAGT = "vertagt", "vertagt"
    GEAENDERT = "geaendert", "geändert"
    ZURUECKGEZOGEN = "zurueckgezogen", "zurückgezogen"
    SCHRIFTLICH_BEANTWORTET = "schriftlich_beantwortet", "schriftlich beantwortet"
    FREI = "frei", "freies Feld"
