"""The tags of the learned finder: which role a word has in reported speech, begun or gone on with."""

ROLES = ("content", "cue", "source")
OUTSIDE = 0
BEGINS = {role: 1 + 2 * nth for nth, role in enumerate(ROLES)}
INSIDE = {role: 2 + 2 * nth for nth, role in enumerate(ROLES)}
TAGS = 1 + 2 * len(ROLES)
ROLE_OF = (None, *(role for role in ROLES for _ in range(2)))
