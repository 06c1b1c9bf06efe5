"""What the name of an element tells of its content: the words of tag, class, id and role on any page.

Web designers of all countries name their classes in English, or in their own language's word for byline,
caption and lead; no publisher's own prefix stands here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache


class Sign:
    """What an element says it is: bits of a plain integer, which is a third of the time of an enumeration."""

    NONE = 0
    #: Menus, headers and footers of the site, related stories, advertising, comments, forms …
    FURNITURE = 1
    FIGURE = 2
    CAPTION = 4
    CREDIT = 8
    LEAD = 16
    KICKER = 32
    BYLINE = 64
    DATE = 128
    HEADLINE = 256
    BODY = 512
    RELATED = 1024
    #: Not drawn, or drawn for screen readers only.
    HIDDEN = 2048
    #: An aside within the text: info boxes, pull quotes.
    ASIDE = 4096
    BIOGRAPHY = 8192
    LINK = 16384
    UPDATED = 32768
    EMBED = 65536
    AD = 131072


#: What no text of an article stands in.
OUTSIDE = Sign.FURNITURE | Sign.AD | Sign.RELATED | Sign.HIDDEN | Sign.ASIDE | Sign.BIOGRAPHY | Sign.EMBED
PICTURE = Sign.FIGURE | Sign.CAPTION | Sign.CREDIT

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SPLIT = re.compile(r"[^a-z0-9à-ÿ]+")


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(words.split())}) ")


_FURNITURE = _pattern(
    """nav navi navbar navigation menu menus submenu breadcrumbs? masthead topbar toolbar sidebar side-bar
    footer newsletters? subscri\\w+ subscribe abo abonne\\w* signup sign-up login register
    registration share shares sharing sharebar sharer social socials socialmedia social-media
    addthis addtoany comments? kommentare? commentaires? comentarios? disqus discussions? replies
    respond cookies? consent gdpr cmp optin opt-in modal popup pop-up lightbox overlay tooltip
    banner trending popular mostread most-read most-popular ranking pagination pager paging toc
    tags taglist tag-list tagcloud keywords? topics topic-tags hashtags? poll survey quiz rating ratings
    feedback
    donate donation donations search searchform player playlist podcast audioplayer skip skiplinks?
    skip-link print-only disclaimer legal imprint weather shop shopping sticky upsell
    toaster liveticker-nav reactions? likes? bookmark bookmarks follow followus metadata-list tools?
    utilities buttons? btn cta notification notifications alert alerts tabs tab"""
)
_AD = _pattern(
    """ad ads adv advert adverts advertisement advertising advertise adslot ad-slot adbox adunit
    adcontainer adwrapper dfp gpt sponsor sponsored sponsoring anzeige anzeigen werbung publicidad
    publicite publicité pubblicita publi reklama reklam outbrain taboola plista native-ad
    advertorial"""
)
_RELATED = _pattern(
    """related relateds relatedarticles? relatedcontent relatedlinks? recommend\\w* recirc recirculation
    readmore readalso read-more read-also seealso morefrom more-from more-on moreon morenews
    more-news furtherreading further-reading linklist link-list linkbox teasers? teaserlist
    teaser-list promo promos promotion crosslinks? also-read alsoread similar suggested suggestions
    onward next-article nextup upnext verwandt\\w* weiterlesen leesook siehe-auch siehe
    relacionad[ao]s? relacionad\\w+ relazionat\\w* correlat\\w* podobne powiazane povezan\\w* ilgili
    moreinfo rellinks? internal-links? inline-links? kapcsolodo kapcsolodok souvisejici czytaj ponadto
    richlink rich-link artikelliste leesmeer lesmer lue-myos benzer pročtěte"""
)
_FIGURE = _pattern(
    """figure picture image images img photo photos foto fotos bild bilder picbox pic-box media mediabox
    gallery galleries galerie galeria slideshow carousel slider slides? lead-image hero-image
    pic pics slika nuotrauka resim inline-image imagem imagen video videos multimedia infographic
    \\w+bild \\w+foto \\w+photo"""
)
_CAPTION = _pattern(
    """caption captions figcaption legend legende légende bildunterschrift bildtext pie-foto piefoto
    didascalia leyenda legenda image-text imagetext photo-text popis podpis wp-caption-text cutline
    image-caption img-cap photo-cap pic-cap image-cap pie fotounterschrift
    bu \\w+caption imgtext imgtxt bildtxt fototext"""
)
_CREDIT = _pattern(
    """credit credits image-credit photo-credit photocredit imagecredit photographer fotograf copyright
    rights bildrechte bildquelle urheber attribution foto-credit autor-foto fotoautor source
    imagesource image-source photoby photo-by holder photocopyright"""
)
_LEAD = _pattern(
    """lead lede einleitung leadtext lead-text leadin intro introtext introduction standfirst stand-first
    dek deck subdeck subhead subheadline sub-headline subheading-article subtitle sub-title
    subtitulo subtitulos subtitular chapo chapeau chapô entradilla bajada ingress ingres vorspann
    anleser anlauf teaser-text teasertext summary abstract excerpt sottotitolo occhiello sommario
    catenaccio resumo lid zajawka perex anons spot ozet özet manchet underrubrik article-description
    description sapo leadparagraph article-lead article-intro article-summary synopsis strapline
    standfirsts preamble"""
)
_KICKER = _pattern(
    """kicker eyebrow overline overhead roofline dachzeile topline spitzmarke antetitulo antetítulo
    cintillo surtitre surtitle vignette rubric rubrik rubrique label chapeu section-label
    section-name topic category categories flag pretitle pre-title supertitle headline-intro section
    rubrica nadtitulek"""
)
_BYLINE = _pattern(
    """byline bylines by-line author authors authorname author-name autor autoren autorin autores auteur
    auteurs autore autori writer writers contributor contributors reporter journalist journaliste
    signature firma firmante firmas credits-author verfasser skribent forfatter författare yazar
    posted-by article-author article__author auteur-name authors-list autorzy kirjoittaja szerzo
    szerző creator columnist auth auths articleauthor writer-name author-link"""
)
_DATE = _pattern(
    """date dates dateline datetime date-time time timestamp pubdate pub-date publish published publication
    publishdate published-date publishing-date datum fecha data data-hora data-publicacao
    fecha-publicacion dateposted entry-date post-date article-date tarih posted posted-on
    datepublished datecreated czas"""
)
_UPDATED = _pattern("updated update modified datemodified lastmod last-modified last-updated revised")
_HEADLINE = _pattern(
    """headline headlines title heading titre titulo titulo-noticia titular titolo titel entry-title
    post-title article-title article-headline naslov tytul rubrik-titel heading-1"""
)
_BODY = _pattern(
    """articlebody article-body articletext article-text article-content articlecontent entry-content
    post-content story-body storybody storytext story-text story-content post-body entry-body
    article-wrap content-body body-text bodytext body-copy bodycopy longtext long-text richtext
    rich-text cuerpo corpo corps texto text-content news-text newstext news-content artikeltext
    article-copy page-content fliesstext main-text detail-text content-text paragraph paragraphs
    td-post-content article-main treść tresc articlebodycontent bodycontent article-details"""
)
_HIDDEN = _pattern(
    """visually-hidden visuallyhidden sr-only screen-reader screen-reader-text screenreader a11y
    hidden-accessible u-visually-hidden aural visuallyhide off-screen offscreen invisible hide-text
    visuallyhidden-text accessibility-text accessible-hide assistive-text"""
)
_ASIDE = _pattern(
    """fact facts fakta faktaboks infobox info-box factbox fact-box sidebox box-info aside pullquote
    pull-quote pullout highlight-box zitat-box keypoints key-points hintergrund kasten"""
)
_BIOGRAPHY = _pattern(
    """bio biography author-bio authorbio about-author aboutauthor author-info author-box authorbox
    author-card authorcard author-description author-profile profile author-about autorbox"""
)
_EMBED = _pattern(
    """twitter-tweet tweet twitter instagram instagram-media tiktok tiktok-embed facebook-post fb-post
    embed embeds embedded external-embed social-embed oembed"""
)
_TAGS: dict[str, int] = {
    "nav": Sign.FURNITURE,
    "footer": Sign.FURNITURE,
    "form": Sign.FURNITURE,
    "button": Sign.FURNITURE,
    "select": Sign.FURNITURE,
    "dialog": Sign.FURNITURE,
    "label": Sign.FURNITURE,
    "menu": Sign.FURNITURE,
    "aside": Sign.ASIDE,
    "table": Sign.ASIDE,
    "figure": Sign.FIGURE,
    "picture": Sign.FIGURE,
    "img": Sign.FIGURE,
    "video": Sign.FURNITURE,
    "audio": Sign.FURNITURE,
    "figcaption": Sign.CAPTION,
    "time": Sign.DATE,
    "a": Sign.LINK,
    "h1": Sign.HEADLINE,
}
_ROLES = {
    "navigation": Sign.FURNITURE,
    "banner": Sign.FURNITURE,
    "contentinfo": Sign.FURNITURE,
    "search": Sign.FURNITURE,
    "dialog": Sign.FURNITURE,
    "alertdialog": Sign.FURNITURE,
    "menu": Sign.FURNITURE,
    "menubar": Sign.FURNITURE,
    "button": Sign.FURNITURE,
    "tablist": Sign.FURNITURE,
    "toolbar": Sign.FURNITURE,
    "complementary": Sign.ASIDE,
    "figure": Sign.FIGURE,
    "img": Sign.FIGURE,
}
_PROPERTIES = {
    "articlebody": Sign.BODY,
    "headline": Sign.HEADLINE,
    "alternativeheadline": Sign.LEAD,
    "description": Sign.LEAD,
    "author": Sign.BYLINE,
    "creator": Sign.BYLINE,
    "datepublished": Sign.DATE,
    "datecreated": Sign.DATE,
    "datemodified": Sign.DATE | Sign.UPDATED,
    "caption": Sign.CAPTION,
    "copyrightholder": Sign.CREDIT,
    "articlesection": Sign.KICKER,
    "comment": Sign.FURNITURE,
    "breadcrumb": Sign.FURNITURE,
    "itemlistelement": Sign.FURNITURE,
    "keywords": Sign.FURNITURE,
}
_BY_WORDS = (
    (_FURNITURE, Sign.FURNITURE),
    (_AD, Sign.AD),
    (_RELATED, Sign.RELATED),
    (_FIGURE, Sign.FIGURE),
    (_CAPTION, Sign.CAPTION),
    (_CREDIT, Sign.CREDIT),
    (_LEAD, Sign.LEAD),
    (_KICKER, Sign.KICKER),
    (_BYLINE, Sign.BYLINE),
    (_DATE, Sign.DATE),
    (_UPDATED, Sign.UPDATED),
    (_HEADLINE, Sign.HEADLINE),
    (_BODY, Sign.BODY),
    (_HIDDEN, Sign.HIDDEN),
    (_ASIDE, Sign.ASIDE),
    (_BIOGRAPHY, Sign.BIOGRAPHY),
    (_EMBED, Sign.EMBED),
)
_NAMED_BY = (
    "class", "id", "data-testid", "data-component", "data-tracking-name", "data-qa", "data-type",
    "aria-labelledby",
)  # fmt: skip


def signs_of(element: str, attributes: Mapping[str, str]) -> int:
    """What an element says of its content."""
    sign = _TAGS.get(element, Sign.NONE)
    if "-" in element:  # <amp-twitter>, <bsp-figure>: names that their makers chose
        sign |= _signs_of_names(element)
    if not attributes:
        return sign
    names = " ".join(attributes[key] for key in _NAMED_BY if key in attributes)
    if names:
        sign |= _signs_of_names(names)
    role = attributes.get("role")
    if role:
        sign |= _ROLES.get(role.strip().lower(), Sign.NONE)
    for prop in (attributes.get("itemprop") or attributes.get("property") or "").lower().split():
        sign |= _PROPERTIES.get(prop.rpartition(":")[2], Sign.NONE)
    if "author" in (attributes.get("rel") or "").lower().split():
        sign |= Sign.BYLINE
    if "hidden" in attributes or "display:none" in attributes.get("style", "").replace(" ", "").lower():
        sign |= Sign.HIDDEN
    if attributes.get("aria-label", "")[:40].lower().startswith(("advert", "anzeige", "werbung")):
        sign |= Sign.AD
    return sign


@lru_cache(maxsize=20_000)
def _signs_of_names(names: str) -> int:
    sign = Sign.NONE
    text = words_of(names)
    for pattern, means in _BY_WORDS:
        if pattern.search(text):
            sign |= means
    return sign


def words_of(names: str) -> str:
    """The words of class names, alone and in pairs, each between spaces.

    >>> words_of("c-article__leadText")
    ' c c-article article article-lead lead lead-text text '
    """
    found: list[str] = []
    for name in names.split()[:40]:
        before = ""
        for part in _SPLIT.split(_CAMEL.sub("-", name).lower()):
            if not part:
                continue
            if before:
                found.append(f"{before}-{part}")
            found.append(part)
            before = part
        found.append("|")
    return f" {'  '.join(found)} "
