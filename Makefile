# Shortcuts for developers. Everything here is also in CONTRIBUTING.md, for those without make.
.PHONY: demo test lint bench messages schemas

demo:
	python -m hf_fidelity demo

test:
	python -m pytest

lint:
	ruff check .
	ruff format --check .
	mypy
	lint-imports
	python -m tools.messages check

bench:
	python -m benchmarks.startup
	python -m benchmarks.score
	python -m benchmarks.store
	python -m benchmarks.page

messages:
	python -m tools.messages update

schemas:
	python -m tools.schemas
