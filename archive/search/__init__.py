"""What lists, counts, facets and exports ask of the archive, and what answers them.

One frozen query object stands between: views, filters and commands make it and read its answers; whether the
database or, later, an index answers is this package's own affair.
"""

from archive.search.articles import (
    ENTITY_KINDS,
    PER_PAGE,
    ArticleQuery,
    ArticleSort,
    Match,
    Page,
    PageBeyondEnd,
    Picks,
)
from archive.search.facets import Badge, Facet, facets, years_of
from archive.search.records import RecordQuery, RecordSort, article_counts, years_by_record
from archive.search.references import MODELS, Reference, find_by_slug
from archive.search.words import highlight, split_words

__all__ = [
    "ENTITY_KINDS",
    "MODELS",
    "PER_PAGE",
    "ArticleQuery",
    "ArticleSort",
    "Badge",
    "Facet",
    "Match",
    "Page",
    "PageBeyondEnd",
    "Picks",
    "RecordQuery",
    "RecordSort",
    "Reference",
    "article_counts",
    "facets",
    "find_by_slug",
    "highlight",
    "split_words",
    "years_by_record",
    "years_of",
]
