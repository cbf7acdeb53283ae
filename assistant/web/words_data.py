"""English of the words of 数据, 资料库, upload and settings; see ``words``."""

ENGLISH: dict[str, str] = {
    "资料范围": "What the corpus holds",
    "文件（{count}）": "Files ({count})",
    "读取情况（{count}）": "Reading report ({count})",
}
