"""Fuzzing: bytes that nobody would print -> readers and rules that must neither break, hang nor grow.

``python -m fuzz marks --minutes 20`` searches with atheris (libFuzzer for Python); ``tests/test_fuzz_corpus.py`` runs
what it kept through the same harnesses in each run of the tests.
"""
