"""Questions in the domain's words -> records: open the library, look up a name, select."""
