"""Articles that subjects can be learned from: those editors had a word on, and rows from outside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.db.models import Q, QuerySet

from archive import assigned
from archive.documents import Block, BlockKind, EntityKind, KnownSubject, ParsedArticle, TopicKind
from archive.identity import candidate_key
from archive.learning.files import Fault, Row, parsed
from archive.loading.candidates import free_places
from archive.loading.knowledge import known_subjects
from archive.models import Article, LayerContent, Mention, Topic, TopicIdentifier, TopicName
from archive.models.authority import NAME_LENGTH, AuthorityRecord
from archive.models.merged import final
from archive.names import fold
from archive.recognition import SubjectIndex
from archive.recognition.subject_fitting import Example
from archive.recognition.subject_learning import example_of

#: Articles read at a time: their texts are in memory together.
_CHUNK = 200


@dataclass
class Subjects:
    """The subjects of the archive as learning needs them: by name and code, with their cue words."""

    cues: SubjectIndex
    #: Permanent id of each, also of those merged, to that of the one it stands for.
    stands_for: dict[str, str]
    names: dict[str, str]

    @classmethod
    def now(cls) -> Subjects:
        """As the archive knows them at this moment."""
        known = known_subjects()
        rows = Topic.objects.filter(kind=TopicKind.SUBJECT).select_related("merged_into")
        stands_for = {topic.public_id: final(topic).public_id for topic in rows}
        return cls(SubjectIndex.build(known), stands_for, {s.key: s.names[0] for s in known})

    def with_new(self, fresh: Iterable[tuple[str, str]]) -> Subjects:
        """The same with new subjects, given as permanent id and name, that are not stored yet."""
        new = [KnownSubject(key, "", (name,)) for key, name in fresh]
        return Subjects(
            SubjectIndex.build([*self.cues.subjects, *new]),
            self.stands_for | {s.key: s.key for s in new},
            self.names | {s.key: s.names[0] for s in new},
        )


# --------------------------------------------------------------------------- the archive's own articles


def judged_articles() -> QuerySet[Article]:
    """Public articles where an editor accepted or rejected a subject."""
    said = Mention.objects.filter(kind=EntityKind.TOPIC, topic_kind=TopicKind.SUBJECT)
    said = said.filter(Q(accepted=True) | Q(rejected=True))
    return Article.objects.public().filter(pk__in=said.values("article")).order_by("pk")


def examples_of_archive(
    subjects: Subjects, progress: Callable[[int], None] = lambda count: None
) -> Iterator[Example]:
    """Each article that editors had a word on: with what they accepted, and what they rejected as wrong."""
    keys = list(judged_articles().values_list("pk", flat=True))
    for at in range(0, len(keys), _CHUNK):
        some = keys[at : at + _CHUNK]
        rows = _rows_of(some)
        articles = Article.objects.filter(pk__in=some, current_reading__isnull=False).order_by("pk")
        chunk = list(articles.select_related("current_reading"))
        texts = dict(
            LayerContent.objects.filter(
                layer__in=[a.current_reading.layer_id for a in chunk if a.current_reading]
            ).values_list("layer", "text")
        )
        for article in chunk:
            reading = article.current_reading
            text = texts.get(reading.layer_id) if reading else None
            if reading is None or text is None:  # withdrawn
                continue
            blocks = tuple(Block(BlockKind(kind), start, end) for kind, start, end in reading.blocks)
            yield _example(
                text, ParsedArticle(reading.reader, reading.version, blocks), rows[article.pk], subjects
            )
        progress(len(some))


def _rows_of(articles: list[int]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = defaultdict(list)
    mentions = Mention.objects.filter(
        article__in=articles, kind=EntityKind.TOPIC, topic_kind=TopicKind.SUBJECT, topic__isnull=False
    )
    for mention in mentions.select_related("topic").order_by("pk"):
        found[mention.article_id].append(mention)
    return found


def _example(text: str, article: ParsedArticle, rows: list[Mention], subjects: Subjects) -> Example:
    accepted = {m.topic.public_id for m in rows if m.topic and m.accepted}
    # A wider one falls with the narrower: nobody said that it is wrong.
    rejected = {
        m.topic.public_id for m in rows if m.topic and m.rejected and assigned.rule_of(m) != assigned.WIDER
    }
    return example_of(
        text, article, subjects.cues, accepted, judged=rejected - accepted, same=subjects.stands_for
    )


# --------------------------------------------------------------------------- rows from outside


@dataclass
class Outside:
    """Rows of files as examples, what was wrong with them, and the subjects they would make."""

    examples: list[Example] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    #: New subjects by name: permanent id, address part, and the file that named it first.
    fresh: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    subjects: Subjects | None = None


def examples_from(
    rows: Iterable[Row | Fault], subjects: Subjects, *, create: bool, others: frozenset[str] = frozenset()
) -> Outside:
    """Rows as examples. A topic that the archive does not know is a fault, or new where `create` says so.

    `others` are subjects that are learned from other articles: of those that a file never names, its rows
    say nothing.
    """
    out = Outside()
    good: list[Row] = []
    for row in rows:
        if isinstance(row, Fault):
            out.faults.append(row)
        else:
            good.append(row)
    found = _Finder({topic for row in good for topic in row.topics})
    unknown = {fold(t): (t, row) for row in reversed(good) for t in row.topics if found.is_unknown(t)}
    if create and unknown:
        new = {fold(name): name[:NAME_LENGTH] for name, _row in unknown.values()}
        for folded, (key, slug) in free_places(EntityKind.TOPIC, new).items():
            out.fresh[new[folded]] = (key, slug, unknown[folded][1].file)
            found.keys[folded] = key
        subjects = subjects.with_new((key, name) for name, (key, _slug, _file) in out.fresh.items())
    out.subjects = subjects
    meant: dict[Row, set[str]] = {}
    #: Whoever made a file chose from the subjects it names, and never said that it is none of the others.
    offered: dict[str, set[str]] = defaultdict(set)
    for row in good:
        meant[row] = set()
        for topic in row.topics:
            try:
                meant[row].add(found.key(topic))
            except LookupError as error:
                out.faults.append(Fault(row.file, row.row, str(error.args[0])))
        offered[row.file] |= meant[row]
    for row, keys in meant.items():
        if keys or not row.topics:
            text, article = parsed(row)
            made = example_of(
                text, article, subjects.cues, keys, judged=offered[row.file], same=subjects.stands_for
            )
            unsaid = made.open | (others - offered[row.file] - made.subjects)
            out.examples.append(replace(made, open=unsaid))
    return out


class _Finder:
    """Looks topics up by permanent id, IPTC code, preferred name or variant: all of a file at once."""

    def __init__(self, wanted: set[str]) -> None:
        self.keys: dict[str, str] = {}
        self._several: set[str] = set()
        self._no_subject: dict[str, str] = {}
        folded = {fold(t)[:NAME_LENGTH] for t in wanted}
        codes = {_code(t) for t in wanted} - {""}
        topics: dict[str, dict[int, Topic]] = defaultdict(dict)
        for some in _some(folded):
            for name in TopicName.objects.filter(folded__in=some).select_related("record__merged_into"):
                topics[name.folded][name.record_id] = name.record
        for some in _some(wanted):
            for topic in Topic.objects.filter(public_id__in=some).select_related("merged_into"):
                topics[fold(topic.public_id)] = {topic.pk: topic}
        for some in _some(codes):
            identifiers = TopicIdentifier.objects.filter(scheme=TopicIdentifier.Scheme.IPTC, value__in=some)
            for identifier in identifiers.select_related("record__merged_into"):
                topics[identifier.value] = {identifier.record_id: identifier.record}
        for said, rows in topics.items():
            self._take(said, list(rows.values()))

    def _take(self, said: str, rows: list[Topic]) -> None:
        standing = {t.public_id: t for t in map(final, rows)}
        subjects = [
            t
            for t in standing.values()
            if t.kind == TopicKind.SUBJECT and t.status == AuthorityRecord.Status.ESTABLISHED
        ]
        if len(subjects) == 1:
            self.keys[said] = subjects[0].public_id
        elif subjects:
            self._several.add(said)
        else:
            other = next(iter(standing.values()))
            self._no_subject[said] = (
                f"a {other.kind}" if other.kind != TopicKind.SUBJECT else "a subject that no editor confirmed"
            )

    def is_unknown(self, topic: str) -> bool:
        """Whether no record bears this name or code, so that a new subject may."""
        said = self._said(topic)
        return said not in self.keys and said not in self._several and not _code(topic)

    def key(self, topic: str) -> str:
        """The permanent id of the subject meant. Raises `LookupError` that says why there is none."""
        said = self._said(topic)
        if said in self._several:
            raise LookupError(f"several subjects are called “{topic}”: give its IPTC code or permanent id")
        if said in self._no_subject and said not in self.keys:
            raise LookupError(f"“{topic}” is {self._no_subject[said]}: only established subjects are learned")
        if said not in self.keys:
            raise LookupError(f"the archive knows no subject “{topic}”: correct it, or make it with --create")
        return self.keys[said]

    @staticmethod
    def _said(topic: str) -> str:
        return _code(topic) or fold(topic)[:NAME_LENGTH]


def _code(topic: str) -> str:
    """The IPTC code in the archive's form; "" for what is none."""
    digits = topic.removeprefix("medtop:")
    return f"medtop:{digits}" if len(digits) == 8 and digits.isascii() and digits.isdigit() else ""


def _some(values: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    ordered = sorted(values)
    return (ordered[at : at + size] for at in range(0, len(ordered), size))


def free_key(name: str) -> str | None:
    """The key that loaders would meet a new subject on; None where another topic is met on it already."""
    key = candidate_key(EntityKind.TOPIC, name)
    return None if Topic.objects.filter(candidate_key=key).exists() else key
