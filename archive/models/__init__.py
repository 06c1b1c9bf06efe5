"""The archive's records, one module per side of the matter.

`provenance` holds what was received and read, `authority` and `naming` what we hold about people, bodies and
topics, `article` the works, `sameness` what tells them together and apart, `mention` what they say,
`decision` what editors said and how it can be undone, `learned` what their assignments taught, `rereading`
the runs that read stored captures again.
"""

from archive.models.article import Article, ArticleWords, Authorship, WorkKey
from archive.models.authority import FormerSlug, Membership, Organisation, Person, Topic
from archive.models.decision import Conflict, Decision, Merge, ProposedPair, Verdict
from archive.models.learned import LearnedSubjects, LearnedWeights
from archive.models.mention import Attestation, Mention, Quotation
from archive.models.naming import (
    OrganisationIdentifier,
    OrganisationName,
    PersonIdentifier,
    PersonName,
    TopicIdentifier,
    TopicName,
)
from archive.models.provenance import (
    Batch,
    Capture,
    CaptureBytes,
    ChangeLog,
    Follower,
    LayerContent,
    Load,
    Reading,
    Sighting,
    TextLayer,
)
from archive.models.rereading import ArticleRereading, Rereading
from archive.models.sameness import Doubt, Redirection, StatedDigest, TextBand

__all__ = [
    "Article",
    "ArticleRereading",
    "ArticleWords",
    "Attestation",
    "Authorship",
    "Batch",
    "Capture",
    "CaptureBytes",
    "ChangeLog",
    "Conflict",
    "Decision",
    "Doubt",
    "Follower",
    "FormerSlug",
    "LayerContent",
    "LearnedSubjects",
    "LearnedWeights",
    "Load",
    "Membership",
    "Mention",
    "Merge",
    "Organisation",
    "OrganisationIdentifier",
    "OrganisationName",
    "Person",
    "PersonIdentifier",
    "PersonName",
    "ProposedPair",
    "Quotation",
    "Reading",
    "Redirection",
    "Rereading",
    "Sighting",
    "StatedDigest",
    "TextBand",
    "TextLayer",
    "Topic",
    "TopicIdentifier",
    "TopicName",
    "Verdict",
    "WorkKey",
]
