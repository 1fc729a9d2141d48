"""Printed documents of a sitting and of its papers."""
