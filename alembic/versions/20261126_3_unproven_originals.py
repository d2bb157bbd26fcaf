"""originals that nobody has proven frame by frame are not offered for watching any more; their renditions are

The release before offers what the column says, and watches renditions as well. On the way down nothing is made unproven again.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("update version set is_playable = false where is_playable and details ->> 'shown' is null")


def downgrade() -> None:
    pass
