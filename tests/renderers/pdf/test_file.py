from __future__ import annotations

import io

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from policyreport.renderers.pdf.pdf_writer import file_of

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[]/Count 0>>"
INFORMATION = b"<</Title(a)>>"


def opened(*more: bytes) -> pikepdf.Pdf:
    bodies = dict(enumerate((CATALOG, PAGES, INFORMATION, *more), start=1))
    return pikepdf.open(io.BytesIO(file_of(bodies, root=1, info=3)))


def test_a_file_opens_with_its_catalog_and_its_information():
    pdf = opened()
    assert (pdf.Root.Type, str(pdf.docinfo.Title)) == ("/Catalog", "a")


@given(st.integers(0, 700))
def test_every_object_is_found_by_its_number(count: int):
    pdf = opened(*(b"<</Number %d>>" % number for number in range(4, 4 + count)))
    assert [int(pdf.get_object(n, 0).Number) for n in range(4, 4 + count)] == list(range(4, 4 + count))


@given(st.binary(max_size=300))
def test_a_stream_holds_what_was_put_into_it(content: bytes):
    pdf = opened(b"<</Length %d>>\nstream\n%sendstream\n" % (len(content), content))
    assert pdf.get_object(4, 0).read_raw_bytes() == content


def test_a_file_is_known_by_an_identifier_that_stays_and_one_of_its_content():
    bodies = {1: CATALOG, 2: PAGES, 3: INFORMATION}
    plain, named, other = (
        pikepdf.open(io.BytesIO(file_of(dict(objects), 1, 3, identifier))).trailer.ID
        for objects, identifier in ((bodies, ""), (bodies, "policyreport:a"), ({**bodies, 4: b"4"}, "policyreport:a"))
    )
    assert bytes(plain[0]) == bytes(plain[1])
    assert (bytes(named[0]), bytes(named[1])) == (b"policyreport:a", bytes(plain[1]))
    assert bytes(other[0]) == bytes(named[0])
    assert bytes(other[1]) != bytes(named[1])


def test_a_line_end_stands_before_the_end_of_each_stream():
    made = file_of({1: CATALOG, 2: PAGES, 3: INFORMATION, 4: b"<</Length 1>>\nstream\nxendstream\n"}, 1, 3)
    assert made.count(b"endstream") == made.count(b"\nendstream")


def test_the_identifier_is_that_of_the_content():
    one, same, other = (opened(body).trailer.ID[0] for body in (b"<</A 1>>", b"<</A 1>>", b"<</A 2>>"))
    assert bytes(one) == bytes(same) != bytes(other)


def test_the_header_is_followed_by_a_comment_of_bytes_that_are_no_text():
    made = file_of({1: CATALOG, 2: PAGES, 3: INFORMATION}, 1, 3)
    header, comment, _ = made.split(b"\n", 2)
    assert header == b"%PDF-1.7"
    assert comment[:1] == b"%"
    assert all(byte > 127 for byte in comment[1:5])
