"""Numbers are given once each, in rising order, of whatever kind they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.columns.taking import each_once


@pytest.mark.parametrize("kind", [np.int32, np.int64])
@given(numbers=st.lists(st.integers(-9, 9)))
def test_each_is_given_once(kind: type[np.integer], numbers: list[int]) -> None:
    found = each_once(np.array(numbers, kind))
    assert found.tolist() == sorted(set(numbers))
    assert found.dtype == kind
