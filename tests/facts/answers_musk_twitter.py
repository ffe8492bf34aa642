"""What the chronology of Musk's purchase of Twitter must answer: 44 questions, as a table.

The numbers are those of the list of questions that the chronology was written against. Where the
words of that list differ from what the rule of state says, a comment tells how.
"""

from typing import Any, Final

from tests.facts.form import BILLION, Answer, Holds, WantedEvent, person, stage, term, usd

MILLION: Final = 1_000_000
CEO: Final = "office/twitter/ceo"
BOARD: Final = "board/twitter"
STAKE: Final = "stake/musk"
AGREEMENT: Final = "term/merger-agreement"
DEAL: Final = "deal/musk-twitter"
TRIAL: Final = "deadline/trial"
SPAM: Final = "claim/spam-share"
FINANCING: Final = "financing/musk-twitter"
PRICE: Final = "$54.20"
CLOSING: Final = {"stage": "closed", "price": PRICE}
NINE: Final = (
    "Bret Taylor",
    "David Rosenblatt",
    "Egon Durban",
    "Fei-Fei Li",
    "Martha Lane Fox",
    "Mimi Alemayehou",
    "Omid Kordestani",
    "Parag Agrawal",
    "Patrick Pichette",
)
BY_13G: Final = {
    "share": "9.2%",
    "shares": "73,486,938",
    "computed": "Schedule 13G, event date 14 March",
}
BY_13D: Final = {
    "share": "9.1%",
    "shares": "73,115,038",
    "computed": "Schedule 13D, bought from 31 January to 1 April for $2.64bn",
}
BY_TWITTER: Final = "fewer than 5% of daily users (Twitter)"
BY_MUSK_IN_MAY: Final = "20% or more of accounts (Musk)"
BY_MUSK_IN_JULY: Final = "at least 10% of the daily users who see ads (Musk)"
BOTH_SIDES: Final = Holds(standing="disputed", named=("terminated", "in force"))


def due(day: str, consequence: str = "", now: str = "pending") -> dict[str, str]:
    """Write a deadline."""
    value = {"stage": now, "due": day}
    return {**value, "consequence": consequence} if consequence else value


def sales(amount: int, shares: str, period: str) -> dict[str, Any]:
    """Write the proceeds of a run of sales."""
    return {**usd(amount, "about"), "shares": shares, "period": period}


