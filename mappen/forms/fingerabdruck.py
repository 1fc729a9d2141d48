"""Taking the fingerprint of an uploaded file while it comes in: nothing of it is kept, nothing is opened."""

import hashlib
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from dokumente.druck.pruefzeichen import find_codes

KOPF_BYTES: Final = 1024
"""A PDF says within these first bytes that it is one."""
UEBERLAPPUNG: Final = 128
"""Bytes of the last piece looked at once more, so that a code on the border of two pieces is found."""
CODES_MAX: Final = 4
"""Most codes looked up for one file; a genuine copy names one."""


class Fingerabdruck(UploadedFile[bytes]):
    """What is known of an uploaded file afterwards; it has no content."""

    def __init__(self, name: str, groesse: int, *, kopf: bytes, pruefsumme: str, codes: frozenset[str]) -> None:
        super().__init__(name=name, size=groesse)
        self.is_pdf = b"%PDF-" in kopf
        self.pruefsumme = pruefsumme
        self.codes = codes


class FingerabdruckHandler(FileUploadHandler):
    """Reads one file up to ``hoechstens`` bytes. Has to be the only handler of the request."""

    def __init__(self, request: HttpRequest, *, hoechstens: int) -> None:
        super().__init__(request)
        self.hoechstens = hoechstens
        self.zu_gross = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin anew: of several files the last one counts."""
        super().new_file(*args, **kwargs)
        self._summe = hashlib.sha256()
        self._kopf = self._rest = b""
        self._codes: set[str] = set()
        self._groesse = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece into account and let go of it; stop at the limit."""
        self._groesse += len(raw_data)
        if self._groesse > self.hoechstens:
            self.zu_gross = True
            raise StopUpload(connection_reset=False)
        self._summe.update(raw_data)
        self._kopf += raw_data[: max(0, KOPF_BYTES - len(self._kopf))]
        fenster = self._rest + raw_data
        if len(self._codes) < CODES_MAX:
            self._codes |= find_codes(fenster)
        self._rest = fenster[-UEBERLAPPUNG:]

    def file_complete(self, file_size: int) -> Fingerabdruck:
        """Return what became known of the file."""
        return Fingerabdruck(
            self.file_name or "",
            file_size,
            kopf=self._kopf,
            pruefsumme=self._summe.hexdigest(),
            codes=frozenset(sorted(self._codes)[:CODES_MAX]),
        )
