"""site

What the operator says about the site, in at most one row. No older release reads it.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0014'
down_revision = '0013'


def upgrade():
    op.create_table('site',
        sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('name', sa.Text(), nullable=True),
        sa.Column('headline', sa.Text(), nullable=True),
        sa.Column('welcome', sa.Text(), nullable=True),
        sa.Column('welcome_html', sa.Text(), nullable=True),
        sa.Column('accent', sa.Text(), nullable=True),
        sa.Column('links', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column('updated_at', sa.TIMESTAMP(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.CheckConstraint('id = 1', name=op.f('ck_site_one')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_site')),
    )


def downgrade():
    op.drop_table('site')
