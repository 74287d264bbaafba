"""Arrow's C stream read into NumPy views without copying, so that any Arrow library may hand over its columns."""

from __future__ import annotations

import ctypes
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

_DTYPES = {
    b"c": "i1",
    b"C": "u1",
    b"s": "i2",
    b"S": "u2",
    b"i": "i4",
    b"I": "u4",
    b"l": "i8",
    b"L": "u8",
    b"f": "f4",
    b"g": "f8",
    b"tdD": "i4",
}
_PACKED = b"b"


class ArrowSource(Protocol):
    """A column that offers the Arrow PyCapsule interface."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """A capsule with one stream."""


class _Schema(ctypes.Structure):
    _fields_ = (
        ("format", ctypes.c_char_p),
        ("name", ctypes.c_char_p),
        ("metadata", ctypes.c_char_p),
        ("flags", ctypes.c_int64),
        ("n_children", ctypes.c_int64),
        ("children", ctypes.c_void_p),
        ("dictionary", ctypes.c_void_p),
        ("release", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        ("private_data", ctypes.c_void_p),
    )


class _Array(ctypes.Structure):
    _fields_ = (
        ("length", ctypes.c_int64),
        ("null_count", ctypes.c_int64),
        ("offset", ctypes.c_int64),
        ("n_buffers", ctypes.c_int64),
        ("n_children", ctypes.c_int64),
        ("buffers", ctypes.POINTER(ctypes.c_void_p)),
        ("children", ctypes.c_void_p),
        ("dictionary", ctypes.c_void_p),
        ("release", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        ("private_data", ctypes.c_void_p),
    )


class _Stream(ctypes.Structure):
    _fields_ = (
        ("get_schema", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)),
        ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)),
        ("get_last_error", ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.c_void_p)),
        ("release", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        ("private_data", ctypes.c_void_p),
    )


_pointer_in = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_in.restype = ctypes.c_void_p
_pointer_in.argtypes = (ctypes.py_object, ctypes.c_char_p)


class Buffers:
    """The values and the validity of one column in one piece; bits are unpacked a slice at a time.

    The views live as long as this object keeps the column, which holds the memory.
    """

    def __init__(self, column: ArrowSource) -> None:
        self._kept = column, column.__arrow_c_stream__()
        stream = _Stream.from_address(_pointer_in(self._kept[1], b"arrow_array_stream"))
        schema, array = _Schema(), _Array()
        _check(stream, stream.get_schema(ctypes.byref(stream), ctypes.byref(schema)))
        _check(stream, stream.get_next(ctypes.byref(stream), ctypes.byref(array)))
        try:
            self._read(schema.format, array)
        finally:
            for made in (schema, array):
                if made.release:
                    made.release(ctypes.byref(made))

    def _read(self, form: bytes, array: _Array) -> None:
        self.length, self.offset = array.length, array.offset
        self._bits = self._validity = None
        self.values: NDArray[Any] = np.zeros(0, _DTYPES.get(form, "?"))
        if not self.length:
            return
        end = self.offset + self.length
        if form == _PACKED:
            self._bits = _view(array.buffers[1], (end + 7) // 8, "u1")
        else:
            self.values = _view(array.buffers[1], end, _DTYPES[form])[self.offset :]
        if array.null_count and array.buffers[0]:
            self._validity = _view(array.buffers[0], (end + 7) // 8, "u1")

    @property
    def nullable(self) -> bool:
        """Whether any value is missing."""
        return self._validity is not None

    def part(self, start: int, stop: int) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
        """Values and validity (None: all there) of rows start to stop."""
        values = self.values[start:stop] if self._bits is None else self._unpacked(self._bits, start, stop)
        valid = None if self._validity is None else self._unpacked(self._validity, start, stop)
        return values, valid

    def _unpacked(self, bits: NDArray[np.uint8], start: int, stop: int) -> NDArray[np.bool_]:
        first, last = self.offset + start, self.offset + stop
        skip = first % 8
        whole = np.unpackbits(bits[first // 8 : (last + 7) // 8], count=last - first + skip, bitorder="little")
        bools: NDArray[np.bool_] = whole[skip:].view(np.bool_)
        return bools


def _check(stream: _Stream, status: int) -> None:
    if status:
        message = stream.get_last_error(ctypes.byref(stream))
        raise OSError(status, (message or b"Arrow stream failed").decode())


def _view(address: int, length: int, dtype: str) -> NDArray[Any]:
    size = length * np.dtype(dtype).itemsize
    view = memoryview((ctypes.c_char * size).from_address(address)).cast("B")
    found: NDArray[Any] = np.frombuffer(view, dtype=dtype, count=length)
    return found
