import hashlib
import io
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from etl.originals import EmptyFile, FileTooLarge, Originals
from tenants.personal.keyring import CannotOpen, Keyring, new_key


@pytest.fixture
def originals(tmp_path) -> Originals:
    return Originals(tmp_path / "originals", Keyring([new_key()]))


def test_a_file_is_kept_under_its_content(originals):
    kept = originals.keep(io.BytesIO(b"figures"))
    assert (kept.sha256, kept.size) == (hashlib.sha256(b"figures").digest(), 7)
    assert originals.read(kept.sha256) == b"figures"


def test_it_is_sealed_on_the_disk(originals):
    kept = originals.keep(io.BytesIO(b"figures"))
    assert b"figures" not in originals.path_of(kept.sha256).read_bytes()


def test_a_file_from_before_the_seal_still_opens(originals, tmp_path):
    kept = Originals(originals.folder, None).keep(io.BytesIO(b"figures"))
    assert originals.file_of(kept.sha256).read_bytes() == b"figures"


def test_files_in_the_open_are_sealed_once(originals):
    kept = Originals(originals.folder, None).keep(io.BytesIO(b"figures"))
    assert list(originals.seal_open_files()) == [kept.sha256]
    assert b"figures" not in originals.path_of(kept.sha256).read_bytes()
    assert originals.holds(kept.sha256)
    assert list(originals.seal_open_files()) == []


def test_another_key_opens_nothing(originals):
    kept = originals.keep(io.BytesIO(b"figures"))
    with pytest.raises(CannotOpen):
        Originals(originals.folder, Keyring([new_key()])).read(kept.sha256)


def test_without_keys_nothing_sealed_is_handed_out(originals):
    kept = originals.keep(io.BytesIO(b"figures"))
    with pytest.raises(CannotOpen):
        Originals(originals.folder, None).read(kept.sha256)


def test_a_file_in_the_place_of_another_does_not_open(originals):
    kept, other = originals.keep(io.BytesIO(b"figures")), originals.keep(io.BytesIO(b"others"))
    path = originals.path_of(kept.sha256)
    path.chmod(0o640)
    path.write_bytes(originals.path_of(other.sha256).read_bytes())
    assert not originals.holds(kept.sha256)


def test_a_new_key_takes_over_without_touching_a_file(tmp_path):
    old, fresh = new_key(), new_key()
    kept = Originals(tmp_path, Keyring([old])).keep(io.BytesIO(b"figures"))
    before = Originals(tmp_path, None).path_of(kept.sha256).read_bytes()
    Originals(tmp_path, Keyring([fresh, old])).rewrap()
    assert Originals(tmp_path, Keyring([fresh])).read(kept.sha256) == b"figures"
    assert Originals(tmp_path, None).path_of(kept.sha256).read_bytes() == before


def test_processes_that_begin_at_once_share_one_key(tmp_path):
    keyring = Keyring([new_key()])
    with ThreadPoolExecutor(8) as several:
        kept = list(several.map(lambda n: Originals(tmp_path, keyring).keep(io.BytesIO(bytes([n]))), range(8)))
    assert all(Originals(tmp_path, keyring).holds(each.sha256) for each in kept)


def test_the_same_content_again_is_one_file(originals):
    first, again = originals.keep(io.BytesIO(b"figures")), originals.keep(io.BytesIO(b"figures"))
    assert first == again
    assert sum(each.is_file() for each in originals.folder.glob("??/*")) == 1


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
