"""resumable uploads, richer versions and jobs

Every new column has a default in the database, so that the release before goes on while this one is rolled out.
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def version_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("parts_sha256", sa.String(64), nullable=True),
        sa.Column("stored_bytes", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("search_text", sa.String(), nullable=False, server_default=""),
        sa.Column("rungs", postgresql.JSONB(astext_type=sa.Text()), nullable=False, server_default="[]"),
        sa.Column("sprite_sheets", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("has_waveform", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("guest_id", sa.Uuid(), nullable=True),
    ]


def job_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("seconds_left", sa.Integer(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("queue_number", sa.BigInteger(), nullable=True),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("cancel_requested_at", sa.DateTime(timezone=True), nullable=True),
    ]


def upgrade() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("video_id", sa.Uuid(), nullable=True),
        sa.Column("new_video_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("guest_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("error_code", sa.String(60), nullable=True),
        sa.Column("filename", sa.String(255), nullable=False),
        sa.Column("title", sa.String(200), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("part_size", sa.Integer(), nullable=False),
        sa.Column("storage_upload_id", sa.String(500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["user_account.id"], name="fk_upload_created_by_user_account", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["guest_id"], ["guest.id"], name="fk_upload_guest_id_guest", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name="fk_upload_project_id_project", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["video_id"], ["video.id"], name="fk_upload_video_id_video", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_upload"),
    )
    for name in ("project_id", "created_by", "guest_id", "expires_at"):
        op.create_index(f"ix_upload_{name}", "upload", [name])
    op.create_table(
        "upload_part",
        sa.Column("upload_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("etag", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name="fk_upload_part_upload_id_upload", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("upload_id", "number", name="pk_upload_part"),
    )
    for column in version_columns():
        op.add_column("version", column)
    op.execute("update version set stored_bytes = size")
    op.create_index("ix_version_parts_sha256", "version", ["parts_sha256"])
    op.create_index("ix_version_uploaded_by", "version", ["uploaded_by"])
    op.create_foreign_key("fk_version_guest_id_guest", "version", "guest", ["guest_id"], ["id"])
    op.alter_column("version", "uploaded_by", nullable=True)
    op.alter_column("video", "created_by", nullable=True)
    op.create_index("ix_video_deleted_at", "video", ["deleted_at"])
    for column in job_columns():
        op.add_column("job", column)
    op.create_index("ix_job_video_id", "job", ["video_id"])
    op.create_foreign_key("fk_job_version_id_version", "job", "version", ["version_id"], ["id"], ondelete="CASCADE")
    op.execute("update job set version_id = version.id from version where version.job_id = job.id")
    op.add_column("share_link", sa.Column("allows_upload", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("share_link", "allows_upload")
    op.drop_constraint("fk_job_version_id_version", "job", type_="foreignkey")
    op.drop_index("ix_job_video_id", "job")
    for column in job_columns():
        op.drop_column("job", column.name)
    op.drop_index("ix_video_deleted_at", "video")
    op.execute(
        "update video set created_by = project.owner_id from project where project.id = project_id and created_by is null"
    )
    op.alter_column("video", "created_by", nullable=False)
    op.execute(
        "update version set uploaded_by = video.created_by from video where video.id = version.video_id and uploaded_by is null"
    )
    op.alter_column("version", "uploaded_by", nullable=False)
    op.drop_constraint("fk_version_guest_id_guest", "version", type_="foreignkey")
    op.drop_index("ix_version_uploaded_by", "version")
    op.drop_index("ix_version_parts_sha256", "version")
    for column in version_columns():
        op.drop_column("version", column.name)
    op.drop_table("upload_part")
    op.drop_table("upload")
