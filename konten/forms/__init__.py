"""Forms of accounts, and the one behind every act."""
