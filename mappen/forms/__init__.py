"""What is chosen for a packet, brought as a filled sheet, asked about a print."""

from mappen.forms.bogen import BogenForm
from mappen.forms.mappe import MappeForm

__all__ = ["BogenForm", "MappeForm"]
