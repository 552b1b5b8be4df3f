"""The identity provider that the tests of this folder share."""

from collections.abc import Iterator

import pytest

from tests.support.identity_provider import install, running_provider


@pytest.fixture(scope="session")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The provider's address."""
    folder = tmp_path_factory.mktemp("oidc")
    install(folder)
    with running_provider(folder) as address:
        yield address
