"""Knowledge for everyone: the glossary and short articles."""
