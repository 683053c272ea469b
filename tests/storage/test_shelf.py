"""Contents on the disk: whole or not at all, under their hash and nothing else."""

from hashlib import sha256
from pathlib import Path

import pytest

from storage.shelf import Shelf


def put(shelf: Shelf, *pieces: bytes) -> str:
    with shelf.coming() as part:
        for piece in pieces:
            part.write(piece)
        part.end()
        shelf.put(part)
    return part.sha256


def everything(folder: Path) -> list[str]:
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


def test_a_content_lies_under_its_hash_beside_the_database(tmp_path: Path) -> None:
    shelf = Shelf.beside(tmp_path / "bot.sqlite3")
    name = put(shelf, b"one ", b"order")
    assert name == sha256(b"one order").hexdigest()
    assert everything(tmp_path) == [f"bot.sqlite3.files/{name[:2]}/{name}"]
    assert shelf.read(name) == b"one order"


def test_the_same_content_is_there_once(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert put(shelf, b"order") == put(shelf, b"or", b"der")
    assert len(everything(tmp_path)) == 1


def test_what_does_not_end_leaves_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    with shelf.coming() as part:
        part.write(b"half")
    assert everything(tmp_path) == []


def test_what_a_killed_process_left_is_tidied_away(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    kept = put(shelf, b"order")
    (tmp_path / "coming" / "left").write_bytes(b"half")
    shelf.tidy()
    assert everything(tmp_path) == [f"{kept[:2]}/{kept}"]


@pytest.mark.parametrize("name", ["", "../bot.sqlite3", "a" * 63 + "/", "A" * 64])
def test_only_a_hash_names_a_content(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a sha256"):
        Shelf(tmp_path).read(name)
