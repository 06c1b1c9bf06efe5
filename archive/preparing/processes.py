"""Processes that read captures for the loader, and are stopped when a document takes too much.

They are forked from a server process that knows no database (`forkserver`), so that they share no connection
with the loader; each is asked over a pipe, answers in turn, and is started anew when it was stopped.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as futures_wait
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple

from archive.documents import EntityKind, KnownName, KnownSubject, RawCapture, TopicKind
from archive.parsing import BadReaders, names_in_use, readers_of, use_readers
from archive.preparing.bounds import (
    begin_document,
    bound_memory,
    end_document,
    one_thread,
    seconds_for,
)
from archive.preparing.reading import Prepared, prepare, stopped
from archive.recognition import (
    BadRecognisers,
    Gazetteer,
    Learned,
    SubjectIndex,
    begin_recognisers,
    own_in_use,
    recognisers_in_use,
    use_calibration,
    use_recognisers,
)
from archive.recognition import version as recognition_version
from archive.recognition.calibration import Counts

Read = Callable[[RawCapture, Gazetteer], Prepared]
#: Should the system's clock fail to stop it, the loader does, so many seconds later.
_GRACE = 5.0
_WARM = "archive.preparing.warm"


class Added(NamedTuple):
    """What was added by name in the process that asks, for those that read."""

    readers: tuple[str, ...] = ()
    recognisers: tuple[str, ...] = ()
    #: What editors said of rules, by rule (see `recognition.calibration`).
    said: Counts = {}


@dataclass(frozen=True, slots=True)
class _Known:
    """All that reading knows beforehand, as it travels to the processes: names and subjects as plain rows."""

    names: list[tuple[Any, ...]]
    subjects: list[tuple[Any, ...]]
    learned: Learned

    def gazetteer(self) -> Gazetteer:
        """The index over it. The rows are gone then."""
        subjects = SubjectIndex.build((KnownSubject(*row) for row in self.subjects), self.learned)
        made = Gazetteer.build(
            (
                KnownName(key, EntityKind(kind), text, form, language, TopicKind(topic) if topic else None)
                for key, kind, text, form, language, topic in self.names
            ),
            subjects,
        )
        self.names.clear()
        return made


def _serve(connection: Connection, known: _Known, added: Added, read: Read, seconds: float | None) -> None:
    """What a reading process does until the loader closes the pipe."""
    # Ctrl-C reaches every process of the terminal: the loader decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    one_thread()
    use_readers(added.readers)
    use_recognisers(added.recognisers)
    use_calibration(added.said)
    readers_of("text")  # what is to be imported is, before memory and time are bounded
    begin_recognisers()
    gazetteer = known.gazetteer()
    bound_memory()
    connection.send_bytes(b"ready")
    while True:
        try:
            raw = _receive(connection)
        except (EOFError, OSError):
            return
        begin_document(len(raw.content), seconds)
        answer = _answer(raw, gazetteer, read)
        del raw
        end_document()
        try:
            connection.send_bytes(answer)
        except OSError:
            return


def _answer(raw: RawCapture, gazetteer: Gazetteer, read: Read) -> bytes:
    try:
        return pickle.dumps(read(raw, gazetteer), pickle.HIGHEST_PROTOCOL)
    except MemoryError as error:
        return pickle.dumps(Prepared(reason=stopped("Reading it", error)))


def _send(connection: Connection, raw: RawCapture) -> None:
    # The content apart: pickled with the rest it would be copied.
    connection.send(replace(raw, content=b""))
    connection.send_bytes(raw.content)


def _receive(connection: Connection) -> RawCapture:
    raw: RawCapture = connection.recv()
    return replace(raw, content=connection.recv_bytes())


class CannotStart(OSError):
    """No reading process comes up: nothing is wrong with the documents."""


class Closed(Exception):
    """The run ended while captures were being read."""


class _Reader:
    """One reading process, and the document it has at hand."""

    def __init__(self, known: _Known, added: Added, read: Read, seconds: float | None) -> None:
        self._start_with = (known, added, read, seconds)
        self._seconds = seconds
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([_WARM])
        ours, its = context.Pipe()
        self.connection: Connection = ours
        self._process = context.Process(target=_serve, args=(its, *self._start_with), daemon=True)
        self._process.start()
        its.close()
        self._ready = self._stopped = False

    def ask(self, raw: RawCapture) -> None:
        """Give it a document; the answer is fetched when the pipe has one."""
        self._asked = raw
        if not self._stopped and not self._process.is_alive():
            self.stop()  # it was ended from outside while it had nothing at hand
        if self._stopped:
            self._start()
        if not self._ready:
            self._await_start()
        with contextlib.suppress(OSError):  # it died; `answer` tells
            _send(self.connection, raw)

    def _await_start(self) -> None:
        try:
            self.connection.recv_bytes()
        except (EOFError, OSError) as error:
            self._process.join(_GRACE)
            raise CannotStart(
                f"The process that reads captures could not start (status {self._process.exitcode})."
                " Its own message stands above; mend that and run the command again."
            ) from error
        self._ready = True

    @property
    def bound(self) -> float:
        """Seconds after which its document is overdue."""
        return (seconds_for(len(self._asked.content)) if self._seconds is None else self._seconds) + _GRACE

    def answer(self, *, overdue: bool = False) -> Prepared:
        """What it read; the reason, where its process was stopped or died."""
        if not overdue:
            try:
                return pickle.loads(self.connection.recv_bytes())  # noqa: S301
            except (EOFError, OSError):
                self._process.join(_GRACE)
        reason = self._why(overdue=overdue)
        self.stop()
        return Prepared(reason=reason)

    def _why(self, *, overdue: bool) -> str:
        code = self._process.exitcode
        if overdue or code == -signal.SIGALRM:
            return (
                f"Reading it was stopped after {self.bound - _GRACE:.0f} seconds; its bytes are kept."
                " It waits for a reader that copes with it."
            )
        how = f"by signal {-code}" if code is not None and code < 0 else f"with status {code}"
        return f"The process that read it was ended {how}, as for want of memory; its bytes are kept."

    def kill(self) -> None:
        """End the process from another thread, which is told by the pipe's end."""
        with contextlib.suppress(ValueError):  # it was stopped already
            self._process.kill()

    def stop(self) -> None:
        """End the process, whatever it is doing; the next document starts another."""
        if self._stopped:
            return
        self._stopped = True
        self.connection.close()
        self._process.kill()
        self._process.join()
        self._process.close()


