"""logo

The logo of the site. The release before neither reads nor changes it; its `remove_media` does not know
it, so the foreign key lets the page go on without the image rather than fail.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'


def upgrade():
    op.add_column('site', sa.Column('logo_id', sa.Text(), nullable=True))
    op.create_foreign_key('fk_site_logo_id_media', 'site', 'media', ['logo_id'], ['id'], ondelete='SET NULL')


def downgrade():
    op.drop_constraint('fk_site_logo_id_media', 'site', type_='foreignkey')
    op.drop_column('site', 'logo_id')
