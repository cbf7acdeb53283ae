"""Places and the short names of organisations."""

from __future__ import annotations

import pytest

from index.language.names import organisation_core, region_of, regions_in, short_names, townships_in


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("上海市长宁区图书馆", "长宁区"),
        ("崇明2024年绿化预算", "崇明区"),
        ("浦东新区教育局", "浦东新区"),
        ("杭州市西湖区财政局", "西湖区"),
        ("请问一下昆山市2022年决算", "昆山市"),
        ("上海市水务局", "上海市"),
        ("江苏省财政厅", "江苏省"),
        ("本区预算", ""),
        ("社区服务中心", ""),
        ("绿化和市容管理局", ""),
        ("园区和校区建设", ""),
    ],
)
def test_a_text_names_its_region(text: str, region: str) -> None:
    assert region_of(text) == region


def test_several_regions_are_found_in_order() -> None:
    assert [place.name for place in regions_in("静安和长宁哪个高")] == ["静安区", "长宁区"]


def test_a_short_place_name_inside_another_name_is_no_region() -> None:
    assert regions_in("普陀路改造") == ()


@pytest.mark.parametrize(
    ("text", "names"), [("请问安亭镇多少钱", ["安亭镇"]), ("宝山区杨行镇人民政府", ["杨行镇"]), ("各街镇", [])]
)
def test_townships_are_found(text: str, names: list[str]) -> None:
    assert [place.name for place in townships_in(text)] == names


def test_the_core_of_a_name_has_no_place_and_no_remark() -> None:
    assert organisation_core("上海市虹口区档案馆(汇总)") == "档案馆"
    assert organisation_core("上海市宝山区人民政府友谊路街道办事处") == "友谊路街道办事处"


@pytest.mark.parametrize(
    ("organisation", "region", "short"),
    [
        ("上海市宝山区政务服务办公室", "宝山区", {"政务服务办公室", "政务办", "政务服务办", "宝山政务办", "区政务办"}),
        ("上海市虹口区卫生健康委员会", "虹口区", {"卫健委", "卫生健康委", "虹口卫健委"}),
        ("杭州市西湖区发展和改革委员会", "西湖区", {"发改委", "发展和改革委"}),
        ("上海市宝山区人民政府友谊路街道办事处", "宝山区", {"友谊路街道", "友谊路街道办", "宝山友谊路街道"}),
        ("上海市嘉定区财政局", "嘉定区", {"财政局", "区财政局", "嘉定财政局", "嘉定区财政局"}),
        ("上海市宝山区杨行镇人民政府", "宝山区", {"杨行镇政府", "杨行镇"}),
        ("上海市金山区人力资源和社会保障局", "金山区", {"人社局", "金山人社局"}),
    ],
)
def test_people_shorten_names_by_rule(organisation: str, region: str, short: set[str]) -> None:
    assert short <= set(short_names(organisation, region))


def test_the_full_name_is_not_among_its_short_names_and_none_repeats() -> None:
    names = short_names("上海市嘉定区财政局", "嘉定区")
    assert "上海市嘉定区财政局" not in names
    assert len(names) == len(set(names))
