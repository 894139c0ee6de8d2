"""Document or records -> text. Pure: no file, no terminal, no environment."""
