"""How fast files are read and how much memory that takes: ``python -m index benchmark``.

Processor time is counted, not the clock, so that the figures hold on a machine that does other things as well.
"""

from __future__ import annotations

import contextlib
import itertools
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from index.corpus import source_files
from index.errors import CorpusMissing
from index.ingest import read_one

if TYPE_CHECKING:
    from collections.abc import Iterator

_MB = 1_000_000


def benchmark(corpus: str | Path, pages: int = 0) -> Iterator[str]:
    """One line a file: pages a second from file to facts, in this one process; then the most memory it ever took.

    With ``pages`` the PDF files are joined, again and again, to one file of so many pages, and that file is measured.
    """
    folder = Path(corpus)
    names = source_files(folder)
    if not pages:
        yield from _measured(folder, names)
        return
    paths = [folder / name for name in names if Path(name).suffix.lower() == ".pdf"]
    if not paths:
        raise CorpusMissing(folder, "里没有 PDF 文件")
    with tempfile.TemporaryDirectory() as made:
        joined = Path(made) / f"{pages}页.pdf"
        _join(paths, pages, joined)
        yield from _measured(Path(made), (joined.name,))


def _measured(folder: Path, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        begun = time.process_time()
        outcome = read_one(folder, name)
        seconds = time.process_time() - begun
        report = outcome.report
        if outcome.parsed is None:
            yield f"{name}：{report.held_out}（{seconds:.2f} 秒）"
            continue
        size = f"{outcome.parsed.document.size / _MB:.2f} MB"
        speed = f"{report.pages} 页，每秒 {report.pages / seconds:.0f} 页" if report.pages else size
        yield f"{name}：{speed}，{report.tables} 张表，{report.facts} 个数据（处理器 {seconds:.2f} 秒）"
    peak = peak_memory()
    yield f"内存最多 {peak // _MB} MB" if peak else "本系统不报告内存用量"


def _join(paths: list[Path], pages: int, out: Path) -> None:
    """One PDF file of ``pages`` pages from those of ``paths``, each taken as often as needed."""
    import pypdfium2

    joined = pypdfium2.PdfDocument.new()
    for path in itertools.cycle(paths):
        if len(joined) >= pages:
            break
        with contextlib.closing(pypdfium2.PdfDocument(path)) as document:
            joined.import_pages(document, list(range(min(len(document), pages - len(joined)))))
    joined.save(out)
    joined.close()


def peak_memory() -> int:
    """Bytes that this process held at most, 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
