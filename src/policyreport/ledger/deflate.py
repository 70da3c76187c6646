"""Deflate streams (RFC 1951) as tokens: what was matched and what was not, before Huffman coding.

One figure changed in a text changes nearly every byte of its deflate stream, but few of its tokens, so that tokens of
two versions share what their texts share. The stream is made again from the tokens alone, byte for byte: no compressor
is asked, whose next version may choose otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_LENGTHS = (*range(3, 11), *range(11, 19, 2), *range(19, 35, 4), *range(35, 67, 8), *range(67, 131, 16))
_LENGTH_BASES = (*_LENGTHS, *range(131, 258, 32), 258)
_LENGTH_EXTRA = (*(0,) * 8, *(bits for bits in range(1, 6) for _ in range(4)), 0)
_DISTANCE_EXTRA = (0, 0, *(bits for bits in range(14) for _ in range(2)))
_DISTANCE_BASES = (1, 2, *(1 + (1 << bits + 1) + (half << bits) for bits in range(14) for half in range(2)))
"""The base of each code and its extra bits (RFC 1951, 3.2.5)."""

_ORDER = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)
"""In which order the lengths of the code of lengths are written (RFC 1951, 3.2.7)."""

_FIXED = ((8,) * 144 + (9,) * 112 + (7,) * 24 + (8,) * 8, (5,) * 30)
"""The code lengths of blocks with fixed codes (RFC 1951, 3.2.6)."""

_END, _LONGEST_RUN = 256, 255

_Token = int | tuple[int, int]
"""A byte that stands for itself, or a match: its length and its distance."""


class _NoTokensError(Exception):
    """The stream is none of the kind that is kept as tokens."""


@dataclass(frozen=True, slots=True)
class DeflateTokens:
    """A deflate stream: its tokens, one after the other, and how they are divided into blocks and coded."""

    tokens: bytes
    blocks: bytes


def deflate_tokens(stream: bytes) -> DeflateTokens | None:
    """Return the tokens of a deflate stream; None where the same stream could not be made of them again."""
    try:
        found = _read(stream)
        return found if deflate_stream(found) == stream else None
    except (_NoTokensError, IndexError, ValueError):
        return None


def deflate_stream(kept: DeflateTokens) -> bytes:
    """Return the stream of which tokens were kept; raises ``ValueError`` or ``IndexError`` for what makes no sense."""
    tokens = list(_listed(kept.tokens))
    written, carried, at = bytearray(), "", 0
    for head, lengths, number in _block_heads(kept.blocks):
        bits = carried + head + "".join(_coded(tokens[at : at + number], *lengths))
        at += number
        whole = len(bits) // 8 * 8
        written += _bytes(bits[:whole])
        carried = bits[whole:]
    if carried:
        written += _bytes(carried.ljust(8, "0"))
    return bytes(written)


class _Bits:
    """Reads the bits of a stream, the lowest of each byte first."""

    __slots__ = ("at", "stream")

    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.at = 0

    def number(self, bits: int) -> int:
        start = self.at >> 3
        self.at += bits
        return (int.from_bytes(self.stream[start : start + 4], "little") >> (self.at - bits & 7)) & ((1 << bits) - 1)

    def symbol(self, table: Sequence[int]) -> int:
        start = self.at >> 3
        entry = table[(int.from_bytes(self.stream[start : start + 4], "little") >> (self.at & 7)) & (len(table) - 1)]
        if not entry or self.at > len(self.stream) * 8:
            raise _NoTokensError
        self.at += entry & 15
        return entry >> 4


def _read(stream: bytes) -> DeflateTokens:
    bits, tokens, blocks, final = _Bits(stream), _TokenWriter(), bytearray(), 0
    while not final:
        start = bits.at
        final, kind = bits.number(1), bits.number(2)
        if kind not in (1, 2):
            raise _NoTokensError
        lengths = _FIXED if kind == 1 else _dynamic_lengths(bits)
        head = bits.at - start
        number = _read_block(bits, *lengths, tokens)
        bits_of_head = _Bits(stream)
        bits_of_head.at = start
        packed = bytes(bits_of_head.number(min(8, head - at)) for at in range(0, head, 8))
        blocks += _varint(number) + _varint(head) + packed
    tokens.end_run()
    return DeflateTokens(bytes(tokens.written), bytes(blocks))


def _dynamic_lengths(bits: _Bits) -> tuple[Sequence[int], Sequence[int]]:
    literals, distances, codes = bits.number(5) + 257, bits.number(5) + 1, bits.number(4) + 4
    of_lengths = [0] * len(_ORDER)
    for place in _ORDER[:codes]:
        of_lengths[place] = bits.number(3)
    table = _decoding_table(of_lengths)
    lengths: list[int] = []
    while len(lengths) < literals + distances:
        symbol = bits.symbol(table)
        if symbol < 16:  # noqa: PLR2004 - RFC 1951, 3.2.7, here and below
            lengths.append(symbol)
        elif symbol == 16:  # noqa: PLR2004
            lengths += [lengths[-1]] * (3 + bits.number(2))
        else:
            lengths += [0] * (3 + bits.number(3) if symbol == 17 else 11 + bits.number(7))  # noqa: PLR2004
    return lengths[:literals], lengths[literals : literals + distances]


class _TokenWriter:
    """Writes tokens as runs: how many bytes stand for themselves, those, the match's length less 3, its distance."""

    __slots__ = ("run", "written")

    def __init__(self) -> None:
        self.written = bytearray()
        self.run = bytearray()

    def full_run(self) -> None:
        self.written.append(_LONGEST_RUN)
        self.written += self.run
        self.run.clear()

    def match(self, length: int, distance: int) -> None:
        self.end_run()
        self.written += (length - 3 | distance - 1 << 8).to_bytes(3, "little")

    def end_run(self) -> None:
        self.written.append(len(self.run))
        self.written += self.run
        self.run.clear()


