"""The paper as it is printed and digested."""
