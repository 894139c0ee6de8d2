"""Invented words for invented studies: drugs, sponsors, sentences. Towns and MeSH headings are real."""

from random import Random

TOWNS = {
    "United Kingdom": [
        ("London", 51.50853, -0.12574, "SE1 9ZZ"),
        ("Sutton", 51.35, -0.2, "SM2 9ZZ"),
        ("Manchester", 53.48095, -2.23743, "M20 9ZZ"),
        ("Leeds", 53.79648, -1.54785, "LS9 9ZZ"),
        ("Glasgow", 55.86515, -4.25763, "G12 9ZZ"),
        ("Cardiff", 51.48, -3.18, "CF14 9ZZ"),
        ("Belfast", 54.59682, -5.92541, "BT9 9ZZ"),
        ("Bristol", 51.45523, -2.59665, "BS2 9ZZ"),
        ("Cambridge", 52.2, 0.11667, "CB2 9ZZ"),
        ("Nottingham", 52.9536, -1.15047, "NG5 9ZZ"),
    ],
    "United States": [
        ("Boston", 42.35843, -71.05977, "02199"),
        ("Houston", 29.76328, -95.36327, "77299"),
        ("Chicago", 41.85003, -87.65005, "60699"),
        ("Seattle", 47.60621, -122.33207, "98199"),
    ],
    "France": [("Paris", 48.85341, 2.3488, "75099"), ("Lyon", 45.74846, 4.84671, "69099")],
    "Germany": [("Berlin", 52.52437, 13.41053, "10099"), ("Hamburg", 53.57532, 10.01534, "20099")],
    "Spain": [("Madrid", 40.4165, -3.70256, "28099"), ("Barcelona", 41.38879, 2.15899, "08099")],
    "South Korea": [("Seoul", 37.566, 126.9784, "03099")],
    "Turkey (Türkiye)": [("Istanbul", 41.01384, 28.94966, "34099")],
    "Australia": [("Melbourne", -37.814, 144.96332, "3099")],
}
STATES = {"Boston": "Massachusetts", "Houston": "Texas", "Chicago": "Illinois", "Seattle": "Washington"}

BREAST = [
    (["Breast Cancer"], ["breast"]),
    (["Metastatic Breast Cancer"], ["secondary breast cancer", "stage IV"]),
    (["HER2-positive Metastatic Breast Cancer"], ["HER2", "advanced"]),
    (["Triple Negative Breast Cancer", "Breast Neoplasms"], ["TNBC"]),
    (["Hormone Receptor Positive Breast Carcinoma", "Breast Cancer Stage IV"], ["ER positive", "CDK4/6"]),
    (["Advanced Breast Cancer", "Brain Metastases"], ["brain"]),
    (["Solid Tumor", "Breast Cancer", "Lung Cancer"], ["basket", "dose escalation"]),
]
OTHERS = [
    (["Lung Cancer"], ["NSCLC"]),
    (["Breastfeeding", "Infant Nutrition"], ["lactation"]),
    (["Mammography", "Software"], ["screening", "image reading"]),
    (["Postoperative Pain"], ["nerve block", "breast surgery"]),
    (["Colorectal Cancer"], ["colon"]),
]
BREAST_MESH = {
    "meshes": [{"id": "D001943", "term": "Breast Neoplasms"}],
    "ancestors": [
        {"id": "D009371", "term": "Neoplasms by Site"},
        {"id": "D009369", "term": "Neoplasms"},
        {"id": "D001941", "term": "Breast Diseases"},
        {"id": "D012871", "term": "Skin Diseases"},
    ],
}

