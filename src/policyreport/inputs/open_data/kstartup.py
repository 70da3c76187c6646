"""K-Startup: announcements of support, and the programmes behind them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policyreport.inputs.open_data.answer import (
    Notes,
    Row,
    address,
    day,
    first_of_each,
    id_of,
    id_of_names,
    is_year,
    required,
    supposed,
    without_blanks,
)
from policyreport.inputs.open_data.write_yaml import Collections, Record

_HOME = "https://www.k-startup.go.kr"
_PUBLISHER = "창업진흥원"
_SOURCE: Record = {
    "id": "open-data-kstartup",
    "title": "K-Startup 사업소개·사업공고 조회 결과",
    "publisher": _PUBLISHER,
    "kind": "dataset",
    "address": _HOME,
}
_SOURCES = [str(_SOURCE["id"])]
_NUMBER_IN_ADDRESS = re.compile(r"(\d+)\D*$", re.ASCII)
_AMOUNT = re.compile(r"(?:총\s*)?(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>억원|백만원|천원|원)", re.ASCII)


def collections(rows: Sequence[Row], notes: Notes, _programs: Mapping[str, str]) -> Collections:
    """Return the programmes that announcements and business information tell of, and budgets where they are amounts."""
    found = [(row, (_announced if "pbanc_sn" in row.texts else _described)(row, notes)) for row in rows]
    programs = first_of_each(found, notes)
    budgets = [budget for row, program in programs if "id" in program for budget in _budgets(row, program, notes)]
    return {"programs": [program for _, program in programs], "budgets": budgets, "sources": [_SOURCE]}


def _announced(row: Row, notes: Notes) -> Record:
    title = required(row, "biz_pbanc_nm", notes)
    return without_blanks(
        {
            "id": id_of("pbanc", required(row, "pbanc_sn", notes)),
            "title": title,
            "measures": [],
            "content": row.text("pbanc_ctnt") or supposed("content", title, row, notes),
            "target_group": row.text("aply_trgt_ctnt") or row.text("aply_trgt"),
            "lead": required(row, "pbanc_ntrp_nm", notes),
            "department": row.text("biz_prch_dprt_nm"),
            "contact": row.text("prch_cnpl_no"),
            "call_opens": day(row, "pbanc_rcpt_bgng_dt", notes),
            "call_closes": day(row, "pbanc_rcpt_end_dt", notes),
            "address": address(row, "detl_pg_url", _HOME, notes),
            "sources": _SOURCES,
        }
    )


def _described(row: Row, notes: Notes) -> Record:
    title = required(row, "supt_biz_titl_nm", notes)
    year = _year(row)
    return without_blanks(
        {
            "id": _id_of_business(row, title, year),
            "title": title,
            "measures": [],
            "content": row.text("supt_biz_intrd_info")
            or row.text("supt_biz_ctnt")
            or supposed("content", title, row, notes),
            "target_group": row.text("biz_supt_trgt_info"),
            "period": f"{year}년" if year else "",
            "lead": supposed("lead", _PUBLISHER, row, notes),
            "address": address(row, "detl_pg_url", _HOME, notes),
            "sources": _SOURCES,
        }
    )


def _id_of_business(row: Row, title: str, year: str) -> str:
    """Return the id of the business's number, given by itself or at the end of its address; else of its names."""
    in_address = _NUMBER_IN_ADDRESS.search(row.text("detl_pg_url"))
    number = row.text("id") or (in_address[1] if in_address else "")
    return id_of("biz", number) if number else id_of_names("biz", title, year)


def _year(row: Row) -> str:
    text = row.text("biz_yr")
    return text if is_year(text) else ""


def _budgets(row: Row, program: Record, notes: Notes) -> list[Record]:
    """Return the budget that a business's information tells; what is not just an amount is noted."""
    text = row.text("biz_supt_bdgt_info")
    amount = _AMOUNT.fullmatch(text)
    year = _year(row)
    if text and not (amount and year):
        notes.left_out("biz_supt_bdgt_info", text, row.at("biz_supt_bdgt_info"))
    if not (amount and year):
        return []
    return [
        {
            "id": f"{program['id']}-{year}",
            "program": program["id"],
            "year": year,
            "unit": amount["unit"],
            "original": amount["number"].replace(",", ""),
            "source": _SOURCES[0],
        }
    ]
