"""The fillable sheet beyond its paper: the mark that makes it ours, reading it back."""
