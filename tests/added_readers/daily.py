"""A text design told by its first line, read line by line: what a newsroom's own reader may look like."""

from archive.documents import BlockKind, LayerText, ParsedArticle
from archive.parsing.text import Draft

NAME = "daily"
VERSION = "1"
READS = "text"


def recognises(layer: LayerText) -> bool:
    return layer.text.startswith("THE DAILY PLANET ONLINE\n")


def parse(layer: LayerText) -> ParsedArticle:
    draft = Draft.of(layer)
    draft.kinds[1] = BlockKind.HEADLINE
    draft.mark(BlockKind.PARAGRAPH, 2, len(draft.lines))
    fields = {"title": draft.field(1, f"{NAME}.headline/{VERSION}")}
    return draft.finish(NAME, VERSION, fields=fields, published=None)
