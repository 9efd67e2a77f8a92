"""Real creators: a list as people have it, checked against the benchmarks, and the best set for a budget.

    text or file -> sheet -> columns by field -> creators -> flags -> pick

The list is held in this process only, one list at a time, and goes nowhere else.
"""
