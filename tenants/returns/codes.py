"""What codes are called where one works: as the district calls them, with the codes it added; else as declared."""

from collections.abc import Mapping

from tenants.returns.lists import LISTS
from tenants.returns.own import own_lists
from tenants.text import Text


def codes_of(list_name: str) -> Mapping[str, Text]:
    """The codes of a list, each with what it is called today; KeyError names a list that is not there."""
    own = own_lists().get(list_name)
    return LISTS[list_name] if own is None else own.labels


def label_of(list_name: str, code: str) -> Text:
    """What a code is called; a code that left its list keeps standing for itself."""
    return codes_of(list_name).get(code, Text(code, code))
