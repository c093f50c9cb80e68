"""Text to syntax: what does not fit the grammar is refused with its place."""

from functools import cache
from pathlib import Path

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

Syntax = Tree[Token]


class NotationError(ValueError):
    """An expression that cannot be read or does not fit the declaration; raised at import, never in front of a user."""


@cache
def parse(text: str) -> Syntax:
    """The syntax of an expression.

    Raises:
        NotationError: It is not in the notation.
    """
    try:
        tree: Syntax = _parser().parse(text)
    except UnexpectedInput as error:
        raise NotationError(f"{text!r}: {error.get_context(text).strip()}") from error
    root = tree.children[0]
    if isinstance(root, Token):
        raise NotationError(f"{text!r} is a bare word")
    return root


@cache
def _parser() -> Lark:
    return Lark(Path(__file__).with_name("grammar.lark").read_text("utf-8"), parser="lalr", maybe_placeholders=False)
