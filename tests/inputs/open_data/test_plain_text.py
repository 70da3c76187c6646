from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.inputs.files import clean_text
from policyreport.inputs.open_data.answer import plain_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("수출&nbsp;&nbsp;바우처", "수출 바우처"),
        ("<p>가</p><p>나</p>", "가\n나"),
        ("가<br/>나<BR>다", "가\n나\n다"),
        ("<ul><li>가</li><li>나</li></ul>", "가\n나"),
        ('<a href="x">가</a> <b>나</b>', "가 나"),
        ("<style>p {}</style>가<script>x('<p>')</script>", "가"),
        ("<!-- 숨김 -->가", "가"),
        ("R&D &amp; R&amp;D &lt;국비&gt; &#39;가&#39; &copy", "R&D & R&D <국비> '가' &copy"),
        ("<5% 이내", "<5% 이내"),
        ("<program> 참여 </program>", "<program> 참여 </program>"),
        ("\r\n가 \t 나\r\n\r\n 다 ", "가 나\n다"),
        ("", ""),
    ],
)
def test_a_page_is_read_as_it_is_shown(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@given(st.text(st.characters(exclude_characters="<&", exclude_categories=["Cs", "Co"])))
def test_a_text_without_markup_keeps_every_word(text: str) -> None:
    assert plain_text(text).split() == clean_text(" ".join(text.split())).text.split()
