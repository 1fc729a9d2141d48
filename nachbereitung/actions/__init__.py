"""Writing minutes, presenting, checking, signing, correcting and publishing them, and objections to them."""
