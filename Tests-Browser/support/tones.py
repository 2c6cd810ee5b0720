"""The pitch of every voice in the tests, Hz: far enough apart to be told from one another, and from their overtones."""

CHROMIUM, FIREFOX, AIORTC = 523, 700, 937
