"""A sealed value opens with its school's key, in its own place, and nowhere else."""

import os

import pytest

from tenants.personal.keyring import CannotOpen, Keyring, is_key, new_key
from tenants.personal.masking import Masked, masked, masked_figures
from tenants.personal.rows import open_row, seal_row
from tenants.personal.sealing import SchoolSeal, bytes_of, is_sealed
from tenants.returns.logistics_staff import RETURN

KEY = os.urandom(32)
SEAL = SchoolSeal.of(KEY, district_id=1, school_id=7)
PART = RETURN.part("main")
ROW = {"staff_no": "C-01", "name": "虚构甲", "birth_year": "1980", "post": "cook", "health_cert_to": "2027-03-01"}


def sealed(**values):
    return seal_row(SEAL, RETURN, PART, ROW | values)


def test_a_row_opens_as_it_was():
    assert open_row(SEAL, RETURN, PART, sealed()) == ROW


def test_what_is_not_personal_stays_readable():
    row = sealed()
    assert row["post"] == "cook"
    assert [code for code, value in row.items() if is_sealed(value)] == [
        "staff_no",
        "name",
        "birth_year",
        "health_cert_to",
    ]


@pytest.mark.parametrize(
    "other",
    [
        SchoolSeal.of(KEY, district_id=1, school_id=8),
        SchoolSeal.of(KEY, district_id=2, school_id=7),
        SchoolSeal.of(os.urandom(32), district_id=1, school_id=7),
    ],
)
def test_another_school_district_or_key_does_not_open_it(other):
    with pytest.raises(CannotOpen):
        open_row(other, RETURN, PART, sealed())


def test_a_value_does_not_open_in_another_row():
    other = sealed(staff_no="C-02")
    with pytest.raises(CannotOpen):
        open_row(SEAL, RETURN, PART, other | {"name": sealed()["name"]})


def test_a_value_does_not_open_in_another_field():
    row = sealed()
    with pytest.raises(CannotOpen):
        open_row(SEAL, RETURN, PART, row | {"name": row["birth_year"]})


def test_a_changed_value_does_not_open():
    row = sealed()
    with pytest.raises(CannotOpen):
        open_row(SEAL, RETURN, PART, row | {"name": row["name"][:-6] + "AAAAAA"})


def test_a_bare_value_is_not_taken_for_a_sealed_one():
    with pytest.raises(CannotOpen):
        open_row(SEAL, RETURN, PART, sealed() | {"name": "虚构甲"})


def test_the_same_row_again_gives_the_same_text():
    assert sealed() == sealed()


def test_the_same_value_in_another_row_gives_another_text():
    assert sealed(staff_no="C-02")["name"] != sealed()["name"]


def test_equal_numbers_have_equal_digests_within_a_school_alone():
    assert SEAL.index("staff_no", "C-01") == SEAL.index("staff_no", "C-01")
    assert SEAL.index("staff_no", "C-01") != SEAL.index("staff_no", "C-02")
    assert SEAL.index("staff_no", "C-01") != SchoolSeal.of(KEY, district_id=1, school_id=8).index("staff_no", "C-01")


def test_a_typed_column_keeps_the_bytes():
    assert len(bytes_of(sealed()["name"])) == 16 + len("虚构甲".encode())


@pytest.mark.parametrize(("value", "shows"), [("虚构甲", "虚*"), ("1980", "1*"), ("F", "*")])
def test_a_mask_shows_the_first_character_of_what_has_more(value, shows):
    assert masked(value) == shows


def test_masked_figures_show_no_value():
    (row,) = masked_figures(RETURN, {"main": [sealed()]}, SEAL)["main"]
    assert row["name"] == Masked(sealed()["name"], "虚*")
    assert "虚构甲" not in f"{row}{row['name']}{row!r}"


@pytest.mark.parametrize(
    ("text", "is_good"),
    [(new_key(), True), ("", False), ("secret", False), ("A" * 43 + "=", False), (new_key()[:20], False)],
    ids=["new", "empty", "word", "no entropy", "short"],  # workers must collect the same names
)
def test_a_weak_key_is_known(text, is_good):
    assert is_key(text) == is_good


def test_an_old_key_opens_and_a_new_one_wraps():
    old, new = new_key(), new_key()
    wrapped = Keyring([new, old]).rewrap(Keyring([old]).wrap(KEY))
    assert Keyring([new]).unwrap(wrapped) == KEY


@pytest.mark.parametrize("keys", [[], [new_key()]], ids=["none", "another"])
def test_without_the_right_key_nothing_opens(keys):
    with pytest.raises(CannotOpen):
        Keyring(keys).unwrap(Keyring([new_key()]).wrap(KEY))
