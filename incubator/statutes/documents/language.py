"""How lists and sentences of answers are joined in a Dutch deed."""


def enumerated(items: tuple[str, ...], last: str = "en") -> str:
    """a, b en c"""
    words = [unended(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(text: str) -> str:
    """The first letter large."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The first letter small, unless it begins a name or an abbreviation."""
    if text[1:2].isupper():
        return text
    return text[:1].lower() + text[1:]


def unended(text: str) -> str:
    """Without the stop of its own: the clause around it has one."""
    return text.strip().rstrip(".;")


def ended(text: str) -> str:
    """With a stop, unless it has one or is empty."""
    text = text.strip()
    if not text or text.endswith((".", "!", "?")):
        return text
    return f"{text}."
