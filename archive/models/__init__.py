"""The archive's records, one module per side of the matter.

`provenance` holds what was received and read, `authority` what we hold about people, bodies and topics,
`article` the works and what they say, `decision` what editors said and how it can be undone.
"""

from archive.models.article import (
    Article,
    ArticleWords,
    Attestation,
    Authorship,
    Mention,
    Quotation,
    WorkKey,
)
from archive.models.authority import (
    FormerSlug,
    Membership,
    Organisation,
    OrganisationIdentifier,
    OrganisationName,
    Person,
    PersonIdentifier,
    PersonName,
    Topic,
    TopicIdentifier,
    TopicName,
)
from archive.models.decision import Conflict, Decision, Merge, ProposedPair, Verdict
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

__all__ = [
    "Article",
    "ArticleWords",
    "Attestation",
    "Authorship",
    "Batch",
    "Capture",
    "CaptureBytes",
    "ChangeLog",
    "Conflict",
    "Decision",
    "Follower",
    "FormerSlug",
    "LayerContent",
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
    "Sighting",
    "TextLayer",
    "Topic",
    "TopicIdentifier",
    "TopicName",
    "Verdict",
    "WorkKey",
]
