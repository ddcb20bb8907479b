"""The server under load: the real `kherem host`, started, killed and started again on the same file.

Law of this file: only what it started itself is ended, by its process id.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import UnavailableError
from benchmarks.processes import ROOT

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
START_LIMIT = 60.0


class Uses(NamedTuple):
    """What processes use: seconds of processor time, and memory in MB."""

    cpu: float
    mb: float


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found


class Server:
    """A class served from a file. `key`: the teacher's; `code`: by which students join."""

    def __init__(self, file: Path, scenario: str, groups: int) -> None:
        command = shutil.which("kherem", path=Path(sys.executable).parent)
        if command is None:
            raise UnavailableError("the command kherem is not installed beside this Python")
        self.port = free_port()
        self._command = (
            command, "host", scenario, "--groups", str(groups), "--bind", "127.0.0.1",
            "--port", str(self.port), "--db", str(file), "--no-browser",
        )  # fmt: skip
        self._log = file.with_suffix(".log")
        self._process: subprocess.Popen[bytes] | None = None
        self.key = self.code = ""
        self.cpu_before = 0.0
        """Processor time of the processes that were killed."""

    def start(self) -> None:
        """Start it, and wait until it says where it is. Raises `UnavailableError`."""
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        until = time.monotonic() + START_LIMIT
        while not self._answers():
            if (ended := self._process.poll()) is not None or time.monotonic() > until:
                why = "no answer" if ended is None else f"exit {ended}"
                raise UnavailableError(f"kherem host: {why}: {self._log.read_text('utf-8')[-400:]}")
            time.sleep(0.02)
        said = self._log.read_text("utf-8")
        key, code = re.search(r"#key=(\S+)", said), re.search(r"the code  (\w+)", said)
        self.key = key[1] if key else self.key
        self.code = code[1] if code else self.code

    def kill(self) -> None:
        """End it without a word."""
        assert self._process is not None
        self.cpu_before += self.uses().cpu
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> str:
        """End it in order; return what it printed."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        return self._log.read_text("utf-8")

    def uses(self) -> Uses:
        """Return what the server's own process uses. Raises `UnavailableError`."""
        assert self._process is not None
        return uses_of(self._process.pid)

    def workers(self) -> Uses:
        """Return what the processes it has started use together."""
        assert self._process is not None
        found = [uses_of(pid) for pid in descendants(self._process.pid)]
        return Uses(sum(one.cpu for one in found), sum(one.mb for one in found))

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as probe:
                probe.settimeout(5)
                probe.sendall(f"GET / HTTP/1.0\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
                return probe.recv(12).endswith(b"200")
        except OSError:
            return False


def uses_of(pid: int) -> Uses:
    """Return what a process uses. Raises `UnavailableError`."""
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        status = (PROC / str(pid) / "status").read_text()
    except OSError as error:
        raise UnavailableError(f"what a process uses is read from {PROC}: {error}") from error
    memory = re.search(r"VmRSS:\s+(\d+)", status)
    return Uses((int(fields[11]) + int(fields[12])) / TICKS, int(memory[1]) / 1024 if memory else 0.0)


def descendants(pid: int) -> list[int]:
    """Return the processes a process has started, and those they have."""
    lists = [task / "children" for task in (PROC / str(pid) / "task").iterdir()]
    found = [int(one) for children in lists if children.exists() for one in children.read_text().split()]
    return [*found, *(one for child in found for one in descendants(child))]
