"""Editors' words: values set and confirmed, conflicts resolved, proposals accepted and rejected.

Views and the admin only call these. Each call is one transaction that writes the decision or verdict, what
follows from it, and the change log.
"""

from archive.decisions.judging import (
    judge_attestation,
    judge_mention,
    judge_pair,
    judge_quotation,
    link_mention,
    undo_verdict,
)
from archive.decisions.subjects import assign_subject
from archive.decisions.values import (
    confirm,
    decide,
    decisions_in_force,
    record_of,
    release,
    resolve,
    value_of,
)

__all__ = [
    "assign_subject",
    "confirm",
    "decide",
    "decisions_in_force",
    "judge_attestation",
    "judge_mention",
    "judge_pair",
    "judge_quotation",
    "link_mention",
    "record_of",
    "release",
    "resolve",
    "undo_verdict",
    "value_of",
]
