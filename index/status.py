"""What an index holds, and whether it still matches the folder of documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.corpus import fingerprint, source_files
from index.embed import encoder_name
from index.errors import CorpusMissing, NoSuchFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.model import IngestReport, Problem
    from index.store import Index


_SHOWN = 3
_HELD = (
    ("documents", "份文件"),
    ("tables", "张表"),
    ("facts", "个数据"),
    ("passages", "句正文"),
    ("problems", "个问题"),
)


@dataclass(frozen=True, slots=True)
class Changes:
    """Documents that differ between the folder and the index, by name; ``encoder`` is set when another one is asked for."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    encoder: str = ""

    def __bool__(self) -> bool:
        """The index is stale."""
        return bool(self.added or self.removed or self.changed or self.encoder)

    def __str__(self) -> str:
        """One line in Chinese."""
        if not self:
            return "索引与资料一致。"
        groups = (("新增", self.added), ("删除", self.removed), ("改动", self.changed))
        parts = [f"{word} {len(names)} 份（{_few(names)}）" for word, names in groups if names]
        parts += [f"编码模型改为 {self.encoder}"] if self.encoder else []
        return f"索引已过期：{'，'.join(parts)}。请运行 python -m index rebuild"


def _few(names: tuple[str, ...]) -> str:
    return "、".join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")


def changes(index: Index, corpus: str | Path = "corpus") -> Changes:
    """What changed in ``corpus`` since the index was built; all documents are ``removed`` when the folder is gone.

    Reads every document once to compare contents.
    """
    folder = Path(corpus)
    try:
        names = source_files(folder, index.path)
    except CorpusMissing:
        names = ()
    now = {entry["name"]: entry["sha256"] for entry in fingerprint(folder, names)}
    then = {entry["name"]: entry["sha256"] for entry in index.manifest["corpus"]}
    built_with = index.manifest["retrieval"]["encoder"]
    return Changes(
        added=tuple(sorted(now.keys() - then.keys())),
        removed=tuple(sorted(then.keys() - now.keys())),
        changed=tuple(sorted(name for name in now.keys() & then.keys() if now[name] != then[name])),
        encoder=encoder_name() if encoder_name() != built_with else "",
    )


def describe(index: Index, corpus: str | Path = "corpus") -> str:
    """Organisations × years × stages with their tables, the totals, and whether the index is stale; in Chinese."""
    tables = Counter(index.table_documents)
    reports = {report.document: report for report in index.ingest_reports}
    counts = index.manifest["counts"]
    held = "，".join(f"{counts[name]} {words}" for name, words in _HELD)
    lines = [f"{held}（建于 {index.manifest['created']}）"]
    order = sorted(index.documents, key=lambda d: (d.region, d.organisation, d.year, d.stage, d.name))
    for document in order:
        year = f"{document.year}年" if document.year else "年度不详"
        place = f"{document.region or '地区不详'} {document.organisation or '单位不详'} {year}{document.level}{document.stage}"
        lines.append(
            f"  {place}：{tables[document.name]} 张表（{document.name}）{_lacking(reports.get(document.name))}"
        )
    lines += [f"  未用于回答：{name}（{report.held_out}）" for name, report in reports.items() if report.held_out]
    return "\n".join([*lines, str(changes(index, corpus))])


def _lacking(report: IngestReport | None) -> str:
    """What of a file was not read, in a few words."""
    if report is None:
        return ""
    counts = (
        (report.missing, "缺 {} 张表"),
        (report.unread, "{} 张表没有读懂"),
        (report.unread_pages, "{} 页没有读取"),
        (report.deviations, "{} 处勾稽不符"),
    )
    said = [words.format(len(found)) for found, words in counts if found]
    return f"：{'，'.join(said)}" if said else ""


def describe_file(index: Index, name: str) -> str:
    """How completely one file was read: its tables, identities and problems with their pages; in Chinese.

    ``name`` may be part of the file's name; ``NoSuchFile`` unless it fits exactly one file, or is one.
    """
    names = [report.document for report in index.ingest_reports]
    fitting = [one for one in names if one == name] or [one for one in names if name in one]
    if len(fitting) != 1:
        raise NoSuchFile(name, fitting or names)
    report = next(one for one in index.ingest_reports if one.document == fitting[0])
    return "\n".join(_file_lines(report, [p for p in index.problems if p.source.document == report.document]))


def _file_lines(report: IngestReport, problems: Sequence[Problem]) -> Iterator[str]:
    pages = f"{report.pages} 页，" if report.pages else ""
    yield f"{report.document}：{pages}{report.tables} 张表，{report.facts} 个数据"
    if report.held_out:
        yield f"未用于回答：{report.held_out}"
    if report.announced:
        source = "标准格式应有" if report.by_standard else "目录列出"
        yield f"{source} {len(report.announced)} 张表，找到 {len(report.announced) - len(report.missing)} 张"
        yield from (f"  没有找到：{title}" for title in report.missing)
    yield from (f"  没有读懂：{title}" for title in report.unread)
    if report.unread_pages:
        yield f"没有读取的页：{'、'.join(map(str, report.unread_pages))}"
    yield f"勾稽关系核对 {report.checked} 处，不符 {len(report.deviations)} 处"
    yield from (f"  {_where(problem)}{problem.message}" for problem in report.deviations)
    if problems:
        yield f"问题 {len(problems)} 个"
        yield from (f"  {_where(problem)}{problem.message}" for problem in problems)


def _where(problem: Problem) -> str:
    return f"第 {problem.source.page} 页：" if problem.source.page else ""
