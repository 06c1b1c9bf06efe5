"""A reader that stops while it looks for its signature, and one page of which it reads badly."""

from archive.documents import Block, BlockKind, FieldValue, LayerText, ParsedArticle

NAME = "careless"
VERSION = "3"
READS = "text"


def recognises(layer: LayerText) -> bool:
    if "CARELESS" in layer.text:
        return True
    raise IndexError("no third line")


def parse(layer: LayerText) -> ParsedArticle:
    """Two blocks that overlap, words left out, a title of other words, a rule without number."""
    blocks = (Block(BlockKind.HEADLINE, 0, 12), Block(BlockKind.PARAGRAPH, 10, 20))
    return ParsedArticle(NAME, VERSION, blocks, {"title": FieldValue("Other words", "careless.title", 0, 12)})
