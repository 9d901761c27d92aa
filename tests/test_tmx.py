"""TMX: export and import are inverse, and other tools' files are read."""

from __future__ import annotations

import io
import logging
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.errors import UnreadableError
from translate.memory import IMPORTED, Memory, MemoryEntry, MemoryUnit
from translate.tmx import export_tmx, import_tmx, read_tmx, write_tmx

FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="AR" segtype="sentence" adminlang="en" o-tmf="x"
 creationtool="x" creationtoolversion="1" datatype="xml"/><body>
<tu><note>checked</note><tuv xml:lang="AR-LB">
<seg>فتح <hi>الباب</hi> <bpt i="1">&lt;b&gt;</bpt>الكبير<ept i="1"
>&lt;/b&gt;</ept></seg></tuv><tuv xml:lang="en_US"><seg>He opened the big door
</seg></tuv></tu>
<tu><tuv lang="fr"><seg>la porte</seg></tuv><tuv lang="en"><seg>the door</seg></tuv></tu>
</body></tmx>
"""

text = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from("\t\n\r&<>"),
    min_size=1,
).map(str.strip)
units = st.builds(
    MemoryUnit,
    source=text,
    entry=st.builds(
        MemoryEntry,
        text=text,
        score=st.none() | st.floats(-20, 0),
        tokens=st.integers(0, 999),
        origin=text.filter(lambda key: key not in ("", IMPORTED)),
    )
    | st.builds(
        MemoryEntry, text=text, score=st.none(), tokens=st.just(0), origin=st.just(IMPORTED)
    ),
    created=st.integers(0, 2**31).map(float),
    hits=st.integers(0, 9999),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(units.filter(lambda u: u.source and u.entry.text and "\ufffe" not in repr(u))))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, all: list[MemoryUnit]
) -> None:
    path = tmp_path_factory.mktemp("tmx") / "memory.tmx"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        written = write_tmx(all, stream)
    read = list(read_tmx(path))
    assert len(read) == written
    if written == len(all):
        assert read == all


def test_leaves_out_what_xml_cannot_hold(caplog: pytest.LogCaptureFixture) -> None:
    stream = io.StringIO()
    both = [
        MemoryUnit("باب", MemoryEntry(english, None, 0, IMPORTED), 0.0)
        for english in ("door\x00", "door")
    ]
    with caplog.at_level(logging.WARNING):
        assert write_tmx(both, stream) == 1
    assert len(ElementTree.fromstring(stream.getvalue()).findall("body/tu")) == 1
    assert "left out of the TMX: 1" in caplog.text


def test_reads_other_tools_files(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "cat.tmx"
    path.write_text(FOREIGN, encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        (unit,) = read_tmx(path)
    assert (unit.source, unit.entry.text) == ("فتح الباب الكبير", "He opened the big door")
    assert unit.entry.origin == IMPORTED
    assert "skipped: 1" in caplog.text


@pytest.mark.parametrize(
    "content", ["", "not xml", "<html><tu/></html>", FOREIGN[:-30], "<tmx><tu>&x;</tu></tmx>"]
)
def test_says_what_is_not_tmx(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.tmx"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"bad\.tmx: not a TMX file"):
        list(read_tmx(path))


def test_a_memory_travels(tmp_path: Path) -> None:
    with Memory(tmp_path / "a.sqlite") as memory:
        memory.import_units(
            [
                MemoryUnit("باب", MemoryEntry("door", -0.25, 2, "tiny"), 86400.0),
                MemoryUnit("دار", MemoryEntry("house", None, 0, IMPORTED), 86400.0),
            ]
        )
        before = list(memory.units())
        assert export_tmx(memory, tmp_path / "all.tmx") == 2
        assert export_tmx(memory, tmp_path / "tiny.tmx", "tiny") == 1
    with Memory(tmp_path / "b.sqlite") as memory:
        for _ in range(2):  # a second import changes nothing
            assert import_tmx(memory, tmp_path / "all.tmx") == 2
            assert list(memory.units()) == before
        import_tmx(memory, tmp_path / "tiny.tmx", trust=True)
        assert memory.get_many(["باب"], "any other model")["باب"].text == "door"
    assert not list(tmp_path.glob("*.part"))


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "all.tmx"
    path.write_text("yesterday's")
    memory = Memory(tmp_path / "a.sqlite")
    memory.close()
    with pytest.raises(Exception, match="cannot be read"):
        export_tmx(memory, path)
    assert path.read_text() == "yesterday's"
    assert not list(tmp_path.glob("*.part"))
