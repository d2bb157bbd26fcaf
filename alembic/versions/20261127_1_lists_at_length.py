"""open comments are counted from an index, and a guest is removed without reading through all comments

Built beside writes, not before them. The release before runs on it unchanged. An index that a broken attempt left half built is
built anew.
"""

import sqlalchemy as sa

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_INDEXES = (
    ("ix_comment_open", "comment", "video_id", "deleted_at is null and status <> 'resolved'"),
    ("ix_comment_author_guest_id", "comment", "author_guest_id", "author_guest_id is not null"),
    ("ix_reply_author_guest_id", "reply", "author_guest_id", "author_guest_id is not null"),
    ("ix_reaction_author_guest_id", "reaction", "author_guest_id", "author_guest_id is not null"),
)


def upgrade() -> None:
    with op.get_context().autocommit_block():
        for name, table, column, where in _INDEXES:
            op.drop_index(name, table, if_exists=True, postgresql_concurrently=True)
            op.create_index(name, table, [column], postgresql_where=sa.text(where), postgresql_concurrently=True)


def downgrade() -> None:
    with op.get_context().autocommit_block():
        for name, table, _, _ in _INDEXES:
            op.drop_index(name, table, if_exists=True, postgresql_concurrently=True)
