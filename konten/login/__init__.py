"""Who gets in: throttled logins, and the one-click logins of the demo council."""
