"""Guards of documents: whose they are, and what they may say."""

from typing import Final

from tests.mutants.mutant import Mutant

PAPERS: Final = ("tests/paperwork/test_papers.py",)

GUARDS: Final = (
    Mutant(
        "letters are counted by heads",
        "domain/kinds.py",
        "            return len(self.choices(facts)) - 1\n",
        "            return len(ticked)\n",
        ("tests/domain/test_kinds.py",),
    ),
    Mutant(
        "letters for everybody but one",
        "domain/kinds.py",
        "picked = {*offered} if others <= picked else picked & others",
        "pass",
        ("tests/domain/test_kinds.py",),
    ),
    Mutant(
        "a receipt on paper is its school's",
        "bot/documents.py",
        "submissions.get(db, _scope(args), _int",
        "submissions.get(db, Scope(), _int",
        PAPERS,
    ),
    Mutant(
        "letters go to the school's own mentors",
        "bot/documents.py",
        "thanks.listing(db, _scope(args), today)",
        "thanks.listing(db, Scope(), today)",
        PAPERS,
    ),
    Mutant(
        "the bases of a school hold nobody else's",
        "storage/bases.py",
        "(:school IS NULL OR x.school_id = :school) AND",
        "",
        ("tests/paperwork/test_bases.py",),
    ),
    Mutant(
        "a broken template costs no document",
        "bot/documents.py",
        "        except Exception as error:  # theirs",
        "        except KeyError as error:  # theirs",
        PAPERS,
    ),
    Mutant(
        "a pupil's letter has a line instead of a name",
        "views/thanks.py",
        "one.name or BLANK",
        "one.label",
        PAPERS,
    ),
    Mutant(
        "no share is over 100 %",
        "domain/indicators.py",
        "sum(min(part, whole) for part, whole in pairs)",
        "sum(part for part, whole in pairs)",
        ("tests/domain/test_indicators.py",),
    ),
)
