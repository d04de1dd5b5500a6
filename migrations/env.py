"""Alembic's entry point. `casework.store.migrate` opens the connection and the transaction."""

from alembic import context

from casework.store.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
context.run_migrations()
