"""The shape of a message."""

from typing import NamedTuple

from tenants.returns.declaration import Severity
from tenants.text import Text


class Message(NamedTuple):
    """The words of one kind of finding; ``many`` is the one line for several cells of the kind."""

    says: Text
    remedy: Text
    many: Text | None = None
    severity: Severity = Severity.ERROR


def message(
    says: tuple[str, str],
    remedy: tuple[str, str],
    many: tuple[str, str] | None = None,
    severity: Severity = Severity.ERROR,
) -> Message:
    """A message from pairs of Chinese and English."""
    return Message(Text(*says), Text(*remedy), Text(*many) if many else None, severity)
