# SPDX-License-Identifier: GPL-3.0-or-later
"""One day at the centre, step by step, as the tour shows it and the scenario tests try it.

A step is a method marked with @step and the sentence that the tour prints. It works the window by
keys alone and looks for what a person would see; what is not seen raises. Steps follow each other in
the order in which they stand in the chapters, in one centre.
"""

# In the order of the day: a chapter's steps are numbered where it is read.
from day_reception import Reception
from day_case_workers import CaseWorkers
from day_window import Everybody
from steps import STEPS  # noqa: F401


class Day(Reception, CaseWorkers, Everybody):
    pass
