"""What a process keeps to ask the database less often. Nothing here is ever the only copy."""

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Kept(dict[K, V]):
    """A dict of bounded size: when it is full, it forgets everything and fills anew."""

    SIZE = 1000

    def __setitem__(self, key: K, value: V) -> None:
        if len(self) >= self.SIZE and key not in self:
            self.clear()
        super().__setitem__(key, value)