def _read_block(bits: _Bits, literals: Sequence[int], distances: Sequence[int], tokens: _TokenWriter) -> int:
    """Read the tokens of a block, and return how many they are. A loop over all tokens: it looks nothing up."""
    table, far = _decoding_table(literals), _decoding_table(distances)
    mask, far_mask = len(table) - 1, len(far) - 1
    stream, at, number, run = bits.stream, bits.at, 0, tokens.run
    number_of, bases, extras = int.from_bytes, _LENGTH_BASES, _LENGTH_EXTRA
    while True:
        window = number_of(stream[at >> 3 : (at >> 3) + 8], "little") >> (at & 7)
        entry = table[window & mask]
        used, symbol = entry & 15, entry >> 4
        if symbol < _END:
            if not entry:
                raise _NoTokensError
            at += used
            number += 1
            run.append(symbol)
            if len(run) == _LONGEST_RUN:
                tokens.full_run()
                if at > len(stream) * 8:
                    raise _NoTokensError
        elif symbol == _END:
            bits.at = at + used
            return number
        else:
            window >>= used
            extra = extras[symbol - 257]
            length = bases[symbol - 257] + (window & (1 << extra) - 1)
            window >>= extra
            coded = far[window & far_mask]
            code = coded >> 4
            more = _DISTANCE_EXTRA[code]
            distance = _DISTANCE_BASES[code] + (window >> (coded & 15) & (1 << more) - 1)
            if not coded or at > len(stream) * 8:
                raise _NoTokensError
            at += used + extra + (coded & 15) + more
            number += 1
            tokens.match(length, distance)


def _decoding_table(lengths: Sequence[int]) -> Sequence[int]:
    """Return what any next bits mean: the symbol times 16 and the code's length; 0 for what is no code."""
    longest = max(lengths, default=0)
    table = [0] * (1 << longest)
    for symbol, code in _codes(lengths).items():
        length, step = lengths[symbol], 1 << lengths[symbol]
        table[code::step] = [symbol << 4 | length] * len(range(code, 1 << longest, step))
    return table


