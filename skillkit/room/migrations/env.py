"""Where Alembic runs the steps: on the connection that it was given."""

from alembic import context

from skillkit.room.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
