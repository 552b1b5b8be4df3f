"""The service `backup` of a stack."""

from pathlib import Path

from tests.support.engine import docker
from tests.support.stacks import POSTGRES, Stack


def with_store(stack: Stack, folder: Path) -> Stack:
    """The stack with the service and a store, a folder in the container, whose key is in a file."""
    variables = folder / "backup.env"
    variables.write_text(
        "RCLONE_CONFIG_STORE_TYPE=alias\nRCLONE_CONFIG_STORE_REMOTE_FILE=/run/popquiz/backup/key\n"
    )
    env = {"BACKUP_ENV": str(variables), "BACKUP_COPY_TO": "store:"}
    return stack.variant("--profile", "backup", **env)


def remove_backups(stack: Stack) -> None:
    folder = stack.env["QUIZDATA"]
    docker("run", "--rm", "-v", f"{folder}:/data", POSTGRES, "rm", "-rf", "/data/backups")
