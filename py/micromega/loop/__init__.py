"""The loop back: lock a forecast, enter what happened, and start the next plan from your own numbers.

plan -> locked document -> results -> what was off -> your own benchmarks -> next plan
"""
