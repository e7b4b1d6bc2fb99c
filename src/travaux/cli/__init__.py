"""Travaux at a terminal: one module per noun."""
