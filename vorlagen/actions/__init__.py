"""Acts with legal effect on a paper: check, change, journal, in one transaction."""
