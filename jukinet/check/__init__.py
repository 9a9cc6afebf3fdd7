"""What keeps seeds from being loaded, by file, line and value."""

from jukinet.check.seed_files import Fault, check_seeds, sorted_seeds

__all__ = ["Fault", "check_seeds", "sorted_seeds"]
