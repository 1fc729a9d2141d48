"""The Sitzungsmappe: the documents of a sitting in one file, for one audience, and the proof that it is clean."""
