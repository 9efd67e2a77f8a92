"""A case to take along: a workbook that recalculates, a table, a one-page brief, a scenario to load again."""
