"""Migrations' environment: every table of the product, on the database of the settings."""

from __future__ import annotations

from typing import Any

from sqlalchemy import create_engine, pool, text

from alembic import context
from videoplanet.app import tables  # noqa: F401 - registers every table
from videoplanet.shared.db.base import EnumText, TimestampTZ, metadata
from videoplanet.shared.db.encrypted import EncryptedText
from videoplanet.shared.db.engine import database_url, sqlalchemy_url

LOCK_KEY = 7_203_114_907


def include_object(_object: Any, name: str | None, type_: str, _reflected: bool, _compare_to: Any) -> bool:
    """Leave the queue's own tables to the queue."""
    return not (type_ == "table" and (name or "").startswith("procrastinate_"))


def render_item(type_: str, item: Any, autogen_context: Any) -> str | bool:
    """Write our column types as the plain SQL types they are, so that migrations import nothing of the product."""
    if type_ == "type" and isinstance(item, TimestampTZ):
        return "sa.DateTime(timezone=True)"
    if type_ == "type" and isinstance(item, EnumText):
        return "sa.String(24)"
    if type_ == "type" and isinstance(item, EncryptedText):
        return "sa.LargeBinary()"
    if type_ == "type" and type(item).__name__ == "AutoString":
        return f"sa.String({item.length})" if item.length else "sa.String()"
    return False


def run() -> None:
    """Migrate online; one migrator at a time, and none that waits long for a lock."""
    engine = create_engine(sqlalchemy_url(database_url()), poolclass=pool.NullPool)
    with engine.connect() as connection:
        connection.execute(text("set lock_timeout = '10s'"))
        connection.execute(text("select pg_advisory_lock(:key)"), {"key": LOCK_KEY})
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=metadata,
            include_object=include_object,
            render_item=render_item,
            compare_type=True,
            compare_server_default=False,
        )
        try:
            with context.begin_transaction():
                context.run_migrations()
        finally:
            connection.rollback()
            connection.execute(text("select pg_advisory_unlock(:key)"), {"key": LOCK_KEY})
            connection.commit()


run()
