from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.inputs.files import clean_text
from policyreport.inputs.open_data.write_yaml import Record, yaml_text
from policyreport.inputs.yaml_file import read_yaml_text

texts = st.text().map(lambda text: clean_text(text).text)
names = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)


@given(st.lists(st.dictionaries(names, texts | st.lists(texts)), min_size=1))
def test_what_is_written_is_read_back_exactly(given_records: list[Record]) -> None:
    reading = read_yaml_text(yaml_text("kstartup", {"programs": given_records}), "x.yaml")
    assert reading.content == {"programs": given_records}
    assert reading.problems == ()


@pytest.mark.parametrize(
    "text", ["null", "~", "", "NO", "10:00", "가: 나", "# 비고", "- 목록", "{{ 7*7 }}", "'", '"', "줄\n\n 끝\n", "끝 "]
)
def test_texts_that_mean_something_in_yaml_are_quoted(text: str) -> None:
    assert read_yaml_text(yaml_text("bizinfo", {"a": [{"b": text}]}), "x.yaml").content == {"a": [{"b": text}]}


def test_what_needs_no_quotes_has_none() -> None:
    written = yaml_text("bizinfo", {"programs": [{"id": "a-1", "call_opens": "2025-03-02", "title": "수출 바우처"}]})
    assert "- id: a-1\n  call_opens: 2025-03-02\n  title: 수출 바우처\n" in written


def test_a_collection_without_records_is_not_written() -> None:
    assert "budgets" not in yaml_text("kstartup", {"programs": [{"id": "a"}], "budgets": []})
