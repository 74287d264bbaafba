"""What the database and the folder hold against what was acknowledged: each thing once, whole, and nothing besides."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from gongju.casework.models import Case, HandedIn, Step
from gongju.documents import queries as documents
from gongju.documents.models import Version
from gongju.documents.store import Damaged
from gongju.journal.models import Head, Link
from gongju.journal.queries import verify
from gongju.journal.refs import SubjectKind, SubjectRef
from gongju.notifications.models import Message
from gongju.outbox.queries import dead
from tests.races.customers import OPEN, SUBMIT, WITHDRAW, Ledger

BUSINESS = "first_issue"
TOLD = {SUBMIT: 1, WITHDRAW: 2}
"""How many recipients learn of a move: the employer; the person and the employer."""


def faults(ledgers: Iterable[Ledger]) -> list[str]:
    """Everything that is lost, doubled or broken at this moment."""
    found: list[str] = []
    for ledger in ledgers:
        # What was acknowledged until now is taken first: more may be written while this reads.
        moves, answers, papers = list(ledger.moves), list(ledger.answers), list(ledger.papers)
        found += [*_moves(moves), *_answers(answers, ledger), *_papers(papers, ledger)]
    return [*found, *_doubled(), *_chains(), *(f"dead task {task}: {task.last_error}" for task in dead())]


def _moves(moves: list[tuple[str, str]]) -> Iterator[str]:
    journal = _journal()
    for number, name in moves:
        if journal[number, f"{BUSINESS}.{name}"] != 1:
            yield f"{name} of {number} stands {journal[number, f'{BUSINESS}.{name}']} times in the journal"
        if name != OPEN and Step.objects.filter(case__number=number, name=name).count() != 1:
            yield f"{name} of {number} is not one step"
        if not Case.objects.filter(number=number).exists():
            yield f"case {number} is lost"


def _answers(answers: list[tuple[str, int]], ledger: Ledger) -> Iterator[str]:
    """The last one acknowledged, or one sent after it that the break swallowed the answer to."""
    for number, income in dict(answers).items():
        kept = int(str(Case.objects.get(number=number).answers.get("monthly_income", 0)))
        if kept < income or (number, kept) not in ledger.answers_sent:
            yield f"{number} holds {kept} as income, not {income}"


def _papers(papers: list[tuple[str, str, str]], ledger: Ledger) -> Iterator[str]:
    stored = Counter(Version.objects.values_list("digest", flat=True))
    handed = Counter(HandedIn.objects.values_list("case__number", "material", "version__digest"))
    yield from (f"{one} is handed in {handed[one]} times" for one in papers if handed[one] != 1)
    yield from (f"paper {digest} is lost" for _, _, digest in papers if not stored[digest])
    yield from (f"paper {digest} is kept twice" for digest in ledger.papers_sent if stored[digest] > 1)


def _doubled() -> Iterator[str]:
    journal = _journal()
    steps = Counter(Step.objects.filter(case__type=BUSINESS).values_list("case__number", "name"))
    for (number, name), count in steps.items():
        if count != 1 or journal[number, f"{BUSINESS}.{name}"] != 1:
            yield f"{name} of {number}: {count} steps, {journal[number, f'{BUSINESS}.{name}']} journal entries"
    opened = Counter(Case.objects.filter(type=BUSINESS, open=True).values_list("person_id", flat=True))
    yield from (f"person {person} has {count} open cases" for person, count in opened.items() if count > 1)
    told = Counter(Message.objects.values_list("person_id", "employer_id", "entry_id"))
    yield from (f"message {one} came {count} times" for one, count in told.items() if count > 1)


def _chains() -> Iterator[str]:
    for head in Head.objects.all():
        if breaks := verify(SubjectRef(SubjectKind(head.subject_kind), head.subject_id)):
            yield f"chain of {head}: {breaks}"


def broken_files() -> list[str]:
    """Versions whose bytes are gone or changed; every one is read."""
    found = []
    for version in Version.objects.all():
        try:
            documents.content(version)
            documents.viewing(version)
        except Damaged as damage:
            found.append(str(damage))
    return found


def untold(ledgers: Iterable[Ledger]) -> list[str]:
    """Acknowledged moves of which not each recipient has one message, after everything that waited was done."""
    told = Counter(Message.objects.values_list("case_number", "entry__action"))
    moves = [move for ledger in ledgers for move in ledger.moves if move[1] in TOLD]
    return [
        f"{name} of {number} was told {told[number, f'{BUSINESS}.{name}']} times"
        for number, name in moves
        if told[number, f"{BUSINESS}.{name}"] != TOLD[name]
    ]


def _journal() -> dict[tuple[str, str], int]:
    """How often each action stands in the chain of each case."""
    links = Link.objects.filter(subject_kind=SubjectKind.CASE).values_list("subject_id", "entry__action")
    return defaultdict(int, Counter(links))
