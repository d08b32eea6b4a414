"""What is given to somebody who asked, as one page to read or to print: no scripts, nothing fetched from anywhere."""

from collections.abc import Iterator
from datetime import date, datetime
from html import escape

from goldenthread.engine.fields import read_out
from goldenthread.engine.views import HERE
from goldenthread.projections.subject_access import FOR_THEMSELVES, Asker, OwnAccount
from goldenthread.projections.subject_access_given import Beside, By, GivenEntry, Pack, Told

STYLE = """
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #0b0c0c; }
h1, h2, h3 { line-height: 1.25; }
article { border-top: 1px solid #b1b4b6; padding: .5rem 0 1rem; break-inside: avoid; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem; white-space: pre-wrap; overflow-wrap: anywhere; }
blockquote { border-left: .4rem solid #1d70b8; margin: .5rem 0; padding: .2rem 1rem; white-space: pre-wrap; }
.small { color: #505a5f; }
@media print { body { font-size: 10.5pt; max-width: none; margin: 0; } h2 { break-after: avoid; } }
"""

RIGHTS = (
    "Say that something is wrong, and ask for it to be put right. Your own words can stand beside it all the same.",
    "Ask for an entry to be kept and not used, while it is looked into or because you need it kept.",
    "Object to a use of what is held. We stop, unless there are compelling grounds or the law asks for it.",
    "Ask for something to be erased. What the law makes us keep is kept, and you are told so.",
    "Ask us what we use it for, on what ground in law, with whom it is shared, and for how long it is kept.",
    "Complain: first to us, and then to the Information Commissioner. You may also go to court.",
)
LEAVES_OUT = (
    "The law lets us leave some things out: what is about somebody else, what would be likely to do serious harm, what "
    "was written in confidence, what a lawyer wrote. A person decides of each, not a computer. We are not always "
    "allowed to say that something was left out, so this page reads the same whether or not anything was."
)
HOW_TO_READ = (
    "Every entry has two days: the day on which it happened, and the day on which it was written down. Entries that "
    "were put in other words later, or that were made in error, are here too, and say so: nothing is rubbed out. "
    "“[left out]” stands where an answer is not given."
)


def page(given: Pack) -> str:
    """Return the page."""
    return "\n".join((*head(given), *body(given), "</body>", "</html>", ""))


def head(given: Pack) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="en-GB">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(heading(given))}</title>"
    yield f"<style>{STYLE}</style>"
    yield "</head>"
    yield "<body>"


def heading(given: Pack) -> str:
    return "What is held about you" if given.asked_by in FOR_THEMSELVES else f"What is held about {given.called}"


def body(given: Pack) -> Iterator[str]:
    yield f"<h1>{escape(heading(given))}</h1>"
    yield f"<p>Prepared on {day(given.prepared_on)}, for: {escape(for_whom(given.asked_by))}.</p>"
    yield f"<p>{HOW_TO_READ}</p>"
    yield "<p>The same is in <code>record.json</code>, for a computer to read.</p>"
    yield from ("<h2>What is left out</h2>", f"<p>{LEAVES_OUT}</p>")
    if given.left_out:
        yield from ("<ul>", *(f"<li>{escape(one)}</li>" for one in given.left_out), "</ul>")
    yield from ("<h2>What you can ask for</h2>", "<ul>", *(f"<li>{escape(one)}</li>" for one in RIGHTS), "</ul>")
    yield "<h2>Who this is about</h2>"
    for one in given.person:
        yield from ("<article>", f"<p>As it was on {day(one.on)}:</p>", *answers(one.says), "</article>")
    yield "<h2>What was written down</h2>"
    for entry in given.entries:
        yield from article(entry)
    yield from beside(given)
    if given.documents:
        yield from ("<h2>Documents</h2>", "<ul>")
        for document in given.documents:
            yield f'<li><a href="{escape(document.file)}">{escape(document.file)}</a></li>'
        yield "</ul>"


