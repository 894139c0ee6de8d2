"""Records -> Document: words, order, tone. No width, no format, no input or output."""
