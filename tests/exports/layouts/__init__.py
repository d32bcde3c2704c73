"""Every way in which a survey tool, or a person, writes the known answers."""

from tests.exports.layouts import (
    enalyzer,
    googleforms,
    kobo,
    limesurvey,
    msforms,
    plain,
    qualtrics,
    redcap,
    surveymonkey,
    surveyxact,
)
from tests.exports.layouts.layout import Layout

LAYOUTS: list[Layout] = [
    *surveyxact.LAYOUTS,
    *msforms.LAYOUTS,
    *googleforms.LAYOUTS,
    *limesurvey.LAYOUTS,
    *qualtrics.LAYOUTS,
    *surveymonkey.LAYOUTS,
    *redcap.LAYOUTS,
    *kobo.LAYOUTS,
    *enalyzer.LAYOUTS,
    *plain.LAYOUTS,
]
