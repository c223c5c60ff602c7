// The words of a balance, as patterns/balance.py has them; a test holds the two together.

const balance = (() => {
  const ALL = 0.98, ALMOST_ALL = 0.9, MOST = 0.6, MOSTLY = 0.75, MIDWAY = 0.05, A_LITTLE = 0.1, ALIKE = 0.1, LOOSE = 1e-9;
  const from = (share, least) => share >= least - LOOSE;
  const alike = (one, other) => Math.abs(one - other) <= ALIKE + LOOSE;
  const ofTwo = (first, second) => (alike(first, second) ? "alike" : from(first, MOST) ? "mostly_some" : "more_than");

  /** {key, poles} of shares top, left, right. */
  const triad = (...shares) => {
    const rounded = shares.map((share) => Math.round(share * 1e9));
    const order = [0, 1, 2].sort((p, q) => rounded[q] - rounded[p] || p - q);
    const [first, second, third] = order.map((pole) => shares[pole]);
    if (from(first, ALMOST_ALL)) return { key: from(first, ALL) ? "only" : "almost_only", poles: order.slice(0, 1) };
    if (alike(first, third)) return { key: "all_alike", poles: [0, 1, 2] };
    if (!from(third, A_LITTLE)) return { key: ofTwo(first, second), poles: order.slice(0, 2) };
    if (from(first, MOST)) return { key: alike(second, third) ? "mostly_both" : "mostly_some_little", poles: order };
    if (alike(first, second)) return { key: "two_alike_less", poles: order };
    return { key: alike(second, third) ? "more_than_both" : "in_order", poles: order };
  };

  /** {key, poles} of the share of the right pole. */
  const dyad = (x) => {
    const order = x - 0.5 > LOOSE ? [1, 0] : [0, 1], nearer = Math.max(x, 1 - x);
    if (from(nearer, MOSTLY)) return { key: from(nearer, ALL) ? "entirely" : "mostly", poles: order.slice(0, 1) };
    return nearer - 0.5 > MIDWAY + LOOSE ? { key: "rather", poles: order.slice(0, 1) } : { key: "between", poles: [0, 1] };
  };

  /** In words; `labels` are all poles, in their order. */
  const said = ({ key, poles }, labels, say) => say(`signifying.balance.${key}`,
    Object.fromEntries(poles.map((pole, n) => ["abc"[n], labels[pole]])));
  const stoneSaid = (x, y, axes, say) => say("signifying.balance.stone",
    { across: said(dyad(x), axes.slice(0, 2), say), upwards: said(dyad(y), axes.slice(2, 4), say) });

  return { triad, dyad, said, stoneSaid };
})();
