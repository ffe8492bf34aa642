"""What the bundled chronology must answer: 78 questions about OpenAI and Microsoft, as a table.

The numbers are those of the list of questions that the chronology was written against. Where that
list calls an answer by another status than the rule of state does, a comment says why.
"""

from typing import Final

from tests.facts.form import (
    BILLION,
    Answer,
    Holds,
    WantedEvent,
    person,
    stage,
    term,
    usd,
)

CEO: Final = "office/openai/ceo"
PRESIDENT: Final = "office/openai/president"
BOARD: Final = "board/openai"
TEAM: Final = "office/microsoft-research-team/ceo"
MICROSOFT_SEAT: Final = "observer/openai/microsoft"
APPLE_SEAT: Final = "observer/openai/apple"
COMMITTED: Final = "capital/microsoft/committed"
STAKE: Final = "stake/microsoft"
TO_MICROSOFT: Final = "term/revenue-share/openai-to-microsoft"
TO_OPENAI: Final = "term/revenue-share/microsoft-to-openai"
FEDERAL: Final = "proceeding/musk-v-openai-federal"
REMAINING_FOUR: Final = ["Adam D'Angelo", "Helen Toner", "Ilya Sutskever", "Tasha McCauley"]
SHEAR: Final = person("Emmett Shear", "interim")
ALTMAN: Final = person("Sam Altman")
EXCLUSIVE: Final = term("exclusive to Azure", version="1")
API_UNTIL_AGI: Final = term("exclusive to Azure", scope="API", until="AGI")
NO_AGI: Final = term("AGI is outside Microsoft's licences and commercial terms", version="1")
POST_AGI: Final = term(
    "AGI is within Microsoft's licence to models and products, with safety guardrails",
    scope="models and products",
    version="2",
)
PANEL: Final = term(
    "OpenAI's declaration, verified by an independent expert panel",
    version="2",
)
PROFIT_TEST: Final = term(
    "systems able to make about $100bn of profit, or early investors' maximum returns, count as AGI"
)
CONSENT: Final = term("OpenAI, with Microsoft's agreement")
RESEARCH: Final = term(
    "until the panel verifies AGI or through 2030, whichever is first",
    scope="research",
    until="2030",
)
THROUGH_2032: Final = term("licence through 2032", scope="models and products", until="2032")
AFTER_RECOUPMENT: Final = {"share": "49%", "computed": "only once Microsoft has its money back"}
NOT_NAMED: Final = "not named"
APPEAL: Final = stage("appeal announced", "the claims tried dismissed as time-barred")
SUED_IN_2024: Final = (
    "Greg Brockman",
    "OAI Corporation, LLC",
    "OpenAI GP, L.L.C.",
    "OpenAI Global, LLC",
    "OpenAI Holdings, LLC",
    "OpenAI OpCo, LLC",
    "OpenAI, Inc.",
    "OpenAI, L.L.C.",
    "OpenAI, L.P.",
    "Sam Altman",
)

