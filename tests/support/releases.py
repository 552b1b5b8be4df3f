"""Editing a stack's sources to make a release."""

from pathlib import Path

from tests.support.stacks import Stack


def sources(stack: Stack) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in stack.folder.rglob("*.*") if path.is_file()}


def edit(stack: Stack, file: str, old: str, new: str) -> None:
    """Replace the first `old` in the file; an empty `old` creates the file."""
    path = stack.folder / file
    text = path.read_text() if old else ""
    assert old in text
    path.write_text(text.replace(old, new, 1))


def complaints(stack: Stack) -> str:
    """nginx's warnings and errors."""
    lines = stack.compose("logs", "--no-log-prefix", "nginx").splitlines()
    return "\n".join([line for line in lines if "[error]" in line or "[warn]" in line][-20:])
