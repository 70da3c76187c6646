"""Small answers of the portals, made by hand in the shape that they have."""

from __future__ import annotations

ANNOUNCED = {
    "pbanc_sn": 174068,
    "biz_pbanc_nm": "2025년 레벨업 R&amp;D 참여기업 모집",
    "pbanc_ctnt": "지역 기업의 <b>도약</b>을 지원합니다.\r\n\r\n예산은 5% 이내",
    "supt_biz_clsfc": "사업화",
    "pbanc_rcpt_bgng_dt": "20250302",
    "pbanc_rcpt_end_dt": "20250331",
    "aply_trgt": "일반기업",
    "aply_trgt_ctnt": "창업 7년 이내 기업",
    "pbanc_ntrp_nm": "창업진흥원",
    "biz_prch_dprt_nm": "지역창업실",
    "prch_cnpl_no": "1357",
    "rcrt_prgs_yn": "Y",
    "detl_pg_url": "www.k-startup.go.kr/web/contents/bizpbanc-ongoing.do?schM=view&pbancSn=174068",
}

DESCRIBED = {
    "biz_category_cd": "cmrczn_Tab3",
    "supt_biz_titl_nm": "창업도약패키지",
    "biz_supt_trgt_info": "창업 3~7년 기업",
    "biz_supt_bdgt_info": "총 590.5억원",
    "biz_supt_ctnt": "사업화 자금",
    "supt_biz_intrd_info": "도약기 기업 지원",
    "biz_yr": 2025,
    "detl_pg_url": "https://www.k-startup.go.kr/web/contents/webPACKAGE.do?id=12",
}

BIZINFO = {
    "pblancId": "PBLN_000000000012345",
    "pblancNm": "2025년 수출 바우처",
    "jrsdInsttNm": "중소벤처기업부",
    "excInsttNm": "중소벤처기업진흥공단",
    "reqstBeginEndDe": "20250302 ~ 20250331",
    "bsnsSumryCn": "<p>☞ 수출 <strong>바우처</strong>&nbsp;지원</p><p>- 한도 1억원&lt;국비&gt;</p><script>x()</script>",
    "trgetNm": "중소기업",
    "pblancUrl": "/web/lay1/bbs/S1T122C128/AS/74/view.do?pblancId=PBLN_000000000012345",
    "totCnt": 1,
}

SPENT = {
    "FSCL_YY": "2025",
    "EXE_M": "5",
    "OFFC_NM": "중소벤처기업부",
    "PGM_NM": "창업환경조성",
    "ACTV_NM": "창업사업화지원",
    "ANEXP_BDG_CAMT": 1000000000,
    "EP_AMT": 100000000,
    "THISM_AGGR_EP_AMT": 400000000,
}


def openfiscal(*rows: dict[str, object], total: int | None = None) -> dict[str, object]:
    """Return an answer of 열린재정 with these rows."""
    head = [{"list_total_count": len(rows) if total is None else total}, {"RESULT": {"CODE": "INFO-000"}}]
    return {"VWFOEM": [{"head": head}, {"row": list(rows)}]}
