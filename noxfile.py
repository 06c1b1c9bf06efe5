"""The suite on every Python that the archive supports, for developers: `nox` (or `nox -s tests-3.13`)."""

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_existing_virtualenvs = True


@nox.session(python=["3.11", "3.12", "3.13"])
def tests(session: nox.Session) -> None:
    """Django 5.2 on 3.11, 6.x from 3.12, by the same lock."""
    session.install("--require-hashes", "--requirement", "requirements-dev.lock")
    session.run("python", "-m", "pytest", *session.posargs, env={"DATABASE_URL": ""})
