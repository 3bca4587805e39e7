"""What the commands for workflows write into the log: no line of it is a command to the runner."""

import json
from pathlib import Path

from click.testing import CliRunner
from helpers.github_server import GitHubServer

from generator import cli


def test_what_github_says_is_no_command(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: S\nplugins: [papershelf]\n")
    run = {
        "id": 7,
        "event": "pull_request",
        "conclusion": "success",
        "head_branch": "b",
        "head_sha": "a" * 40,
        "head_repository": {"full_name": "stranger/papers-demo"},
    }
    event = tmp_path / "event.json"
    event.write_text(
        json.dumps({"workflow_run": run, "repository": {"full_name": "someone/papers-demo"}})
    )
    with GitHubServer() as server:
        server.fail_next(422, body={"message": "no ##[stop-commands]x ##[add-mask]e"})
        variables = {**server.environment, "GITHUB_EVENT_PATH": str(event)}
        command = ["github", "comment", "-f", str(config)]
        result = CliRunner(env=variables).invoke(cli.main, command)
    assert result.stderr == (
        "error: GitHub refused GET /repos/someone/papers-demo/pulls with 422: "
        "no # #[stop-commands]x # #[add-mask]e\n"
    )
