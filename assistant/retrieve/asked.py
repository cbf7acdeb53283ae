"""What kind of thing a question in words asks for, and how a passage shows that it holds one.

A question for a place is answered by a place, one for a name by a name: a passage near the subject that shows none of the kind
answers nothing. ``strict`` kinds forbid such an answer; the others only prefer passages that show them. What a question says
to ask for its kind (「由哪个科室负责」) needs no explanation by the passage, so it is taken out of the words that do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.query import Operation, Span

if TYPE_CHECKING:
    from assistant.query import Question

_NUMBER = r"(?:\d[\d,.]*|[一二两三四五六七八九十百]+)\s*(?:余|多|几)?\s*"
_REGIONS = (
    "西藏|新疆|云南|贵州|青海|四川|甘肃|宁夏|内蒙古|广西|海南|安徽|江苏|浙江|江西|福建|山东|山西|河南|河北|湖南|湖北|陕西|重庆|辽宁|吉林|"
    "黑龙江|广东|北京|天津|香港|澳门|台湾"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing. ``topics`` are sections that usually hold it."""

    name: str
    asked: re.Pattern[str]
    shown: re.Pattern[str]
    strict: bool = True
    topics: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    """Sections whose every sentence is of the kind (the reasons column of a form)."""
    idle: re.Pattern[str] | None = None
    """Words that say nothing more once the kind is asked for (「钱」 of 「钱怎么付」)."""

    def shown_by(self, text: str, topic: str) -> bool:
        """A passage of this text and topic shows one."""
        return topic in self.homes or bool(self.shown.search(text))


def _kind(  # noqa: PLR0913 one row of a table: every column by name
    name: str,
    asked: str,
    shown: str,
    *,
    strict: bool = True,
    topics: tuple[str, ...] = (),
    homes: tuple[str, ...] = (),
    idle: str = "",
) -> Kind:
    return Kind(name, re.compile(asked), re.compile(shown), strict, topics, homes, re.compile(idle) if idle else None)