ANSWERS: Final = (
    Answer(
        n=1,
        asks="who is chief executive at the start of 2022",
        at="2022-01-01",
        slots={CEO: Holds(value=person("Parag Agrawal"), since="2021-11-29")},
    ),
    Answer(
        n=3,
        asks="who is chief executive on the day after the closing",
        at="2022-10-28",
        slots={CEO: Holds(value=person("Elon Musk"), because=("musk-ceo",), basis="filed")},
    ),
    Answer(
        n=5,
        asks="who is chief executive after the poll that Musk lost",
        at="2022-12-21",
        slots={CEO: Holds(value=person("Elon Musk"))},
    ),
    Answer(
        n=7,
        asks="who is chief executive on 5 June 2023",
        at="2023-06-05",
        slots={CEO: Holds(value=person("Linda Yaccarino"), because=("yaccarino-ceo",))},
    ),
    Answer(
        n=8,
        asks="is Musk a director on 6 April",
        at="2022-04-06",
        # Of the board nobody had spoken by then; the seat is a key of its own.
        slots={
            "seat/twitter/musk": Holds(standing="pending", pending=("Elon Musk",)),
            BOARD: None,
        },
    ),
    Answer(
        n=10,
        asks="will Musk join the board, as known late on 10 April",
        at="2022-04-10",
        known="2022-04-10",
        slots={"seat/twitter/musk": None},
        events=(
            WantedEvent(
                id="seat-declined",
                occurred="2022-04-09",
                basis="announced",
                claims=("seat/twitter/musk",),
            ),
        ),
    ),
    Answer(
        n=12,
        asks="is Jack Dorsey a director on the eve of the annual meeting",
        at="2022-05-24",
        slots={BOARD: Holds(value=sorted((*NINE, "Jack Dorsey", "Robert Zoellick")))},
    ),
    Answer(
        n=13,
        asks="is Egon Durban a director on the day on which the board decides",
        at="2022-05-26",
        slots={
            BOARD: Holds(value=list(NINE)),
            "step/durban-resignation": Holds(value=stage("declined")),
        },
    ),
    Answer(
        n=15,
        asks="who sits on the board after the closing",
        at="2022-10-28",
        slots={BOARD: Holds(value=["Elon Musk"])},
    ),
    Answer(
        n=16,
        asks="what share does Musk hold on 20 March",
        at="2022-03-20",
        slots={
            STAKE: Holds(
                value={"share": "more than 5%", "computed": "of 800,641,166 shares"},
                since="2022-03-14",
            )
        },
    ),
    Answer(
        n=18,
        asks="does Musk own shares, as known on 3 April",
        at="2022-04-03",
        known="2022-04-03",
        slots={STAKE: None},
    ),
    Answer(
        n=19,
        asks="what share does Musk hold, as known on 4 April",
        at="2022-04-04",
        known="2022-04-04",
        slots={STAKE: Holds(value=BY_13G, because=("stake-13g",))},
    ),
    Answer(
        n=21,
        asks="who is the largest holder on 4 April",
        at="2022-04-04",
        slots={
            "stake/vanguard": Holds(
                value={
                    "share": "10.29%",
                    "shares": "82,403,665",
                    "computed": "Schedule 13G/A of 8 April",
                },
                since="2022-03-31",
            ),
            STAKE: Holds(standing="disputed", named=(BY_13G, BY_13D)),
        },
    ),
    Answer(
        n=23,
        asks="had Musk missed the term for reporting his stake",
        at="2022-03-25",
        slots={"deadline/13g": Holds(value=due("2022-03-24", now="missed"), since="2022-03-24")},
    ),
    Answer(
        n=25,
        asks="what stops Musk from passing 15% on 16 April",
        at="2022-04-16",
        slots={
            "term/rights-plan": Holds(
                value=term("nobody may pass 15% unless the board approves"),
                since="2022-04-15",
            ),
            "term/musk-standstill": None,
        },
    ),
    Answer(
        n=26,
        asks="has Musk made an offer, as known on 13 April",
        at="2022-04-13",
        known="2022-04-13",
        slots={DEAL: None},
    ),
    Answer(
        n=27,
        asks="has Musk made an offer on 13 April",
        at="2022-04-13",
        slots={
            DEAL: Holds(value={"stage": "offered", "price": PRICE}, because=("offer",)),
            f"{DEAL}/price": Holds(value="$54.20 in cash"),
        },
    ),
    Answer(
        n=29,
        asks="how is the deal financed at the end of April",
        at="2022-04-30",
        slots={
            f"{FINANCING}/debt": Holds(value=usd(13 * BILLION)),
            f"{FINANCING}/margin": Holds(value=usd(12_500 * MILLION)),
            f"{FINANCING}/equity": Holds(value=usd(21 * BILLION, "about")),
        },
        family="financing/*",
    ),
    Answer(
        n=30,
        asks="what share does Musk hold on 2 April",
        at="2022-04-02",
        slots={STAKE: Holds(standing="disputed", named=(BY_13D, BY_13G))},
    ),
    Answer(
        n=32,
        asks="how is the deal financed at the beginning of June",
        at="2022-06-01",
        slots={
            f"{FINANCING}/debt": Holds(value=usd(13 * BILLION)),
            f"{FINANCING}/margin": Holds(standing="ended", since="2022-05-24"),
            f"{FINANCING}/equity": Holds(value=usd(33_500 * MILLION)),
            f"{FINANCING}/co-investors": Holds(value=usd(7_139 * MILLION)),
            f"{FINANCING}/co-investors/cash": Holds(value=usd(5_245 * MILLION)),
        },
        family="financing/*",
    ),
    Answer(
        n=34,
        asks="is a tender offer open on 22 April",
        at="2022-04-22",
        slots={"deal/tender-offer": Holds(value=stage("explored"))},
    ),
    Answer(
        n=35,
        asks="is the merger agreement suspended by Musk's post",
        at="2022-05-13",
        slots={
            AGREEMENT: Holds(value="in force", since="2022-04-25"),
            "position/musk-deal": Holds(
                value="still committed to the purchase", because=("still-committed",)
            ),
        },
    ),
    Answer(
        n=37,
        asks="until when can the merger close before either side may end the agreement",
        at="2022-06-10",
        slots={
            "deadline/outside-date": Holds(
                value=due(
                    "2022-10-24T17:00-07:00",
                    "either side may end it; six months later if an approval or an injunction "
                    "stands in the way",
                )
            )
        },
    ),
    Answer(
        n=38,
        asks="what does Musk owe if his debt financing fails and the agreement ends",
        at="2022-06-10",
        slots={
            "term/termination-fee": Holds(
                value=term(
                    "$1bn owed by either side in stated cases, by Musk's if the debt financing "
                    "fails"
                ),
                basis="filed",
            )
        },
    ),
    Answer(
        n=40,
        asks="is the merger agreement in force on the day of the first notice",
        at="2022-07-08",
        slots={AGREEMENT: BOTH_SIDES},
    ),
    Answer(
        n=42,
        asks="is the merger agreement in force after three notices",
        at="2022-09-10",
        slots={
            AGREEMENT: BOTH_SIDES,
            "notice/termination": Holds(
                value=[
                    "first, of 8 July 2022",
                    "second, of 29 August 2022",
                    "third, of 9 September 2022",
                ]
            ),
        },
    ),
    Answer(
        n=44,
        asks="is the merger agreement in force when Musk will close on conditions",
        at="2022-10-04",
        slots={
            AGREEMENT: BOTH_SIDES,
            DEAL: Holds(value={"stage": "to close", "price": PRICE}, pending=(CLOSING,)),
        },
    ),
    Answer(
        n=45,
        asks="were the notices valid",
        at="2022-12-01",
        # Unknown: no court said so. The agreement was performed, and the suit is closed.
        slots={
            AGREEMENT: Holds(value="performed"),
            "proceeding/delaware-twitter-v-musk": Holds(
                value=stage(
                    "closed", "dropped by both sides after the closing; nothing was decided"
                )
            ),
        },
    ),
    Answer(
        n=46,
        asks="when is the trial, on 20 July",
        at="2022-07-20",
        slots={TRIAL: Holds(value=due("2022-10", "five days of trial, not set yet"))},
    ),
    Answer(
        n=47,
        asks="when is the trial, on 1 August",
        at="2022-08-01",
        slots={TRIAL: Holds(value=due("2022-10-17/2022-10-21", "five days of trial"))},
    ),
    Answer(
        n=48,
        asks="what is the next date in Twitter v. Musk on 10 October",
        at="2022-10-10",
        slots={
            "deadline/stay": Holds(
                value=due(
                    "2022-10-28T17:00-04:00", "a trial in November unless the deal has closed"
                )
            ),
            TRIAL: Holds(value=stage("stayed")),
        },
    ),
    Answer(
        n=50,
        asks="has Zatko filed a complaint, as known on 10 July",
        at="2022-07-10",
        known="2022-07-10",
        slots={"step/zatko-complaint": None},
    ),
    Answer(
        n=52,
        asks="what share of users is spam, on 1 June",
        at="2022-06-01",
        slots={SPAM: Holds(standing="disputed", named=(BY_TWITTER, BY_MUSK_IN_MAY))},
    ),
    Answer(
        n=53,
        asks="what share of users is spam, by Musk's pleading",
        at="2022-09-01",
        slots={
            SPAM: Holds(standing="disputed", named=(BY_TWITTER, BY_MUSK_IN_MAY, BY_MUSK_IN_JULY)),
            "position/bots/musk": Holds(
                value="at least 10% of the daily users who see ads are false", basis="alleged"
            ),
        },
    ),
    Answer(
        n=54,
        asks="who owns Twitter at the end of 27 October in New York",
        at="2022-10-27",
        slots={
            "owner/twitter": Holds(value="Elon Musk through X Holdings I"),
            DEAL: Holds(value=CLOSING, since="2022-10-27T16:12-07:00"),
        },
    ),
    Answer(
        n=56,
        asks="does Jack Dorsey still hold a stake after the closing",
        at="2022-11-01",
        slots={
            "stake/dorsey": Holds(
                value={
                    "share": "2.4%",
                    "shares": "about 18 million",
                    "computed": "Twitter shares given for shares in X Holdings I",
                }
            )
        },
    ),
    Answer(
        n=57,
        asks="does the company Twitter, Inc. exist in June 2023",
        at="2023-06-01",
        slots={
            "structure/twitter": Holds(value="no company of its own, merged into X Corp."),
            BOARD: Holds(standing="ended", value=[]),
        },
    ),
    Answer(
        n=58,
        asks="what became of the officers' claim for severance",
        at="2025-12-31",
        slots={
            "proceeding/severance": Holds(
                value=stage("settled", "terms secret, conditions then to be met")
            )
        },
    ),
    Answer(
        n=59,
        asks="were Musk's posts on the hold misleading",
        at="2026-04-01",
        slots={
            "proceeding/pampena": Holds(
                value=stage(
                    "decided",
                    "posts of 13 and 17 May 2022 misleading, no scheme to defraud; "
                    "appeal announced",
                )
            )
        },
    ),
    Answer(
        n=61,
        asks="has Twitter agreed to be sold, as known at four on 25 April",
        at="2022-04-25",
        known="2022-04-25T16:00-04:00",
        slots={
            DEAL: Holds(
                value={"stage": "agreed", "price": PRICE},
                pending=(CLOSING,),
                because=("merger-agreed",),
            )
        },
    ),
    Answer(
        n=62,
        asks="how much Tesla stock has Musk sold, as known on 28 April",
        at="2022-04-29",
        known="2022-04-28",
        slots={
            "sales/tesla": Holds(
                value=sales(4 * BILLION, "4.4 million", "26 and 27 April 2022"),
                because=("tesla-sales-first",),
            )
        },
    ),
    Answer(
        n=63,
        asks="does the SEC investigate, as known on 20 April 2022",
        at="2022-04-20",
        known="2022-04-20",
        slots={"proceeding/sec-inquiry": None},
    ),
    Answer(
        n=64,
        asks="who is chief executive of X in June 2026",
        at="2026-06-30",
        slots={CEO: Holds(standing="ended", since="2025-07-09", because=("yaccarino-leaves",))},
    ),
    Answer(
        n=65,
        asks="who owns X in June 2026",
        at="2026-06-30",
        slots={"owner/twitter": Holds(value="SpaceX through xAI, under Elon Musk")},
    ),
)
