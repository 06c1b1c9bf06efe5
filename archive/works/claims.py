"""Which addresses a capture may be known by: its container's word, the page's own, and where they part."""

from __future__ import annotations

from dataclasses import dataclass

from archive.works.addresses import agree, is_front, normalise_url, plain_form, site_of


@dataclass(frozen=True, slots=True)
class Address:
    """An address that a capture may be known by, normalised."""

    url: str
    #: Its container (WARC, sidecar) says that it was captured there; else only the page claims it.
    stated: bool
    #: Whether it is believed as long as nothing speaks against it; else something has to speak for it.
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Claims:
    """What a capture's container and its page say of its address."""

    #: The address it is known by first, normalised.
    url: str | None = None
    #: Which page of an article in several.
    page: int = 1
    addresses: tuple[Address, ...] = ()
    #: What the page claims, where that cannot be its own address, and why not, in words for an editor.
    refused: str | None = None
    reason: str = ""


def read_claims(container: str | None, page: str | None) -> Claims:
    """Weigh the address that a container states against the one that the page claims (canonical, permalink).

    The container's outweighs the page's, unless they differ only by form. A page may well know a second
    address on its own site (a newer one, a short link), but then its text has to show that it is the same.
    """
    stated, claimed = normalise_url(container or ""), normalise_url(page or "")
    if stated is None:
        return _claim_alone(claimed) if claimed else Claims()
    addresses = _forms(stated, stated=True)
    first = plain_form(stated).page
    if claimed is None or claimed == stated:
        return Claims(stated, first, tuple(addresses))
    if agree(stated, claimed):
        return Claims(stated, first, _unique([*addresses, *_forms(claimed, stated=True)]))
    if is_front(claimed) or site_of(claimed) != site_of(stated):
        what = "a site's front page" if is_front(claimed) else "on another site"
        reason = (
            f"It was captured from {stated}, but claims the address {claimed}, {what}; it is not believed."
        )
        return Claims(stated, first, tuple(addresses), claimed, reason)
    others = [Address(form.url, stated=False, sure=False) for form in _forms(claimed, stated=False)]
    return Claims(stated, first, _unique([*addresses, *others]))


def _claim_alone(claimed: str) -> Claims:
    if is_front(claimed):
        reason = f"The page claims the address {claimed}, a site's front page; it is not believed."
        return Claims(refused=claimed, reason=reason)
    return Claims(claimed, plain_form(claimed).page, tuple(_forms(claimed, stated=False)))


def _forms(url: str, *, stated: bool) -> list[Address]:
    """An address and what it stands for without its variants; of a further page, only with a proof."""
    plain = plain_form(url)
    out = [Address(url, stated)]
    if plain.url != url:
        out.append(Address(plain.url, stated, sure=plain.page == 1))
    return out


def _unique(addresses: list[Address]) -> tuple[Address, ...]:
    return tuple({address.url: address for address in reversed(addresses)}.values())[::-1]