class Preparer:
    """Prepares captures in the order they come, in one process beside this one or in several."""

    def __init__(
        self,
        names: Iterable[KnownName],
        workers: int = 1,
        *,
        subjects: Iterable[KnownSubject] = (),
        learned: Learned | None = None,
        read: Read = prepare,
        seconds: float | None = None,
    ) -> None:
        """`read` is a module's function, found by its name there; `seconds` another bound than the usual.

        The processes use the readers and recognisers that were added in this one. Raises CannotStart where
        one of those cannot be used.
        """
        try:
            readers_of("text")
        except BadReaders as error:
            raise CannotStart(f"A reader that ARCHIVE_READERS names cannot be used. {error}") from error
        try:
            recognition_version()
        except BadRecognisers as error:
            raise CannotStart(f"What ARCHIVE_RECOGNISERS names cannot be used. {error}") from error
        rows = [
            (n.key, n.kind.value, n.text, n.form, n.language, n.topic_kind.value if n.topic_kind else None)
            for n in names
        ]
        added = Added(names_in_use(), recognisers_in_use(), own_in_use())
        plain = [(s.key, s.code, s.names, s.broader) for s in subjects]
        known = _Known(rows, plain, learned or Learned())
        self._readers = [_Reader(known, added, read, seconds) for _ in range(workers)]
        # One thread asks and listens, so that reading goes on while the loader stores what was read before.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="reading")
        self._latest: Future[list[Prepared]] | None = None
        self._closing = False

    def begin(self, raws: Sequence[RawCapture]) -> Future[list[Prepared]]:
        """Begin to read captures; the result has what was read of them, in order."""
        self._latest = self._thread.submit(lambda: list(self._read(raws)))
        return self._latest

    def prepare(self, raw: RawCapture) -> Prepared:
        """One capture, once what was begun before is done."""
        return self.begin([raw]).result()[0]

    def _read(self, raws: Sequence[RawCapture]) -> Iterator[Prepared]:
        waiting = deque(enumerate(raws))
        idle = list(self._readers)
        busy: dict[int, _Reader] = {}
        done: dict[int, Prepared] = {}
        for turn in range(len(raws)):
            while turn not in done:
                if self._closing:
                    raise Closed
                while idle and waiting:
                    place, raw = waiting.popleft()
                    reader = idle.pop()
                    reader.ask(raw)
                    busy[place] = reader
                ready = wait([r.connection for r in busy.values()], max(r.bound for r in busy.values()))
                for place, reader in list(busy.items()):
                    if reader.connection in ready or not ready:
                        idle.append(busy.pop(place))
                        done[place] = reader.answer(overdue=not ready)
            yield done.pop(turn)

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        self._closing = True
        self._thread.shutdown(wait=False, cancel_futures=True)
        while self._latest is not None and not self._latest.done():
            for reader in self._readers:
                reader.kill()  # until the thread has seen it: it may be starting one
            futures_wait([self._latest], 0.1)
        for reader in self._readers:
            reader.stop()
