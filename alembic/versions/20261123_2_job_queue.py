"""The background queue's own tables and functions, as procrastinate 3 ships them.

Later schema changes of that library arrive as SQL files in its package; each gets a migration of its own here.
"""

from procrastinate.schema import SchemaManager

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_DROP_EVERYTHING = """
do $$
declare item record;
begin
  for item in select format('drop table if exists %I cascade', relname) as command
      from pg_class where relkind = 'r' and relname like 'procrastinate\\_%' and relnamespace = current_schema()::regnamespace
  loop execute item.command; end loop;
  for item in select format('drop function if exists %s cascade', oid::regprocedure) as command
      from pg_proc where proname like 'procrastinate\\_%' and pronamespace = current_schema()::regnamespace
  loop execute item.command; end loop;
  for item in select format('drop type if exists %I cascade', typname) as command
      from pg_type where typname like 'procrastinate\\_%' and typnamespace = current_schema()::regnamespace
        and (typtype = 'e' or (typtype = 'c' and typrelid in (select oid from pg_class where relkind = 'c')))
  loop execute item.command; end loop;
end $$
"""


def _run(statements: str) -> None:
    driver_connection = op.get_bind().connection.driver_connection
    assert driver_connection is not None
    driver_connection.execute(statements)


def upgrade() -> None:
    _run(SchemaManager.get_schema())


def downgrade() -> None:
    _run(_DROP_EVERYTHING)
