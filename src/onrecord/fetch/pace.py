"""One thing at a time from a host, with a pause between: a reader is no burden."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from onrecord.fetch.clock import Clock


class Pace:
    """Whose turn it is at each host. Threads may share it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)
        self._free: dict[str, float] = {}
        self._finding = Lock()

    @contextmanager
    def turn(self, host: str, pause: float) -> Iterator[None]:
        """Wait until a host is free and ``pause`` has passed since it was asked last; then it is ours for a while."""
        with self._finding:
            lock = self._locks[host]
        with lock:
            wait = self._free.get(host, 0.0) + pause - self._clock.passed() if host in self._free else 0.0
            if wait > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                self._free[host] = self._clock.passed()
