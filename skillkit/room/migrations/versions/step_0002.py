"""What a group agrees on."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make its table."""
    op.create_table(
        "agreed",
        sa.Column("room", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("room", name="agreed_key"),
        sa.ForeignKeyConstraint(["room"], ["room.id"], name="agreed_room", ondelete="CASCADE"),
    )
