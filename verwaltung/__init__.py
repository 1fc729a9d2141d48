"""The ground under every page of the administration: what is kept there, and what is only looked at."""
