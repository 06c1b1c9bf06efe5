"""Redirects in WARC files: the address that leads on and the one it leads to name one article."""

from __future__ import annotations

from collections import Counter

from django.db.models import Q

from archive import works
from archive.capture import Refusal
from archive.loading.same_text import propose_pair
from archive.models import Article, Load, Redirection, WorkKey
from archive.models.merged import final

#: Addresses from which so many lead to one are no other names of it: a login, a notice, "page not found".
_MOST_SOURCES = 10
#: Steps from short link to feed link to article; browsers allow 20.
_MOST_STEPS = 4


def note_redirect(met: Refusal, load: Load) -> None:
    """Keep that one address leads to another, and let the article of either be known by both.

    Where both lead to an article already they are proposed as a pair. Raises `IntegrityError` when another
    loader gives a key at this moment: try again.
    """
    source, goal = works.normalise_url(met.url or ""), works.normalise_url(met.goal or "")
    if source is None or goal is None or source == goal or works.is_front(goal):
        return
    digests = {"source_digest": works.url_key(source), "goal_digest": works.url_key(goal)}
    Redirection.objects.bulk_create(
        [Redirection(load=load, source=source, goal=goal, **digests)], ignore_conflicts=True
    )
    together = [source, *led_together(source)]
    if goal not in together:
        return
    keys = WorkKey.objects.filter(
        scheme=WorkKey.Scheme.URL, digest__in=[works.url_key(url) for url in together]
    ).select_related("article__merged_into")
    held: dict[str, Article] = {key.digest: final(key.article) for key in keys}
    if not held:
        return
    first, *others = dict.fromkeys(held.values())
    for other in others:
        reason = f"The address {source} leads to {goal}."
        propose_pair("article", first.public_id, other.public_id, reason, score=0.8)
    if not others:
        WorkKey.objects.bulk_create(
            WorkKey(article=first, scheme=WorkKey.Scheme.URL, digest=digest)
            for url in together
            if (digest := works.url_key(url)) not in held
        )


def led_together(url: str) -> list[str]:
    """The addresses (normalised) that this one leads to, or that lead to it, over a few steps."""
    known = {url}
    ahead = [url]
    for _step in range(_MOST_STEPS):
        digests = [works.url_key(one) for one in ahead]
        met = Redirection.objects.filter(load__undone_at=None).filter(
            Q(source_digest__in=digests) | Q(goal_digest__in=digests)
        )
        pairs = set(met.values_list("source", "goal")[: _MOST_SOURCES * 10])
        sources = Counter(goal for _source, goal in pairs)
        ahead = []
        for source, goal in sorted(pairs):
            if sources[goal] > _MOST_SOURCES:
                continue
            ahead += [one for one in (source, goal) if one not in known]
            known.update((source, goal))
        if not ahead:
            break
    return sorted(known - {url})
