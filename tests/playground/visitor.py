"""A person at the page, without a browser."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import httpx


@dataclass
class Visitor:
    """A person at the page, over HTTP."""

    http: httpx.AsyncClient
    id: int

    async def do(self, act: str, **body: Any) -> dict[str, Any]:
        answer = await self.http.post(f"/web/{act}", json={"person": self.id, **body})
        return {"status": answer.status_code, **answer.json()}

    async def see(self) -> dict[str, Any]:
        """All that the page shows now."""
        async with self.http.stream("GET", "/web/events", params={"person": self.id}) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    return json.loads(line.removeprefix("data: "))
        raise AssertionError("the stream ended before it began")
