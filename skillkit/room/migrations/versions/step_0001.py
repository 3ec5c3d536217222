"""The first tables of a room."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

CASCADE = "CASCADE"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "room",
        sa.Column("id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("framework", sa.Text, nullable=False),
        sa.Column("join_hash", sa.String(64), nullable=False),
        sa.Column("lead_hash", sa.String(64), nullable=False),
        sa.Column("floor", sa.SmallInteger, nullable=False),
        sa.Column("names_allowed", sa.Boolean, nullable=False),
        sa.Column("open", sa.Boolean, nullable=False),
        sa.Column("purge_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="room_key"),
        sa.UniqueConstraint("join_hash", name="room_join_hash_once"),
        sa.UniqueConstraint("lead_hash", name="room_lead_hash_once"),
    )
    op.create_table(
        "participant",
        sa.Column("id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("room", sa.BigInteger, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("alias", sa.String(80)),
        sa.Column("named", sa.Boolean, nullable=False),
        sa.Column("consent", sa.SmallInteger, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("picture", sa.Integer, nullable=False),
        sa.Column("counted_named", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="participant_key"),
        sa.UniqueConstraint("token_hash", name="participant_token_hash_once"),
        sa.ForeignKeyConstraint(["room"], ["room.id"], name="participant_room", ondelete=CASCADE),
    )
    op.create_index("participant_room", "participant", ["room"])
    op.create_table(
        "rating",
        sa.Column("participant", sa.BigInteger, nullable=False),
        sa.Column("skill", sa.SmallInteger, nullable=False),
        sa.Column("room", sa.BigInteger, nullable=False),
        sa.Column("picture", sa.Integer, nullable=False),
        sa.Column("named", sa.Boolean, nullable=False),
        sa.Column("level", sa.SmallInteger),
        sa.Column("ticks", sa.SmallInteger, nullable=False),
        sa.PrimaryKeyConstraint("participant", "skill", name="rating_key"),
        sa.ForeignKeyConstraint(
            ["participant"], ["participant.id"], name="rating_participant", ondelete=CASCADE
        ),
        sa.CheckConstraint("level between -1 and 9", name="rating_level"),
        sqlite_with_rowid=False,
    )
    counts = ["room", "picture", "named", "skill", "level", "ticks"]
    op.create_index(f"rating_{'_'.join(counts)}", "rating", counts)
    op.create_table(
        "submission",
        sa.Column("participant", sa.BigInteger, nullable=False),
        sa.Column("submission", sa.String(36), nullable=False),
        sa.Column("body_hash", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("participant", "submission", name="submission_key"),
        sa.ForeignKeyConstraint(
            ["participant"], ["participant.id"], name="submission_participant", ondelete=CASCADE
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "release",
        sa.Column("room", sa.BigInteger, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("shown", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("room", "number", name="release_key"),
        sa.ForeignKeyConstraint(["room"], ["room.id"], name="release_room", ondelete=CASCADE),
    )
