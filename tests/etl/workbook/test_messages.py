import string

import pytest

from etl.workbook.messages import MESSAGES


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_both_languages_say_the_same_values(code: str) -> None:
    for text in (MESSAGES[code].says, MESSAGES[code].remedy, MESSAGES[code].many):
        assert text is None or (names(text.zh) == names(text.en) and text.zh and text.en)
