# Shortcuts for developers. Everything here is also in CONTRIBUTING.md, for those without make.
.PHONY: demo test lint bench coverage mutants messages schemas

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
	python -m benchmarks.country

# Where a fault is a wrong figure, a lost record or somebody's answers shown: every branch, and which test runs it.
coverage:
	coverage erase
	coverage run -m pytest
	coverage combine
	coverage report --include='hf_fidelity/domain/scores/*,hf_fidelity/domain/record/*'
	coverage report --include='hf_fidelity/domain/survey/*,hf_fidelity/journeys/*'
	coverage report --include='hf_fidelity/store/*'
	coverage report --include='hf_fidelity/readers/*'

# Whether a test would notice: small faults in the same areas. After `make coverage`.
mutants:
	python -m tools.mutants

messages:
	python -m tools.messages update

schemas:
	python -m tools.schemas
