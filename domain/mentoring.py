"""The forms (models) of mentoring: federal ones, and those that schools add. A list, not a rule."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MentoringForm:
    """`federal` ones come from the target model; local ones are the municipality's own."""

    key: str
    label: str
    federal: bool


MENTORING_FORMS = (
    MentoringForm("pupil-pupil", "ученик – ученик", True),
    MentoringForm("teacher-teacher", "учитель – учитель", True),
    MentoringForm("student-pupil", "студент – ученик", True),
    MentoringForm("employer-pupil", "работодатель – ученик", True),
    MentoringForm("employer-student", "работодатель – студент", True),
    MentoringForm("teacher-pupil", "педагог – ученик", False),
    MentoringForm("lecturer-learner", "преподаватель – студент", False),
)
LABELS = {form.key: form.label for form in MENTORING_FORMS}

TOPICS = (
    ("meet", "Знакомство"),
    ("goal", "Цели и план"),
    ("study", "Учёба"),
    ("career", "Профессия"),
    ("project", "Проект"),
    ("talk", "Разговор по душам"),
    ("result", "Итоги"),
)
TOPIC_LABELS = dict(TOPICS)
