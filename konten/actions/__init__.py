"""Acts of the accounts: roles given and ended, what an account may, proposals that wait for a second person."""
