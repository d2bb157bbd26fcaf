"""a guest is who opened the link in one browser, not whoever gives an address

The release before finds and keeps guests by the unique `email_index`; it goes on doing so while this one is rolled out. This one
leaves that column empty and writes `address_index`, which several guests may share.
"""

import sqlalchemy as sa

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("guest", sa.Column("address_index", sa.LargeBinary(), nullable=True))
    op.add_column("guest", sa.Column("visits", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("guest", sa.Column("proven_at", sa.DateTime(timezone=True), nullable=True))
    op.alter_column("guest", "email_index", nullable=True)
    op.execute("update guest set address_index = email_index, visits = 1")
    op.create_index("ix_guest_share_id_address_index", "guest", ["share_id", "address_index"])


def downgrade() -> None:
    # The release before knows one guest an address: the oldest keeps it, the others are found by nobody.
    op.execute(
        "update guest set email_index = uuid_send(id) where id not in ("
        "select distinct on (share_id, coalesce(address_index, email_index)) id from guest "
        "order by share_id, coalesce(address_index, email_index), created_at, id)"
    )
    op.execute("update guest set email_index = address_index where email_index is null")
    op.drop_index("ix_guest_share_id_address_index", table_name="guest")
    op.alter_column("guest", "email_index", nullable=False)
    for column in ("proven_at", "visits", "address_index"):
        op.drop_column("guest", column)
