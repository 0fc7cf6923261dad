"""README is run as it stands by `make readme`; here is held that nothing in it escapes that."""

from tests.readme import blocks, pythons

LISTED = blocks.blocks(blocks.README.read_text(encoding="utf-8"))


def test_every_block_is_run_or_is_for_reading():
    assert {block.kind for block in LISTED} <= {blocks.RUN, blocks.SERVICE} | blocks.SHOWN


def test_what_a_reader_fills_in_stands_in_a_block():
    run = "".join(block.text for block in LISTED if block.kind in {blocks.RUN, blocks.SERVICE})
    assert [example for example in blocks.OWN if example not in run] == []


def test_the_sections_that_install_begin_with_a_clone():
    begun = {section: listed[0].text for section, listed in blocks.sections(LISTED).items()}
    assert [section for section, text in begun.items() if text.startswith("git clone")] == [
        "Start in two commands",
        "Running it for real",
    ]


def test_an_indented_block_does_not_escape():
    (block,) = blocks.blocks("## Start\n\nDo this:\n\n    make run\n")
    assert (block.section, block.kind) == ("Start", "indented")


def test_this_python_is_among_those_at_hand():
    assert all(version >= pythons.OLDEST for version in pythons.installed())
    assert pythons.installed()
