"""The sample in Markdown, of which every format can be made."""

from __future__ import annotations

from policyreport.document.theme import Theme


def markdown_sample(_theme: Theme) -> bytes:
    """Return the sample; its looks are those of the house style, whatever it is."""
    return _TEXT.encode()


_TEXT = """\
{# 이렇게 쓴 말은 출력되지 않습니다. 쓸 수 있는 이름: policyreport names #}
# 1. 추진 개요

- {{ policy.purpose }}
- 추진전략 {{ count.strategies }}, 지원시책 {{ count.measures }}, 지원사업 {{ count.programs }}
{# 조건: 이 분기의 한 줄 요지가 있을 때만 나옵니다. #}
{% if quarter.headline %}
- {{ quarter.headline }}
{% endif %}

# 2. 성과지표

{# 기록마다 한 줄인 표. 칸에는 머리와, 기록에서 값에 이르는 이름을 씁니다. #}
{% if outcomes %}
{{ table(outcomes,
  column("지표", "title"),
  column("기준값", "baseline", align="right"),
  column("실적", "actual", align="right"),
  column("목표", "target", align="right"),
  column("달성률", "rate", align="right"),
  caption="성과지표") }}
{% else %}
※ 이 분기에 알려진 성과지표가 없음
{% endif %}

# 3. 지원사업과 예산

{# 합계는 더하지 않고 합계의 이름으로 씁니다. 값이 없으면 -로 나옵니다. #}
{% call captioned("지원사업별 예산") %}
| 지원사업 | 예산현액 | 집행액 | 집행률 |
|---|--:|--:|--:|
{% for p in programs %}
| {{ p.title }} | {{ p.money.current }} | {{ p.money.executed }} | {{ p.money.rate }} |
{% endfor %}
| 합계 | {{ budget_total.current }} | {{ budget_total.executed }} | {{ budget_total.rate }} |
{% endcall %}

# 4. 시책별 지원사업

{# 겹친 반복: 시책마다, 그 안에서 그 시책의 사업마다. #}
{% for m in measures %}
## {{ m.title }}

- {{ m.content }}
{% for p in m.programs %}
  - {{ p.title }}{% if p.lead %}: {{ p.lead }}{% endif %}

{% else %}

※ 아직 지원사업이 없음
{% endfor %}

{% endfor %}
{% if quarter.outlook %}
# 5. 향후 계획

{% for line in quarter.outlook %}
- {{ line }}
{% endfor %}
{% endif %}
"""
