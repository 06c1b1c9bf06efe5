"""A visitor's choice: the parameters of an address become one frozen query, or are refused by name.

The filter sets validate and nothing else; `search` answers. Unknown parameters, which django-filter passes
over in silence, are refused here.
"""

from archive.filters.queries import BadParameters, article_query, record_query

__all__ = ["BadParameters", "article_query", "record_query"]
