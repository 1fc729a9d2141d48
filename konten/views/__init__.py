"""The login pages, and what the pages of every floor share."""
