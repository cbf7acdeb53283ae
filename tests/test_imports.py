"""A process that asks loads neither torch nor sentence-transformers nor Streamlit: it starts within a second."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("torch", "sentence_transformers", "transformers", "streamlit", "pdfplumber")

ASK = """
import sys
from assistant import Assistant
if {index!r}:
    answer = Assistant.open({index!r}).ask("松江2024年志愿者服务预算多少")
    assert answer.status == "answered", answer.text
    words = Assistant.open({index!r}).ask("机关运行经费是什么意思")
    assert words.status == "answered", words.text
print(",".join(name for name in {heavy!r} if name in sys.modules))
"""


def loaded(index: str) -> str:
    code = ASK.format(index=index, heavy=HEAVY)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_importing_the_assistant_loads_nothing_heavy():
    assert loaded("") == ""


def test_answering_from_an_index_loads_nothing_heavy(corpus_index):
    assert loaded(str(corpus_index)) == ""


@pytest.mark.parametrize("module", ["index.store", "index.model", "index.language", "assistant.model"])
def test_what_an_index_is_opened_with_loads_nothing_heavy(module):
    code = f"import sys, {module}; print([name for name in {HEAVY!r} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert run.stdout.strip() == "[]"


def test_a_single_figure_needs_neither_pandas_nor_the_vectors(corpus_index):
    code = (
        "import sys; from assistant import Assistant; "
        f"answer = Assistant.open({str(corpus_index)!r}).ask('松江2024年志愿者服务预算多少'); "
        "print(answer.value, [name for name in ('pandas', 'faiss', 'assistant.english.question') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert run.stdout.split(" ", 1)[1].strip() == "[]"
