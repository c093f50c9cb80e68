"""What is worked out once for a declaration and kept beside it, for as many declarations as are in use."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

From = TypeVar("From")
Made = TypeVar("Made")
MOST = 400


class Kept(Generic[From, Made]):
    """By identity, since declarations are large to compare; the longest unused is forgotten first."""

    def __init__(self, make: Callable[[From], Made], *, most: int = MOST) -> None:
        self._make, self._most = make, most
        self._found: OrderedDict[int, tuple[From, Made]] = OrderedDict()  # holds the key itself: its id stays taken
        self._lock = Lock()

    def of(self, key: From) -> Made:
        """What was made of it, made now if it is new."""
        with self._lock:
            found = self._found.get(id(key))
            if found is not None:
                self._found.move_to_end(id(key))
                return found[1]
        made = self._make(key)
        with self._lock:
            self._found[id(key)] = (key, made)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return made
