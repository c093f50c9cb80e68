"""Why a school is on a list, in words."""

from typing import Any

from dashboards.queries.similar import Likeness
from dashboards.transforms.resemblance import reasons


def one(**values: Any) -> Likeness:
    defaults: dict[str, Any] = {
        "place": 1, "school_code": "2143000001", "name_zh": "东风小学", "name_en": "Dongfeng", "pupils": 100,
        "diners_share": 0.8, "boarders_share": 0.0, "aided_share": 0.1, "supply_mode": "self_run", "locality": "town",
    }  # fmt: skip
    return Likeness(**defaults | values)


def said(**other: Any) -> str:
    return reasons(one(), one(**other)).zh


def test_the_same_school_in_everything():
    assert said() == "学生一样多，就餐比例相同，困难学生比例相同，同为自主经营，同为镇区"


def test_more_and_fewer():
    assert said(pupils=112, diners_share=0.75, aided_share=0.13).startswith(
        "学生多 12%，就餐比例低 5 个百分点，困难学生比例高 3 个百分点"
    )


def test_another_code_is_named():
    assert said(supply_mode="delivered").endswith("供餐方式不同（校外配餐），同为镇区")


def test_what_is_not_known_is_not_said():
    assert said(diners_share=None, aided_share=None) == "学生一样多，同为自主经营，同为镇区"


def test_of_a_school_out_of_scope_nothing_is_said():
    unknown = dict.fromkeys(Likeness._fields, None) | {"place": 3}
    assert reasons(one(), Likeness(**unknown)).zh == ""


def test_in_english():
    english = reasons(one(), one(pupils=90, locality="rural")).en
    assert english == "−10% pupils, eating at school the same share, hardship pupils the same share, also self run, " \
        "Locality differs (rural)"  # fmt: skip
