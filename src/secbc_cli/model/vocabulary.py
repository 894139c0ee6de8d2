"""Closed vocabularies: the words a field may hold. Their lay wording lives in view/words.py."""

from typing import Literal

Phase = Literal["1", "1/2", "2", "2/3", "3", "4"]

Recruitment = Literal["planned", "recruiting", "paused", "closed", "stopped", "unknown"]

Outcome = Literal["met", "missed", "mixed", "stopped", "awaited", "reported"]
"""`reported`: results are out, but the trial set no pass mark (most phase 1 trials)."""

Role = Literal["experimental", "comparator"]

Stage = Literal["none found", "lab", "early trials", "late trials", "licensed", "stopped"]

Endpoint = Literal["PFS", "PFS2", "OS", "ORR", "DoR", "CBR", "DCR", "TTP", "TTD", "CFI", "safety"]
"""Progression-free survival, time to second progression, overall survival, objective response
rate, duration of response, clinical benefit rate, disease control rate, time to progression,
time to deterioration, chemotherapy-free interval, safety."""

Analysis = Literal["interim", "primary", "updated", "final", "subgroup", "post hoc"]

Assessor = Literal["investigator", "central review"]

Body = Literal["FDA", "EMA", "MHRA", "NICE", "SMC", "AWMSG", "NI", "NMPA", "other"]
"""FDA United States; EMA European Union; MHRA United Kingdom licence; NICE England;
SMC Scotland; AWMSG Wales; NI Northern Ireland; NMPA China."""

Decision = Literal[
    "approved",  # a licence (FDA, EC on EMA's advice, MHRA)
    "accelerated approval",  # a licence on early results, to be confirmed
    "recommended",  # NICE, SMC: paid for routinely
    "managed access",  # Cancer Drugs Fund or interim acceptance: paid for while data are gathered
    "not recommended",
    "draft: recommended",
    "draft: not recommended",
    "positive opinion",  # CHMP advice before the EC decides
    "negative opinion",
    "advisers voted for",
    "advisers voted against",
    "filed",  # an application is being looked at
    "designation",  # breakthrough, fast track, orphan: speeds review, decides nothing
    "refused",
    "withdrawn",  # a licence or an application taken back
    "suspended",
    "terminated",  # an appraisal that ended without advice
]

Country = Literal["UK", "EU", "US", "Europe", "Canada", "Australia", "China", "Japan", "world", "other"]

Biomarker = Literal[
    "ER", "PR", "HER2", "HER2-low", "HER2-ultralow", "ESR1", "PIK3CA", "AKT1", "PTEN",
    "BRCA1", "BRCA2", "PALB2", "PD-L1", "AR", "CDH1", "TROP2", "HER3", "dMMR", "TMB",
    "ctDNA", "FGFR1", "NRG1", "ERBB2", "ROS1", "ALK", "TP53", "CREBBP", "EP300", "HRD",
]  # fmt: skip

SourceType = Literal[
    "register",  # a trial registry or ethics service's own page
    "regulator",  # FDA, EMA, EC, MHRA, product labels
    "health body",  # NICE, SMC, AWMSG, NHS England
    "journal",
    "conference",
    "company",
    "charity",
    "university",
    "news",
]

BrainMetastases = Literal["allowed", "stable only", "no", "not stated"]

MeasurableDisease = Literal["required", "not required", "not stated"]
