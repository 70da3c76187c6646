"""Deflate streams come back from their tokens byte for byte, and tokens of two versions are nearly the same."""

from __future__ import annotations

import random
import zlib
from itertools import takewhile

import pytest
from hypothesis import given, settings, strategies
from tests.at_night import tries

from policyreport.ledger.deflate import deflate_stream, deflate_tokens

STRATEGIES = (zlib.Z_DEFAULT_STRATEGY, zlib.Z_FILTERED, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED)


def deflated(text: bytes, level: int = 6, memory: int = 8, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, memory, strategy)
    return packer.compress(text) + packer.flush()


def text_of(seed: int, words: int) -> bytes:
    chance = random.Random(seed)
    known = [chance.randbytes(chance.randint(1, 3)).hex() for _ in range(200)]
    return " ".join(chance.choice(known) for _ in range(words)).encode()


@settings(deadline=None, max_examples=tries(25, 60))
@given(
    strategies.lists(strategies.sampled_from([b"a", b"b", "가나다".encode(), b"<w:t>", bytes(300), b"\xff\x00"])),
    strategies.integers(1, 9),
    strategies.integers(1, 9),
    strategies.sampled_from(STRATEGIES),
)
def test_whatever_tokens_there_are_give_the_stream_back(parts: list[bytes], level: int, memory: int, strategy: int):
    stream = deflated(b"".join(parts), level, memory, strategy)
    tokens = deflate_tokens(stream)
    assert tokens is None or deflate_stream(tokens) == stream


@pytest.mark.parametrize("level", [1, 4, 6, 9])
@pytest.mark.parametrize("words", [0, 1, 50, 30_000])
def test_texts_of_any_length_are_kept_as_tokens(level: int, words: int):
    stream = deflated(text_of(1, words), level)
    tokens = deflate_tokens(stream)
    assert tokens is not None
    assert deflate_stream(tokens) == stream


def test_matches_of_every_length_and_far_away_come_back():
    chance = random.Random(2)
    head = chance.randbytes(16_000).hex().encode()
    places = [(length, at) for length in range(3, 259) for at in (0, chance.randrange(31_000))]
    parts = [head[at : at + length] + chance.randbytes(2).hex().encode() for length, at in places]
    stream = deflated(head + b"".join(parts), 9)
    tokens = deflate_tokens(stream)
    assert tokens is not None
    assert deflate_stream(tokens) == stream


def test_a_figure_that_changes_leaves_most_other_tokens_alone():
    text = text_of(3, 20_000)
    middle = len(text) // 2
    other = text[:middle] + b"1,234" + text[middle:]
    one, two = (deflate_tokens(deflated(each)) for each in (text, other))
    assert one is not None
    assert two is not None
    pairs = list(zip(one.tokens, two.tokens, strict=False))
    ends = list(zip(reversed(one.tokens), reversed(two.tokens), strict=False))
    same = sum(len(list(takewhile(lambda pair: pair[0] == pair[1], each))) for each in (pairs, ends))
    assert same > 0.6 * len(one.tokens)


@pytest.mark.parametrize("cut", [0, 1, 2, 10, 100, -1])
def test_a_stream_that_is_cut_off_has_no_tokens(cut: int):
    assert deflate_tokens(deflated(text_of(4, 400))[:cut]) is None


def test_what_is_no_deflate_stream_has_no_tokens():
    chance = random.Random(5)
    for length in range(200):
        noise = chance.randbytes(length)
        tokens = deflate_tokens(noise)
        assert tokens is None or deflate_stream(tokens) == noise


def test_stored_blocks_and_what_follows_a_stream_have_no_tokens():
    assert deflate_tokens(deflated(random.Random(6).randbytes(1000), 0)) is None
    assert deflate_tokens(deflated(text_of(7, 100)) + b"more") is None
