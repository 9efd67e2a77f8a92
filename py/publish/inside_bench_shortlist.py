"""Measures the shortlist. Runs inside Pyodide."""

import json
import sys

sys.path.insert(0, "/engine")

from publish import bench_shortlist

bench_shortlist.warm()
json.dumps([bench_shortlist.measure(size) for size in json.loads(globals()["job_text"])["sizes"]])
