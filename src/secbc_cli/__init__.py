"""secbc: research into treatment of secondary breast cancer, explained in a terminal."""

__version__ = "0.1.0"
