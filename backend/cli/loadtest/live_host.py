"""A simulated host of a live game."""

import asyncio
import time
from typing import Any

from .live_client import LIMIT, Client, LiveScript


class LiveHost(Client):
    """A host, who goes through all rounds, and waits for a server that is away for a minute."""

    tries = 20

    async def create(self, script: LiveScript) -> str:
        self.script = script
        options = {"seconds": script.seconds, "reading_seconds": 0}
        body = {"quiz": script.quiz, "options": options}
        self.created = await self.send("create", "POST", "/games", body)
        return str(self.created["id"])

    async def rounds(self) -> int:
        """How many rounds will be played."""
        return int(min(self.script.rounds, (await self._look())["state"]["rounds"]))

    async def lead(self, rounds: int) -> None:
        for played in range(rounds):
            await self._give("start" if played == 0 else "next")
            async with asyncio.timeout(LIMIT):
                while (seen := await self._look())["state"]["outcome"] is None:
                    if seen["state"]["phase"] == "open" and seen["answered"] == len(
                        seen["players"]
                    ):
                        await self._close(seen["state"]["version"])
                    await asyncio.sleep(1)
            self.live.counted += seen["state"]["outcome"]["answered"]
            await asyncio.sleep(3)
        await self._give("end")

    async def _close(self, version: int) -> None:
        """Close the question early; it may have closed by itself meanwhile."""
        path = f"/games/{self.created['id']}/commands"
        body = {"command": "close", "version": version}
        secret = self.created["host_secret"]
        answered = await self.once("command", "POST", path, body, X_Game_Secret=secret)
        if answered.status == 200:
            self._note(answered.content)

    def _note(self, seen: Any) -> None:  # Any: JSON
        """Players who ask from now on should see this version."""
        version = int(seen["state"]["version"])
        self.live.commanded.setdefault((str(self.created["id"]), version), time.time())

    async def _look(self) -> Any:  # JSON
        path = f"/games/{self.created['id']}/host"
        return await self.send("host", "GET", path, X_Game_Secret=self.created["host_secret"])

    async def _give(self, command: str) -> None:
        version = (await self._look())["state"]["version"]
        seen = await self.send(
            "command",
            "POST",
            f"/games/{self.created['id']}/commands",
            {"command": command, "version": version},
            X_Game_Secret=self.created["host_secret"],
        )
        self._note(seen)
