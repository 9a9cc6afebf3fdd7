"""Error localization: which cells explain the balance edits that fail."""

from jukinet.localize.engine import localize
from jukinet.localize.schema import OUTPUT

__all__ = ["OUTPUT", "localize"]
