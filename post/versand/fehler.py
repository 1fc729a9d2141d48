"""Why a mail was not taken. Each says it in a German sentence for the administration."""


class Unzustellbar(Exception):
    """Nobody will ever take this mail as it is."""


class Aufgeschoben(Exception):
    """The server does not take this mail now, others perhaps."""


class Stoerung(Exception):
    """There is no server that takes anything."""
