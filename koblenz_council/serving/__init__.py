"""Between the network and the pages: how much a request may carry, and who waits for slow clients."""