KINDS: tuple[Kind, ...] = (
    _kind(
        "地址",
        r"地址|选址|坐落|东南西北|四至|东至|四面|(?:具体|建设|办公|所在)(?:的)?(?:位置|地点)|(?:建|设|开|盖|造|位|坐落)(?:在|于)(?:了)?(?:哪(?:里|儿|个地方|条路)?|什么(?:地方|位置|路))(?!个|些)|在哪条路|门牌",
        r"位于|坐落|地址|选址|[\u4e00-\u9fff]{2,}(?:路|街|大道|弄)(?:\d|与|和|口|[\u4e00-\u9fff]{0,6}路口)|号楼|\d+[号弄](?:$|[,，。；、])|东至|设(?:在|于)",
    ),
    _kind(
        "地点",
        r"哪里|哪儿|什么地方|何处|啥地方|(?:在|去|到|往|给)哪(?:个(?:地方|地区|省|城市|县))?(?:的)?(?:$|[,，?？])|哪个(?:地区|省份?|城市|地方)",
        r"位于|坐落|地址|地点|设(?:在|于)|路口|[\u4e00-\u9fff]{2,}路\d*号?|号楼|大厅|现场|[\u4e00-\u9fff](?:镇|村|乡|县|州|街道|社区|园区|广场|大厦|学校)|"
        + _REGIONS,
    ),
    _kind(
        "人名",
        r"(?:负责人|联系人|主任|局长|院长|馆长|校长|所长|书记|领导|法人|经办人)(?:是|叫|名字|姓名|的名字|的姓名)*(?:谁|哪位|什么名字|啥|什么|哪个)|叫什么名字|姓什么|哪位(?:领导|同志|老师)|姓名|谁(?:是|当|担任|任)",
        r"(?:负责人|联系人|主任|局长|院长|馆长|校长|所长|书记|姓名|经办人)\s*(?:为|是|[:：])\s*[\u4e00-\u9fff]{2,4}",
    ),
    _kind("联系方式", r"电话|联系方式|手机|邮箱|网址|网站地址|邮编", r"\d{7,}|\d{3,4}-\d{6,}|@|www|https?:"),
    _kind(
        "企业",
        r"(?:哪(?:一)?(?:家|个|些|几家)|什么)(?:快递|物流|科技|建筑|保洁|物业|外包|第三方|软件|施工|服务|公益|社会|专业|中介|培训)?(?:公司|企业(?!章)|机构(?!设置)|组织(?=承|来|做|负责|$)|供应商|厂家?|承建方|承包商|服务商|中标|开发商)(?:来)?(?:承接|承办|承担|负责|做|干|提供|中标|实施)?"
        r"|(?:公司|供应商|中标(?:单位|方|人)|承建(?:方|单位)|服务商|施工(?:方|单位)|开发商|承包商)(?:名称|名字)?(?:是|叫|为|有)(?:哪|谁|什么|啥)|谁中(?:的|了)?标|找哪家"
        r"|哪(?:一)?(?:家|个)(?:施工|监理|设计|勘察|承建|中标|供货|供应|评估|检测|审计|代建|测评)(?:单位|方|机构)|(?:施工|监理|设计|勘察|承建|中标|供货|供应|评估|检测|审计|代建|测评)(?:单位|方|机构|公司)(?:是|叫|为)(?:哪|谁|什么)",
        r"有限公司|股份(?:有限)?公司|[\u4e00-\u9fff]{2,}集团(?!化)|[\u4e00-\u9fff]{2,}(?:研究院|设计院|事务所|基金会|协会|促进会|服务社|合作社)|中国?(?:电信|移动|联通|邮政)|(?:电信|移动|联通)(?=[、，和])",
        topics=("主体",),
    ),
    _kind(
        "受托",
        r"找(?:的)?谁|委托(?:了|给)?(?:谁|哪)|请(?:的|了)?谁|谁来?承接",
        r"有限公司|委托[^,，。；]{2,16}(?:机构|公司|单位|中心|组织|第三方)|第三方[\u4e00-\u9fff]{2,}(?:机构|公司)",
        topics=("主体", "方案"),
    ),
    _kind("年龄", r"多少(?:周)?岁|几岁|多大年纪|年龄", r"\d+\s*(?:周)?岁|年龄"),
    _kind(
        "来源",
        r"从哪(?:里|儿)?来|哪(?:里|儿)?来的|怎么来的|来源(?:于)?(?:是|有)?(?:什么|哪)|靠什么",
        r"来自|来源|收取|收入(?:主要)?(?:是|为|来)|安排|取得",
        strict=False,
        topics=("编制说明", "名词解释"),
    ),
    _kind("书目", r"(?:哪些|什么|哪几本)书(?!面)|书名|书目", r"《"),
    _kind(
        "频率",
        r"每(?:天|周|月|个月|季度?|年)还是|按(?:月|季|年)还是|多久[\u4e00-\u9fff]{0,3}一次|几(?:天|个月|年)[\u4e00-\u9fff]{0,3}一次",
        r"每(?:个)?[天日周月季年半]|按[日月季年]|一次性",
        strict=False,
    ),
    _kind(
        "负责",
        r"(?:由|是|归|该)?(?:哪(?:一)?(?:个|些|几个|家)?|什么|啥)(?:内设)?(?:科室|处室|部门|单位|机构|科|中心)(?:来|在|去|具体)?(?:负责|实施|承担|牵头|管理?|组织|做|办|执行|操作|承办|推进|落实|监督)"
        r"|(?:由|归|是|该)?谁(?:来|在|去|具体)?(?:负责|实施|承担|牵头|管|组织|做|办|干|执行|操作|承办|推进|落实|主管|监督|建设)(?:理|的|实施|这件事|这事)?"
        r"|(?:实施|责任|项目|主管|牵头|监督|承担|建设|承办)(?:主体|单位|部门)(?:是|为|叫|有)?(?:谁|哪(?:个|家|些|几家)?|什么)?",
        r"负责|由[^,，。；]{2,30}|主体|主管|牵头|承担|实施单位|委托|组织实施|监督|建设单位",
        topics=("主体",),
        homes=("主体",),
    ),
    _kind(
        "科室",
        r"(?:由|是|归|该)?哪(?:一)?(?:个|些|几个)?(?:科室|处室|科(?!目))(?:来|在|去|具体)?(?:负责|实施|承担|牵头|管理?|组织|做|办|执行|操作|承办|推进|落实|监督)?",
        r"[\u4e00-\u9fff]{2,}科(?![目学技普研])|科室|处室|[\u4e00-\u9fff]{2,}(?:办公)?室(?![内外])",
        topics=("方案", "职能"),
    ),
    _kind(
        "时间",
        r"什么时候|何时|啥时候|几月份?(?!项)|哪(?:一)?天|什么时间|(?<![路弄道街])几号(?!楼)|日期|哪(?:一)?个月|哪(?:一)?年(?=成立|建成|开始|建|设|启动|投|$|完成|的)|时间(?:安排|节点|是|表)|截止(?:到)?|期限(?:是|到)|到期|几点",
        r"(?:1[0-2]|[1-9])月|季度|半年|月底|年底|年末|底前|\d+日|[每按][日天周月季年]|工作日|周[一二三四五六日]|\d{4}年(?:成立|建成|起|以来|开始|底|初|完成|启动|投入|正式)|自\d{4}年|20\d\d[.．]\d|(?:验收|检验|签订|竣工|完工|到货|审核|公示|申请|备案|登记|年终|考核|结束|通过)[^,，。；]{0,12}后|\d+[:：]\d\d",
    ),
    _kind(
        "时长",
        r"多久|多长时间|多快|多少(?:个)?(?:天|小时|分钟|月|工作日|年)(?!份)|几(?:个)?(?:小时|分钟|天|工作日|月(?!份))|时限|时长|多长",
        _NUMBER
        + r"(?:个)?(?:小时|分钟|天|日|月|工作日|周|年(?!度|预|\d)|h\b|H\b)|随时|即时|实时|当[天日]|半年|季度|[至~—-].*[月日]",
    ),
    _kind(
        "付款",
        r"付款(?:方式|节点|条件|比例|安排|进度|节奏|计划)?|分(?:成)?(?:哪)?几(?:次|期|笔|批|回|步)(?:来)?(?:支?付|给|结|拨)(?:款|钱|清)?|付(?:最后|第)?[一二三四五\d]?(?:笔)?(?:钱|款)|最后一笔|结账|付钱|结款|按(?:什么|啥|哪些)(?:进度|比例|方式|节点)|(?:怎么|如何|怎样)[^,，。]{0,10}(?:结的|结账|结算|付的|付款|支付)|怎么给钱|(?:怎么|如何|怎样|分几(?:次|期|笔))(?:支付|拨付|预拨|直接[^,，。]{0,4}发|(?:拨付|支付|发放|结算|补贴|补助)(?:方式|办法)|(?:怎么|如何|怎样)(?:发放?|补贴?|报)(?!展|现|生)|拨|付|结|给)(?:款|清|算)?|预拨|支付(?:方式|节点|比例|安排|条件|进度)|尾款|首付款?|预付款|结算(?:方式)?|报销(?:方式)?",
        r"支付|付款|付清|付\d|付余|结算|报销|账单|拨付|发放|预拨|拨款|清算|结清|尾款|按实(?!际)|质保金",
        topics=("方案", "付款"),
        idle=r"(?:项目|合同|服务|工程|采购)?的?(?:款项?|钱|费用?|价款|资金)|服务费|合同|比例|节奏|进度|各|每次|每笔",
    ),
    _kind(
        "依据",
        r"(?:立项|政策|文件|法律|项目|设立)?依据(?:是|有|了|于)?(?:的)?(?:什么|哪(?:些|个|几个)?|啥)?(?:文件|政策|规定|法规|法律|制度)?|(?:按照?|根据|凭|照)(?:的)?(?:什么|哪(?:些|个|几个)?|啥)(?!进度|比例|方式|时间|顺序|节点)(?:文件|政策|规定|法规|标准|制度|要求|办法)?|(?:什么|哪(?:些|个|几个)?)(?:文件|政策|法规|规定|办法|规范)|文号|凭什么",
        r"《|〔|【20|号|文件|规定|通知|办法|意见|要求|依据|根据|条例|规范|批复|政策|标准|职责|职能",
        topics=("依据",),
        homes=("依据",),
    ),
    _kind(
        "材质",
        r"材质|(?:什么|啥)(?:料|材料)(?:做|制)?(?:的|成)?",
        r"材质|材料|采用|[铜钢铁铝木纸布棉石塑胶皮](?:制|质)",
    ),
    _kind(
        "性质",
        r"(?:什么|啥|哪种|哪类)(?:性质|级别|等级|类型的?单位|样的单位|单位性质)|(?:单位)?(?:性质|级别|规格|行政级别)(?:是|为)?(?:什么|啥|哪)?|正处还是副处|(?:是)?(?:事业|行政)单位还是(?:事业|行政)",
        r"[正副](?:处|科|局|厅)级|事业单位(?!经营)|[一二三]级[甲乙丙]等|行政单位|参公|参照公务员|全额拨款|差额|直属|派出机关|工作部门|公益[一二]类",
        topics=("机构", "职能"),
    ),
    _kind(
        "对象",
        r"给(?:谁|哪些人|什么人)(?:来)?(?:用|使用)?|(?:服务|受益|面向|补贴|救助|发放|享受|寄送?|培训|支持|适用|保障)?对象(?:是|有|包括)?(?:谁|哪些|什么|哪(?:几)?类)?|(?:哪些|什么|哪(?:几)?类)(?:人(?!员经费)员?|群体)(?:可以|能|享受|受益)?|面向(?:谁|哪)|谁(?:能|可以|受益|享受|来领|有资格|用)|服务(?:于)?谁|为谁服务|谁服务",
        r"对象|人员|企业|群众|居民|市民|老人|学生|家庭|职工|用户|户|儿童|残疾|困难|党员|患者|办事人|群体|部门|单位|孤老|入驻|游客|读者",
        strict=False,
    ),
    _kind(
        "用途",
        r"干嘛(?:用)?(?:的)?|干啥(?:用)?(?:的)?|拿来(?:做|干)(?:什么|啥)?|做什么用(?:的)?|干什么用(?:的)?|用途(?:是)?(?:什么|啥)?|用(?:在|于|到)(?:了)?(?:什么|哪(?:里|些(?!项|费|科)|儿)|啥)(?:地方|方面)?|(?:主要)?用来(?:做|干)?(?:什么|啥|嘛)?|(?:花|用)(?:在|到)(?:了)?(?:哪(?:些(?!项|费|科)|里|儿)|什么)(?:地方|方面|上)?|管(?:什么|啥|哪些)(?:开销|用)?|付(?:什么|哪些|啥)",
        r"用于|用来|用作|作为|主要(?:安排|实施|内容)|包括|保障|支付|解决|采购",
        strict=False,
        topics=("预算安排", "概述"),
    ),
    _kind(
        "目的",
        r"为了(?:什么|啥|解决什么)|为(?:什么|啥)目的|(?<!项)目的(?:是)?(?:什么|啥)?|(?:要)?解决(?:什么|哪些|啥)(?:问题)?|意义(?:是)?(?:什么|啥)?|有(?:什么|啥)(?:用处?|好处|作用|意义|效果)|(?:想|要|打算)?(?:达到|实现|起到)(?:什么|啥|哪些)(?:目标|目的|效果|作用)?",
        r"为了(?!止)|为(?:进一步|更好|保障|满足|提高|提升|方便|解决|推进|推动|加强|适应)|旨在|目的|以(?:提升|保障|确保|便|不断|进一步|满足)|从而|达到|实现|解决|提升|提高|保障|作用",
        strict=False,
        topics=("目标", "依据", "概述"),
    ),
    _kind(
        "清单",
        r"(?:包括|包含|含有?|涉及|有)?(?:了)?哪(?:些|[几一二两三四五六七八九十\d]+(?:个|项|家|所|座|类|种|样|块|部分|科|枚|件|套|台|方面|点|条|步|位)?)(?:单位|部门|内容|方面|东西|服务|工作)?|(?:包括|包含|含|有|都是|做|列了?|涉及|分为|分成|买|购买|采购|办|搞|开展|提供|实施)(?:了|着)?(?:什么|啥)|分别(?:是|有|为|叫)|都(?:是|有|叫)(?:什么|啥|谁|哪)|清单|名单|列(?:出|举)|(?:什么|啥)(?:内容|东西|样|项目|服务|工作|活动|功能|系统|设备|衣服|服装|平台|渠道|措施|任务)",
        r"、|[:：]|；|;|包括|包含|分为|即|其中|等|[一二三四]是|\d[.、]",
        strict=False,
        topics=("概述", "方案"),
    ),
    _kind(
        "步骤",
        r"(?:安排|计划|打算|主要)?(?:做|干|搞)(?:些|点)?(?:什么|啥)(?!用)|分(?:成)?几(?:期|批|步|个?阶段|次实施|次建)|(?:分)?(?:哪)?几(?:个)?(?:阶段|步骤?)|步骤|进度(?:安排|计划)?|(?:时间|实施)(?:计划|进度)|流程",
        r"阶段|[一二两三四]期|\d+月|季度|[一二三四]是|第[一二三四]|首先|然后|[（(][一二三四][)）]",
        strict=False,
        topics=("方案", "周期"),
    ),
)

