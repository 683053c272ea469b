"""The one question of the questionnaires' results: which school to look at."""

from dataclasses import replace
from typing import Final

from domain.form import Form
from domain.forms import control

FIND: Final[Form] = replace(control.FIND, key="results_find")
