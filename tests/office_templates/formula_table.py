"""Formulas as officials write them, over one made-up sheet of programmes, by what they are about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from .drawing_in_excel import drawn

ROWS: Sequence[Sequence[object]] = (
    ("사업", "부처", "예산", "집행", "시작일", "비율", "비고", "순번", "구분"),
    ("청년창업 지원", "중기부", 1200, 300.5, date(2024, 3, 15), 0.25, "완료", 1, "A1"),
    ("초기창업 패키지", "중기부", 850, 850, date(2024, 1, 31), 1, "완료", 2, "a2"),
    ("AI 바우처", "과기정통부", 2400.75, 1999.9, date(2023, 12, 1), 0.833, None, 3, "B1"),
    ("수출 바우처", "산업부", 430, None, date(2024, 2, 29), None, "진행 중", 4, "b2"),
    ("지역 혁신 (시범)", "산업부", 0, 0, date(2025, 7, 7), 0, "진행 중", 5, "C1"),
    ("청년농 정착", "농식품부", 975, 410, date(2022, 5, 20), 0.4205, "-", 6, None),
    ("스마트팜 실증*", "농식품부", 640, 640, date(2024, 10, 9), 1, None, 7, "D?1"),
    ("재도전 성공", "중기부", 310, 95.25, date(2024, 8, 15), 0.3073, "지연", 8, "A10"),
    ("  공백  있는  이름 ", "과기정통부", 1200, 600, date(2024, 6, 30), 0.5, "완료", 9, "E1"),
    ("글로벌 협력", "외교부", 55.5, -12.5, date(2024, 12, 31), -0.225, "취소", 10, "F1"),
)
"""A row of titles and ten programmes: ``A1:I11``, the native table ``사업표``."""
OFFICES: Sequence[Sequence[object]] = (
    ("부처", "중기부", "과기정통부", "산업부", "농식품부", "외교부"),
    ("약칭", "중", "과", "산", "농", None),
    ("정원", 430, 790, 1200, 640.5, 820),
    ("하한", 0, 100, 500, 1000, 2000),
    ("등급", "E", "D", "C", "B", "A"),
    ("섞임", "5", True, 0.1, 5, "3월 5일"),
    ("빈 글", '=""', "=0.1+0.2", '=IF(D3>0,"",1)', "=C3*1", "=NA()"),
)
"""The second sheet, ``기관 표``: ``A1:F7``."""
NAMES: Mapping[str, str] = {"예산액": "총괄!$C$2:$C$11", "기준일": "총괄!$E$2", "세율": "0.1"}

_TOTALS = r"""
SUM(C2:C11)
SUM(C2:C4,C8)
SUM(C2,C3,D4)
SUM(C2:D11)
SUM(1,2,C2)
SUM(C2:C3,C3:C4)
SUM(예산액)
SUM(사업표[예산])
SUM(사업표[[예산]:[집행]])
SUM('기관 표'!B3:F3)
SUM('기관 표'!B3:C3,D2:D3)
SUM(C2:C11)/COUNT(C2:C11)
SUM(C2:C11)-SUM(D2:D11)
SUM(C2:C11)*100%
SUM(-C2,C3*2)
SUM(C:C)
SUM($C:$D)
SUM(A2:A11)
SUM(TRUE,2)
SUM(G2:G11)+1
SUM(C2:C4)/SUM(C2:C11)
SUM(SUM(C2:C3),SUM(D2:D3))
SUM(IF(C2>5,C2,0),1)
AVERAGE(D2:D11)
AVERAGE(D2:D5,D9)
AVERAGE(1,2,3,4)
AVERAGE(C2,D2)
COUNT(A1:I11)
COUNT(1,C2,D5)
COUNTA(G2:G11)
COUNTA(A1:I11)
COUNTBLANK(G2:G11)
COUNTBLANK(A1:I11)
COUNTBLANK(D2:D11)
MAX(D2:D11)
MIN(D2:D11)
MAX(C2:C11,5000)
MAX(0,D11)
MIN(C2,D2)
MIN(100%,D2/C2)
MAX(A2:A11)
MAX(E2:E11)-MIN(E2:E11)
MEDIAN(C2:C11)
MEDIAN(C2:C10)
MEDIAN(D2:D11,7)
PRODUCT(H2:H6)
PRODUCT(C2,2)
PRODUCT(C2:C3,F2)
SUMSQ(C2:C4)
STDEV(C2:C11)
STDEV.S(C2:C11)
STDEVP(C2:C11)
STDEV.P(D2:D11)
VAR(C2:C11)
VAR.S(C2:C11)
VARP(C2:C11)
VAR.P(C2:C11)
SUBTOTAL(9,C2:C11)
SUBTOTAL(109,C2:C11)
SUBTOTAL(1,D2:D11)
SUBTOTAL(2,C2:C11)
SUBTOTAL(3,G2:G11)
SUBTOTAL(4,C2:C11)
SUBTOTAL(5,C2:C11)
SUBTOTAL(9,C2:C4,C8:C9)
SUBTOTAL(109,사업표[집행])
LARGE(C2:C11,1)
LARGE(C2:C11,3)
LARGE(D2:D11,9)
SMALL(C2:C11,2)
SMALL(D2:D11,1)
LARGE(C2:C11,COUNT(C2:C11))
LARGE(C2:C11,1)-LARGE(C2:C11,2)
RANK(C2,C2:C11)
RANK(C4,$C$2:$C$11,0)
RANK(C3,$C$2:$C$11,1)
RANK.EQ(C2,C2:C11)
RANK.EQ(C10,C2:C11,1)
RANK(D9,D2:D11)
RANK.AVG(C2,C2:C11)
RANK(C3,예산액)
QUARTILE(C2:C11,1)
QUARTILE.INC(C2:C11,3)
PERCENTILE(C2:C11,0.9)
PERCENTILE.INC(D2:D11,0.25)
MODE(C2:C11)
"""
_CRITERIA = r"""
SUMIF(B2:B11,"중기부",C2:C11)
SUMIF(B2:B11,B2,C2:C11)
SUMIF(B$2:B$11,"="&B4,C$2:C$11)
SUMIF(B2:B11,"<>중기부",C2:C11)
SUMIF(C2:C11,">=850")
SUMIF(C2:C11,">"&C3,D2:D11)
SUMIF(C2:C11,"<1000",D2:D11)
SUMIF(C2:C11,1200,D2:D11)
SUMIF(C2:C11,"1200",D2:D11)
SUMIF(C2:C11,"<>0",D2:D11)
SUMIF(C2:C11,0,H2:H11)
SUMIF(D2:D11,0,H2:H11)
SUMIF(A2:A11,"*바우처",C2:C11)
SUMIF(A2:A11,"청년*",C2:C11)
SUMIF(A2:A11,"*창업*",C2:C11)
SUMIF(A2:A11,"?? 바우처",C2:C11)
SUMIF(A2:A11,"*~*",C2:C11)
SUMIF(A2:A11,"지역 혁신 (시범)",C2:C11)
SUMIF(I2:I11,"a1",C2:C11)
SUMIF(I2:I11,"A*",C2:C11)
SUMIF(I2:I11,"d~?1",C2:C11)
SUMIF(G2:G11,"",C2:C11)
SUMIF(G2:G11,"<>",C2:C11)
SUMIF(G2:G11,"=",C2:C11)
SUMIF(G2:G11,"-",C2:C11)
SUMIF(G2:G11,"<>완료",C2:C11)
SUMIF(B2:B11,"없음",C2:C11)
SUMIF(사업표[부처],"산업부",사업표[예산])
SUMIF(B:B,"중기부",C:C)
SUMIF('기관 표'!B1:F1,B4,'기관 표'!B3:F3)
SUMIF(E2:E11,">="&DATE(2024,1,1),C2:C11)
SUMIF(E2:E11,E2,C2:C11)
SUMIF(F2:F11,">=50%",C2:C11)
SUMIF(F2:F11,1,C2:C11)
SUMIF(B2:B11,"중기부",C2)
SUMIF(B2:B11,"중기부",C2:C11)/SUM(C2:C11)
SUMIF(C2:C11,">="&AVERAGE(C2:C11))
SUMIF(A2:A11,A9,C2:C11)
COUNTIF(B2:B11,"중기부")
COUNTIF(B2:B11,B3)
COUNTIF(C2:C11,">=1000")
COUNTIF(C2:C11,">1000")-COUNTIF(C2:C11,">2000")
COUNTIF(C2:C11,"<=0")
COUNTIF(C2:C11,0)
COUNTIF(D2:D11,"<>")
COUNTIF(D2:D11,"")
COUNTIF(D2:D11,"=")
COUNTIF(D2:D11,"<>0")
COUNTIF(G2:G11,"")
COUNTIF(G2:G11,"<>")
COUNTIF(G2:G11,"*")
COUNTIF(G2:G11,"진행*")
COUNTIF(A2:A11,"*(*")
COUNTIF(I2:I11,"B?")
COUNTIF(I2:I11,"<>A1")
COUNTIF(A1:I11,"중기부")
COUNTIF(C2:C11,C2)
COUNTIF($B$2:B4,B4)
COUNTIF(E2:E11,"<2024-01-01")
COUNTIF(E2:E11,">"&E3)
COUNTIF(F2:F11,"<0")
COUNTIF(F2:F11,"100%")
COUNTIF(B2:B11,"중기부")/COUNTA(B2:B11)
COUNTIF(B2:B11,"중기부")&"건"
COUNTIF(G2:G11,"완료")+COUNTIF(G2:G11,"지연")
AVERAGEIF(B2:B11,"중기부",C2:C11)
AVERAGEIF(C2:C11,">0")
AVERAGEIF(G2:G11,"완료",D2:D11)
AVERAGEIF(B2:B11,"산업부",D2:D11)
SUMIFS(C2:C11,B2:B11,"중기부",G2:G11,"완료")
SUMIFS(C2:C11,B2:B11,B2,C2:C11,">500")
SUMIFS(C2:C11,E2:E11,">="&DATE(2024,1,1),E2:E11,"<"&DATE(2025,1,1))
SUMIFS(D2:D11,G2:G11,"<>완료",B2:B11,"*부")
SUMIFS(C2:C11,A2:A11,"*바우처*")
SUMIFS(사업표[예산],사업표[부처],"농식품부",사업표[비고],"-")
SUMIFS(C:C,B:B,"산업부")
SUMIFS(C2:C11,B2:B11,"없음")
SUMIFS(C2:C11,G2:G11,"")
COUNTIFS(B2:B11,"중기부",C2:C11,">=850")
COUNTIFS(B2:B11,"<>중기부",G2:G11,"완료")
COUNTIFS(C2:C11,">=300",C2:C11,"<1000")
COUNTIFS(G2:G11,"",C2:C11,">0")
COUNTIFS(E2:E11,">=2024-01-01",E2:E11,"<=2024-06-30")
AVERAGEIFS(C2:C11,B2:B11,"중기부",G2:G11,"완료")
AVERAGEIFS(D2:D11,C2:C11,">500",C2:C11,"<1000")
MAXIFS(C2:C11,B2:B11,"중기부")
MINIFS(C2:C11,B2:B11,"중기부")
MAXIFS(C2:C11,B2:B11,"없음")
SUMPRODUCT(C2:C11,D2:D11)
SUMPRODUCT(C2:C11,F2:F11)/SUM(C2:C11)
SUMPRODUCT((B2:B11="중기부")*(C2:C11))
SUMPRODUCT((B2:B11="중기부")*(G2:G11="완료")*C2:C11)
SUMPRODUCT((B2:B11="중기부")*1)
SUMPRODUCT(--(B2:B11="중기부"),C2:C11)
SUMPRODUCT(--(C2:C11>500))
SUMPRODUCT((YEAR(E2:E11)=2024)*C2:C11)
SUMPRODUCT((MONTH(E2:E11)<=6)*(C2:C11>0))
SUMPRODUCT((C2:C11>=300)*(C2:C11<1000))
SUMPRODUCT((LEFT(A2:A11,2)="청년")*C2:C11)
SUMPRODUCT((G2:G11<>"")*1)
SUMPRODUCT((LEN(G2:G11)>0)*1)
SUMPRODUCT(1/COUNTIF(B2:B11,B2:B11))
SUMPRODUCT(('기관 표'!B3:F3>700)*'기관 표'!B3:F3)
SUMPRODUCT(사업표[예산],사업표[비율])
SUMPRODUCT((B2:B11=B4)*(C2:C11>C4))+1
SUMPRODUCT(C2:C11*D2:D11)
SUMPRODUCT(ISNUMBER(SEARCH("창업",A2:A11))*C2:C11)
SUMPRODUCT(ROUND(C2:C11/1000,1))
SUMPRODUCT(C2:C11-D2:D11)
SUMPRODUCT((B2:B11='기관 표'!B1:F1)*C2:C11)
SUMPRODUCT(MAX((B2:B11="중기부")*C2:C11))
"""
_LOOKUPS = r"""
VLOOKUP("AI 바우처",A2:I11,3,FALSE)
VLOOKUP(A3,A2:I11,2,FALSE)
VLOOKUP(A3,A2:I11,2,0)
VLOOKUP("수출*",A2:I11,3,FALSE)
VLOOKUP("ai 바우처",$A$2:$I$11,3,0)
VLOOKUP("글로벌 협력",A:D,4,FALSE)
VLOOKUP(A4,사업표,4,FALSE)
VLOOKUP(5,H2:I11,2,FALSE)
VLOOKUP(5.5,H2:I11,2,TRUE)
VLOOKUP(100,H2:I11,2)
VLOOKUP(1,H2:I11,2,TRUE)
VLOOKUP("스마트팜 실증~*",A2:C11,3,FALSE)
VLOOKUP(A2,A2:C11,3,FALSE)*2
IFERROR(VLOOKUP("없음",A2:C11,3,FALSE),"-")
IFERROR(VLOOKUP("없음",A2:C11,3,FALSE),0)
IFNA(VLOOKUP("없음",A2:C11,3,FALSE),"해당 없음")
IF(ISNA(VLOOKUP("없음",A2:C11,3,FALSE)),"없음","있음")
IF(ISERROR(VLOOKUP(A2,A2:C11,3,FALSE)),0,VLOOKUP(A2,A2:C11,3,FALSE))
HLOOKUP("산업부",'기관 표'!A1:F5,3,FALSE)
HLOOKUP(B2,'기관 표'!$A$1:$F$5,2,FALSE)
HLOOKUP("과기*",'기관 표'!$A$1:$F$5,3,0)
HLOOKUP(C2,'기관 표'!B4:F5,2,TRUE)
HLOOKUP(C2,'기관 표'!B4:F5,2)
HLOOKUP(99,'기관 표'!B4:F5,2)
LOOKUP(C3,'기관 표'!B4:F4,'기관 표'!B5:F5)
LOOKUP(5000,'기관 표'!B4:F4,'기관 표'!B5:F5)
LOOKUP(3,H2:H11,A2:A11)
LOOKUP(2,1/(B2:B11="중기부"),A2:A11)
MATCH("산업부",B2:B11,0)
MATCH("AI*",A2:A11,0)
MATCH(1200,C2:C11,0)
MATCH(5.5,H2:H11,1)
MATCH(5,H2:H11)
MATCH("외교부",'기관 표'!A1:F1,0)
MATCH(MAX(C2:C11),C2:C11,0)
ISNUMBER(MATCH("산업부",B2:B11,0))
ISNA(MATCH("없음",B2:B11,0))
INDEX(C2:C11,3)
INDEX(A2:I11,3,2)
INDEX(A2:A11,MATCH(MAX(C2:C11),C2:C11,0))
INDEX(A2:A11,MATCH(LARGE(D2:D11,2),D2:D11,0))
INDEX(C2:C11,MATCH("재도전 성공",A2:A11,0))
INDEX('기관 표'!A1:F5,3,MATCH("농식품부",'기관 표'!A1:F1,0))
INDEX('기관 표'!B3:F3,2)
INDEX('기관 표'!B3:F3,1,2)
INDEX(사업표[예산],MATCH("청년농 정착",사업표[사업],0))
INDEX(A1:I11,MATCH("수출 바우처",A1:A11,0),MATCH("예산",A1:I1,0))
SUM(INDEX(A2:I11,0,3))
SUM(INDEX(C2:D11,2,0))
SUM(C2:INDEX(C2:C11,3))
SUM(OFFSET(C1,1,0,3,1))
SUM(OFFSET(C2,0,0,COUNT(C2:C11),1))
OFFSET(A1,2,1)
SUM(OFFSET(C5,-1,0),C5)
CHOOSE(2,"가","나","다")
CHOOSE(MONTH(E2),"1월","2월","3월")
CHOOSE(H4,C2,C3,C4)
ROWS(A2:A11)
COLUMNS(A1:I1)
ROW(A5)
COLUMN(C1)
ROW()
COLUMN()
ROW()-ROW(A1)
SWITCH(B2,"중기부","중","산업부","산","기타")
SWITCH(H3,1,"하나",2,"둘")
"""
_CONDITIONS = r"""
IF(C2>1000,"대형","소형")
IF(C2>1000,"대형",IF(C2>500,"중형","소형"))
IF(C3=850,C3,0)
IF(D5="","미집행",D5)
IF(D5=0,"영","아님")
IF(ISBLANK(D5),"-",D5/C5)
IF(C6=0,"-",D6/C6)
IF(B2="중기부",1,0)
IF(B2<>"중기부",1,0)
IF(AND(C2>100,G2="완료"),"O","X")
IF(OR(G5="완료",G5="진행 중"),"O","X")
IF(NOT(G2="완료"),"O","X")
IF(C2,"있음","없음")
IF(C6,"있음","없음")
IF(C2>5000,"큼")
IF(D2>=C2,"달성","미달")
IF(A2="청년창업 지원",TRUE,FALSE)
IF(TRUE,"예","아니오")
IF(C2>0,,1)
IF(D11<0,"△"&ABS(D11),D11)
IF(COUNT(D2:D11)=0,"-",SUM(D2:D11))
IF(ISNUMBER(D2),D2,"-")
IF(ISTEXT(G2),G2,"-")
IF(ISERROR(C2/C6),"-",C2/C6)
IFS(C2>2000,"가",C2>1000,"나",TRUE,"다")
IFS(F2>=0.9,"우수",F2>=0.5,"보통",TRUE,"미흡")
IFERROR(C2/C6,"-")
IFERROR(C2/C3,0)
IFERROR(D2/C2*100,0)
IFERROR(1/0,"")
IFNA(C2,0)
AND(C2>0,D2>0)
AND(C2:C4)
OR(C2<0,D2>0)
OR(B2="중기부",B2="산업부")
NOT(C2>0)
XOR(C2>0,D2>0)
TRUE
FALSE
TRUE()
ISBLANK(D5)
ISBLANK(A2)
ISNUMBER(C2)
ISNUMBER(A2)
ISTEXT(A2)
ISNONTEXT(A2)
ISNONTEXT(D5)
ISERROR(1/0)
ISERR(1/0)
ISNA(1/0)
ISERROR(C2)
ISEVEN(C2)
ISODD(H2)
ISLOGICAL(C2>1)
N(C2)
N(A2)
C2>D2
C2=C10
C2<>C3
A2=A3
B2=B3
"A1"="a1"
EXACT("A1","a1")
EXACT(B2,B3)
D5=""
D5=0
C2>=1200
E2>E3
E2>DATE(2024,1,1)
(C2>1000)+(D2>100)
(C2>1000)*5
-(C2>1000)
C2>"가"
"가"=1
"""
_TEXTS = r"""
A2&" ("&B2&")"
"총 "&COUNTA(A2:A11)&"건"
"합계 "&SUM(C2:C11)&"억원"
C2&""
D2&"억"
C4&"/"&D4
F4&""
D11&""
1/3&""
2/3&"배"
123456789012&""
0.1+0.2&""
D5&"값"
H2&"."&A2
CONCATENATE(A2,"-",B2)
CONCATENATE(H2,". ",A2)
CONCAT(A2:A3)
CONCAT(B2:C3,"끝")
CONCAT(A2,"/",C2)
TEXTJOIN(", ",TRUE,G2:G11)
TEXTJOIN(", ",FALSE,G2:G5)
TEXTJOIN("·",TRUE,A2,B2,C2)
TEXTJOIN(",",TRUE,A2:B3)
LEFT(A2,2)
LEFT(A2)
LEFT(A2,100)
LEFT(C2,2)
RIGHT(A2,2)
RIGHT(B4,1)
MID(A2,3,2)
MID(A2,100,2)
MID(A2,1,0)
LEN(A2)
LEN(D5)
LEN(C4)
LEN(A10)
TRIM(A10)
TRIM("  가  나 ")
SUBSTITUTE(A2," ","")
SUBSTITUTE(A10," ","·")
SUBSTITUTE("가나가나","가","다",2)
SUBSTITUTE(A2,"없음","x")
REPLACE(A2,1,2,"중년")
FIND("창업",A2)
FIND("A",A4)
SEARCH("ai",A4)
SEARCH("창?",A2)
IFERROR(FIND("없음",A2),0)
IF(ISNUMBER(FIND("바우처",A4)),"바우처","기타")
IF(ISNUMBER(SEARCH("창업",A2)),"창업","기타")
LEFT(A2,FIND(" ",A2)-1)
MID(A2,FIND(" ",A2)+1,LEN(A2))
UPPER("abc가")
LOWER("ABC가")
UPPER(I3)
REPT("★",3)
REPT("■",ROUND(F2*10,0))
REPT("□",0)
CHAR(10)
"가"&CHAR(10)&"나"
T(A2)
T(C2)
VALUE("123")
VALUE("1234.5")
"①"&A2
""
"말 ""안"" 말"
HYPERLINK("https://example.go.kr","누리집")
"""
_FORMATS = r'''
TEXT(C2,"#,##0")
TEXT(C4,"#,##0")
TEXT(C4,"#,##0.0")
TEXT(C4,"#,##0.00")
TEXT(C6,"#,##0")
TEXT(D11,"#,##0.0")
TEXT(D11,"#,##0;△#,##0")
TEXT(D11,"#,##0.0;△#,##0.0;-")
TEXT(C6,"#,##0;△#,##0;-")
TEXT(C2,"0")
TEXT(H2,"00")
TEXT(H2,"000")
TEXT(C4,"0.0")
TEXT(C4,"0.##")
TEXT(C2,"0.##")
TEXT(C2,"#")
TEXT(C6,"#")
TEXT(0.5,"#.0")
TEXT(F2,"0%")
TEXT(F2,"0.0%")
TEXT(F4,"0.0%")
TEXT(F7,"0.00%")
TEXT(F11,"0.0%")
TEXT(C2,"#,##0억원")
TEXT(C2,"#,##0""억원""")
TEXT(C2,"총 #,##0")
TEXT(C2,"#,##0백만원")
TEXT(1234567,"#,##0,")
TEXT(1234567890,"#,##0,,")
TEXT(1234567,"#,##0,천원")
TEXT(1234567.891,"#,##0.0,")
TEXT(D2/C2,"0.0%")
TEXT(SUM(C2:C11),"#,##0")&"억원"
TEXT(C2,"@")
TEXT(A2,"@")
TEXT(A2,"0.0")
TEXT(A2,"""사업: ""@")
TEXT(2.5,"0")
TEXT(3.5,"0")
TEXT(1.005,"0.00")
TEXT(0.125,"0.00")
TEXT(-0.4,"0")
TEXT(-0.04,"0.0")
TEXT(-5,"0.0")
TEXT(1.5,"0.0""%p""")
TEXT(-1.5,"+0.0;-0.0;0.0")
TEXT(1.5,"+0.0""%p"";△0.0""%p"";0.0""%p""")
TEXT(0,"+0.0;-0.0;보합")
TEXT(12345,"0000000")
TEXT(1234567890,"000-0000-0000")
TEXT(1012345678,"000-0000-0000")
TEXT(8501011234567,"000000-0000000")
TEXT(E2,"yyyy-mm-dd")
TEXT(E2,"yyyy. m. d.")
TEXT(E2,"yyyy.mm.dd")
TEXT(E2,"yyyy.m.d")
TEXT(E2,"yyyy""년"" m""월"" d""일""")
TEXT(E2,"yyyy년 m월 d일")
TEXT(E2,"m월 d일")
TEXT(E2,"yy.mm.dd")
TEXT(E2,"'yy. m.")
TEXT(E2,"m/d")
TEXT(E2,"mm/dd/yyyy")
TEXT(E2,"yyyymmdd")
TEXT(E2,"YYYY-MM-DD")
TEXT(E2,"yyyy")
TEXT(E2,"m")
TEXT(E2,"mm")
TEXT(E2,"d")
TEXT(E2,"yyyy-mm")
TEXT(E2+0.75,"hh:mm")
TEXT(E2+0.75,"yyyy-mm-dd hh:mm")
TEXT(0.5,"h:mm")
TEXT(E2,"0")
TEXT(기준일,"yyyy. m. d.")&" 기준"
"("&TEXT(E2,"m. d.")&" ~ "&TEXT(E3,"m. d.")&")"
TEXT(YEAR(E2),"0")&"년"
TEXT(C2,"₩#,##0")
TEXT(C2,"")
'''
_NUMBERS = r"""
ROUND(C4,0)
ROUND(D2/C2*100,1)
ROUND(2.5,0)
ROUND(-2.5,0)
ROUND(1.005,2)
ROUND(C2,-3)
ROUND(C4,-1)
ROUNDUP(C4,0)
ROUNDUP(2.1,0)
ROUNDUP(-2.1,0)
ROUNDUP(D2/C2,2)
ROUNDUP(C2,-3)
ROUNDDOWN(C4,0)
ROUNDDOWN(C4,1)
ROUNDDOWN(-2.9,0)
ROUNDDOWN(D2/C2,3)
ROUNDDOWN(C3,-2)
TRUNC(C4)
TRUNC(C4,1)
TRUNC(-2.7)
INT(C4)
INT(-2.5)
INT(D11)
MOD(C2,7)
MOD(-7,3)
MOD(7,-3)
MOD(H2,2)
MOD(10,2.5)
QUOTIENT(C2,7)
ABS(D11)
ABS(C2-C3)
SIGN(D11)
SQRT(C2)
POWER(2,10)
2^10
C2^2
-2^2
2^-1
2^3^2
(-2)^2
EXP(1)
LN(10)
LOG10(100)
LOG(8,2)
CEILING(C4,10)
FLOOR(C4,10)
MROUND(C4,50)
EVEN(3)
ODD(4)
PI()
10%
D2/C2
50%*C2
C2*-1
-C2
+C2
(C2+C3)*2
C2-C3-D2
C2/C3/2
C2*세율
5&6
0.1+0.2-0.3
1-0.9-0.1
C2+D5
(D2-D11)/ABS(D11)*100
SUM(D2:D11)/SUM(C2:C11)
GCD(12,18)
LCM(4,6)
"""
_DATES = r"""
DATE(2024,3,1)
DATE(2024,13,1)
DATE(2024,1,0)
DATE(2024,3,0)
DATE(2023,2,29)
DATE(YEAR(E2),MONTH(E2)+1,1)
DATE(YEAR(E2)+1,MONTH(E2),DAY(E2))
YEAR(E2)
MONTH(E2)
DAY(E2)
YEAR(45000)
YEAR(E2)&"년 "&MONTH(E2)&"월"
ROUNDUP(MONTH(E2)/3,0)&"분기"
INT((MONTH(E4)+2)/3)
EDATE(E3,1)
EDATE(E3,-2)
EDATE(E5,12)
EOMONTH(E5,0)
EOMONTH(E3,-1)
EOMONTH(E3,1)+1
DAY(EOMONTH(E5,0))
DAYS(E2,E3)
DAYS(E3,E2)
DATEDIF(E3,E2,"d")
DATEDIF(E3,E2,"m")
DATEDIF(E7,E2,"y")
DATEDIF(E7,E2,"ym")
DATEDIF(E4,E2,"m")
E2-E3
E2+30
E2-DATE(2024,1,1)+1
WEEKDAY(E2)
WEEKDAY(E2,2)
WEEKDAY(E2,3)
CHOOSE(WEEKDAY(E2),"일","월","화","수","목","금","토")
NETWORKDAYS(E3,E2)
NETWORKDAYS(E2,E3)
NETWORKDAYS(E3,E2,E5)
WORKDAY(E2,10)
WORKDAY(E2,-5)
IF(E2>=DATE(2024,1,1),"당해","전년")
HOUR(0.75)
MINUTE(0.505)
TIME(12,30,0)
MAX(E2:E11)
YEAR(MIN(E2:E11))
DATEVALUE("2024-03-15")
WEEKNUM(E2)
ISOWEEKNUM(E2)
EDATE(E2,6)-E2
"""
_CORNERS = r"""
D5
INDEX(D2:D11,4)
VLOOKUP("수출 바우처",A2:D11,4,FALSE)
VLOOKUP("수출 바우처",A2:D11,4,FALSE)&"원"
VLOOKUP("수출 바우처",A2:D11,4,FALSE)=""
IF(VLOOKUP("수출 바우처",A2:D11,4,FALSE)=0,"영","아님")
MATCH(9.9E+307,C2:C11)
LOOKUP(9.9E+307,D2:D11)
SUMPRODUCT(INDEX((B2:B11="산업부")*C2:C11,0))
1="1"
A4="5"
'기관 표'!B6=5
'기관 표'!F6>3
G5>100
0.1+0.2=0.3
'기관 표'!C7='기관 표'!D6+0.2
IFERROR(""*2,"-")
IFERROR("-"*2,"x")
IFERROR('기관 표'!B7+1,"-")
'기관 표'!B7=""
ISBLANK('기관 표'!B7)
ISTEXT('기관 표'!B7)
LEN('기관 표'!D7)
COUNTA('기관 표'!B7:E7)
COUNTIF('기관 표'!B7:E7,"")
COUNTBLANK('기관 표'!B7:E7)
SUMIF('기관 표'!B7:F7,">0")
SUM(IFERROR('기관 표'!F7,0),1)
IFNA('기관 표'!F7,"없음")
MATCH(5,'기관 표'!B6:F6,0)
(C2>1)=TRUE
AND(A2:C2)
AND('기관 표'!C6,TRUE)
OR(C2>5000,FALSE)
MAX(TRUE,0)
RANK(C2,(C2:C4,C8:C9))
LARGE((C2:C4,D2:D3),2)
SUM((C2:C4,D2))
SUM(LARGE(C2:C11,{1,2,3}))
SUMPRODUCT(LARGE(C2:C11,{1,2,3}))
SUMPRODUCT(SUMIF(B2:B11,{"중기부","산업부"},C2:C11))
SUM(SUMIF(B2:B11,{"중기부","산업부"},C2:C11))
SUM(COUNTIF(B2:B11,{"중기부","산업부"}))
SUM({1,2;3,4}*2)
MATCH(1,INDEX((B2:B11="산업부")*(C2:C11=0),0),0)
SUMPRODUCT((B2:B11="중기부")*(G2:G11={"완료","지연"})*C2:C11)
SUMPRODUCT(C2:C4*{1;2;3})
LOOKUP(9.9E+307,C2:C11)
INDEX((C2:C11),3)
SUM(A2:B3)
"가"<"나"
"나"<="가"
"a"<"B"
"가">"a"
LEFT("가나다",2)="가나"
SUMIF(G2:G11,B2,C2:C11)
COUNTIF(G2:G11,"진행 중*")
COUNTIF(A2:A11,"*시범*")
COUNTIF(C2:C11,"1200")
COUNTIF(E2:E11,"2024-03-15")
ROUND(0.285,2)
ROUND(1.255,2)
ROUND(C2*1.1,1)
TEXT(0.285,"0.00")
TEXT(0.5,"0")
TEXT(1234.5,"#,##0")
TEXT(-1234.5,"#,##0")
TEXT(0.00049,"0.0%")
TEXT(D5,"0")
TEXT(-0.004,"0.00%;△0.00%")
TEXT(C2,"#,###")
TEXT(C6,"#,###")
TEXT(0.5,"#,##0.##")
TEXT(5,"#,##0.##")
TEXT(E2,"m월")
TEXT(E2,"yyyy년")
TEXT(E2,"dd일")
TEXT(E2,"yyyy/mm/dd")
TEXT(E2+0.5,"yyyy. m. d. hh:mm")
TEXT(C2,"0""/""0")
TEXT(C2,"0 ")
TEXT(C2,"(0)")
TEXT(-5,"(0)")
TEXT(-5,"0;(0)")
TEXT(5,"+0")
TEXT(C2,"0;0;;@")
TEXT(5,"0:00")
TEXT(0.25,"0.0%;△0.0%")
DATEDIF(E3,E6,"m")
DATEDIF(DATE(2024,1,31),DATE(2024,2,29),"m")
WEEKNUM(E2,2)
NETWORKDAYS(DATE(2024,3,1),DATE(2024,3,31),E2:E3)
SUBSTITUTE("aAa","a","b")
SEARCH("~*",A8)
LEFT(E2,4)
LEN(E2)
VALUE("12%")
TRIM("가"&CHAR(10)&" 나")
REPT("가",2.9)
CONCAT(C2:D3)
TEXTJOIN("/",TRUE,C2:D2)
SUMIFS(C2:C11,C2:C11,"<>0",B2:B11,"<>")
AVERAGEIF(A2:A11,"*바우처*",D2:D11)
XOR(TRUE,TRUE)
CHOOSE(1.9,"가","나")
SWITCH("a","A",1,2)
COUNT(C2:C11)=10
-C2^2
2^0.5
10^-2
PERCENTILE(C2:C11,0.333)
QUARTILE(C2:C11,2)
STDEV(C2:C11)/AVERAGE(C2:C11)
SUMSQ(C2:C11)
GCD(12,18)
C2&" / "&TEXT(D2/C2,"0.0%")
TEXT(ROUND(D2/C2*100,1),"0.0")&"%"
IF(D2/C2>=0.25,"달성","미달")&"("&TEXT(D2/C2,"0%")&")"
IF(ISERROR(FIND("바우처",A4)),"-",LEFT(A4,FIND("바우처",A4)-1))
IFERROR(INDEX(A2:A11,MATCH(1,INDEX((B2:B11="산업부")*(C2:C11>0),0),0)),"-")
IF(C2=MAX(C2:C11),"최대",IF(C2=MIN(C2:C11),"최소","-"))
"△"&TEXT(ABS(D11),"#,##0.0")
"""
_ERRORS = r"""
1/0
C2/C6
D2/D5
SQRT(-1)
VLOOKUP("없음",A2:C11,3,FALSE)
MATCH("없음",B2:B11,0)
INDEX(C2:C11,20)
VLOOKUP(A2,A2:C11,4,FALSE)
LARGE(C2:C11,11)
SMALL(C2:C11,0)
AVERAGE(A2:A11)
AVERAGEIF(B2:B11,"없음",C2:C11)
FIND("없음",A2)
A2+1
A2*C2
-A2
SUM("가",1)
IFS(C2>5000,"가")
DATEDIF(E2,E3,"d")
CHOOSE(4,"가","나")
MOD(5,0)
SWITCH(B2,"없음",1)
VALUE("가")
SUM(C2/C6,1)
MODE(H2:H11)
LOOKUP(-1,H2:H11,A2:A11)
STDEV(C2)
COUNTIF(C2:C11,">0")/C6
RANK(7,C2:C11)
"""
FORMULAS: Mapping[str, Sequence[str]] = {
    subject: listed.strip().splitlines()
    for subject, listed in {
        "totals": _TOTALS,
        "criteria": _CRITERIA,
        "lookups": _LOOKUPS,
        "conditions": _CONDITIONS,
        "texts": _TEXTS,
        "formats": _FORMATS,
        "numbers": _NUMBERS,
        "dates": _DATES,
        "corners": _CORNERS,
    }.items()
}

ERRORS: Sequence[str] = _ERRORS.strip().splitlines()
"""Formulas whose value is an error in Excel."""
_LEFT_OUT = r"""
# these functions are left to the program that opens the file
SUBTOTAL(6,H2:H5)
ADDRESS(2,3)
ISFORMULA(C2)
FIXED(C4,1)
FIXED(C4,0,TRUE)
FACT(5)
DATEDIF(E3,E2,"md")
DATEDIF(E3,E2,"yd")
YEARFRAC(E3,E2)
# a text of more than 32,767 characters is an error for Excel, and none for LibreOffice
LEN(REPT("가",32767)&"나")
LEN(CONCATENATE(REPT("가",30000),REPT("나",3000)))
LEN(CONCAT(REPT("가",30000),REPT("나",3000)))
LEN(TEXTJOIN(REPT("-",20000),TRUE,"가","나","다"))
LEN(SUBSTITUTE(REPT("가",30000),"가",REPT("나",30000)))
LEN(REPLACE(REPT("가",30000),1,0,REPT("나",3000)))
# a truth is 1 for LibreOffice, in areas and in texts, and for Excel it is not
(C2>1000)&""
COUNT('기관 표'!B6:F6)
SUM('기관 표'!B6:F6)
COUNTIF('기관 표'!B6:F6,5)
COUNTIF('기관 표'!B6:F6,"<>5")
COUNTIF('기관 표'!B6:F6,">1")
TRUE=1
TEXT(TRUE,"0")
# what a formula leaves empty is something for Excel
COUNTIF('기관 표'!B7:E7,"<>")
# the order of texts with blanks and other characters depends on the language
A2<A3
"가 나"<"가나"
# only some programs read a number or a day in the text
COUNTIF(C2:C11,"1,200")
COUNTIF(E2:E11,"2024. 3. 15.")
TEXT("5","0.0")
EDATE("2024-01-31",1)
YEAR("2024-03-15")
E2-"2024-01-01"
VALUE("1,234")
VALUE("")
SUMIF(C2:C11,">=1,000")
# the number reads as another one than is stored, and programs round one or the other
ROUNDUP(1.1*3,1)
ROUNDDOWN(2.3*3,1)
INT((0.1+0.7)*10)
MOD(0.3,0.1)
TEXT(0.999999,"hh:mm")
# LibreOffice and Excel make other texts of it
1E+20&""
0.00001&""
TEXT(C2,"0.0E+00")
TEXT(C2,"\#,##0")
TEXT(C2,"[>=1000]#,##0;0.0")
TEXT(C2,"# ?/?")
TEXT(1E+15,"#,##0")
TEXT(D5,"yyyy")
TEXT(E2,"General")
TEXT(C2,"General")
TEXT(C6,"0;0;;@")
FIND("",A2)
SEARCH("",A2)
UPPER("ß")
LEN("😀")
# the names of months and days depend on the language of the program
TEXT(E2,"[$-412]aaa")
TEXT(E2,"[$-412]aaaa")
TEXT(E2,"yyyy. m. d.([$-412]aaa)")
TEXT(E2,"mmm")
# Excel and LibreOffice read it differently
INDEX((B2:B11="산업부")*C2:C11,4)
DATE(24,1,1)
IFERROR(INDEX(C2:C11,0),"-")
0^0
"""
LEFT_OUT: Sequence[str] = [line for line in _LEFT_OUT.strip().splitlines() if not line.startswith("# ")]
"""Formulas without values beside them, under the reasons why."""
_NEW = (
    *("CONCAT", "TEXTJOIN", "IFS", "SWITCH", "MAXIFS", "MINIFS", "XOR", "IFNA", "DAYS", "STDEV.S", "STDEV.P", "VAR.S"),
    *("VAR.P", "RANK.EQ", "RANK.AVG", "QUARTILE.INC", "PERCENTILE.INC", "ISOWEEKNUM", "ISFORMULA", "XLOOKUP", "XMATCH"),
)
"""Functions that Excel stores under a longer name."""
COLUMN = 11
"""Where formulas stand beside the programmes."""


def stored(formula: str) -> str:
    """Return a formula as Excel stores it."""
    return re.sub(rf"(?<![\w.])({'|'.join(map(re.escape, _NEW))})\(", r"_xlfn.\1(", formula)


def drawn_with(formulas: Sequence[str]) -> bytes:
    """Return a workbook of the programmes with formulas beside them, from the first row on."""

    def beside(sheet: Worksheet) -> None:
        book = sheet.parent
        assert book is not None
        other = book.create_sheet("기관 표")
        for row in OFFICES:
            other.append(row)
        for name, meaning in NAMES.items():
            book.defined_names[name] = DefinedName(name, attr_text=meaning)
        sheet.add_table(Table(displayName="사업표", ref="A1:I11"))
        for number, formula in enumerate(formulas, 1):
            sheet.cell(number, COLUMN, f"={stored(formula)}")

    return drawn(ROWS, beside)
