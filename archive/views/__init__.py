"""The public pages: what is asked is checked by `filters`, answered by `search`, and shown here."""

from archive.views.article import article
from archive.views.home import home
from archive.views.lists import ArticleList, OrganisationList, PersonList, TopicList
from archive.views.proof import proof
from archive.views.records import organisation, person, topic
from archive.views.versions import versions

__all__ = [
    "ArticleList",
    "OrganisationList",
    "PersonList",
    "TopicList",
    "article",
    "home",
    "organisation",
    "person",
    "proof",
    "topic",
    "versions",
]
