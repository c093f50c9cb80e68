"""The dictionary: every return, field, rule and indicator as one entry, found by Chinese, English, code or pinyin."""

from collections.abc import Iterator
from contextvars import Context
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from tenants.indices.declared import OVERSIGHT
from tenants.returns.catalogue import all_returns, get_return
from tenants.returns.declaration import FigureSource, Indicator, Return
from tenants.returns.declared import VERSIONS
from tenants.returns.notation.words import expression_words
from tenants.returns.own import own_returns
from tenants.text import Text

NOTHING = Text("", "")


class EntryKind(StrEnum):
    """What an entry explains."""

    RETURN = "return"
    FIELD = "field"
    INDICATOR = "indicator"
    RULE = "rule"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that is explained, and where."""

    kind: EntryKind
    code: str
    label: Text
    about: Text  # what it means, in words
    ret: FigureSource
    anchor: str  # its place on the page of its return

    @property
    def place(self) -> str:
        """``return#anchor``, the same for every reader."""
        return f"{self.ret.code}#{self.anchor}" if self.anchor else self.ret.code


_Keyed = tuple[Entry, tuple[tuple[str, ...], ...]]


def anchor_of(kind: EntryKind, code: str, part: str = "") -> str:
    """The place of an entry on the page of its return."""
    return {
        EntryKind.RETURN: "",
        EntryKind.FIELD: f"field-{part}-{code}",
        EntryKind.RULE: f"rule-{code}",
        EntryKind.INDICATOR: f"indicator-{code}",
    }[kind]


def entries(on: date) -> tuple[Entry, ...]:
    """Everything that is declared on a day, return by return, then the figures formed of all returns."""
    return (*(each for ret in all_returns(on) for each in _of(ret)), *_formed())


def search(words: str, on: date) -> list[Entry]:
    """The entries that words fit, the closest first: by code, name, pinyin or initials of the name, then meaning."""
    wanted = "".join(words.lower().split())
    if not wanted:
        return []
    ranked = [
        (rank, number, each) for number, (each, keys) in enumerate(_found_by(on)) if (rank := _rank(wanted, keys))
    ]
    return [each for _, _, each in sorted(ranked, key=lambda found: found[:2])]


def _found_by(on: date) -> tuple["_Keyed", ...]:
    """What is declared for all with its keys, and that of the district at work, which is never kept for others."""
    own = tuple(each for ret in own_returns() for each in _of(ret))
    return (*_index(on), *((each, _keys(each)) for each in own))


def _of(ret: Return) -> Iterator[Entry]:
    yield Entry(
        kind=EntryKind.RETURN, code=ret.code, label=ret.label, about=ret.legal_basis or NOTHING, ret=ret, anchor=""
    )
    for part, field in ret.each_field():
        kind = EntryKind.FIELD
        yield Entry(
            kind=kind, code=field.code, label=field.label, about=field.help or NOTHING, ret=ret,
            anchor=anchor_of(kind, field.code, part.code),
        )  # fmt: skip
    for indicator in ret.indicators:
        yield _indicator(ret, indicator)
    for rule in ret.rules:
        kind = EntryKind.RULE
        words = expression_words(rule.holds, ret, rule.part)
        yield Entry(
            kind=kind, code=rule.code, label=words, about=rule.remedy, ret=ret, anchor=anchor_of(kind, rule.code)
        )


def _formed() -> Iterator[Entry]:
    return (_indicator(OVERSIGHT, each) for each in OVERSIGHT.indicators)


def _indicator(source: FigureSource, indicator: Indicator) -> Entry:
    kind = EntryKind.INDICATOR
    return Entry(
        kind=kind, code=indicator.code, label=indicator.label, about=indicator.formula, ret=source,
        anchor=anchor_of(kind, indicator.code),
    )  # fmt: skip


@lru_cache(maxsize=4)
def _index(on: date) -> tuple["_Keyed", ...]:
    """Every entry of the catalogue with what it is found by, the most telling first; in the words of no district."""
    codes = dict.fromkeys(each.code for each in VERSIONS)

    def keyed() -> tuple["_Keyed", ...]:
        declared = (each for code in codes for each in _of(get_return(code, on)))
        return tuple((each, _keys(each)) for each in (*declared, *_formed()))

    return Context().run(keyed)


def _keys(entry: Entry) -> tuple[tuple[str, ...], ...]:
    zh, en = entry.label
    names = (_plain(zh), _plain(en))
    sounds = ("".join(lazy_pinyin(zh)), "".join(lazy_pinyin(zh, style=Style.FIRST_LETTER)))
    codes = (entry.code.lower(), entry.ret.number.lower() if entry.kind is EntryKind.RETURN else entry.code.lower())
    return codes, names, tuple(_plain(each) for each in sounds), (_plain(entry.about.zh), _plain(entry.about.en))


def _plain(words: str) -> str:
    return "".join(words.lower().split())


def _rank(wanted: str, keys: tuple[tuple[str, ...], ...]) -> int:
    """0: does not fit; else the smaller the closer."""
    codes, names, sounds, about = keys
    if wanted in codes or wanted in names:
        return 1
    for rank, kind in enumerate((names, codes, sounds), 2):
        if any(each.startswith(wanted) for each in kind):
            return rank
    for rank, kind in enumerate((names, codes, about), 5):
        if any(wanted in each for each in kind):
            return rank
    return 0
