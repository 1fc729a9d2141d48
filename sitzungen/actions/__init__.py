"""Acts with legal effect on a sitting: check, change, journal, in one transaction."""
