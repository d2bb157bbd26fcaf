"""Who is watching which video, in Redis only: a hash a video, gone by itself a minute after the last sign of life.

Fields: `c:{person}:{connection}` holds when the connection last gave a sign of life (milliseconds); `f:{person}`, `t:{person}` and
`v:{person}` hold where the playhead is, whether they type and on which version; `project` the project's id. A person is `user:{id}`
or `guest:{id}`. The scripts decide and announce in one step, so that two processes never tell of an arrival and a departure in the
wrong order.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from videoplanet.shared.redis import redis_client

STALE_MILLISECONDS = 45_000
KEPT_MILLISECONDS = 60_000

_ALIVE = """
local function alive(key, prefix, stale_before)
  local fields = redis.call('HGETALL', key)
  for i = 1, #fields, 2 do
    if string.sub(fields[i], 1, #prefix) == prefix and tonumber(fields[i + 1]) > stale_before then return true end
  end
  return false
end
"""
_ARRIVE = """
local there, fields = {}, redis.call('HGETALL', KEYS[1])
for i = 1, #fields, 2 do
  local person = string.match(fields[i], '^c:(%a+:[^:]+):')
  if person and tonumber(fields[i + 1]) > ARGV[1] - ARGV[2] then there[person] = true end
end
local came = {}
for i = 8, #ARGV, 3 do
  redis.call('HSET', KEYS[1], 'c:' .. ARGV[i] .. ':' .. ARGV[i + 1], ARGV[1])
  if not there[ARGV[i]] then
    there[ARGV[i]] = true
    came[#came + 1] = ARGV[i + 2]
  end
end
redis.call('HSET', KEYS[1], 'project', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
if #came > 0 then redis.call('PUBLISH', ARGV[5], ARGV[6] .. table.concat(came, ',') .. ARGV[7]) end
return #came
"""
_DEPART = (
    _ALIVE
    + """
if redis.call('HDEL', KEYS[1], 'c:' .. ARGV[1] .. ':' .. ARGV[2]) == 0 then return 0 end
if alive(KEYS[1], 'c:' .. ARGV[1] .. ':', ARGV[3] - ARGV[4]) then return 0 end
redis.call('HDEL', KEYS[1], 'f:' .. ARGV[1], 't:' .. ARGV[1], 'v:' .. ARGV[1])
redis.call('PUBLISH', ARGV[5], ARGV[6])
return 1
"""
)
_MOVE = (
    _ALIVE
    + """
if not alive(KEYS[1], 'c:' .. ARGV[1] .. ':', ARGV[2] - ARGV[3]) then return nil end
if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], 'f:' .. ARGV[1], ARGV[4]) end
if ARGV[5] ~= '' then redis.call('HSET', KEYS[1], 't:' .. ARGV[1], ARGV[5]) end
if ARGV[6] ~= '' then redis.call('HSET', KEYS[1], 'v:' .. ARGV[1], ARGV[6]) else redis.call('HDEL', KEYS[1], 'v:' .. ARGV[1]) end
return redis.call('HMGET', KEYS[1], 'project', 'f:' .. ARGV[1], 't:' .. ARGV[1], 'v:' .. ARGV[1])
"""
)
_PRESENT = """
local there, found, fields = {}, {}, redis.call('HGETALL', KEYS[1])
for i = 1, #fields, 2 do
  local person = string.match(fields[i], '^c:(%a+:[^:]+):')
  if person and tonumber(fields[i + 1]) > ARGV[1] - ARGV[2] then there[person] = true end
end
for person in pairs(there) do
  local told = redis.call('HMGET', KEYS[1], 'f:' .. person, 't:' .. person, 'v:' .. person)
  found[#found + 1] = {person, told[1], told[2], told[3]}
end
return found
"""
_SWEEP = (
    _ALIVE
    + """
local gone, fields = {}, redis.call('HGETALL', KEYS[1])
for i = 1, #fields, 2 do
  local person = string.match(fields[i], '^c:(%a+:[^:]+):')
  if person and tonumber(fields[i + 1]) <= ARGV[1] - ARGV[2] then
    redis.call('HDEL', KEYS[1], fields[i])
    if not alive(KEYS[1], 'c:' .. person .. ':', ARGV[1] - ARGV[2]) then
      redis.call('HDEL', KEYS[1], 'f:' .. person, 't:' .. person, 'v:' .. person)
      gone[#gone + 1] = person
    end
  end
end
return gone
"""
)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where somebody is: playhead (None: not told yet), whether they type, and on which version (None: they did not say)."""

    frame: int | None = None
    typing: bool = False
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of life: of whom, on which connection, and how the person is announced if it is their first."""

    person: str
    connection: str
    announcement: bytes


async def arrive(
    video_id: UUID, project_id: UUID, signs: Sequence[Sign], *, channel: str, before: bytes, after: bytes
) -> int:
    """Note signs of life; announce those whose first it is in one message, which is `before`, their announcements and `after`.

    Returns:
        How many were announced.
    """
    told = [part for sign in signs for part in (sign.person, sign.connection, sign.announcement)]
    times = (_now(), STALE_MILLISECONDS, KEPT_MILLISECONDS)
    came: int = await _run(_ARRIVE, video_id, *times, str(project_id), channel, before, after, *told)
    return came


async def depart(video_id: UUID, person: str, connection: str, *, channel: str, announcement: bytes) -> bool:
    """Forget a connection; announce that the person left when it was their last."""
    result = await _run(_DEPART, video_id, person, connection, _now(), STALE_MILLISECONDS, channel, announcement)
    return bool(result)


async def move(
    video_id: UUID, person: str, frame: int | None, typing: bool | None, version: int | None
) -> tuple[UUID, Whereabouts] | None:
    """Note where somebody is; None leaves a value as it was, but for the version: then nobody knows which one it is.

    Returns:
        The project and all that is now known of them; None if they are not there.
    """
    told = ["" if frame is None else str(frame), "" if typing is None else str(int(typing)), str(version or "")]
    found = await _run(_MOVE, video_id, person, _now(), STALE_MILLISECONDS, *told)
    return (UUID(found[0].decode()), _whereabouts(*found[1:])) if found else None


async def present(video_id: UUID) -> dict[str, Whereabouts]:
    """Return who is there and where. Connections, of which there are many more than people, stay where they are."""
    found: list[Any] = await _run(_PRESENT, video_id, _now(), STALE_MILLISECONDS)
    return {person.decode(): _whereabouts(*told) for person, *told in sorted(found, key=lambda one: one[0])}


async def sweep(video_id: UUID) -> list[str]:
    """Forget connections without a sign of life; return the people who are thereby gone, to exactly one caller."""
    gone: list[bytes] = await _run(_SWEEP, video_id, _now(), STALE_MILLISECONDS)
    return [person.decode() for person in gone]


async def _run(script: str, video_id: UUID, *arguments: Any) -> Any:
    return await redis_client().register_script(script)(keys=[_key(video_id)], args=list(arguments))


def _whereabouts(frame: bytes | None, typing: bytes | None, version: bytes | None) -> Whereabouts:
    return Whereabouts(int(frame) if frame else None, typing == b"1", int(version) if version else None)


def _key(video_id: UUID) -> str:
    return f"vp:presence:{video_id}"


def _now() -> int:
    return int(time.time() * 1000)
