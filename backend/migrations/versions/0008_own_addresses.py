"""own addresses

Users may change their address to one that is not theirs. Until an admin verifies it, the identity
provider cannot sign its owner in to that account.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'


def upgrade():
    op.add_column('user', sa.Column('email_unproven', sa.Boolean(), server_default=sa.text('false'), nullable=False))


def downgrade():
    op.drop_column('user', 'email_unproven')