_CHANGED = r"原因|由于|因为|因(?!公)|所致|导致|造成|鉴于|考虑到|受[^,，。]{2,12}影响"
_ASKS_WHY = (
    r"(?:是|有|因)?(?:什么|啥|哪些)?(?:样的)?(?:原因|缘故)(?:造成|导致|引起|呢|是|为)?(?:的)?(?:什么|啥|哪些)?|为(?:什么|何|啥)(?:会|要|就|还|没有?|不|能)?|(?:是)?因为(?:什么|啥)|(?:什么|啥)(?:造成|导致|引起)(?:的)?|怎么(?:会|就|没有?|才|不)?|理由|何故|凭什么|造成|导致|引起"
    r"|(?:会)?被?扣(?:了|掉)?分|丢分|失分|(?:会)?(?:少|多)(?:花|用|支)(?:了|出)?|(?:没有?|未)?(?:全部)?(?:花|用)(?:完|掉|光|足|出去)|花得?(?:这么|那么|远)*(?:超过?|多|少)(?:出)?(?:于)?(?:年初|全年)?(?:预算)?|远*超(?:过|出|了)?(?:年初|全年)?预算|(?:低于|高于|小于|大于|少于|多于)(?:年初|全年)?预算|超支|设立|没有?做|取消|没(?:有|能)?按(?:时|期)[^,，。]{0,3}|延期|推迟|拖延|(?:分)?(?:是)?怎么(?:丢|扣)(?:的|了)?|丢的"
)
CAUSE = _kind(
    "原因", _ASKS_WHY, _CHANGED + r"|协议|压减|取消|推迟|追加", topics=("偏差", "完成情况"), homes=("偏差", "完成情况")
)
"""Why something came out as it did."""
PURPOSE = _kind(
    "缘由",
    _ASKS_WHY,
    _CHANGED
    + r"|为了(?!止)|为(?:进一步|更好|保障|满足|提高|提升|方便|解决|推进|推动|加强|适应)|旨在"
    + r"|以(?:便|期|保障|确保|提升|进一步)|需要|必要|从而|急需|须|确保",
    topics=("依据", "概述", "目标", "偏差"),
    homes=("偏差", "完成情况", "概述", "依据"),
)
"""Why there is a thing at all. Reasons are asked for by the operation, not by these words alone (「怎么付款」)."""
_OUTCOME = re.compile(
    r"增|减|多|少|高|低|涨|跌|降|超|没|未|不|扣|取消|推迟|偏差|零分|0分|变|持平|压|停|慢|晚|延|差(?!旅)|失|空白|结转|结余|调整"
)
"""Words of an outcome: the question wants its cause."""

