"""Finished models are kept where that can be; what is in the way, or damaged, is passed over."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from govtext.models.estimates import Estimate
from govtext.models.model import Model
from govtext.models.shelf import Shelf


def test_a_model_comes_back_and_what_is_in_its_place_is_passed_over(tmp_path: Path) -> None:
    shelf, estimate = Shelf(tmp_path / "models"), Estimate(2, 1)
    model = Model(np.array([[0.25, 0.75], [0.5, 0.5]]), np.array([[1.0, 0.0]]), np.array([0.1, 0.1]))
    shelf.put("a", estimate, model)
    found = shelf.take("a", estimate)
    assert found is not None
    assert found.words.tolist() == model.words.tolist()
    (path,) = (tmp_path / "models").iterdir()
    path.write_bytes(b"x")
    assert shelf.take("a", estimate) is None
    path.unlink()
    path.mkdir()
    (path / "mine").write_text("kept", encoding="utf-8")
    assert shelf.take("a", estimate) is None
    shelf.put("a", estimate, model)
    assert (path / "mine").is_file()


def test_a_shelf_that_is_a_file_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("x", encoding="utf-8")
    shelf = Shelf(tmp_path / "models")
    shelf.put("a", Estimate(2, 1), Model(np.ones((1, 1)), np.ones((1, 1)), np.ones(1)))
    assert shelf.take("a", Estimate(2, 1)) is None
