"""Mutation test of the gate: what it catches, and whether error localization names the right cell."""
