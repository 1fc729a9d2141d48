"""The budget: queries of each page by reader. None: the page is closed to this reader."""

ROLLEN = ("anonym", "mitglied", "sachbearbeitung", "dezernat", "sitzungsdienst", "administration")

BUDGET: dict[str, tuple[int | None, ...]] = {
    "vorlage_neu_word": (None, None, 5, None, None, None),
    "vorlage_neu": (None, None, 7, None, None, None),
    "vorlage_neu, nach Vorbild": (None, None, 8, None, None, None),
    "vorlagen_aehnliche": (None, None, 6, None, None, None),
    "textbausteine": (None, None, 7, 6, 7, 7),
    "textbausteine_auswahl": (None, None, 6, 5, 6, 6),
    "textbaustein_neu": (None, None, 7, None, 5, 5),
    "vorlage_word": (6, 10, 10, 10, 10, 10),
    "start": (3, 7, 7, 7, 7, 7),
    "vorlagen": (7, 11, 11, 11, 11, 11),
    "sitzungen": (5, 9, 9, 9, 9, 9),
    "gremien": (2, 6, 6, 6, 6, 6),
    "schreibtisch": (None, 8, 10, 8, 12, 9),
    "konto_post": (None, 7, 7, 7, 7, 7),
    "passwort_vergessen": (1, 5, 5, 5, 5, 5),
    "sitzungsdienst": (None, None, None, None, 12, None),
    "vorlagen_eingelesen": (None, None, None, None, 12, 12),
    "vorlagen, gesucht": (7, 11, 11, 11, 11, 11),
    "vorlage": (8, 13, 14, 14, 14, 14),
    "vorlage, Entwurf": (None, None, 12, None, None, 12),
    "vorlage_fassung": (8, 13, 14, 14, 14, 14),
    "vorlage_bearbeiten": (None, None, 15, None, None, None),
    "entwurf_teil, Angaben": (None, None, 18, None, None, None),
    "entwurf_teil, Kurzfassung": (None, None, 14, None, None, None),
    "entwurf_teil, Gremienweg": (None, None, 16, None, None, None),
    "entwurf_teil, Beschlussentwurf": (None, None, 14, None, None, None),
    "entwurf_teil, Begründung": (None, None, 14, None, None, None),
    "entwurf_teil, Auswirkungen": (None, None, 15, None, None, None),
    "entwurf_teil, Anlagen": (None, None, 15, None, None, None),
    "vorlage_vorschau": (None, None, 6, None, None, None),
    "entwurf_staende": (None, None, 7, None, None, None),
    "vorlage_einreichen": (None, None, 21, None, None, None),
    "vorlage_gremienweg": (None, None, None, None, 12, None),
    "vorlage_wegplan": (None, None, None, None, 10, None),
    "vorlage_wegplan, Entwurf": (None, None, 11, None, None, None),
    "niederschrift": (None, None, None, None, 31, 31),
    "sitzung": (12, 17, 16, 16, 18, 16),
    "sitzung, kommende": (11, 15, 15, 15, 17, 15),
    "einladung": (None, 11, None, 11, 7, None),
    "einladungen": (None, None, None, None, 11, None),
    "jahresplan, Tage": (None, None, None, None, 10, None),
    "sitzungen_monat": (3, 7, 7, 7, 7, 7),
    "nummern": (None, None, None, None, 8, None),
    "konto_kalender": (None, 6, 6, 6, 6, 6),
    "kalender_ics": (1, 3, 3, 3, 3, 3),
    "gremium_ics": (2, 4, 4, 4, 4, 4),
    "anwesenheit": (None, None, None, None, 14, None),
    "bogen": (None, None, None, None, 10, None),
    "mappe": (None, None, None, None, 8, None),
    "tagesordnung": (None, None, None, None, 11, None),
    "tagesordnung_veroeffentlichen": (None, None, None, None, 13, None),
    "sitzung_bearbeiten": (None, None, None, None, 6, None),
    "gremium": (6, 10, 10, 10, 10, 10),
    "ausdruck": (17, 27, 27, 27, 27, 27),
}
"""At one row, and not more at three."""

WAECHST: dict[str, tuple[int | None, ...]] = {
    "vorlagen_eingelesen": (None, None, None, None, 20, 20),
}
"""At three rows, where a row still costs queries of its own; no page may join these."""

UEBER = frozenset(
    {
        "vorlage",
        "vorlage_fassung",
        "vorlage_bearbeiten",
        "entwurf_teil, Angaben",
        "entwurf_teil, Kurzfassung",
        "entwurf_teil, Beschlussentwurf",
        "entwurf_teil, Begründung",
        "entwurf_teil, Gremienweg",
        "entwurf_teil, Auswirkungen",
        "entwurf_teil, Anlagen",
        "vorlage_einreichen",
        # Both editions' sources in one page; how many items there are does not count.
        "niederschrift",
        # Seats, deputies, who came and went, and whoever else is in the room.
        "anwesenheit",
        "sitzung",
        "sitzung, kommende",
        "tagesordnung_veroeffentlichen",
        "ausdruck",
    }
)
"""Pages over the limit of twelve; no page may join these."""
