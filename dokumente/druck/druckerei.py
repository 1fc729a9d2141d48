"""The printing processes of this process."""

from collections.abc import Callable, Sequence
from typing import Final

from dokumente.druck.beilage import Beilage
from dokumente.workers.pool import SIZE, WAIT_SECONDS, WorkerPool
from dokumente.workers.worker import Limits

PROGRAMM: Final = "dokumente.druck.kind"


class Druckerei(WorkerPool):
    """Sets documents in processes of their own. Safe for threads; a forked child starts with none."""

    def __init__(
        self, setup: Callable[[], dict[str, object]], *, size: int = SIZE, limits: Limits | None = None
    ) -> None:
        """``setup`` tells a new process where the fonts lie; it is asked at every start of one."""
        super().__init__(setup, module=PROGRAMM, size=size, limits=limits)

    def setze(
        self,
        html: str,
        stile: Sequence[str],
        *,
        beilage: Beilage | None = None,
        kennung: str = "",
        wait: float = WAIT_SECONDS,
    ) -> bytes:
        """Return ``html`` set with these style sheets (CSS text) as PDF, whole or not at all.

        ``beilage`` is the file put into it, ``kennung`` its identifier. Waits up to ``wait`` seconds for a free
        process. Raises a :class:`dokumente.workers.pool.NoAnswer`.
        """
        return self.ask({"html": html, "stile": list(stile), "beilage": beilage, "kennung": kennung}, wait=wait)