ANSWERS: Final = (
    Answer(
        n=0,
        asks="who leads OpenAI the day before the removal",
        at="2023-11-16",
        slots={CEO: Holds(value=ALTMAN, since="2019-03~")},
    ),
    Answer(
        n=2,
        asks="who leads OpenAI the day after the removal",
        at="2023-11-18",
        slots={CEO: Holds(value=person("Mira Murati", "interim"))},
    ),
    Answer(
        n=4,
        asks="who leads OpenAI on Sunday night, as known that night",
        at="2023-11-19",
        known="2023-11-19",
        slots={CEO: Holds(value=SHEAR)},
    ),
    Answer(
        n=5,
        asks="who leads OpenAI on the Monday",
        at="2023-11-20",
        slots={CEO: Holds(value=SHEAR)},
    ),
    Answer(
        n=7,
        asks="who leads OpenAI after the agreement in principle",
        at="2023-11-22",
        # Not disputed: an announced appointment is pending and never fills the office.
        slots={CEO: Holds(value=SHEAR, pending=(ALTMAN,))},
    ),
    Answer(
        n=9,
        asks="who leads OpenAI from the formal reinstatement",
        at="2023-11-29",
        slots={CEO: Holds(value=ALTMAN, since="2023-11-29")},
    ),
    Answer(
        n=10,
        asks="who leads OpenAI a year later",
        at="2024-12-31",
        slots={CEO: Holds(value=ALTMAN, since="2023-11-29")},
    ),
    Answer(
        n=12,
        asks="who sits on OpenAI's board after the removal",
        at="2023-11-18",
        slots={BOARD: Holds(value=REMAINING_FOUR)},
    ),
    Answer(
        n=14,
        asks="who is president of OpenAI after the removal",
        at="2023-11-18",
        slots={
            PRESIDENT: Holds(standing="ended", since="2023-11-17", because=("brockman-resigns",))
        },
    ),
    Answer(
        n=15,
        asks="was Brockman dismissed as president, or did he go himself",
        at="2023-11-17",
        slots={
            PRESIDENT: Holds(standing="ended", since="2023-11-17", because=("brockman-resigns",)),
            "office/openai/chair": Holds(standing="ended", because=("brockman-not-chair",)),
        },
        events=(
            WantedEvent(
                id="brockman-to-stay-president", occurred="2023-11-17", claims=(PRESIDENT,)
            ),
            WantedEvent(id="brockman-resigns", occurred="2023-11-17", claims=(PRESIDENT,)),
        ),
    ),
    Answer(
        n=17,
        asks="is Murati still chief technology officer",
        at="2024-10-01",
        slots={
            "office/openai/cto": Holds(
                standing="ended", since="2024-09-25", because=("murati-leaves",)
            )
        },
    ),
    Answer(
        n=19,
        asks="is Altman on the board again",
        at="2024-03-08",
        slots={
            BOARD: Holds(
                value=[
                    "Adam D'Angelo",
                    "Bret Taylor",
                    "Fidji Simo",
                    "Larry Summers",
                    "Nicole Seligman",
                    "Sam Altman",
                    "Sue Desmond-Hellmann",
                ]
            )
        },
    ),
    Answer(
        n=20,
        asks="where is Altman headed on the Monday, as known that day",
        at="2023-11-20",
        known="2023-11-20",
        slots={
            "deal/microsoft-hire": Holds(value=stage("announced"), pending=(stage("closed"),)),
            TEAM: Holds(standing="pending", pending=(ALTMAN,)),
        },
    ),
    Answer(
        n=22,
        asks="did Altman end up at Microsoft, as a blog has it",
        at="2023-11-22",
        slots={
            "deal/microsoft-hire": Holds(value=stage("lapsed")),
            TEAM: None,
            "deal/altman-return": Holds(
                value=stage("agreed in principle"), pending=(stage("closed"),)
            ),
            CEO: Holds(value=SHEAR, pending=(ALTMAN,)),
        },
        events=(
            WantedEvent(
                id="blog-altman-at-microsoft",
                occurred="2023-11-21T22:39:08-08:00",
                standing="withdrawn",
                claims=("deal/microsoft-hire",),
            ),
        ),
    ),
    Answer(
        n=24,
        asks="how many of OpenAI's staff signed the letter",
        at="2023-11-20",
        # Not disputed: the count rose through one day, so the event tells it and no key holds it.
        events=(
            WantedEvent(
                id="staff-letter",
                occurred="2023-11-20",
                notes=("490", "505", "550", "more than 700", "747 of 770"),
            ),
        ),
    ),
    Answer(
        n=25,
        asks="on which date was the agreement in principle announced",
        at="2023-11-21",
        slots={
            "deal/altman-return": Holds(
                value=stage("agreed in principle"), pending=(stage("closed"),)
            )
        },
        events=(
            WantedEvent(
                id="altman-return-agreed",
                occurred="2023-11-21T22:00-08:00~",
                earliest="2023-11-22T06:00:00Z",
                claims=("deal/altman-return",),
            ),
        ),
    ),
    Answer(
        n=27,
        asks="was fundraising the reason for the removal, as known three days later",
        at="2023-11-17",
        known="2023-11-20",
        # Not unknown but disputed: it is one reported reason, beside that which the board stated.
        slots={
            "cause/altman-removal": Holds(
                standing="disputed",
                named=("outside fundraising by Altman",),
                besides=(
                    "lack of candour with the board",
                    "breakdown of communication with the board",
                ),
            )
        },
        events=(
            WantedEvent(
                id="removal-cause-fundraising",
                occurred="2023-11-17",
                basis="reported",
                claims=("cause/altman-removal",),
            ),
        ),
    ),
    Answer(
        n=29,
        asks="why was Altman removed, as known two years later",
        at="2023-11-17",
        known="2025-12-31",
        slots={
            "cause/altman-removal": Holds(
                standing="disputed",
                named=(
                    "lack of candour with the board",
                    "breakdown of trust",
                    "alleged pattern of lying",
                ),
                besides=(
                    "breakdown of communication with the board",
                    "outside fundraising by Altman",
                ),
            )
        },
        events=(
            WantedEvent(
                id="removal-cause-sutskever",
                occurred="2023-11-17",
                basis="alleged",
                claims=("cause/altman-removal",),
            ),
        ),
    ),
    Answer(
        n=30,
        asks="has Microsoft a part in OpenAI's board before the new one sits",
        at="2023-11-28",
        # The "no" is an absent slot: nobody speaks of a seat that has not been made yet.
        slots={
            MICROSOFT_SEAT: None,
            BOARD: Holds(
                value=REMAINING_FOUR, pending=(["Bret Taylor", "Larry Summers", "Adam D'Angelo"],)
            ),
        },
        events=(
            WantedEvent(id="microsoft-observer", occurred="2023-11-29", claims=(MICROSOFT_SEAT,)),
        ),
    ),
    Answer(
        n=32,
        asks="who takes Microsoft's observer seat",
        at="2024-02-01",
        slots={
            MICROSOFT_SEAT: Holds(
                value={"holder": "Microsoft", "person": "Dee Templeton"},
                since="2023-12",
                basis="reported",
            )
        },
    ),
    Answer(
        n=34,
        asks="who observes OpenAI's board after Microsoft gave its seat up",
        at="2024-07-10",
        slots={MICROSOFT_SEAT: Holds(standing="ended", since="2024-07-09")},
        family="observer/*",
    ),
    Answer(
        n=35,
        asks="will Apple get an observer seat, as known then",
        at="2024-07-04",
        known="2024-07-04",
        slots={
            APPLE_SEAT: Holds(
                standing="pending", pending=({"holder": "Apple", "person": "Phil Schiller"},)
            )
        },
        events=(
            WantedEvent(
                id="apple-observer-reported",
                occurred="2024-07-02",
                basis="reported",
                claims=(APPLE_SEAT,),
            ),
        ),
    ),
    Answer(
        n=37,
        asks="has OpenAI an exclusive cloud before the deal of 2019",
        at="2019-07-21",
        slots={
            "term/compute": Holds(value=term("Azure is the main cloud"), since="2016-11-15"),
            "compute/openai": Holds(value=["Microsoft"]),
        },
    ),
    Answer(
        n=39,
        asks="who is OpenAI's exclusive cloud after the arrangement with Oracle",
        at="2024-06-30",
        slots={
            "term/compute": Holds(value=EXCLUSIVE, since="2019-07-22"),
            "compute/openai": Holds(value=["Microsoft", "Oracle"]),
        },
    ),
    Answer(
        n=40,
        asks="is Azure exclusive on the last day",
        at="2025-01-20",
        slots={"term/compute": Holds(value=EXCLUSIVE, since="2019-07-22")},
    ),
    Answer(
        n=42,
        asks="is Microsoft the only provider of computing capacity, as a digest has it",
        at="2025-06-17",
        slots={
            "term/compute": Holds(
                value=term(
                    "right of first refusal for Microsoft", scope="new capacity", version="2"
                ),
                since="2025-01-21",
            ),
            "compute/openai": Holds(value=["CoreWeave", "Google Cloud", "Microsoft", "Oracle"]),
        },
        events=(
            WantedEvent(
                id="google-cloud-supplies",
                occurred="2025-05",
                basis="reported",
                claims=("compute/openai",),
            ),
            # What the digests say is no claim: the old rule, and its exception.
            WantedEvent(id="sole-provider-supposed", occurred="2025-06-16", basis="reported"),
        ),
    ),
    Answer(
        n=44,
        asks="has Microsoft a right of first refusal after the agreement of 2025",
        at="2025-10-28",
        slots={
            "term/compute": Holds(
                value=term(
                    "not exclusive; no right of first refusal", scope="new capacity", version="3"
                )
            )
        },
    ),
    Answer(
        n=45,
        asks="how much more Azure did OpenAI promise to buy",
        at="2025-10-28",
        slots={
            "term/azure-commitment": Holds(
                value=term("a further $250 billion of Azure services"),
                since="2025-10-28",
            )
        },
    ),
    Answer(
        n=47,
        asks="does OpenAI use Google's cloud, as known in May 2025",
        at="2025-05-31",
        known="2025-05-31",
        # Google is no member and no possible one: in a set, who is not spoken of is out.
        slots={"compute/openai": Holds(value=["CoreWeave", "Microsoft", "Oracle"])},
    ),
    Answer(
        n=49,
        asks="who hosts OpenAI's stateless interface",
        at="2026-03-01",
        slots={
            "term/api-hosting": Holds(
                value=API_UNTIL_AGI,
                because=("api-exclusive-until-agi", "azure-keeps-stateless-api"),
            )
        },
    ),
    Answer(
        n=50,
        asks="is Azure's exclusivity for the interface in force on its last day",
        at="2026-04-26",
        slots={
            "term/api-hosting": Holds(value=API_UNTIL_AGI),
            "dispute/frontier-aws": Holds(value=stage("open")),
            "position/frontier-aws/microsoft": Holds(value="breach of Azure's exclusivity"),
        },
    ),
    Answer(
        n=52,
        asks="what is Stargate, as known in April 2024",
        at="2024-04-30",
        known="2024-04-30",
        slots={
            "compute/stargate-plan-2024": Holds(value=stage("reported"), basis="reported"),
            "deal/stargate-plan-2024/sum": Holds(value=usd(100 * BILLION, "up to")),
        },
        family="*stargate*",
    ),
    Answer(
        n=54,
        asks="had the Stargate venture been announced by the end of 2024",
        at="2024-12-31",
        # The "no" is an absent slot; the announcement and the permission are told as events.
        slots={"compute/stargate-venture": None, "deal/stargate-venture/sum": None},
        events=(
            WantedEvent(
                id="stargate-venture-announced",
                occurred="2025-01-21",
                claims=("compute/stargate-venture",),
            ),
            WantedEvent(id="stargate-permitted", occurred="[2024-01-01..2025-01-21]"),
        ),
    ),
    Answer(
        n=55,
        asks="is an AGI clause in force before the removal, and what does it do",
        at="2023-11-16",
        slots={
            "term/agi": Holds(value=NO_AGI),
            "term/agi-decider": Holds(value=term("OpenAI's nonprofit board", version="1")),
        },
    ),
    Answer(
        n=57,
        asks="how does the contract define AGI, as known after the revelation",
        at="2024-01-01",
        known="2024-12-27",
        slots={"term/agi-profit-test": Holds(value=PROFIT_TEST, since="2023", basis="reported")},
    ),
    Answer(
        n=59,
        asks="who decides on AGI before the agreement of 2025",
        at="2025-10-27",
        slots={
            "term/agi-decider": Holds(value=term("OpenAI's nonprofit board", version="1")),
            "term/agi-profit-test-decider": Holds(value=CONSENT, basis="reported"),
        },
    ),
    Answer(
        n=60,
        asks="who decides on AGI from the agreement of 2025",
        at="2025-10-28",
        slots={"term/agi-decider": Holds(value=PANEL, since="2025-10-28")},
    ),
    Answer(
        n=62,
        asks="is an AGI clause in force after the amendment of 2026",
        at="2026-05-01",
        # What the companies leave unsaid shows as the clause of before; the press reading ends it.
        slots={
            "term/agi": Holds(standing="disputed", named=(None, POST_AGI)),
            "term/agi-profit-test": Holds(standing="disputed", named=(None, PROFIT_TEST)),
            "term/agi-decider": Holds(standing="disputed", named=(None, PANEL)),
            "term/ip-until/research": Holds(standing="disputed", named=(None, RESEARCH)),
            "term/ip-until": Holds(value=THROUGH_2032),
        },
        events=(
            WantedEvent(
                id="agi-clause-read-as-ended",
                occurred="2026-04-27",
                basis="reported",
                claims=("term/agi",),
            ),
            WantedEvent(
                id="payments-independent-of-progress", occurred="2026-04-27", basis="announced"
            ),
        ),
    ),
    Answer(
        n=64,
        asks="until when do Microsoft's rights run before the agreement of 2025",
        at="2025-06-01",
        slots={"term/ip-until": Holds(value=term("until 2030, or until AGI", until="2030"))},
    ),
    Answer(
        n=65,
        asks="until when do Microsoft's rights run after the agreement of 2025",
        at="2025-12-01",
        slots={
            "term/ip-until": Holds(value=THROUGH_2032),
            "term/agi": Holds(value=POST_AGI),
            "term/ip-until/research": Holds(value=RESEARCH),
            "term/ip-exclusions": Holds(value=term("consumer hardware")),
        },
    ),
    Answer(
        n=67,
        asks="may Microsoft pursue AGI on its own, as known before the bar was in print",
        at="2025-06-01",
        known="2025-06-01",
        slots={"term/independent-agi": None, "term/independent-agi/thresholds": None},
    ),
    Answer(
        n=69,
        asks="may Microsoft pursue AGI on its own after the agreement of 2025",
        at="2025-11-10",
        slots={
            "term/independent-agi": Holds(value=term("allowed, alone or with partners")),
            "term/independent-agi/thresholds": Holds(
                value=term(
                    "compute thresholds, if OpenAI's intellectual property is used "
                    "before AGI is declared"
                )
            ),
        },
    ),
    Answer(
        n=70,
        asks="what share of OpenAI's revenue goes to Microsoft",
        at="2025-06-01",
        slots={
            f"{TO_MICROSOFT}/rate": Holds(
                value=term("20% of OpenAI's revenue"),
                pending=(term("10% of OpenAI's revenue"),),
                since="../2025-01-21",
                basis="reported",
            ),
            TO_MICROSOFT: Holds(
                value=term("a share of OpenAI's revenue", until="2030"), basis="announced"
            ),
        },
    ),
    Answer(
        n=72,
        asks="how high is the cap on the revenue share, as known in the week of the amendment",
        at="2026-05-01",
        known="2026-05-01",
        # Not unknown: that there is a cap is known, and its value says no sum is.
        slots={"term/revenue-share/cap": Holds(value=term("capped in total, sum not published"))},
    ),
    Answer(
        n=74,
        asks="does Microsoft pay OpenAI a share of revenue after the amendment",
        at="2026-05-01",
        slots={TO_OPENAI: Holds(standing="ended", since="2026-04-27")},
    ),
    Answer(
        n=75,
        asks="how much has Microsoft promised on the day of the first deal",
        at="2019-07-22",
        slots={COMMITTED: Holds(value=usd(BILLION))},
    ),
    Answer(
        n=77,
        asks="how much had Microsoft promised by the end of 2021, as known in January 2023",
        at="2021-12-31",
        known="2023-01-24",
        slots={
            COMMITTED: Holds(value=usd(3 * BILLION, "more than"), since="2021", basis="reported")
        },
        events=(WantedEvent(id="follow-on-2021", occurred="2021", notes=("named no sum", "$2bn")),),
    ),
    Answer(
        n=79,
        asks="how much has Microsoft invested by October 2024",
        at="2024-10-31",
        slots={
            COMMITTED: Holds(
                standing="disputed", named=(usd(13 * BILLION), usd(13 * BILLION + 750_000_000))
            )
        },
    ),
    Answer(
        n=80,
        asks="how much has Microsoft invested by April 2025",
        at="2025-04-30",
        slots={
            COMMITTED: Holds(
                standing="disputed",
                named=(usd(11 * BILLION), usd(13 * BILLION), usd(13 * BILLION + 750_000_000)),
            )
        },
    ),
    Answer(
        n=82,
        asks="how much of Microsoft's promise has been paid in",
        at="2026-03-31",
        slots={
            "capital/microsoft/funded": Holds(value=usd(11 * BILLION + 800_000_000)),
            COMMITTED: Holds(value=usd(13 * BILLION)),
        },
    ),
    Answer(
        n=84,
        asks="what share of OpenAI is Microsoft's, as known on the Monday",
        at="2023-11-20",
        known="2023-11-20",
        slots={
            STAKE: Holds(
                standing="disputed",
                named=(
                    {"share": "49%"},
                    {"share": "minority owner, no figure"},
                    AFTER_RECOUPMENT,
                ),
            )
        },
    ),
    Answer(
        n=85,
        asks="what share of OpenAI was Microsoft's on the Monday, as known now",
        at="2023-11-20",
        slots={
            STAKE: Holds(
                standing="disputed",
                named=(
                    {"share": "49%"},
                    {"share": "none", "computed": "a share of profit distributions only"},
                ),
                besides=(AFTER_RECOUPMENT,),
            )
        },
    ),
    Answer(
        n=87,
        asks="what share of OpenAI is Microsoft's after the recapitalisation",
        at="2025-10-28",
        slots={STAKE: Holds(value={"share": "about 27%", "computed": "as converted and diluted"})},
    ),
    Answer(
        n=89,
        asks="how far is the purchase of Windsurf, as known in May",
        at="2025-05-10",
        known="2025-05-10",
        slots={
            "deal/windsurf": Holds(
                value=stage("agreed"), pending=(stage("closed"),), basis="reported"
            ),
            "deal/windsurf/sum": Holds(value=usd(3 * BILLION, "about"), basis="reported"),
        },
    ),
    Answer(
        n=90,
        asks="how far was the purchase of Windsurf in May, as known in July",
        at="2025-05-10",
        known="2025-07-12",
        slots={"deal/windsurf": Holds(value=stage("letter of intent"))},
        events=(
            WantedEvent(
                id="windsurf-agreed",
                occurred="2025-05~",
                standing="corrected",
                claims=("deal/windsurf",),
            ),
            WantedEvent(id="windsurf-exclusivity", occurred="2025-05~"),
        ),
    ),
    Answer(
        n=92,
        asks="has Microsoft access to Windsurf's technology",
        at="2025-06-17",
        # Not disputed: that they quarrel is a fact, each party's position another.
        slots={
            "dispute/windsurf-ip": Holds(value=stage("open")),
            "position/windsurf-ip/microsoft": Holds(
                value="covered by its access to all of OpenAI's intellectual property"
            ),
            "position/windsurf-ip/openai": Holds(value="Microsoft must not get it"),
            "position/windsurf-ip/windsurf": Holds(
                standing="possible", possible=("Microsoft must not get it",)
            ),
            "deal/windsurf": Holds(value=stage("letter of intent")),
        },
    ),
    Answer(
        n=94,
        asks="how far is the purchase of Windsurf after Google's hiring",
        at="2025-07-12",
        slots={"deal/windsurf": Holds(value=stage("lapsed"), since="2025-07-11")},
        events=(
            WantedEvent(id="google-hires-from-windsurf", occurred="2025-07-11"),
            WantedEvent(id="google-windsurf-licence", occurred="2025-07-11"),
        ),
    ),
    Answer(
        n=95,
        asks="who owns Windsurf in the end",
        at="2025-07-15",
        slots={"owner/windsurf": Holds(value="Cognition", since="2025-07-14")},
    ),
    Answer(
        n=97,
        asks="has OpenAI filed an antitrust complaint against Microsoft",
        at="2025-06-30",
        slots={"step/antitrust-complaint": Holds(value=stage("considered"))},
    ),
    Answer(
        n=99,
        asks="which dispute is open in March 2026",
        at="2026-03-20",
        slots={
            "dispute/frontier-aws": Holds(value=stage("open")),
            "dispute/agi-clause": Holds(value=stage("settled")),
            "dispute/compute": Holds(value=stage("settled")),
            "dispute/pbc-stake": Holds(value=stage("settled")),
            "dispute/windsurf-ip": Holds(value=stage("mooted")),
        },
        family="dispute/*",
    ),
    Answer(
        n=100,
        asks="has Microsoft sued over the deal with Amazon",
        at="2026-05-01",
        slots={
            "step/microsoft-suit": Holds(standing="ended", since="2026-04-27"),
            "dispute/frontier-aws": Holds(value=stage("mooted"), since="2026-04-27"),
            "term/api-hosting": Holds(value=term("any cloud", scope="API"), since="2026-04-27"),
        },
    ),
    Answer(
        n=102,
        asks="is Microsoft a defendant of Musk's suit",
        at="2024-11-30",
        slots={
            f"{FEDERAL}/defendants": Holds(
                value=sorted([*SUED_IN_2024, "Dee Templeton", "Microsoft", "Reid Hoffman"])
            )
        },
        events=(
            WantedEvent(
                id="musk-adds-defendants",
                occurred="2024-11-14",
                claims=(f"{FEDERAL}/defendants",),
            ),
        ),
    ),
    Answer(
        n=104,
        asks="how far is Musk's suit after the verdict",
        at="2026-05-19",
        slots={FEDERAL: Holds(value=APPEAL)},
    ),
    Answer(
        n=105,
        asks="did the court find that OpenAI broke its founding mission",
        at="2026-05-19",
        # Not unknown: the outcome is limitation; an event tells that no more was said.
        slots={FEDERAL: Holds(value=APPEAL)},
        events=(WantedEvent(id="merits-not-decided", occurred="2026-05-18", basis="reported"),),
    ),
    Answer(
        n=107,
        asks="is the merger check of the European Commission open",
        at="2024-07-01",
        slots={
            "proceeding/ec-merger": Holds(
                value=stage("closed", "EU merger rules do not apply"), since="2024-06-28"
            )
        },
        events=(WantedEvent(id="ec-antitrust-questions", occurred="2024-06-28"),),
    ),
    Answer(
        n=109,
        asks="is the inquiry of the UK's CMA open",
        at="2025-03-05",
        slots={"proceeding/uk-cma": Holds(value=stage("closed", "no relevant merger situation"))},
    ),
    Answer(
        n=110,
        asks="which proceedings of US regulators are open",
        at="2025-06-17",
        slots={
            "proceeding/ftc-microsoft": Holds(value=stage("open")),
            "proceeding/ftc-6b": Holds(
                value=stage("closed", "staff report, no finding of a violation"),
                since="2025-01-17",
            ),
        },
        family="proceeding/ftc-*",
        events=(
            WantedEvent(id="ftc-probe-openai-deal", occurred="2025-03-12"),
            WantedEvent(
                id="ftc-probe-quickens",
                occurred="2026-02-13",
                claims=("proceeding/ftc-microsoft",),
            ),
        ),
    ),
    Answer(
        n=112,
        asks="what form has OpenAI from March 2019",
        at="2019-03-11",
        slots={
            "structure/openai": Holds(value="capped-profit partnership under a nonprofit"),
            "control/openai": Holds(value="OpenAI's nonprofit"),
        },
    ),
    Answer(
        n=114,
        asks="does the nonprofit keep control under the plan of May 2025",
        at="2025-05-05",
        slots={
            "control/openai": Holds(
                value="OpenAI's nonprofit",
                pending=("OpenAI's nonprofit, of the new corporation too",),
            ),
            "structure/openai": Holds(
                value="capped-profit partnership under a nonprofit",
                pending=("public benefit corporation controlled by the nonprofit",),
            ),
        },
    ),
    Answer(
        n=115,
        asks="is a new binding agreement with Microsoft in force",
        at="2025-09-12",
        slots={
            "agreement/microsoft-openai": Holds(
                value={"nature": "memorandum", "which": "next phase of the partnership"}
            )
        },
    ),
    Answer(
        n=117,
        asks="which deadlines of conversion bind OpenAI",
        at="2025-06-17",
        slots={
            "deadline/softbank-conversion": Holds(value={"stage": "pending", "due": "2025-12-31"}),
            "deadline/2024-round-conversion": Holds(
                value={
                    "stage": "pending",
                    "due": "2026-10~",
                    "consequence": "investors may take their money back",
                }
            ),
        },
        family="deadline/*-conversion",
    ),
    Answer(
        n=119,
        asks="was SoftBank's deadline met",
        at="2026-01-01",
        slots={"deadline/softbank-conversion": Holds(value=stage("met"))},
    ),
    Answer(
        n=120,
        asks="has OpenAI filed for a public offering, as known on the first of June",
        at="2026-06-01",
        known="2026-06-01",
        # Not unknown: what is reported is that it prepares; nothing says it has filed.
        slots={"offering/openai": Holds(value=stage("preparing"), basis="reported")},
    ),
    Answer(
        n=122,
        asks="what is the tone before the removal",
        at="2023-11-10",
        slots={"tone/partnership": Holds(value="close")},
    ),
    Answer(
        n=124,
        asks="does Microsoft's annual report name OpenAI a competitor before the end of July 2024",
        at="2024-07-29",
        slots={"rivalry/microsoft-names-openai": Holds(value=NOT_NAMED)},
    ),
    Answer(
        n=125,
        asks="does Microsoft's annual report name OpenAI a competitor from then on",
        at="2024-08-01",
        slots={
            "rivalry/microsoft-names-openai": Holds(
                value="named as a competitor", since="2024-07-30", basis="filed"
            )
        },
    ),
    Answer(
        n=127,
        asks="how long has the partnership lasted in June 2025",
        at="2025-06-16",
        # The log stores the start and never the length; six years count from it, rounded up.
        events=(WantedEvent(id="partnership-2019", occurred="2019-07-22"),),
    ),
    Answer(
        n=129,
        asks="why did Musk leave the board, as known in 2023",
        at="2018-03-01",
        known="2023-04-01",
        slots={
            "cause/musk-departure": Holds(
                standing="disputed",
                named=("future conflict with Tesla's work on AI", "rejected bid to run OpenAI"),
            )
        },
    ),
)
