"""What each field of the data means, in both languages: the reference that ``policyreport schema --table`` prints."""

from __future__ import annotations

from collections.abc import Mapping

from policyreport.diagnostics import Message

MEANINGS: Mapping[str, Message] = {
    "id": Message(
        "names the record; others refer to it. Never changed once documents were issued",
        "기록의 이름표. 다른 기록이 이것으로 가리킴. 한번 펴내면 바꾸지 않음",
    ),
    "audience": Message(
        "who may see the record; reports for more readers do not know it",
        "누가 볼 수 있는지. 공개 범위가 더 넓은 보고서에는 없는 기록이 됨",
    ),
    "title_en": Message("the name in English, where there is one", "영문 이름. 없으면 적지 않음"),
    "sources": Message("the sources that say it", "이것을 밝힌 출처"),
    "source": Message("the source that says it", "이 값을 밝힌 출처"),
    "note": Message("a remark", "덧붙이는 말"),
    "omitted": Message(
        "why no document tells of it; only where that is meant, so that `policyreport coverage` does not ask for it",
        "어느 보고서에도 싣지 않는 사유. 일부러 뺄 때만 적으면 `policyreport coverage`가 빠졌다고 하지 않음",
    ),
    "dimensions": Message(
        "the members that it tells of, by the dimensions in `project.yaml`, each by its code or title: "
        "`{region: garam}`; left out for the whole",
        "`project.yaml`에 적은 구분 가운데 어느 항목의 것인지. `{region: garam}`이나 `{시군: 가람시}`처럼 적고, "
        "전체이면 적지 않음",
    ),
    "restated_from": Message(
        "the value as it was issued, where one that was printed is put right; the build then goes on for this figure "
        "and those that are reckoned from it, and says so in a footnote",
        "발행한 값을 바로잡을 때, 발행한 그대로의 종전 값. 이 수치와 이것으로 계산한 수치는 바뀌어도 빌드가 멈추지 "
        "않고 각주가 달림",
    ),
    "restated_reason": Message(
        "why it is another now, as readers shall read it; needed with `restated_from`",
        "바로잡은 사유. 읽는 이가 볼 글로 적음. `restated_from`을 적으면 꼭 적음",
    ),
    "lead": Message("the organisation in charge, by its right name", "맡은 기관의 바른 이름"),
    "partners": Message("organisations that take part", "함께하는 기관"),
    "department": Message("the department that is asked about it", "물어볼 부서"),
    "contact": Message("its telephone number or address, which may be public", "그 부서의 연락처. 공개해도 되는 것"),
    "photo": Message(
        "a picture in PNG, JPEG or SVG, by its path from the folder `data`: `pictures/opening.jpg`",
        "사진이나 그림(PNG, JPEG, SVG). `data` 폴더에서부터의 경로를 `pictures/개소식.jpg`처럼 적음",
    ),
    "photo_alt": Message(
        "what the picture shows, for those who do not see it; needed where there is one",
        "사진을 보지 못하는 이를 위해 무엇이 보이는지. 사진이 있으면 꼭 적음",
    ),
    "target_group": Message("whom it supports", "누구를 지원하는지"),
    "owner": Message("who has to do it", "누가 맡았는지"),
    "Policy.title": Message("the policy's name, the title of its documents", "정책의 이름. 문서의 제목에 나옴"),
    "Policy.purpose": Message("what the policy is for", "무엇을 위한 정책인지"),
    "Policy.began": Message("the day of its announcement; history begins here", "발표한 날. 실적은 이날부터 집계"),
    "Policy.keywords": Message("words by which the policy is found", "정책을 찾을 때 쓸 말"),
    "Policy.highlights": Message("the indicators shown first and large", "맨 앞에 크게 보일 지표"),
    "Strategy.title": Message("the strategy's name", "추진전략의 이름"),
    "Strategy.goal": Message("what the strategy is to reach", "이 전략으로 이루려는 것"),
    "Strategy.kind": Message(
        "a part with measures, or the one in which the council reports", "시책이 딸린 과제인지, 협의회 부문인지"
    ),
    "Field.title": Message("the field's name", "분야의 이름"),
    "Field.short_title": Message("a short name for heads of tables", "표의 머리에 쓸 짧은 이름"),
    "Field.content": Message("what belongs to the field", "이 분야에 드는 것"),
    "Measure.title": Message("the measure's name", "지원시책의 이름"),
    "Measure.strategy": Message("the strategy that it belongs to", "어느 추진전략에 드는지"),
    "Measure.content": Message("what is done", "무엇을 하는지"),
    "Measure.instrument": Message("by what means it supports", "무엇으로 지원하는지"),
    "Measure.fields": Message(
        "the fields that it is open to; all of them where none is named", "지원하는 분야. 비우면 전체"
    ),
    "Program.title": Message("the programme's name", "지원사업의 이름"),
    "Program.measures": Message("the measures that it carries out", "이 사업이 실행하는 지원시책"),
    "Program.fields": Message(
        "the fields that it is open to; all of them where none is named", "지원하는 분야. 비우면 전체"
    ),
    "Program.content": Message("what the programme gives", "무엇을 지원하는지"),
    "Program.period": Message("when it runs, in words", "언제 하는 사업인지, 글로"),
    "Program.call_opens": Message("the first day of applications", "신청 시작일"),
    "Program.call_closes": Message("the last day of applications", "신청 마감일"),
    "Program.address": Message("the page on which it is announced", "공고한 웹 주소"),
    "Indicator.title": Message("the indicator's name", "지표의 이름"),
    "Indicator.unit": Message("the unit of its values", "값의 단위. 수 뒤에 그대로 붙음"),
    "Indicator.role": Message(
        "a result of the policy, an output of a programme, a condition of support, or background",
        "정책 성과, 사업 실적, 지원 조건, 여건 가운데 무엇인지",
    ),
    "Indicator.definition": Message("what exactly is counted or measured", "무엇을 어떻게 재는지"),
    "Indicator.program": Message("the programme that it tells of", "어느 지원사업의 지표인지"),
    "Indicator.aspect": Message("its column in the table of programmes", "지원사업 표의 어느 칸인지"),
    "Indicator.formula": Message(
        "how it is reckoned from others; it has no observations then",
        "다른 지표로 계산하는 방법. 적으면 관측값을 적지 않음",
    ),
    "Indicator.decimals": Message(
        "decimal places shown; as written where left out (one for a rate)",
        "보일 소수 자릿수. 비우면 적은 대로(계산한 비율은 한 자리)",
    ),
    "Indicator.direction": Message(
        "whether more or less is better, or the value is to be kept; the achievement rate follows",
        "클수록, 작을수록 좋은지, 유지가 목표인지. 달성률이 따름",
    ),
    "Indicator.achievement": Message(
        "how tables tell of its target: the ratio to it, the way from the baseline to it, or only whether it is met",
        "달성률을 목표와의 비율로 낼지, 기준값에서 목표까지의 진도로 낼지, 달성 여부만 밝힐지",
    ),
    "Indicator.weight": Message(
        "its share of the whole score in percent", "전체 점수에서 차지하는 몫(%). 모두 더해 100"
    ),
    "Indicator.measured_by": Message("the statistic or system that values come from", "값을 얻는 통계나 시스템"),
    "Indicator.combine": Message(
        "whether values by the members of a dimension are added up to the whole (`sum`) or not (`none`); where left "
        "out, those counted in 명, 개, 건, 곳, 원 and the like are, others and conditions of support are not",
        "구분별 값을 더해 전체로 볼지(`sum`), 더하지 않을지(`none`). 비우면 명·개·건·곳·원처럼 세는 단위만 더하고, "
        "비율이나 지원 조건은 더하지 않음",
    ),
    "Formula.kind": Message(
        "the sum of the indicators, or the first as a percentage of the second",
        "지표의 합인지, 첫째를 둘째로 나눈 비율(%)인지",
    ),
    "Formula.of": Message("the indicators that it is reckoned from, two or more", "계산할 지표. 둘 이상"),
    "Observation.indicator": Message("the indicator observed", "어느 지표의 값인지"),
    "Observation.quarter": Message(
        "the quarter in which it was seen; left out in files of `data/quarters/`",
        "어느 분기에 보았는지. `data/quarters/`의 파일에서는 적지 않음",
    ),
    "Observation.value": Message("the value; empty where there is none yet", "값. 아직 없으면 비움(0과 다름)"),
    "Observation.as_of": Message("the time for which the value holds", "언제의 값인지"),
    "Observation.kind": Message("a value reached, or the one that progress starts from", "실적인지, 비교할 기준값인지"),
    "Observation.bound": Message(
        "where the source says only 'at most' or 'at least'", "출처가 이내나 이상이라고만 밝혔으면"
    ),
    "Observation.used": Message(
        "false for a value that another source's supersedes", "출처끼리 달라 쓰지 않는 값이면 false"
    ),
    "Observation.reason": Message("why it is not used, or not there yet", "쓰지 않는 사유. 또는 아직 없는 사유"),
    "Target.indicator": Message("the indicator that is to reach it", "어느 지표의 목표인지"),
    "Target.value": Message("the value aimed at", "목표로 하는 값"),
    "Target.upper": Message(
        "the upper bound of a range to be kept within; `value` is the lower one then",
        "범위가 목표일 때의 상한. 이때 `value`는 하한이고 `bound`는 적지 않음",
    ),
    "Target.year": Message("the year by whose end it is to be reached", "언제까지의 목표인지(연말)"),
    "Target.quarter": Message(
        "the quarter by whose end it is to be reached, in place of a year",
        "언제까지의 목표인지(분기 말). 연도 대신 적음",
    ),
    "Target.set_on": Message(
        "the day on which it was set; the latest is in force", "정한 날. 같은 때의 목표는 나중 것이 앞의 것을 대신함"
    ),
    "Target.bound": Message(
        "whether at most or at least this is aimed at", "목표가 이내인지 이상인지. 방향보다 먼저 봄"
    ),
    "Budget.program": Message("the programme that it is for", "어느 지원사업의 예산인지"),
    "Budget.year": Message(
        "the budget's year; one record for a programme, year and fund", "예산의 연도. 사업, 연도, 재원마다 한 줄"
    ),
    "fund": Message(
        "where the money comes from, by its code or Korean name; left out where it is not divided",
        "재원의 이름이나 부호. 재원으로 나누지 않으면 비움",
    ),
    "Budget.unit": Message(
        "the unit of its sums; units may be mixed and are converted exactly",
        "금액의 단위. 섞어 써도 정확히 바꾸어 더함",
    ),
    "Budget.original": Message("the budget as first decided (본예산)", "처음 정한 예산"),
    "Budget.supplementary": Message("what supplementary budgets added (추경)", "추가경정예산으로 더하거나 뺀 금액"),
    "Budget.supplementary_on": Message(
        "the day on which the supplementary budget was decided; quarters before it do not know it",
        "추경을 의결한 날. 그 전 분기의 문서에는 추경이 나오지 않음",
    ),
    "Budget.current": Message(
        "what may be spent after all changes (예산현액); original and supplementary budget where left out",
        "추경, 이월, 전용 등을 더하고 뺀, 쓸 수 있는 금액. 비우면 본예산과 추경의 합",
    ),
    "Budget.executed": Message(
        "what was spent by the end of `executed_as_of`; better written in `executions`, which keep each quarter's",
        "`executed_as_of`의 달 말까지 쓴 금액. 분기마다 남는 `executions`에 적는 것이 나음",
    ),
    "Budget.executed_as_of": Message(
        "the month up to which spending is counted; needed with `executed`",
        "집행액을 센 달. `executed`를 적으면 꼭 적음",
    ),
    "Fund.code": Message(
        "what data may call the fund, and facts do", "자료에 적을 수 있는 부호. 영문 소문자, 숫자, 하이픈"
    ),
    "Execution.program": Message("the programme of whose budget it was spent", "어느 지원사업의 예산을 쓴 것인지"),
    "Execution.year": Message("the year of the budget", "어느 해의 예산인지"),
    "Execution.quarter": Message(
        "the quarter in which it was seen; left out in files of `data/quarters/`",
        "어느 분기에 보았는지. `data/quarters/`의 파일에서는 적지 않음",
    ),
    "Execution.as_of": Message(
        "the month up to which spending is counted; the quarter's last one where left out",
        "집행액을 센 달. 비우면 분기의 마지막 달",
    ),
    "Execution.executed": Message(
        "what was spent from the year's beginning to the end of that month; empty where it is not there yet",
        "연초부터 그 달 말까지 쓴 금액. 아직 없으면 비움(0과 다름)",
    ),
    "Execution.planned": Message(
        "what was to be spent by then (집행계획), from the year's beginning",
        "그때까지 쓰기로 계획한 금액. 연초부터의 누계",
    ),
    "Execution.unit": Message("the unit of both sums", "두 금액의 단위"),
    "Milestone.title": Message("what is to be done", "무엇을 할 것인지"),
    "Milestone.measure": Message("the measure that it belongs to", "어느 지원시책의 일정인지"),
    "Milestone.program": Message("the programme that it belongs to", "어느 지원사업의 일정인지"),
    "Milestone.begins": Message("the day on which the work towards it starts", "일에 착수하는 날"),
    "Milestone.due": Message("the day by which it was first due", "처음 정한 기한"),
    "Milestone.done": Message("the day on which it was done", "마친 날"),
    "Milestone.cancelled": Message("the day on which it was cancelled", "취소한 날"),
    "Milestone.slipped_to": Message(
        "the day to which it was put off; with updates, written there", "미룬 기한. 상태변경이 있으면 거기에 적음"
    ),
    "Milestone.reason": Message(
        "why it is late or put off; with updates, written there", "늦거나 미룬 사유. 상태변경이 있으면 거기에 적음"
    ),
    "Milestone.remedy": Message(
        "what is done about the delay; with updates, written there", "늦은 데 대한 대책. 상태변경이 있으면 거기에 적음"
    ),
    "Update.kind": Message("of what kind of record the state changed", "무엇의 상태가 바뀌었는지"),
    "Update.record": Message("the record whose state changed", "상태가 바뀐 기록"),
    "Update.on": Message("the day from which on reports tell it", "보고서가 이 상태를 말하기 시작하는 날"),
    "Update.state": Message(
        "the state from that day on; words such as 연기 and 완료 are read too",
        "그날부터의 상태. 연기, 완료처럼 적어도 됨",
    ),
    "Update.due": Message("the new day by which it is due; needed where it is put off", "새 기한. 연기에는 꼭 적음"),
    "Update.done": Message(
        "the day on which it was done; that of the update where empty", "마친 날. 비우면 상태가 바뀐 날"
    ),
    "Update.stage_date": Message(
        "the day on which the law reached the stage; that of the update where empty",
        "법령이 그 단계에 이른 날. 비우면 상태가 바뀐 날",
    ),
    "Update.reason": Message("why it is late or put off, or why it does not go well", "늦거나 미룬 사유, 부진한 사유"),
    "Update.remedy": Message("what is done about it", "그에 대한 대책"),
    "Update.evidence": Message("the paper or address that shows the action done", "조치를 마쳤음을 보이는 문서나 주소"),
    "Update.note": Message("what else is to be said of it", "더 밝힐 것"),
    "Update.source": Message("the source that tells it", "이것을 밝힌 출처"),
    "Risk.title": Message("what does not go well", "무엇이 부진한지"),
    "Risk.measure": Message("the measure that it hinders", "어느 지원시책의 일인지"),
    "Risk.program": Message("the programme that it hinders", "어느 지원사업의 일인지"),
    "Risk.reason": Message("why it does not go well", "부진한 사유"),
    "Risk.remedy": Message("what is done about it", "대책"),
    "Risk.due": Message("the day by which it is to be solved", "언제까지 풀 것인지"),
    "Risk.status": Message("whether it still stands", "남아 있는지, 풀렸는지"),
    "Legislation.title": Message("the name of the law or rule", "법령의 이름"),
    "Legislation.kind": Message("what sort of law or rule it is", "법률, 대통령령, 조례 가운데 무엇인지"),
    "Legislation.stage": Message("how far it has come", "어디까지 나아갔는지"),
    "Legislation.date": Message("the day on which it reached the stage", "그 단계에 이른 날"),
    "Organisation.title": Message("the right name of the organisation", "기관의 바른 이름"),
    "Indicator.short_names": Message(
        "what sentences call it beside its title, so that `check` knows what they tell of",
        "글에서 달리 줄여 부르는 이름. 검사가 글의 주장을 수치와 비교할 때 씀",
    ),
    "Organisation.mistaken_for": Message("wrong names that `check` is to find", "잘못 적기 쉬운 이름. 검사가 찾아냄"),
    "Council.title": Message("the council's name", "협의회의 이름"),
    "Council.purpose": Message("what the council is for", "무엇을 하는 협의회인지"),
    "Council.rhythm": Message("how often and how it meets", "얼마나 자주, 어떻게 모이는지"),
    "Council.members_note": Message("what the list of members leaves out", "위원 목록에 없는 것에 대한 설명"),
    "Contact.name": Message("the person's name", "사람의 이름"),
    "Contact.position": Message("the person's rank or post", "직위나 직급"),
    "Contact.department": Message("the department that the person is of", "그 사람의 부서"),
    "Contact.telephone": Message("the telephone number", "전화번호"),
    "Contact.mail": Message("the mail address", "메일 주소"),
    "Contact.role": Message(
        "responsible (책임자), dealing with it (담당자), or attending meetings (배석)",
        "책임자, 담당자, 배석 가운데 무엇인지",
    ),
    "Contact.programs": Message(
        "the programmes that the person answers for; the whole policy where none is named",
        "맡은 지원사업. 비우면 정책 전체",
    ),
    "Contact.audience": Message(
        "who may see the person; the office alone until it is written otherwise",
        "누가 볼 수 있는지. 적지 않으면 내부만. 보도자료에 나올 사람은 공개, 회의자료에 나올 사람은 협의회나 공개",
    ),
    "Member.title": Message("the member organisation's name", "참여하는 기관의 이름"),
    "Member.sector": Message("from government, an association or a company", "정부, 협회, 기업 가운데 어디인지"),
    "Meeting.title": Message("the meeting's name", "회의의 이름"),
    "Meeting.date": Message("the day of the meeting", "회의한 날"),
    "Meeting.venue": Message("where it met", "회의한 곳"),
    "Meeting.agenda": Message("what it is called for", "다룰 안건"),
    "Meeting.reports": Message("what is reported to it", "보고한 것"),
    "Meeting.discussion": Message("what was talked about", "논의한 것"),
    "Meeting.decisions": Message("what was decided", "의결한 것"),
    "Meeting.attended": Message("the members that were there", "참석한 위원"),
    "Meeting.absent": Message("the members that were not there", "불참한 위원"),
    "Meeting.headcount": Message("how many persons were there", "참석한 사람의 수"),
    "Meeting.also_present": Message("who else was present", "배석한 기관이나 사람"),
    "Action.title": Message("what was asked for", "무엇을 하기로 했는지"),
    "Action.meeting": Message("the meeting that asked for it", "어느 회의에서 나왔는지"),
    "Action.due": Message("the day by which it is due", "언제까지 할 것인지"),
    "Action.status": Message(
        "how it stands; `unreported` where no source tells", "어떻게 되고 있는지. 알 수 없으면 `unreported`"
    ),
    "Action.done": Message("the day on which it was done", "마친 날"),
    "Action.evidence": Message("the paper or address that shows it done", "마친 것을 보이는 문서나 주소"),
    "Event.title": Message("what happened", "무슨 일이 있었는지"),
    "Event.date": Message("the day on which it happened", "언제 있었는지"),
    "Event.detail": Message("more about it", "더 자세한 내용"),
    "Event.measures": Message("the measures that it belongs to", "어느 지원시책의 실적인지"),
    "Event.programs": Message("the programmes that it belongs to", "어느 지원사업의 실적인지"),
    "Event.figures": Message("the indicators whose values are told with it", "함께 말할 값의 지표"),
    "Source.label": Message(
        "what it is called beside figures; where left out, a short id such as S13, or a number",
        "수치 옆과 출처 목록에 찍을 짧은 이름. 비우면 S13처럼 짧은 식별자, 아니면 [1], [2] 번호",
    ),
    "Source.title": Message("the title of the article, paper or data set", "기사, 문서, 통계의 제목"),
    "Source.publisher": Message("who published it", "낸 곳"),
    "Source.kind": Message(
        "press, official paper, data set, or example", "언론 보도, 공식 자료, 공공 데이터, 예시 가운데 무엇인지"
    ),
    "Source.address": Message("where it can be read", "볼 수 있는 웹 주소"),
    "Source.date": Message("when it came out; what it tells was known from then on", "나온 때. 이때부터 안 것으로 봄"),
    "Source.valid_until": Message(
        "the last day on which it still holds; values that rest on it later are warned of",
        "이 자료를 쓸 수 있는 마지막 날. 지난 뒤에도 이것에 근거한 값이 있으면 경고",
    ),
    "QuarterReport.quarter": Message("the quarter reported on", "어느 분기의 보고인지"),
    "QuarterReport.as_of": Message(
        "the day for which its documents hold; nothing later is told", "기준일. 이 뒤의 일은 나오지 않음"
    ),
    "QuarterReport.headline": Message("the quarter in one line", "이 분기의 한 줄 요지"),
    "QuarterReport.narrative": Message(
        "the quarter in the office's own words, by paragraph", "기관의 말로 쓴 서술. 문단마다 하나"
    ),
    "QuarterReport.outlook": Message("what is planned next", "앞으로 할 일"),
    "QuarterReport.gaps": Message("what is not known", "알 수 없었던 것"),
    "QuarterReport.requests": Message(
        "what the reader is asked to decide or to help with", "읽는 이가 결정하거나 협조할 것. 첫 쪽 요약에 나옴"
    ),
    "QuarterReport.release_day": Message("when its press release is handed out", "보도자료를 배포하는 날"),
    "QuarterReport.embargo_day": Message(
        "from which day on it may be published; at once where left out", "보도할 수 있는 날. 비우면 배포 즉시"
    ),
    "QuarterReport.embargo_time": Message("from which time of that day on", "그날의 보도할 수 있는 시각"),
    "QuarterReport.attachments": Message(
        "what is handed out beside the press release", "보도자료에 딸린 자료. 보도자료의 붙임 목록에 나옴"
    ),
    "Settings.name": Message("names the project in its zips and timers", "건네줄 zip과 예약의 이름에 쓰는 이름표"),
    "Settings.kogl": Message(
        "type of the public licence (공공누리), printed at the foot", "바닥글에 나올 공공누리 유형"
    ),
    "Settings.language": Message("language of the documents", "문서의 언어"),
    "Settings.timezone": Message("time zone in which quarters end", "분기가 끝나는 때를 정하는 시간대"),
    "MailSettings.host": Message("the server's name", "메일 서버의 이름"),
    "MailSettings.security": Message(
        "how the connection is encrypted; nothing is sent without",
        "연결을 암호화하는 방법. 암호화하지 않고는 보내지 않음",
    ),
    "MailSettings.sender": Message("the address that messages come from", "보내는 이의 주소"),
    "MailSettings.reply_to": Message("the address that answers go to", "답장을 받을 주소. 비우면 보내는 주소"),
    "MailSettings.subject": Message("a template for the subject", "메일 제목의 템플릿"),
    "MailSettings.most_megabytes": Message("the largest message that is sent", "보낼 수 있는 가장 큰 메일(MB)"),
    "MailSettings.timeout": Message("seconds to wait for the server's answer", "서버의 답을 기다리는 시간(초)"),
    "Freshness.warn_days": Message(
        "days after which a value is old", "이 날수보다 오래된 값은 경고. 값을 비워 적으면 알리지 않음"
    ),
    "Freshness.error_days": Message(
        "days after which a value is too old", "이 날수보다 오래된 값은 오류. 비우면 알리지 않음"
    ),
    "Group.id": Message("names the group", "그룹의 이름표"),
    "Group.audience": Message("the narrowest circle that its members belong to", "그룹이 볼 수 있는 범위"),
    "Group.formats": Message(
        "the formats that it is given; all where none is named", "받을 형식. 비우면 그 보고서의 모든 형식"
    ),
    "Recipient.id": Message("names the recipient", "수신자의 이름표"),
    "Recipient.address": Message("needed where delivery is by mail", "받는 이의 주소. 메일로 보내면 꼭 적음"),
    "Recipient.audience": Message("the narrowest circle that the recipient belongs to", "받는 이가 볼 수 있는 범위"),
}
"""The meaning of a field by ``Record.field``, or by ``field`` where it means the same in all of the data set."""

