"""Queries for jobs."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.job.model import Job


async def job_by_id(session: AsyncSession, job_id: UUID, *, lock: bool = False) -> Job | None:
    """Return a job; with `lock`, as it is now, and nobody else changes it until the transaction ends."""
    query = select(Job).where(col(Job.id) == job_id)
    if lock:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return (await session.execute(query)).scalar_one_or_none()
