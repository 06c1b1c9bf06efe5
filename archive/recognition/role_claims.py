"""What the readers of stated roles share: the claim they make, and the small words around it."""

from __future__ import annotations

from archive.documents import RoleClaim, Span

from .page import Draft, Page

ARTICLES = frozenset(
    "a an the der die das den dem des ein eine einer eines einem einen le la les un une el los las".split()
)
#: Small words between a role and where it is held.
AT = frozenset(
    "of at for with from in to on bei beim der des von vom für im am zur zum in de del du della".split()
)


def claim(
    page: Page,
    draft: Draft,
    role: tuple[int, int] | None,
    organisation: Draft | None,
    first: int,
    last: int,
    rule: str,
    version: str,
) -> RoleClaim:
    """A role stated of the person in `draft`: `role`, `first` and `last` are numbers of words."""
    # The statement is the shortest stretch with the person's name, the role and the organisation.
    start = page.starts[min(first, draft.first)]
    end = page.ends[max(last, draft.last)]
    text = " ".join(page.surface(*role).split()) if role else None
    span = Span(page.starts[role[0]], page.ends[role[1]]) if role else None
    number = organisation.entity if organisation is not None else None
    return RoleClaim(draft.entity, text, number, start, end, span, rule, version)


def owned(page: Page, first: int, last: int) -> Draft | None:
    """The first organisation named in a stretch of words."""
    for k in range(first, last + 1):
        owner = page.owner[k]
        if owner is not None and owner.kind == "organisation":
            return owner
    return None
