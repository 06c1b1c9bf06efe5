"""HTML captures: `extractor` makes the text layer with hints from the bytes, the readers read it.

The readers see only the layer and its hints, never the bytes: they need no HTML parser, and can be tried with
a page of a few lines.
"""
