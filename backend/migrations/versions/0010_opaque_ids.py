"""opaque ids

An attempt that began before goes on with the ids that its player saw, which tabs may still show.
The release before inserts attempts without the column, and shows those ids. Adding a column with a
constant default rewrites no rows.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'


def upgrade():
    op.add_column('attempt', sa.Column('opaque_ids', sa.Boolean(), server_default=sa.text('false'), nullable=False))


def downgrade():
    op.drop_column('attempt', 'opaque_ids')
