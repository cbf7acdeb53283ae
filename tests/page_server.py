"""The real page, started on this machine for a while, and sessions that talk to it as a browser does, without a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Server:
    """A running page: its port and its process."""

    port: int
    process: subprocess.Popen[bytes]
    began: float

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    def memory(self) -> float:
        """The resident set in MB; 0 where the system does not tell."""
        try:
            lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        except OSError:
            return 0.0
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


@contextmanager
def served(index: Path, corpus: Path, **environment: str) -> Iterator[Server]:
    """The page over this index, on a free port of the loopback interface; stopped at the end."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(ROOT / "app.py"),
        "--server.address",
        HOST,
        "--server.port",
        str(port),
    ]
    around = os.environ | {"BUDGET_INDEX": str(index), "BUDGET_CORPUS": str(corpus)} | environment
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=around, stdout=subprocess.DEVNULL) as process:
        try:
            yield Server(port, process, began)
        finally:
            process.terminate()


def wait_until_up(server: Server, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=2).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


@dataclass
class Run:
    """What the page drew in one run: every text of it."""

    texts: list[str] = field(default_factory=list)
    chat_input: str = ""

    @property
    def whole(self) -> str:
        return "\n".join(self.texts)


class Session:
    """One tab of a browser, over the protocol that the page's own script speaks."""

    def __init__(self, server: Server) -> None:
        self._open = ExitStack()
        address = f"ws://{HOST}:{server.port}/_stcore/stream"
        protocols: list[Any] = ["streamlit"]
        self._socket: ClientConnection = self._open.enter_context(
            connect(address, subprotocols=protocols, max_size=None, proxy=None)
        )
        message = BackMsg()
        message.rerun_script.query_string = ""
        self.opened = self._run(message)

    def ask(self, question: str) -> Run:
        """Type a question and press Enter; what is drawn until the page is complete."""
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self.opened.chat_input
        state.chat_input_value.data = question
        return self._run(message)

    def close(self) -> None:
        self._open.close()

    def _run(self, message: BackMsg) -> Run:
        self._socket.send(message.SerializeToString())
        drawn = Run()
        while True:
            got = ForwardMsg.FromString(self._socket.recv(timeout=60))
            kind = got.WhichOneof("type")
            if kind == "script_finished":
                if got.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    drawn = Run()
                    continue
                return drawn
            if kind == "delta" and got.delta.WhichOneof("type") == "new_element":
                element = got.delta.new_element
                if element.WhichOneof("type") == "html":
                    drawn.texts.append(element.html.body)
                elif element.WhichOneof("type") == "text":
                    drawn.texts.append(element.text.body)
                elif element.WhichOneof("type") == "chat_input":
                    drawn.chat_input = element.chat_input.id