_STARTS = [
    "vel",
    "dor",
    "quin",
    "bra",
    "zel",
    "tamo",
    "nir",
    "ossa",
    "pel",
    "hux",
    "mir",
    "cal",
    "wex",
    "joni",
]
_MIDDLES = ["a", "o", "i", "ora", "eli", "uva", "ami", "ente"]
_ENDS = ["xamplib", "xamplimab", "xamplotin", "xamplide", "xamplisib", "xamplestrant"]
_SUBJECTS = [
    "The treating team",
    "Each participant",
    "The study nurse",
    "The central laboratory",
    "A second reader",
    "The monitoring committee",
    "Everyone in the control group",
    "The pharmacy of the site",
]
_VERBS = [
    "records",
    "measures",
    "reports",
    "reviews",
    "repeats",
    "describes",
    "compares",
    "collects",
    "confirms",
    "documents",
    "checks",
    "returns",
]
_THINGS = [
    "the size of each target lesion on the scan",
    "unwanted effects and their grade",
    "the dose that was taken",
    "blood counts and liver values",
    "a questionnaire about daily life",
    "a sample of blood for circulating DNA",
    "the time until the cancer grows",
    "the heart's pumping strength",
    "pain and tiredness",
    "bone scans where needed",
    "the receptor status of a new biopsy",
    "other medicines that were given",
]
_TIMES = [
    "every three weeks",
    "at the start of each cycle",
    "every eight weeks for the first year",
    "at the end of treatment",
    "thirty days after the last dose",
    "once before treatment begins",
    "at each visit",
    "whenever symptoms change",
]
_RULES = [
    "Age \\>= 18 years on the day of consent",
    "ECOG performance status 0 or 1",
    "Neutrophils \\>= 1.5 x 10\\^9/L",
    "Haemoglobin \\> 90 g/L without transfusion in the last week",
    "Platelets \\>= 100 x 10\\^9/L",
    "Creatinine clearance \\> 50 mL/min",
    "Bilirubin \\< 1.5 x upper limit of normal",
    "Life expectancy \\> 3 months",
    "Measurable disease by RECIST 1.1, or bone lesions that can be assessed",
    "At least one and not more than three earlier lines for advanced disease",
    "Willing to give a biopsy of a metastatic lesion",
    "Able to swallow tablets whole",
]
_PLAIN_RULES = [
    "Able to swallow tablets whole",
    "Signed informed consent",
    "Disease that can be assessed on a scan",
    "Adequate bone marrow, liver and kidney function",
    "Recovered from earlier treatment",
    "Willing to come to all visits",
    "No need for steroids at the start",
]
_NOT = [
    "Untreated or growing brain metastases",
    "Another cancer within the last three years",
    "Pregnant or breastfeeding",
    "Uncontrolled infection",
    "Earlier treatment with a drug of the same class",
    "Lung inflammation that needed steroids",
    "Major surgery within four weeks",
    "Heart failure or an irregular heartbeat that needs treatment",
    "Known allergy to a part of the study drug",
    "Live vaccine within thirty days",
]
MEASURES = [
    "Progression-free survival",
    "Overall survival",
    "Objective response rate",
    "Duration of response",
    "Clinical benefit rate",
    "Number of participants with unwanted effects",
    "Quality of life score",
    "Time to first chemotherapy",
    "Highest concentration in blood",
    "Dose-limiting toxicities",
]


def drug(random: Random) -> str:
    """A name that no drug has."""
    return random.choice(_STARTS) + random.choice(_MIDDLES) + random.choice(_ENDS)


def sponsor(random: Random) -> tuple[str, str]:
    """Name and class of an invented sponsor."""
    name = random.choice(
        ["Northmere", "Quillford", "Ashwater", "Pellbrook", "Varnhill", "Oststrand", "Miraval", "Tessoria"]
    )
    kind, group = random.choice(
        [("Pharmaceuticals", "INDUSTRY"), ("Cancer Institute", "OTHER"), ("University Hospital", "OTHER"),
         ("Research Network", "NETWORK"), ("Health Ministry", "OTHER_GOV")]
    )  # fmt: skip
    return f"{name} {kind} (invented)", group


def sentences(random: Random, count: int) -> str:
    """So many sentences that mean little."""
    return " ".join(
        " ".join(random.choice(words) for words in (_SUBJECTS, _VERBS, _THINGS, _TIMES)) + "."
        for _ in range(count)
    )


def criteria(random: Random, escapes: bool, form: str, count: int) -> str:
    """Eligibility as one markdown text. `form`: "both" headings, "one", "none", "exclusion first"."""
    rules = _RULES + _PLAIN_RULES if escapes else _PLAIN_RULES
    chosen = [random.choice(rules) for _ in range(count)]
    if escapes:
        chosen.insert(0, random.choice(_RULES[:1] + _RULES[2:8]))
    wanted = [f"{rule}; {sentences(random, 1)}" if random.random() < 0.4 else rule for rule in chosen]
    refused = [random.choice(_NOT) for _ in range(max(3, count * 2 // 3))]
    inside, outside = ("\n".join(f"* {line}" for line in lines) for lines in (wanted, refused))
    if random.random() < 0.2:
        inside += "\n\n  * For the second group only:\n    * " + random.choice(_PLAIN_RULES)
    return {
        "both": f"Inclusion Criteria:\n\n{inside}\n\nExclusion Criteria:\n\n{outside}",
        "one": f"Inclusion Criteria:\n\n{inside}",
        "none": f"{inside}\n\n{outside}",
        "exclusion first": f"Exclusion Criteria:\n\n{outside}\n\nInclusion Criteria:\n\n{inside}",
    }[form]
