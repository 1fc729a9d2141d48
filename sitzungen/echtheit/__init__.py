"""Whether a print is genuine and still holds: what the register is told, and what is answered to whoever asks."""
