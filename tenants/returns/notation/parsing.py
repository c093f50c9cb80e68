"""Text to syntax: what does not fit the grammar is refused with its place."""

from functools import cache, lru_cache
from pathlib import Path

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput, UnexpectedToken

from tenants.text import Text

Syntax = Tree[Token]

_SHOWN = 20
_STOPS = Text(
    "从第{number}个字符“{near}”起读不懂（前面是“{before}”）。",
    "Cannot be read from character {number}, “{near}” (after “{before}”).",
)
_ENDS = Text(
    "写到末尾还不完整，可能少了括号或右边的值。",
    "It ends too early: a bracket or the value on the right may be missing.",
)
_BARE = Text("只有一个词，不是条件。", "A bare word is no condition.")


class NotationError(ValueError):
    """An expression that cannot be read or does not fit the declaration.

    Declarations raise it at import; of a rule that a bureau writes, ``says`` is shown to its writer.
    """

    def __init__(self, en: str, zh: str = "", *, says: Text | None = None) -> None:
        super().__init__(en)
        self.says = says or Text(zh or en, en)


@lru_cache(maxsize=16_384)  # declarations and, of late, what bureaus wrote
def parse(text: str) -> Syntax:
    """The syntax of an expression.

    Raises:
        NotationError: It is not in the notation.
    """
    try:
        tree: Syntax = _parser().parse(text)
    except UnexpectedInput as error:
        raise NotationError(f"{text!r}: {error.get_context(text).strip()}", says=_unread(text, error)) from error
    root = tree.children[0]
    if isinstance(root, Token):
        raise NotationError(f"{text!r} is a bare word", says=_BARE)
    return root


def _unread(text: str, error: UnexpectedInput) -> Text:
    """Where reading stopped, in words."""
    at = error.pos_in_stream if error.pos_in_stream is not None and error.pos_in_stream >= 0 else len(text)
    if at >= len(text) or (isinstance(error, UnexpectedToken) and error.token.type == "$END"):
        return _ENDS
    return _STOPS.fill(number=at + 1, near=text[at : at + _SHOWN], before=text[max(0, at - _SHOWN) : at])


@cache
def _parser() -> Lark:
    return Lark(Path(__file__).with_name("grammar.lark").read_text("utf-8"), parser="lalr", maybe_placeholders=False)
