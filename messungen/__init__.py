"""Measurements of the running system: medians and ratios of one run, never absolute promises."""
