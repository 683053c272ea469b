"""Words of one's own, or ready ones by a tap."""

from dataclasses import dataclass

from domain.form import AnswerRejected, Facts, Option, Value
from domain.kinds import Text


@dataclass(frozen=True, slots=True)
class Suggested:
    """`text` reads what is typed; the ready words stand in the facts under `source`, each as an option's label."""

    text: Text
    source: str

    def parse(self, raw: str, facts: Facts) -> str:
        """A button carries its option's value, which stands for the words on it."""
        for option in self.choices(facts):
            if option.value == raw:
                return option.label
        if raw.startswith(MARK):
            raise AnswerRejected("Этого варианта уже нет, выберите другой или напишите словами.")
        return self.text.read(raw)

    def show(self, value: Value, facts: Facts) -> str:
        return str(value)

    def choices(self, facts: Facts) -> tuple[Option, ...]:
        return facts.options.get(self.source, ())


MARK = "ready-"  # begins the values of ready words, so that an old button is not taken for something typed
