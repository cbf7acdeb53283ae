"""Everyday words for official budget terms, common slips of typing, and words without budget meaning.

``ALIASES`` leads from what people type to what documents print. The left side is a tuple of regular expressions over
normalised text, the right side a tuple of official terms, any of which the words may stand for; the linker decides
with the documents at hand. A new everyday word is a one-row change in ``aliases`` or ``aliases_projects``;
``tests/test_vocabulary.py`` checks every row.
"""

from __future__ import annotations

from index.language.aliases import ACCOUNTS
from index.language.aliases_projects import PROJECTS
from index.language.fillers import FILLERS

__all__ = ["ALIASES", "FILLERS", "TRADITIONAL", "TYPOS", "Alias"]

Alias = tuple[tuple[str, ...], tuple[str, ...]]

ALIASES: tuple[Alias, ...] = tuple((tuple(words.split()), tuple(terms.split())) for words, terms in ACCOUNTS + PROJECTS)
"""Everyday words → official terms."""

TRADITIONAL = str.maketrans(
    "萬億預決算經費單價條與區機關醫療養險繳償資產購買車輛運維護農業務員總額實際執數項標準達滿樣這個為麼嗎開會議聯網絡電話號碼時間點處辦門組織結構圖書館環衛護補貼獎金職級貝報銷應還從將來對於後發現場證據據說講認識請問謝謝協議書東長張陳劉許國際內閣產財務稅負責範圍興橋鎮鄉縣閔黃楊寶靜賢島滬專線統計劃劃績較變減給錢賬帳戶儀倉庫廣觀試驗確認續單驗貨輸運動態導師連續黨團選擇離學習術",
    "万亿预决算经费单价条与区机关医疗养险缴偿资产购买车辆运维护农业务员总额实际执数项标准达满样这个为么吗开会议联网络电话号码时间点处办门组织结构图书馆环卫护补贴奖金职级贝报销应还从将来对于后发现场证据据说讲认识请问谢谢协议书东长张陈刘许国际内阁产财务税负责范围兴桥镇乡县闵黄杨宝静贤岛沪专线统计划划绩较变减给钱账账户仪仓库广观试验确认续单验货输运动态导师连续党团选择离学习术",
)
"""Traditional → simplified characters that occur in budget questions."""

TYPOS: tuple[tuple[str, str], ...] = (
    ("帐", "账"),
    ("公积基金", "公积金"),
    ("预祘", "预算"),
    ("予算", "预算"),
    ("预逄", "预算"),
    ("结算数", "决算数"),
    ("绝算", "决算"),
    ("决祘", "决算"),
    ("执行绿", "执行率"),
    ("差旅废", "差旅费"),
    ("物业废", "物业费"),
    ("公务接侍", "公务接待"),
    ("接侍", "接待"),
    ("刻张", "刻章"),
    ("支初", "支出"),
    ("绩校", "绩效"),
    ("积效", "绩效"),
    ("职业连金", "职业年金"),
    ("养老保脸", "养老保险"),
    ("租凭", "租赁"),
    ("租任", "租赁"),
    ("闽行", "闵行"),
    ("闵航", "闵行"),
    ("松将", "松江"),
    ("青埔", "青浦"),
    ("普托", "普陀"),
)
"""Common homophone and look-alike slips → what was meant."""
