"""The check of a draft before it leaves its author: a module per topic, a function per finding, a table of all."""
