import hashlib
import io
import stat

import pytest

from etl.originals import EmptyFile, FileTooLarge, Originals


@pytest.fixture
def originals(tmp_path) -> Originals:
    return Originals(tmp_path / "originals")


def test_a_file_is_kept_under_its_content(originals):
    kept = originals.keep(io.BytesIO(b"figures"))
    assert (kept.sha256, kept.size) == (hashlib.sha256(b"figures").digest(), 7)
    assert originals.path_of(kept.sha256).read_bytes() == b"figures"


def test_the_same_content_again_is_one_file(originals):
    first, again = originals.keep(io.BytesIO(b"figures")), originals.keep(io.BytesIO(b"figures"))
    assert first == again
    assert sum(each.is_file() for each in originals.folder.rglob("*")) == 1


def test_a_kept_file_cannot_be_written(originals):
    path = originals.path_of(originals.keep(io.BytesIO(b"figures")).sha256)
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IRWXO)


def test_a_file_too_large_leaves_nothing(originals):
    with pytest.raises(FileTooLarge) as refused:
        originals.keep(io.BytesIO(b"x" * 300_000), largest=2**18)
    assert "MB" in refused.value.text.zh
    assert not [each for each in originals.folder.rglob("*") if each.is_file()]


def test_an_empty_file_is_refused(originals):
    with pytest.raises(EmptyFile):
        originals.keep(io.BytesIO(b""))


def test_a_torn_file_is_mended_by_the_same_content(originals):
    path = originals.path_of(originals.keep(io.BytesIO(b"figures")).sha256)
    path.chmod(0o640)
    path.write_bytes(b"fig")
    kept = originals.keep(io.BytesIO(b"figures"))
    assert originals.holds(kept.sha256)


def test_what_was_never_kept_is_not_held(originals):
    assert not originals.holds(b"\0" * 32)


def test_a_stream_that_breaks_leaves_nothing(originals):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        originals.keep(Broken())
    assert not [each for each in originals.folder.rglob("*") if each.is_file()]