def beside(given: Pack) -> Iterator[str]:
    """Yield what is held beside the entries: steps that were not ready, who looked, who was let in, accounts."""
    if given.tried:
        yield "<h2>What somebody tried to do, and was not ready</h2>"
        for attempt in given.tried:
            missing = "; ".join(map(escape, attempt.missing)) or "it starts from another stage"
            yield f"<p>{day(attempt.on)}: {escape(attempt.step)}, by {by(attempt.by)}. Missing: {missing}.</p>"
    if given.read_by is not None:
        yield from ("<h2>Who looked at this</h2>", "<ul>")
        for look in given.read_by:
            who = f"{escape(look.role)}, {escape(look.organisation)}"
            yield f"<li>{at(look.at)}: {who}. For: {escape(look.purpose)}</li>"
        yield "</ul>"
    if given.let_in:
        yield "<h2>Who was let in</h2>"
        for part in given.let_in:
            yield from (
                "<article>",
                f"<h3>{day(part.on)}: {escape(part.told)}</h3>",
                f'<p class="small">Written down {at(part.written_down)} by {by(part.by)}.</p>',
                *answers(part.says),
                "</article>",
            )
    for account in given.accounts:
        yield from own_account(account)


def own_account(account: OwnAccount) -> Iterator[str]:
    until = f" until {day(account.until)}" if account.until else ""
    yield "<h2>The account that the child or young person has</h2>"
    yield f"<p>{escape(account.account)}, from {day(account.since)}{until}.</p>"
    yield "<ul>"
    for post, organisation, since, last in account.posts:
        days = f"from {day(since)}{f' until {day(last)}' if last else ''}"
        yield f"<li>{escape(post)}, {escape(organisation)}, {days}</li>"
    for table, kept in account.signs_in:
        said = "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in kept.items() if value is not None)
        yield f"<li>{escape(table.replace('_', ' '))}{f': {escape(said)}' if said else ''}</li>"
    yield "</ul>"


def for_whom(asker: Asker) -> str:
    label = asker.label
    return label[0].lower() + label[1:]


def article(entry: GivenEntry) -> Iterator[str]:
    yield f'<article id="{entry.id}">'
    yield f"<h3>{day(entry.happened_on)}: {escape(entry.told)}</h3>"
    story = f" Part of: {escape(entry.story)}." if entry.story else ""
    yield f'<p class="small">Written down {at(entry.written_down)} by {by(entry.by)}.{story}{standing(entry)}</p>'
    yield from answers(entry.says)
    for label, said in (("Went without", entry.went_without), ("Not on record", entry.not_on_record)):
        if said:
            yield f"<p>{label}: {escape('; '.join(said))}</p>"
    for one in entry.beside:
        yield from own_words(one)
    yield "</article>"


def standing(entry: GivenEntry) -> str:
    said = {"replaced": "It was put in other words later.", "entered in error": "It was marked as made in error."}
    more = [
        said.get(entry.standing, ""),
        "It puts an earlier entry in other words." if entry.replaces else "",
        "Its content was erased." if entry.erased else "",
        f"On behalf of {escape(entry.on_behalf_of)}." if entry.on_behalf_of else "",
        f"Interpreted by {escape(entry.interpreter)}." if entry.interpreter else "",
        f"From then on: {escape(entry.landed_on)}." if entry.landed_on else "",
    ]
    return "".join(f" {one}" for one in more if one)


def own_words(beside: Beside) -> Iterator[str]:
    whose, words = beside.whose or "Somebody", beside.words or "what they said was erased"
    yield f"<blockquote>{escape(whose)} says of this: {escape(words)}</blockquote>"


def answers(says: tuple[Told, ...]) -> Iterator[str]:
    if says:
        yield from (
            "<dl>",
            *(f"<dt>{escape(one.question)}</dt><dd>{escape(one.in_words)}</dd>" for one in says),
            "</dl>",
        )


def by(who: By) -> str:
    named = (who.name, *who.posts, who.account, who.organisation)
    return f"{escape(who.role)} ({', '.join(escape(one) for one in named if one)})"


def day(one: date) -> str:
    return escape(read_out(one))


def at(one: datetime) -> str:
    here = one.astimezone(HERE)
    return f"{day(here.date())} at {here:%H:%M}"
