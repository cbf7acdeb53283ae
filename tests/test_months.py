"""Months that a text speaks of, whatever way they are written."""

from __future__ import annotations

import pytest

from index.language.months import months_of


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2031年3月-5月完成支撑", {3, 4, 5}),
        ("2020年10月-2020年12月 安装调试", {10, 11, 12}),
        ("时间：2024.1-2024.2", {1, 2}),
        ("预计于2024年11月底前完成", {11}),
        ("10到12月安排做什么", {10, 11, 12}),
        ("第二季度审价", {4, 5, 6}),
        ("三、四季度干什么", {7, 8, 9, 10, 11, 12}),
        ("上半年", {1, 2, 3, 4, 5, 6}),
        ("年底验收", {12}),
        ("11月至次年2月", {2, 11}),
        ("年初预算为10.5万元", set()),
        ("服务期满9个月后支付40%", set()),
        ("合同总价的30%", set()),
    ],
)
def test_the_months_of_a_text(text, months):
    assert months_of(text) == months
