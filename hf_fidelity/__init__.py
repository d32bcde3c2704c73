"""How true are we to Housing First? A questionnaire, a quarterly meeting, and the course over time.

The layers, from the top: ``cli | spark`` → ``web`` → ``journeys | writers`` → ``readers | store | reports`` →
``domain`` → ``ground`` → ``errors | i18n``. Each imports only what stands below it. From Python, use
:mod:`hf_fidelity.journeys`.
"""

__version__ = "0.1.0"

READS_FILES = "_reads-survey-files"
"""The first word to a frozen program that is to be its own second process, the one that reads survey files."""
