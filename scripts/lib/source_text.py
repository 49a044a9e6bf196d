# SPDX-License-Identifier: GPL-2.0
"""The text of C and C++ sources: where their comments are."""

import re

# A string or a character constant, which may look as if it had a comment; or a comment. One that is not closed
# goes to the end of the text, so that each text is read once.
PARTS = re.compile(r"""("(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n]){1,16}')|/\*.*?(?:\*/|\Z)|//[^\n]*""", re.S)


def blanked(text):
    """text with its comments as blanks, at the same places."""
    return PARTS.sub(lambda found: found.group(1) or re.sub(r"[^\n]", " ", found.group()), text)


def without_comments(text):
    """text with one blank in place of each comment."""
    return PARTS.sub(lambda found: found.group(1) or " ", text)
