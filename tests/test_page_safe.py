"""Text of documents and questions must never act on the page or in a downloaded file."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.web.safe import csv_bytes, escaped, file_name, plain, shown, tag


def test_markdown_signs_are_escaped() -> None:
    assert plain("**粗** $x$ [a](b)") == r"\*\*粗\*\* \$x\$ \[a\]\(b\)"


def test_icons_and_addresses_lose_their_meaning_but_not_their_letters() -> None:
    for text in (":smile:", ":material/home:", ":red[红]", "https://a.cn", "www.a.cn", "a@b.cn"):
        assert "\u2060" in plain(text)
        assert re.sub(r"[\\\u2060]", "", plain(text)) == text


def test_a_label_is_one_line() -> None:
    assert plain("一\n# 二") == r"一 \# 二"


@given(st.text())
def test_every_ascii_sign_of_a_label_is_escaped(text: str) -> None:
    assert not re.search(r"(?<!\\)[<>*_`$\[\]~|]", re.sub(r"\\\\", "", plain(text)))


@given(st.text())
def test_escaped_text_holds_no_tag(text: str) -> None:
    assert not set(escaped(text)) & set("<>\"'")


def test_an_attribute_cannot_be_left() -> None:
    assert tag("p", "", title='"><script>') == '<p title="&quot;&gt;&lt;script&gt;"></p>'


def test_marks_that_turn_the_writing_round_are_dropped() -> None:
    assert shown("年\u202e0001") == "年0001"


def test_a_formula_is_text_in_a_spreadsheet_and_a_number_stays_a_number() -> None:
    rows = list(
        csv.reader(io.StringIO(csv_bytes([["=1+1", "@a", "-1,234.50", "+3%", "-乙", None]]).decode("utf-8-sig")))
    )
    assert rows == [["'=1+1", "'@a", "-1,234.50", "+3%", "'-乙", ""]]


def test_a_file_name_has_no_path() -> None:
    assert file_name("../../etc/passwd", "2024年 表") == "etcpasswd-2024年表.csv"
    assert file_name("///") == "table.csv"
