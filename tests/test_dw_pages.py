"""Pages of Deutsche Welle of many kinds, written out line by line before any reader had seen them."""
# ruff: noqa: E501

from __future__ import annotations

import pytest

from tests.dw_pages import marked, misread
from tests.readings import check_proof, read

LINKS = """
t> Bridge closed for good | Germany | News from Germany | DW | 12.03.2018
b> 1. Inhalt
b> 2. Navigation
b> 3. Weitere Inhalte
b> 4. Metanavigation
b> 5. Suche
b> 6. Choose from 30 Languages

b> Advertisement

k> Germany

h> Bridge closed for good
"""
SKIP = """
b> 1. Skip to content
  b> 2. Skip to main menu
  b> 3. Skip to more DW sites

h> Bridge closed for good
"""
TEXT = """
p> The council met on Tuesday evening and decided to close the old bridge for repairs until the spring after next.

p> A spokesman said that the works would last for months, and that a ferry would run every half hour.
"""
LEAD = """
l> The town of Lindenau must do without its bridge, and the repairs will cost more than expected.
"""

#: Name of the page → what it holds, and what is to be read: authors, day.
PAGES: dict[str, tuple[str, tuple[str, ...], str | None]] = {
    "classic, film page": (
        LINKS
        + LEAD
        + """
v> Watch video 02:15

b> Share

v> Living without a bridge

b> Send Facebook Twitter google+ Whatsapp Tumblr linkedin stumble Digg reddit Newsvine

b> Permalink https://p.dw.com/p/2Xns8

v> Living without a bridge

  m> • Date 12.03.2018
  m> • Duration 02:15 mins.
  m> • Homepage Global 3000 - The Globalization Program
  m> • Keywords bridge, ferry
  m> • Feedback: Send us your feedback.
  m> • Print Print this page
  m> • Permalink https://p.dw.com/p/2Xns8
""",
        (),
        "2018-03-12",
    ),
    "classic, opinion": (
        LINKS.replace("Bridge closed", "Opinion: Bridge closed")
        + LEAD
        + """
alt> The old bridge in Lindenau (picture-alliance/dpa/B. Pedersen)
"""
        + TEXT
        + """
s> A quiet scandal

p> Nobody in this town wanted to hear it. The cracks were there for everyone to see.

alt> Kommentarbild Clara Steinfeld (DW/M. Müller)

c> Clara Steinfeld is DW's editor for bridges

p> And now? Now the town waits for a ferry that nobody has ordered yet, and the mayor is on holiday.

m> This commentary was originally published in German.

  m> • Date 12.03.2018
  m> • Author Clara Steinfeld
  m> • Keywords bridge, ferry
  m> • Feedback: Send us your feedback.
  m> • Print Print this page
  m> • Permalink https://p.dw.com/p/2Xns8
""",
        ("Clara Steinfeld",),
        "2018-03-12",
    ),
    "classic, several authors with agencies": (
        LINKS
        + LEAD
        + TEXT
        + """
m> cwo/fab (dpa, afp)

b> Every evening, DW's editors send out a selection of the day's news. Sign up for the newsletter here.

b> DW recommends

b> Bridges of the world

b> A journey to the longest of them. (25.07.2017)

  m> • Date 12.03.2018
  m> • Author Clara Steinfeld, Jan Lorenz (with dpa, Reuters)
  m> • Related Subjects Bridges
  m> • Keywords bridge, ferry
  m> • Feedback: Send us your feedback.
  m> • Print Print this page
  m> • Permalink https://p.dw.com/p/2Xns8
""",
        ("Clara Steinfeld", "Jan Lorenz"),
        "2018-03-12",
    ),
    "classic, short subheading after a picture without caption": (
        LINKS
        + LEAD
        + TEXT
        + """
s> The ferry

p> A ferry would cost four million euros, and the town has no landing stage for it on the eastern bank.

alt> Infografik Kosten der neuen Fähre (DW)

s> Who pays?

p> The town has asked the state for help, but the state has bridges of its own to repair this year.

alt> Deutschland Rathaus Lindenau (Imago/Lindenfoto)

s> Waiting for spring

p> Until then people will walk to the next bridge, which is an hour away, or will stay at home.
""",
        (),
        "2018-03-12",
    ),
    "classic, interview": (
        LINKS.replace("Bridge closed", "'Nobody listened': Bridge closed")
        + LEAD
        + """
p> DW: Ms. Reimers, did you expect this?

p> Paula Reimers: Yes. Of course.

p> How long have you known about the cracks in the piers?

p> For eleven years. We wrote three reports.

p> And nobody answered?

p> Nobody.

p> Paula Reimers is an engineer and has measured bridges for thirty years.

p> The interview was conducted by Jan Lorenz.
""",
        (),
        "2018-03-12",
    ),
    "classic, list": (
        LINKS
        + LEAD
        + TEXT
        + """
s> What you need to know:

  i> • The bridge is closed
  i> • The ferry runs until 10 p.m.
  i> • Bicycles are free

p> All this holds until the spring after next, as the town's administration has made known today.
""",
        (),
        "2018-03-12",
    ),
    "classic, gallery page": (
        LINKS.replace("Germany | News from Germany", "All media content")
        + """
  alt> • The bridge in winter (picture-alliance/dpa)

    b> Bridge closed for good

    s> A winter's day

    p> On a cold day in January the first cracks were seen by a fisherman, who told the police about it.

  alt> • The mayor of Lindenau (DW/J. Hitz)

    b> Bridge closed for good

    s> The man in charge

    p> The mayor had the bridge measured at once, and the engineers shook their heads at what they found.

  alt> • The ferry (Getty Images/AFP)

    b> Bridge closed for good

    s> And then a ferry

    p> Since March a ferry has been carrying people over, forty at a time, from dawn to dusk and for free.

    by> Author: Julia Hitz (eg)
""",
        ("Julia Hitz",),
        "2018-03-12",
    ),
    "classic, signed beneath the text": (
        LINKS
        + LEAD
        + TEXT
        + """
by> Autor: Dirk Steinfeld (mit dpa)

m> Redaktion: Jan Lorenz
""",
        ("Dirk Steinfeld",),
        "2018-03-12",
    ),
    "classic, gallery in an article, flat": (
        LINKS
        + LEAD
        + TEXT
        + """
alt> The bridge in winter (picture-alliance/dpa)
b> Bridges of old
b> A winter's day
c> On a cold day in January the first cracks were seen by a fisherman, who told the police about it.
alt> The mayor of Lindenau (DW/J. Hitz)
b> Bridges of old
b> The man in charge
c> The mayor had the bridge measured at once, and the engineers shook their heads at what they found.
alt> The ferry (Getty Images/AFP)
b> Bridges of old
b> And then a ferry
c> Since March a ferry has been carrying people over, forty at a time, from dawn to dusk and for free.

p> The town will go on without a bridge. Shopkeepers on both banks of the river fear for their business.
""",
        (),
        "2018-03-12",
    ),
    "classic, buttons and paragraphs that come again are no gallery": (
        LINKS
        + LEAD
        + TEXT
        + """
b> Advertisement

s> The ferry

p> A ferry has taken the place of the bridge, forty people at a time, from dawn to dusk.

v> Watch video
v> 02:17

v> Living without a bridge

b> Advertisement

s> The school

p> The school begins later in the morning now, and nobody minds.

b> Advertisement

s> The doctor

p> The doctor has opened a second room on the other bank of the river.
""",
        (),
        "2018-03-12",
    ),
    "classic, labels on lines of their own": (
        LINKS
        + LEAD
        + TEXT
        + """
m> Date
m> 12.03.2018
m> Author
m> Clara Steinfeld
m> Keywords
m> bridge, ferry
m> Print
m> Print this page
m> Permalink
m> https://p.dw.com/p/2Xns8
""",
        ("Clara Steinfeld",),
        "2018-03-12",
    ),
    "classic, Arabic sign-off": (
        LINKS
        + LEAD
        + TEXT
        + """
m> ز.أ.ب/ع.ج.م (أ ف ب، رويترز)
""",
        (),
        "2018-03-12",
    ),
    "relaunch, whole page": (
        """
t> Bridge closed for good – DW – 01/30/2024
b> Skip to content
b> Skip to main menu
b> Skip to more DW sites
b> Latest videos
b> Live TV
b> Germany
b> Advertisement
k> Society
k> Germany
h> Bridge closed for good
by> Clara Steinfeld
by> in Lindenau
d> 01/30/2024January 30, 2024
l> The town of Lindenau must do without its bridge, and the repairs will cost more than expected.
b> Copy link
b> https://p.dw.com/p/4boRv
alt> The bridge in Lindenau
c> Barriers have been blocking the way since Monday morningImage: Jan Lorenz/DW
b> Advertisement
p> The council met on Tuesday evening and decided to close the old bridge for repairs until the spring after next.
p> A spokesman said that the works would last for months, and that a ferry would run every half hour.
s> Who pays for the repairs?
p> The town has asked the state for help, but the state has bridges of its own to repair this year.
v> Living without a bridge
b> To view this video please enable JavaScript, and consider upgrading to a web browser that supports HTML5 video
p> Shopkeepers on both banks of the river fear for their business and have asked the mayor for a meeting.
m> Edited by: Jan Lorenz
b> Send us your feedback
b> Your feedback
b> Advertisement
b> Skip next section Explore more
b> Explore more
b> Bridges of the world
b> A journey to the longest of them all, and to those who keep them up, from Norway to Japan.
b> Society 01/29/2024
b> Skip next section DW's Top Story
b> DW's Top Story
b> Something else happened far away
""",
        ("Clara Steinfeld",),
        "2024-01-30",
    ),
    "relaunch, agencies": (
        SKIP
        + """
by> Clara Steinfeld, Jan Lorenz (with dpa, AFP, Getty Images)
d> PublishedMarch 8, 2024last updatedMarch 9, 2024
"""
        + LEAD
        + TEXT
        + """
m> rc/msh (AFP, Reuters)
""",
        ("Clara Steinfeld", "Jan Lorenz"),
        "2024-03-08",
    ),
    "relaunch, place in the byline": (
        SKIP
        + """
by> Clara Steinfeld, New York
d> November 9, 2017November 9, 2017
"""
        + LEAD
        + TEXT,
        ("Clara Steinfeld",),
        "2017-11-09",
    ),
    "relaunch, hours ago": (
        SKIP
        + """
by> Clara Steinfeld
d> 3 hours ago3 hours ago
"""
        + LEAD
        + TEXT,
        ("Clara Steinfeld",),
        None,
    ),
    "relaunch, no author, film and sound": (
        SKIP
        + """
d> January 30, 2024
"""
        + LEAD
        + """
b> https://p.dw.com/p/4boRv

b> To view this video please enable JavaScript, and consider upgrading to a web browser that supports HTML5 video

p> A ferry has taken the place of the bridge. The film shows a day of its captain, from dawn to dusk.

b> Share on Facebook
""",
        (),
        "2024-01-30",
    ),
    "relaunch, live page": (
        SKIP.replace("Bridge closed for good", "Lindenau updates: Bridge closed for good")
        + """
d> Published March 8, 2024last updated March 9, 2024
"""
        + LEAD
        + """
b> https://p.dw.com/p/4boRv

s> What you need to know

  i> • The bridge is closed
  i> • The ferry runs until 10 p.m.
"""
        + TEXT
        + """
s> Mayor returns from holiday

p> The mayor of Lindenau has broken off his holiday, his office said on Friday.

s> Who pays for the repairs?

p> The town has asked the state for help, but the state has bridges of its own to repair this year.

m> jsi/wd (AFP, dpa, Reuters)
""",
        (),
        "2024-03-08",
    ),
    "relaunch, entries of a live page with their days": (
        SKIP
        + """
d> Published March 8, 2024
d> last updated March 9, 2024
"""
        + LEAD
        + """
b> https://p.dw.com/p/4boRv

d> 03/09/2024March 9, 2024

s> Mayor returns from holiday

p> The mayor of Lindenau has broken off his holiday, his office said on Friday.

b> https://p.dw.com/p/4dJKL

d> 2 hours ago

s> 25 years ago

p> The town has asked the state for help, but the state has bridges of its own to repair this year.

m> This opinion piece was originally written in German.
""",
        (),
        "2024-03-08",
    ),
    "relaunch, credit on a line of its own": (
        SKIP
        + """
by> Clara Steinfeld
d> January 30, 2024
"""
        + LEAD
        + """
alt> The bridge in Lindenau
c> Barriers have been blocking the way since Monday morning
cr> Image: Jan Lorenz/DW

p> The council met on Tuesday evening and decided to close the old bridge for repairs until the spring after next.

alt> Map of Lindenau
cr> Image: DW

p> A spokesman said that the works would last for months, and that a ferry would run every half hour.
""",
        ("Clara Steinfeld",),
        "2024-01-30",
    ),
    "relaunch, the date above the headline": (
        """
b> 1. Skip to content
  b> 2. Skip to main menu
  b> 3. Skip to more DW sites

d> January 30, 2024

h> Bridge closed for good
"""
        + LEAD
        + TEXT,
        (),
        "2024-01-30",
    ),
    "relaunch, permalink only": (
        """
h> Bridge closed for good

by> Clara Steinfeld
d> January 30, 2024
"""
        + LEAD
        + """
b> https://p.dw.com/p/4boRv
"""
        + TEXT,
        ("Clara Steinfeld",),
        "2024-01-30",
    ),
    "relaunch, a heading of links within the text": (
        SKIP
        + """
by> Clara Steinfeld
d> January 30, 2024
"""
        + LEAD
        + TEXT
        + """
b> Related topics

p> The town has asked the state for help, but the state has bridges of its own to repair this year, and there are hundreds of them, from the great ones over the river to the small ones that nobody has counted since the war. The minister has promised an answer by the summer.

p> Until then people will walk to the next bridge, which is an hour away, or will stay at home. The shopkeepers have put up signs in their windows, the school begins later in the morning, and the doctor has opened a second room on the other bank, where she sees her patients twice a week.
""",
        ("Clara Steinfeld",),
        "2024-01-30",
    ),
    "relaunch, a film's title above its length": (
        SKIP
        + """
by> Clara Steinfeld
d> January 30, 2024
"""
        + LEAD
        + TEXT
        + """
v> Living without a bridge
v> 02:15

p> The town has asked the state for help, but the state has bridges of its own to repair this year.
""",
        ("Clara Steinfeld",),
        "2024-01-30",
    ),
    "relaunch, translated, with a note": (
        SKIP
        + """
by> Clara Steinfeld
d> January 30, 2024
"""
        + LEAD
        + TEXT
        + """
p> Editor's note: A town's name was misspelt in an earlier version. We apologize for the error.

m> This article was originally written in German.

m> Edited by: Jan Lorenz
""",
        ("Clara Steinfeld",),
        "2024-01-30",
    ),
    "classic, whole page without page title": (
        """
b> We use cookies to improve our service for you. You can find more information in our data protection declaration.

b> More info OK
  b> 1. Inhalt
  b> 2. Navigation
  b> 3. Weitere Inhalte
  b> 4. Metanavigation
  b> 5. Suche
  b> • Albanian Shqip
  b> • Amharic አማርኛ
  b> • Urdu اردو
b> Wrong language? Change it here DW.COM has chosen English as your language setting.
b> DW.COM in 30 languages
b> DW AKADEMIE
b> ABOUT DW
b> DW.COM
b> Deutsche Welle
  b> • TOP STORIES
    b> • Germany
    b> • World

    b> SPECIAL

    b> • 100 Must-Reads
  b> • Culture
  b> • Sports
b> TOP STORIES / Germany
b> Advertisement

k> Germany

h> Bridge closed for good
"""
        + LEAD
        + TEXT
        + """
  m> • Date 12.03.2018
  m> • Author Clara Steinfeld
  m> • Keywords bridge, ferry
  m> • Feedback: Send us your feedback.
  m> • Print Print this page
  m> • Permalink https://p.dw.com/p/2Xns8

b> Related content

b> Bridge of sighs 19.01.2017

b> Lovers meet on it, and have met on it for four hundred years, whatever the weather was like.

  m> • Date 12.03.2018
  m> • Author Clara Steinfeld
  m> • Keywords bridge, ferry
  m> • Send us your feedback.
  m> • Print Print this page
  m> • Permalink https://p.dw.com/p/2Xns8

b> © 2018 Deutsche Welle | Privacy Policy | Legal notice | Contact | Mobile version
""",
        ("Clara Steinfeld",),
        "2018-03-12",
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_many_kinds(name):
    source, authors, day = PAGES[name]
    text, lines = marked(source)
    article = read(text)

    check_proof(text, article)
    assert article.reader == f"dw_{name.split(',')[0]}"
    assert misread(text, lines, article) == []
    assert tuple(author.value for author in article.authors) == authors
    assert (article.published.day.isoformat() if article.published else None) == day
    headline = next(words for kind, words in lines if kind == "headline")
    assert article.fields["title"].value == headline


@pytest.mark.parametrize(
    ("line", "author", "day"),
    [
        ("Clara Steinfeld January 30, 2024", "Clara Steinfeld", "January 30, 2024"),
        ("Clara Steinfeld | January 30, 2024", "Clara Steinfeld", "January 30, 2024"),
        ("Clara Steinfeld 30. Januar 2024", "Clara Steinfeld", "30. Januar 2024"),
    ],
)
def test_author_and_day_on_one_line(line: str, author: str, day: str) -> None:
    source, _ = marked(SKIP + LEAD + TEXT)
    text = source.replace("for good\n", f"for good\n\n{line}\n", 1)
    article = read(text)

    check_proof(text, article)
    assert [value.value for value in article.authors] == [author]
    assert article.published is not None
    assert text[article.published.start : article.published.end] == day
    blocks = [(block.kind.value, text[block.start : block.end]) for block in article.blocks]
    assert ("byline", author) in blocks
    assert ("dateline", day) in blocks
    assert article.fields["title"].value == "Bridge closed for good"


@pytest.mark.parametrize("foot", [True, False])
def test_a_capture_that_begins_within_the_text_has_no_headline(foot: bool) -> None:
    paragraph = "The council met on Tuesday evening, and decided after four hours of talks to close the old bridge for repairs until the spring after next."
    source = f"""
p> {paragraph}

alt> The ferry in winter (Getty Images/AFP)

c> The ferry in winter is a cold place

p> {paragraph} Nobody was told.
"""
    end = """
  m> • Date 12.03.2018
  m> • Author Ben Knight
  m> • Keywords bridge
  m> • Permalink https://p.dw.com/p/2Xns8
"""
    skip = """
b> 1. Skip to content
b> 2. Skip to main menu
b> 3. Skip to more DW sites
"""
    if not foot:
        source = source.replace(
            "alt> The ferry in winter (Getty Images/AFP)\n\nc> The ferry in winter is a cold place\n\n", ""
        )
    text, lines = marked(source + end if foot else skip + source)
    article = read(text)
    assert misread(text, lines, article) == []
    assert "title" not in article.fields


def test_marks_of_markdown_are_no_words_of_the_page() -> None:
    text = (
        "# Bridge closed for good\n\nClara Steinfeld\n\nJanuary 30, 2024\n\n"
        "**The town of Lindenau must do without its bridge.**\n\nhttps://p.dw.com/p/4boRv\n\n"
        "![The bridge](https://static.dw.com/image/1.jpg)\nThe bridge in winterImage: Jan Lorenz/DW\n\n"
        "The council met on Tuesday evening and decided to close the bridge, as [we told](https://www.dw.com/a-1).\n\n"
        "## A ferry\n\n* The first\n* The second\n\nA ferry will run every half hour from Monday on.\n\n"
        "[Read more: What now?](https://www.dw.com/en/x/a-2)\n\nShopkeepers fear for their business.\n"
    )
    article = read(text)
    check_proof(text, article)
    assert article.fields["title"].value == "Bridge closed for good"
    assert article.fields["lead"].value == "The town of Lindenau must do without its bridge."
    assert [span.of(text) for span in article.related] == ["What now?"]
    (image,) = article.images
    assert [part and part.of(text) for part in (image.alt, image.text, image.credit)] == [
        "The bridge",
        "The bridge in winter",
        "Jan Lorenz/DW",
    ]
    found = {text[block.start : block.end]: block.kind.value for block in article.blocks}
    assert found["A ferry"] == "subheading"
    assert found["* The second"] == "list-item"
