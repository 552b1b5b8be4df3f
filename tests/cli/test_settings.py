from pathlib import Path

import pytest
from itsdangerous import URLSafeTimedSerializer

from backend.app import create_app
from backend.environment import SettingsError
from backend.settings import Settings

STRONG = "0123456789abcdef" * 4
URI = "postgresql://popquiz@db/popquiz"


def production(**changes: str) -> dict[str, str]:
    return {
        "SQLALCHEMY_DATABASE_URI": URI,
        "DATABASE_PASSWORD": STRONG,
        "SECRET_KEY": STRONG,
        **changes,
    }


def test_production_is_the_default() -> None:
    assert Settings.from_env(production()).production


def test_a_password_can_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(f"{STRONG}\n")
    variables = production(DATABASE_PASSWORD="", DATABASE_PASSWORD_FILE=str(file))

    assert Settings.from_env(variables).database_uri.password == STRONG


@pytest.mark.parametrize("name", ["SQLALCHEMY_DATABASE_URI", "DATABASE_PASSWORD", "SECRET_KEY"])
@pytest.mark.parametrize(("content", "fault"), [(None, "cannot be read"), ("\n", "is empty")])
def test_an_unreadable_or_empty_secret_file_is_refused(
    tmp_path: Path, name: str, content: str | None, fault: str
) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_text(content)

    # The file wins even if the variable itself is set.
    with pytest.raises(SettingsError, match=f"{name}_FILE names {file}, which {fault}"):
        Settings.from_env(production(**{f"{name}_FILE": str(file)}))


def test_signatures_of_the_previous_key_are_valid(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(STRONG)
    (tmp_path / "key.before").write_text(STRONG[::-1])
    variables = production(SECRET_KEY_FILE=str(tmp_path / "key"))
    signed = URLSafeTimedSerializer(STRONG[::-1]).dumps("Ada")

    app = create_app(Settings.from_env(variables))

    keys = [*app.config["SECRET_KEY_FALLBACKS"], app.secret_key]
    assert app.secret_key == STRONG
    assert URLSafeTimedSerializer(keys).loads(signed) == "Ada"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "changeme"}, "SECRET_KEY"),
        ({"SECRET_KEY": "x" * 31}, "SECRET_KEY"),
        ({"DATABASE_PASSWORD": "postgres"}, "database password"),
        ({"DATABASE_PASSWORD": "short"}, "database password"),
        ({"DATABASE_PASSWORD": ""}, "database password"),
    ],
)
def test_weak_secrets_stop_production(changes: dict[str, str], fault: str) -> None:
    with pytest.raises(SettingsError, match=fault):
        Settings.from_env(production(**changes))


def test_unknown_poolers_are_refused() -> None:
    assert Settings.from_env(production(DATABASE_POOLER="transaction")).pooled_transactions
    assert not Settings.from_env(production(DATABASE_POOLER="")).pooled_transactions
    with pytest.raises(SettingsError, match="DATABASE_POOLER"):
        Settings.from_env(production(DATABASE_POOLER="statement"))


def test_development_needs_no_secrets() -> None:
    settings = Settings.from_env({"QUIZ_ENV": "development", "SQLALCHEMY_DATABASE_URI": URI})

    assert not settings.production


def test_a_password_is_never_shown() -> None:
    assert STRONG not in str(Settings.from_env(production()).database_uri)


MAIL = {"SMTP_HOST": "mail", "SMTP_FROM": "quiz@example.org", "PUBLIC_URL": "https://quiz.example"}
OIDC = {"OIDC_ISSUER": "https://id.example", "OIDC_CLIENT_ID": "popquiz"}


def test_accounts_need_no_settings() -> None:
    accounts = Settings.from_env(production()).accounts

    assert (accounts.public_url, accounts.mail, accounts.oidc) == (None, None, None)


def test_the_mail_password_can_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("secret\n")
    variables = {**MAIL, "SMTP_USER": "quiz", "SMTP_PASSWORD_FILE": str(file)}

    mail = Settings.from_env(production(**variables)).accounts.mail

    assert mail
    assert (mail.host, mail.port, mail.security) == ("mail", 587, "starttls")
    assert (mail.user, mail.password) == ("quiz", "secret")


def test_identity_provider_settings_are_read() -> None:
    variables = {**OIDC, "OIDC_ALLOWED_DOMAINS": "school.example, @Example.org"}

    oidc = Settings.from_env(production(**variables)).accounts.oidc

    assert oidc
    assert oidc.allowed_domains == ("school.example", "example.org")
    assert (oidc.name, oidc.create) == ("id.example", False)


def test_the_service_worker_is_on_or_off() -> None:
    for said, on in {"": True, "on": True, "off": False}.items():
        assert Settings.from_env(production(SERVICE_WORKER=said)).service_worker is on
    with pytest.raises(SettingsError, match="SERVICE_WORKER must be on or off, not 'no'"):
        Settings.from_env(production(SERVICE_WORKER="no"))


def test_sites_that_embed_are_separated_by_white_space() -> None:
    sites = " https://lms.example.org\n http://127.0.0.1:8080  https://*.school.example "

    assert Settings.from_env(production()).frame_ancestors == ()
    assert Settings.from_env(production(FRAME_ANCESTORS=sites)).frame_ancestors == (
        "https://lms.example.org",
        "http://127.0.0.1:8080",
        "https://*.school.example",
    )


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"MEDIA_QUOTA_MB": "much"}, "MEDIA_QUOTA_MB must be"),
        ({"GUEST_HOSTS": "yes"}, "GUEST_HOSTS must be"),
        ({"MEDIA_QUOTA_MB": "-1"}, "MEDIA_QUOTA_MB must be"),
        ({"PUBLIC_URL": "quiz.example"}, "PUBLIC_URL must be"),
        ({"PUBLIC_URL": "https://quiz.example/below"}, "PUBLIC_URL must be"),
        ({**MAIL, "PUBLIC_URL": ""}, "needs PUBLIC_URL"),
        ({**MAIL, "SMTP_FROM": ""}, "needs SMTP_FROM"),
        ({**MAIL, "SMTP_SECURITY": "ssl"}, "SMTP_SECURITY must be"),
        ({**MAIL, "SMTP_PORT": "x"}, "SMTP_PORT must be"),
        ({**MAIL, "SMTP_USER": "quiz"}, "needs SMTP_PASSWORD"),
        ({**MAIL, "CA_FILE": "/no/such/file"}, "CA_FILE must be"),
        ({**OIDC, "CA_FILE": __file__}, "CA_FILE must be"),
        ({**OIDC, "OIDC_ISSUER": "http://id.example"}, "must begin with https"),
        ({**OIDC, "OIDC_CLIENT_ID": ""}, "needs OIDC_CLIENT_ID"),
        ({**OIDC, "OIDC_CREATE": "admin"}, "OIDC_CREATE must be"),
        ({**OIDC, "QUIZ_ENV": "development", "SECRET_KEY": ""}, "needs SECRET_KEY"),
    ],
)
def test_incomplete_account_settings_are_refused(changes: dict[str, str], fault: str) -> None:
    with pytest.raises(SettingsError, match=fault):
        Settings.from_env(production(**changes))