_COUNTED: tuple[tuple[str, str], ...] = (
    ("人", r"(?:名|人|位|个)"),
    ("次", r"(?:次|场|期|轮|批|回)"),
    ("台", r"(?:台|套|个|部)"),
    ("套", r"(?:套|台|个)"),
    ("辆", r"(?:辆|台)"),
    ("枚", r"枚"),
    ("件", r"(?:件|项|个)"),
    ("家", r"(?:家|个|户)"),
    ("份", r"(?:份|本|册)"),
    ("张", r"张"),
    ("条", r"(?:条|路|根)"),
    ("路", r"(?:路|条)"),
    ("个", r"(?:个|项|家|名|处|张|只|条|人|台|套)"),
    ("项", r"(?:项|个|件)"),
)
"""Unit asked for → measure words a passage may use for it."""
_BARE_CELL = r"|(?:年度指标值|实际完成值) [<>=≥≤大小等于约]*\d[\d.,]*(?:，|$)"
"""A cell of a form whose number has no measure word."""
_COUNTED_NOUN = re.compile(
    r"(?:几|多少)(?:次|场|期|名|位|个|台|套|家|路|条|件|份|枚|辆|张)(?P<noun>[\u4e00-\u9fff]{1,4})"
)
_EACH = re.compile(
    r"每(?:一)?(?P<one>台|人|户|套|个|名|次|株|亩|公里|吨|月|年|生|床|班|件|场|家|辆|平方米|单|餐|份|批次|吨|天|次)[^,，。]{0,6}(?:多少|几)"
)
"""How much for each (「每台补多少」)."""
_DATES = re.compile(
    r"第?[一二三四1-4](?:(?:、|和|到|至|-)第?[一二三四1-4])?(?:个)?季度|[上下]半年?|(?:1[0-2]|[1-9])(?:(?:月份?)?(?:到|至|-|~)(?:1[0-2]|[1-9]))?月份?|年[底末初](?!预|结|财)"
)
"""A stretch of the year is compared as months, not as words."""
_NOUN = re.compile(
    r"(?:哪(?:些|几(?:个|种|类|家|项|所|座|支|间|处)|个|家|种|类)|什么|啥|几(?:个|家|种|类|名|张|台|次|场)|多少(?:个|家|种|类|名|张|台|次|场)?)(?P<noun>[\u4e00-\u9fff]{2,4})"
)
_NO_NOUN = re.compile(r"^(?:意思|时候|时间|原因|地方|东西|样|情况|内容|用|人|是|的|方面|问题|关系|比)")
_VERBS = re.compile(r"[是的有在放用给做干能可会来去要被把为和及上里中][\u4e00-\u9fff]*$")
_SAYS_NOTHING = re.compile(
    r"(?:主要职[责能]|职[责能]|机构设置|名单|清单|一览|局机关|机关|全局|概述|概况|实施周期|周期|实施方案|方案|年度目标|总目标|绩效目标|目标|完成情况|涵盖|包含|包括|下属|所属|预算单位|内设|科室|处室|机构|本部|单位|部门|项目|内容|情况|方面|服务|工作|具体|主要|有关|其中|名称|要求|的|了|都|和)+"
)
"""Words beside a question word that name nothing."""


