"""`manage.py serve`: the production server and the queue worker, until Ctrl-C."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, connections

from portal.core.postgres import supervisor
from portal.core.serving.children import Child, ChildProblem, Family
from portal.core.serving.port import PortTaken, probe, wait_until_answers

START_SECONDS = 60


class Command(BaseCommand):
    help = "Serve the portal with granian, the queue worker beside it, until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare", action="store_true", help="first do what `manage.py prepare` does")
        parser.add_argument("--host", default=settings.PORTAL_HOST, help="default: %(default)s")
        parser.add_argument("--port", type=int, default=settings.PORTAL_PORT, help="default: %(default)s")
        parser.add_argument("--workers", type=int, default=settings.PORTAL_WORKERS, help="default: %(default)s")

    def handle(self, *, host: str, port: int, workers: int, prepare: bool, **options: Any) -> None:
        try:
            probe(host, port)
            if prepare:
                # In this process: loading Django a second time would be most of a later start.
                call_command("prepare")
            connection.ensure_connection()
            connection.close()
            self._family(host, port, workers).run(lambda: self._welcome(host, port))
        except (PortTaken, ChildProblem, OperationalError) as problem:
            raise CommandError(str(problem)) from problem
        except KeyboardInterrupt:
            raise CommandError("Stopped. The next run continues where this one was.") from None
        finally:
            connections.close_all()
            supervisor.release(settings.VAR_DIR / "postgres")
        self._say("Stopped.")

    def _family(self, host: str, port: int, workers: int) -> Family:
        return Family([granian(host, port, workers), queue_worker()], self._say)

    def _say(self, text: str) -> None:
        """At once, also into a file or a pipe: people and scripts wait for these lines."""
        self.stdout.write(text)
        self.stdout.flush()

    def _welcome(self, host: str, port: int) -> None:
        shown = "localhost" if host in {"127.0.0.1", "::1", "0.0.0.0"} else host  # noqa: S104 (compared, not bound)
        reached = "127.0.0.1" if shown == "localhost" and host != "::1" else f"[{host}]" if ":" in host else host
        if wait_until_answers(f"http://{reached}:{port}/healthz", START_SECONDS):
            self._say(self.style.SUCCESS(f"\nThe portal runs at http://{shown}:{port}   (Ctrl-C stops it)\n"))


def granian(host: str, port: int, workers: int) -> Child:
    program = str(Path(sys.executable).with_name("granian"))
    options = ["--interface=rsgi", "--no-ws", "--log-level=warning", "--workers-kill-timeout=10"]
    numbers = [f"--host={host}", f"--port={port}", f"--workers={workers}", "--respawn-failed-workers"]
    return Child("web server", [program, *options, *numbers, "portal.config.rsgi:application"])


def queue_worker() -> Child:
    return Child("queue worker", [sys.executable, "manage.py", "worker"])
