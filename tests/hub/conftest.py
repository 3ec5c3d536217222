"""What the tests of a Hub share with those of a room."""

from tests.room.conftest import postgres as postgres
