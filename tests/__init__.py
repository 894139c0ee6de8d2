"""The tests: hermetic (no network, a temporary HOME, a frozen date)."""
