"""The identity provider that the tests of this folder share."""

from collections.abc import Iterator

import pytest

from tests.support.identity_provider import NotInstalled, install, running_provider


@pytest.fixture(scope="session")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The provider's address. Skips the test with the reason if it cannot be installed."""
    try:
        install()
    except NotInstalled as error:
        pytest.skip(str(error))
    with running_provider(tmp_path_factory.mktemp("oidc") / "log") as address:
        yield address