_NOTHING_ELSE = frozenset({"地址", "人名", "联系方式", "企业", "科室", "书目"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What one question asks for: its kinds, the noun that it asks which of (「在哪些平台」), and the words that say so."""

    kinds: tuple[Kind, ...]
    noun: str = ""
    taken: tuple[tuple[int, int], ...] = ()
    """Stretches [start, end) of the question that only ask."""

    @property
    def strict(self) -> tuple[Kind, ...]:
        """Kinds without which a passage answers nothing."""
        return tuple(kind for kind in self.kinds if kind.strict)

    @property
    def needed(self) -> tuple[Kind, ...]:
        """Of the strict kinds those that nothing else stands in for (a name, an address), or all when none is."""
        hard = tuple(kind for kind in self.strict if kind.name in _NOTHING_ELSE)
        return hard or self.strict

    @property
    def topics(self) -> frozenset[str]:
        """Sections that usually hold what is asked for."""
        return frozenset(topic for kind in self.kinds for topic in kind.topics)


def asked_for(question: Question) -> Asked:
    """Read the kinds that a question asks for; none where it asks for a thing that no kind describes."""
    text = question.text
    kinds: list[Kind] = []
    taken: list[tuple[int, int]] = []
    why = (CAUSE if _OUTCOME.search(text) else PURPOSE,) if question.operation is Operation.REASON else ()
    for kind in (*KINDS, *why):
        found = [match.span() for match in kind.asked.finditer(text)]
        if found:
            kinds.append(kind)
            taken += found
    taken += [match.span() for kind in kinds if kind.idle for match in kind.idle.finditer(text)]
    if each := _EACH.search(text):
        taken.append(each.span())
        strict = question.operation is not Operation.PASSAGE
        kinds.append(Kind("每份", _EACH, re.compile(f"每(?:一)?{each['one']}[^,，。；]{{0,10}}\\d"), strict=strict))
    if counted := _counted(question):
        kinds.append(counted)
    taken += [match.span() for match in _DATES.finditer(text)]
    noun = _noun(text)
    return Asked(tuple(_settled(kinds)), noun, tuple(taken))


def _settled(kinds: list[Kind]) -> list[Kind]:
    """The more special kind speaks where two were read out of the same words."""
    names = {kind.name for kind in kinds}
    dropped = set()
    if "科室" in names:
        dropped.add("清单")
    if "地址" in names:
        dropped.add("地点")
    if names & {"付款", "依据", "时间", "材质", "企业", "人名"}:
        dropped |= {"清单", "用途", "目的"}
    if names & {"企业", "科室", "受托"}:
        dropped.add("负责")
    if names & {"地址", "书目"}:
        dropped |= {"时间", "清单"}
    if "时间" in names:
        dropped.add("时长")
    if names & {"原因", "缘由"}:
        dropped |= {"用途", "清单", "目的"}
    return [kind for kind in kinds if kind.name not in dropped]


def _counted(question: Question) -> Kind | None:
    words = dict(_COUNTED).get(question.unit)
    if words is None or not re.search(r"(?<!哪)几|多少", question.text):
        return None
    return Kind("数量", re.compile(r"几|多少"), re.compile(_NUMBER + words + _BARE_CELL))


def _noun(text: str) -> str:
    counted = _COUNTED_NOUN.search(text)
    if counted and len(counted["noun"]) == 1 and counted["noun"] not in "的了吗呢啊呀吧才就要人":
        return counted["noun"]  # 「开几次会」
    match = _NOUN.search(text)
    if match is None or _NO_NOUN.match(match["noun"]):
        return ""
    short = _VERBS.sub("", match["noun"])
    return short if len(short) > 1 else match["noun"][:2]


def left_to_explain(question: Question, asked: Asked) -> tuple[Span, ...]:
    """Content of the question outside of the words that only ask; the whole content when nothing else is left."""
    return tuple(
        span
        for whole in question.content
        for span in _outside(whole, asked.taken)
        if (span == whole or len(span.text) > 1)  # one character left of a cut names nothing
        and not _SAYS_NOTHING.fullmatch(span.text)
    )


def _outside(span: Span, taken: tuple[tuple[int, int], ...]) -> list[Span]:
    keep = [not any(start <= i < end for start, end in taken) for i in range(span.start, span.end)]
    found: list[Span] = []
    begin = -1
    for n in range(len(keep) + 1):
        inside = n < len(keep) and keep[n]
        if inside and begin < 0:
            begin = n
        elif not inside and begin >= 0:
            found.append(Span(span.start + begin, span.start + n, span.text[begin:n]))
            begin = -1
    return found
