"""Typesetting in processes of their own: no text can stop, starve or crash the process that serves the pages."""
