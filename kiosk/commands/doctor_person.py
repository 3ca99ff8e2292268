"""Somebody beside the kiosk who holds cards, looks at paper and listens; or nobody."""

from __future__ import annotations

from typing import Protocol

import click


class Person(Protocol):
    """Who helps the doctor."""

    @property
    def there(self) -> bool:
        """Whether there is anybody."""

    def told(self, text: str) -> None:
        """Say what to do."""

    def agrees(self, question: str) -> bool:
        """Ask something that is answered by yes or no."""


class Nobody:
    """Nothing is asked; what needs a person is left out."""

    there = False

    def told(self, text: str) -> None:
        """Nobody hears it."""

    def agrees(self, question: str) -> bool:  # noqa: ARG002 - nobody answers
        return False


class AtTheTerminal:
    """Asks on the terminal; Enter means yes."""

    there = True

    def told(self, text: str) -> None:
        click.echo(text)

    def agrees(self, question: str) -> bool:
        return click.confirm(question, default=True)
