"""The rule T-04 on people who work under the lead of another: the one place with its articles and days, for every feature that names it.

Making people available under the lead of another: Waadi, article 1. The act on admission (Wtta) asks an admission of who does so, from
1 January 2027; it is checked from 1 January 2028. Both days are second-hand (docs/law.md).
"""

from datetime import date

LEAD_ARTICLE = "Waadi 1"
SAME_PAY_ARTICLES = "Waadi 8, 9"
ADMISSION_ACT = "Wtta"
ADMISSION_SINCE = date(2027, 1, 1)
ADMISSION_CHECKED = date(2028, 1, 1)
EITHER_ACT = f"Waadi, {ADMISSION_ACT}"  # as a checklist names both