def _codes(lengths: Sequence[int]) -> Mapping[int, int]:
    """Return the Huffman code of each symbol, as it stands in the stream: its first bit is the lowest."""
    code, before, codes = 0, 0, dict[int, int]()
    for length, symbol in sorted((length, symbol) for symbol, length in enumerate(lengths) if length):
        code <<= length - before
        before = length
        if code >> length:
            raise _NoTokensError
        codes[symbol] = int(f"{code:0{length}b}"[::-1], 2)
        code += 1
    return codes


def _listed(tokens: bytes) -> Iterator[_Token]:
    at, end = 0, len(tokens)
    while at < end:
        run = tokens[at]
        at += 1
        yield from tokens[at : at + run]
        at += run
        if run < _LONGEST_RUN and at < end:
            match = int.from_bytes(tokens[at : at + 3], "little")
            yield (match & 255) + 3, (match >> 8) + 1
            at += 3


def _block_heads(blocks: bytes) -> Iterator[tuple[str, tuple[Sequence[int], Sequence[int]], int]]:
    """Yield of each block its head in bits, the lengths of its codes, and how many tokens it has."""
    at = 0
    while at < len(blocks):
        number, at = _number_at(blocks, at)
        head, at = _number_at(blocks, at)
        packed = blocks[at : at + (head + 7) // 8]
        at += len(packed)
        bits = _Bits(packed)
        bits.at = 1
        lengths = _FIXED if bits.number(2) == 1 else _dynamic_lengths(bits)
        yield _text_of_bits(int.from_bytes(packed, "little"), head), lengths, number


def _coded(tokens: Sequence[_Token], literals: Sequence[int], distances: Sequence[int]) -> Iterable[str]:
    """Yield the bits of a block's tokens and of its end."""
    near, far = _code_texts(literals), _code_texts(distances)
    matches: dict[tuple[int, int], str] = {}
    for token in tokens:
        if isinstance(token, int):
            yield near[token]
        else:
            text = matches.get(token)
            if text is None:
                length, length_bits = _LENGTH_CODES[token[0]]
                distance, distance_bits = _distance_code(token[1])
                text = matches[token] = near[length] + length_bits + far[distance] + distance_bits
            yield text
    yield near[_END]


def _code_texts(lengths: Sequence[int]) -> Sequence[str]:
    codes = _codes(lengths)
    return [_text_of_bits(codes[symbol], length) if length else "" for symbol, length in enumerate(lengths)]


def _length_codes() -> Iterator[tuple[int, tuple[int, str]]]:
    for code, (base, extra) in enumerate(zip(_LENGTH_BASES, _LENGTH_EXTRA, strict=True), 257):
        yield from ((base + more, (code, _text_of_bits(more, extra))) for more in range(1 << extra))


def _distance_code(distance: int) -> tuple[int, str]:
    extra = max((distance - 1).bit_length() - 2, 0)
    code = distance - 1 if distance < 3 else 2 * extra + 2 + ((distance - 1) >> extra & 1)  # noqa: PLR2004 - no extra
    return code, _text_of_bits(distance - _DISTANCE_BASES[code], extra)


def _text_of_bits(number: int, bits: int) -> str:
    """Return bits as text, the lowest first."""
    return f"{number:0{bits}b}"[::-1] if bits else ""


_LENGTH_CODES = dict(_length_codes())
"""For each length of a match its code, and its extra bits; 258 has a code of its own, which comes last."""


def _bytes(bits: str) -> bytes:
    return int(bits[::-1], 2).to_bytes(len(bits) // 8, "little") if bits else b""


def _varint(number: int) -> bytes:
    written = bytearray()
    while number > 127:  # noqa: PLR2004 - seven bits a byte
        written.append(number & 127 | 128)
        number >>= 7
    return bytes([*written, number])


def _number_at(coded: bytes, at: int) -> tuple[int, int]:
    number, shift = 0, 0
    while True:
        byte = coded[at]
        at += 1
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:  # noqa: PLR2004 - the last
            return number, at
