"""Settings: the file, the environment that wins over it, and a clear word about each value that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.web.settings import Settings, SettingsWrong, read_settings


def from_file(folder: Path, text: str, **environment: str) -> Settings:
    (folder / "budget.toml").write_text(text, "utf-8")
    return read_settings({"BUDGET_SETTINGS": str(folder / "budget.toml")} | environment)


def test_without_a_word_from_the_operator_nobody_may_upload_and_no_question_is_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_settings({}) == Settings()
    assert (Settings().upload, Settings().log_questions) == ("off", False)


def test_a_file_in_the_folder_one_starts_in_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "budget.toml").write_text('title = "云溪区预算"', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_settings({}).title == "云溪区预算"


def test_every_setting_can_be_written_in_the_file(tmp_path: Path) -> None:
    assert from_file(
        tmp_path,
        """
        corpus = "文件"
        index = "/srv/index"
        state = "state"
        title = "云溪区预算"
        base_url = "https://budget.example.cn/yunxi"
        upload = "sign-in"
        upload_mb = 20
        uploaders = ["A@example.cn"]
        history = false
        log_questions = true
        """,
    ) == Settings(
        corpus=tmp_path / "文件",
        index=Path("/srv/index"),
        state=tmp_path / "state",
        title="云溪区预算",
        base_url="https://budget.example.cn/yunxi/",
        upload="sign-in",
        upload_mb=20,
        uploaders=("a@example.cn",),
        history=False,
        log_questions=True,
    )


def test_the_environment_wins_and_an_empty_variable_says_nothing(tmp_path: Path) -> None:
    read = from_file(tmp_path, 'upload = true\nupload_mb = 20\ncorpus = "a"', BUDGET_UPLOAD="off", BUDGET_UPLOAD_MB="")
    assert (read.upload, read.upload_mb) == ("off", 20)
    assert from_file(tmp_path, 'corpus = "a"', BUDGET_CORPUS="b").corpus == Path("b")


@pytest.mark.parametrize(
    ("variable", "value", "right"),
    [
        ("BUDGET_UPLOAD", "yes", "sign-in"),
        ("BUDGET_UPLOAD_MB", "0", "1 到 200"),
        ("BUDGET_UPLOAD_MB", "1e3", "1 到 200"),
        ("BUDGET_UPLOAD_MB", "²", "1 到 200"),
        ("BUDGET_UPLOADERS", "张三", "电子邮箱"),
        ("BUDGET_BASE_URL", "javascript:alert(1)", "https://"),
        ("BUDGET_BASE_URL", "https://a.cn/?q=1", "问号"),
        ("BUDGET_BASE_URL", "http://[", "https://"),
        ("BUDGET_TITLE", "长" * 41, "40 字"),
        ("BUDGET_LOG_QUESTIONS", "maybe", "on 或 off"),
    ],
)
def test_a_bad_value_is_named_with_what_would_be_right(variable: str, value: str, right: str) -> None:
    with pytest.raises(SettingsWrong, match=right) as told:
        read_settings({variable: value})
    assert variable in str(told.value)


def test_a_misspelt_setting_is_refused_instead_of_ignored(tmp_path: Path) -> None:
    with pytest.raises(SettingsWrong, match=r"uplaod.*没有这一项"):
        from_file(tmp_path, 'uplaod = "on"')


@pytest.mark.parametrize("text", ["upload = [", "\ufeff\0", 'upload = "on"\nupload = "off"'])
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsWrong, match="TOML"):
        from_file(tmp_path, text)


def test_a_named_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsWrong, match="打不开"):
        read_settings({"BUDGET_SETTINGS": str(tmp_path / "fehlt.toml")})
