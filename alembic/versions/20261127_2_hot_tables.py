"""tables that are written all the time are vacuumed by what was written, not by how large they are, and keep room for new versions of rows

`activity` and `comment` only grow: what is new is looked at in the planner's statistics every few thousand rows, also at 10^7. Rows of
counters, sessions, jobs and drafts are written again and again: with room in their page the new version needs no new index entry.
The release before runs on it unchanged; rows that are there already move as they are written.
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_GROWING = {
    "autovacuum_analyze_scale_factor": "0",
    "autovacuum_analyze_threshold": "5000",
    "autovacuum_vacuum_insert_scale_factor": "0",
    "autovacuum_vacuum_insert_threshold": "20000",
}
_REWRITTEN = {"autovacuum_vacuum_scale_factor": "0.02", "autovacuum_vacuum_threshold": "200"}
HOT = {
    "activity": _GROWING,
    "comment": _GROWING | {"fillfactor": "90"},
    "activity_counter": _REWRITTEN | {"fillfactor": "50"},
    "user_session": _REWRITTEN | {"fillfactor": "70"},
    "job": _REWRITTEN | {"fillfactor": "70"},
    "draft": _REWRITTEN | {"fillfactor": "70"},
    "procrastinate_jobs": _REWRITTEN | {"fillfactor": "70"},
    "procrastinate_workers": _REWRITTEN | {"fillfactor": "50"},
}


def upgrade() -> None:
    for table, options in HOT.items():
        said = ", ".join(f"{name} = {value}" for name, value in options.items())
        op.execute(f"alter table {table} set ({said})")


def downgrade() -> None:
    for table, options in HOT.items():
        op.execute(f"alter table {table} reset ({', '.join(options)})")
