"""Schema: the tables of a room. No time, no address and no order of anybody who handed in.

Ratings carry the picture that counted them, so that the counts of a reveal are one look into one
index, and each card is counted once.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    Text,
)

NAMES = {
    "ix": "%(table_name)s_%(column_0_N_name)s",
    "pk": "%(table_name)s_key",
    "fk": "%(table_name)s_%(column_0_name)s",
    "uq": "%(table_name)s_%(column_0_name)s_once",
    "ck": "%(table_name)s_%(constraint_name)s",
}
NA_LEVEL = -1  # "not applicable": neither a level nor unrated
GROW, HELP = 1, 2  # the ticks, added

metadata = MetaData(naming_convention=NAMES)

room = Table(
    "room",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("title", String(200), nullable=False),
    Column("framework", Text, nullable=False),  # the TOML text
    Column("join_hash", String(64), nullable=False, unique=True),
    Column("lead_hash", String(64), nullable=False, unique=True),
    Column("floor", SmallInteger, nullable=False),
    Column("names_allowed", Boolean, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("purge_at", BigInteger, nullable=False),  # seconds since 1970
)


def _belongs(to: Table) -> ForeignKey:
    return ForeignKey(to.c.id, ondelete="CASCADE")


participant = Table(
    "participant",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # random, as the order tells
    Column("room", BigInteger, _belongs(room), nullable=False, index=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("alias", String(80)),
    Column("named", Boolean, nullable=False),
    Column("consent", SmallInteger, nullable=False),  # the version of what was said before
    Column("revision", Integer, nullable=False),  # 0: has not handed in
    Column("picture", Integer, nullable=False),  # 0: waits; else the reveal that counted the card
    Column("counted_named", Boolean, nullable=False),
)

rating = Table(
    "rating",
    metadata,
    Column("participant", BigInteger, _belongs(participant), nullable=False),
    Column("skill", SmallInteger, nullable=False),  # its place in the room's framework
    Column("room", BigInteger, nullable=False),
    Column("picture", Integer, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("level", SmallInteger),
    Column("ticks", SmallInteger, nullable=False),
    PrimaryKeyConstraint("participant", "skill"),
    CheckConstraint("level between -1 and 9", name="level"),
    Index(None, "room", "picture", "named", "skill", "level", "ticks"),
    sqlite_with_rowid=False,
)

submission = Table(
    "submission",
    metadata,
    Column("participant", BigInteger, _belongs(participant), nullable=False),
    Column("submission", String(36), nullable=False),
    Column("body_hash", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
    PrimaryKeyConstraint("participant", "submission"),
    sqlite_with_rowid=False,
)

agreed = Table(
    "agreed",
    metadata,
    Column("room", BigInteger, _belongs(room), primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("said", Text, nullable=False),  # the agreements as JSON; no rating
)

release = Table(
    "release",
    metadata,
    Column("room", BigInteger, _belongs(room), nullable=False),
    Column("number", Integer, nullable=False),
    Column("shown", Text, nullable=False),  # the whole coverage as JSON, as coarse as it was seen
    PrimaryKeyConstraint("room", "number"),
)
