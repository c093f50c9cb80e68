"""Every text of the pages has its Chinese."""

from babel.messages.pofile import read_po

from tools.messages import CATALOGUE, collected, problems


def test_no_text_is_without_chinese():
    with CATALOGUE.open("rb") as source:
        catalogue = read_po(source, locale="zh_Hans_CN")
    assert [each for each in problems(catalogue, collected()) if "no longer used" not in each] == []