SETTING_MEANINGS: Mapping[str, str] = {
    "Settings.title": "the project's name",
    "Settings.organisation": "the organisation that issues the documents, by its right name",
    "Settings.licence": "terms of use, printed at the foot as they are",
    "Settings.mark": "printed on each page, such as 가상 자료",
    "Settings.funds": "funds beside the built-in ones, or other names for these",
    "Settings.display_unit": "the unit in which tables tell money; that of the data where left out",
    "Fund.title": "the fund's name, which may be written in place of its code",
    "Fund.order": "lower ones come first; the built-in ones have 10 to 80",
    "Settings.inputs": "workbooks, CSV files and databases beside the files in `data/`",
    "Settings.lists": "codes of the project's own, other words and another order for the code lists",
    "OwnLists.instruments": "by what means measures support: own codes, words and order",
    "OwnLists.indicator_roles": "what indicators are for: own codes, words and order",
    "OwnLists.legislation_kinds": "sorts of law or rule: own codes, words and order",
    "OwnLists.legislation_stages": "how far a law has come: own codes, words and order",
    "OwnLists.action_statuses": "how actions stand: own codes, words and order",
    "OwnLists.sectors": "where members come from: own codes, words and order",
    "OwnLists.contact_roles": "what contacts do: own codes, words and order",
    "OwnLists.source_kinds": "sorts of sources: own codes, words and order",
    "OwnCode.code": "the code, which data may be written with; never changed once it is used",
    "OwnCode.title": "the Korean word that documents print; may be left out for a built-in code",
    "Settings.voice": "who speaks in the documents: `office`, in charge of the policy, or `observer` of public data",
    "Settings.progress": "from when on a programme needs attention, is behind, or is done",
    "ProgressThresholds.late_days": "days after which what is late is behind",
    "ProgressThresholds.execution_attention": "needs attention below this percentage of the planned execution",
    "ProgressThresholds.execution_behind": "is behind below this percentage of the planned execution",
    "ProgressThresholds.achievement_behind": "is behind where a missed target was reached by less than this percentage",
    "ProgressThresholds.execution_done": "is done from this execution rate on, once all milestones are over",
    "Settings.rules": "rules that are off or set otherwise",
    "Settings.reconcile": "how tables of other offices are read, to be compared with the facts",
    "Settings.schedule": "when quarters are issued unattended, and who is told",
    "Settings.dimensions": "how what is counted is divided, such as by region, each dimension by its id",
    "Dimension.title": "what people call it, the head of its column in tables, such as 시군",
    "Dimension.members": "all its members: they are the whole",
    "DimensionMember.code": "names the member in data and facts; never changed once documents were issued",
    "DimensionMember.title": "the member's name, which data may write in place of its code",
    "Settings.mail": "the server that takes mail; no password stands here",
    "Schedule.first": "the first quarter to issue",
    "Schedule.grace_days": "days to wait after a quarter's end",
    "Schedule.at": "time of the day, in the project's time zone",
    "Schedule.notify": "who is told when something was issued or failed",
    "Notify.command": "a program and its arguments; it reads `status.json` from its standard input",
    "Notify.mail": "an address that is written to through `mail:`",
    "MailSettings.port": "465 for `tls` and 587 for `starttls` where left out",
    "MailSettings.ca_file": "certificates of the office's own authority (PEM), from the project's folder",
    "MailSettings.user": "the account; the password is in POLICYREPORT_SMTP_PASSWORD or the keyring",
    "MailSettings.sender_name": "the sender's name; the organisation's where left out",
    "Input.file": "the path of a workbook or CSV file from `data/`",
    "Input.sheets": "the collection that each sheet holds; empty for a sheet that is not read",
    "Input.collection": "the collection that a CSV file holds",
    "Input.encoding": "how a CSV file is encoded",
    "Input.columns": "the field that each of the office's own heads means; empty for a column that is not read",
    "Input.sql": "the address of a database, as SQLAlchemy writes it",
    "Input.sql_from": "the environment variable that holds the address",
    "Input.queries": "the SELECT statement that fills each collection",
    "ReceivedTable.file": "the file's name, `*` for anything; left out, any file",
    "ReceivedTable.sheet": "the sheet; left out, the one that has the heads",
    "ReceivedTable.head_row": "the row of the heads; left out, the first that has all of `columns`",
    "ReceivedTable.collection": "`programs` or `indicators`",
    "ReceivedTable.record": "the id of the programme or indicator of which all rows tell",
    "ReceivedTable.columns": "the field that each head, or column such as `D열`, means: `record`, `quarter`, `year`, "
    "`fund`, `unit`, `dimensions.<id>`, or what is compared",
    "ReceivedTable.unit": "the unit of the table's amounts",
    "ReceivedTable.units": "the unit of single heads",
    "ReceivedTable.encoding": "how a CSV file is encoded",
    "ReceivedTable.partial": "whether records of ours may be lacking in the table",
    "RuleSettings.off": "rules that are not heeded, with reasons",
    "RuleSettings.freshness": "from what age on a value is old",
    "RuleSettings.longest_item": "the most characters of a line",
    "SwitchedOff.code": "the rule's code, as `policyreport rules` lists it",
    "SwitchedOff.reason": "why it is not heeded",
    "SwitchedOff.record": "only for the record of this id",
    "SwitchedOff.text": "only for texts that hold these words",
    "RecipientsFile.groups": "what several recipients are given alike",
    "RecipientsFile.recipients": "each person or office that is given documents",
    "Group.title": "what the office calls the group",
    "Group.reports": "the report kinds that it is given",
    "Group.deliver": "how documents reach it",
    "Recipient.name": "the person's or office's name",
    "Recipient.organisation": "the organisation, named in the salutation",
    "Recipient.greeting": "the salutation; made from organisation and name where left out",
    "Recipient.groups": "the groups that the recipient belongs to",
    "Recipient.reports": "the report kinds, in place of the groups'",
    "Recipient.formats": "the formats, in place of the groups'; all where none is named",
    "Recipient.deliver": "how documents reach the recipient, in place of the groups'",
    "DeliveryMethod.mail": "by mail: each file attached, or all in one zip",
    "DeliveryMethod.folder": "into this folder, in one of its own for each quarter",
    "DeliveryMethod.command": "by a program and its arguments, to which the files' paths are added",
    "DeliveryMethod.seconds": "how long the command may take",
}
"""What other fields of the settings mean in English; what they are called in Korean says it already."""
