"""The printing process: `python -m dokumente.druck.kind`. It knows neither Django nor the database."""

import gc
from typing import Any, Final

from dokumente.druck.beilage import Beilage
from dokumente.workers.child import Workbench, main

_PROBE: Final = '<html lang="de"><title>Probe</title><p>Donaudampfschifffahrtsgesellschaft</p></html>'


class Satzbank(Workbench):
    """Sets HTML as PDF. The first message says where fonts lie."""

    def prepare(self, setup: dict[str, Any]) -> None:
        """Load the engine, and fonts and hyphenation too unless somebody waits."""
        from dokumente.druck.satz import Satz

        self.satz = Satz(setup["schriften"], ablage=setup["ablage"])
        if not self.hurried:
            self.satz.render(_PROBE, setup["probe"])
        # The collector would walk a growing heap over and over during a long document; it runs between documents.
        gc.collect()
        gc.freeze()
        gc.disable()

    def perform(self, order: dict[str, Any]) -> bytes:
        """Return the document as PDF."""
        beilage = Beilage(*order["beilage"]) if order["beilage"] else None
        return self.satz.render(order["html"], order["stile"], beilage=beilage, kennung=order["kennung"])


if __name__ == "__main__":
    main(Satzbank)
