"""Puts a whole test run on another day: every Python process that finds this folder in PYTHONPATH imports it by itself.

So the served demo, its queue worker and the workers of pytest travel without knowing it.
"""

import os
from datetime import UTC, datetime, timedelta

if versatz := os.environ.get("UHR_VERSATZ"):
    import time_machine

    with time_machine.travel(0):
        # All that has to be loaded is loaded: what passes between reading the clock and setting it is what two
        # processes differ by.
        pass
    time_machine.travel(datetime.now(UTC) + timedelta(seconds=int(versatz)), tick=True).start()
