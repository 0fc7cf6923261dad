"""The blocks of README: which there are, and what in them is the reader's own and therefore replaced."""

from dataclasses import dataclass

from markdown_it import MarkdownIt

from incubator.config import ROOT

README = ROOT / "README.md"
RUN, SERVICE = "sh", "sh service"  # a service goes on running until its section ends
SHOWN = {"text", "nginx"}  # for reading only

# What a reader fills in: written in README as an example, given here as something that is there.
CLONED, FOLDER = "<this repository>", "FOLDER"
MAIL_SERVER = "smtp+starttls://user:password@mail.example.org:587"
SENDER = "incubator@example.org"
ADDRESS = "127.0.0.1:8000"
OWN = (CLONED, FOLDER, MAIL_SERVER, SENDER, ADDRESS)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: under which heading it stands, what kind it is, and its lines."""

    section: str
    kind: str
    text: str


def blocks(markdown: str) -> list[Block]:
    """All fenced blocks in order. An indented block has no kind, and so nobody would run it: it comes back as `indented`."""
    section, listed = "", []
    tokens = MarkdownIt().parse(markdown)
    for token, following in zip(tokens, [*tokens[1:], tokens[-1]], strict=True):
        if token.type == "heading_open" and token.tag == "h2":
            section = following.content
        elif token.type == "fence":
            listed.append(Block(section, token.info.strip(), token.content))
        elif token.type == "code_block":
            listed.append(Block(section, "indented", token.content))
    return listed


def sections(listed: list[Block]) -> dict[str, list[Block]]:
    """The blocks that are run, by heading."""
    by_section: dict[str, list[Block]] = {}
    for block in listed:
        if block.kind in {RUN, SERVICE}:
            by_section.setdefault(block.section, []).append(block)
    return by_section
