"""English of the words of the shell and of 问答; see ``words``."""

ENGLISH: dict[str, str] = {
    "预算问答": "Budget Answers",
    "问答": "Ask",
    "数据": "Data",
    "资料库": "Library",
    "预算、决算与绩效自评，有数有据": "Budgets and accounts, every figure with its source",
    "新对话": "New conversation",
    "界面语言": "Interface language",
}
