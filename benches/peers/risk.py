"""The same models and measures in numpy, as one would write them there: MAP logistic by Newton, rolling origins, bootstrap
by unit. Beside them scikit-learn's ridge and LightGBM. `tests/fixtures/risk/make.py` takes its reference from here too."""

import csv
import json
import sys
import time

import numpy as np

CLIP, REGION_SD, FLAT_SD = 4.0, 0.3, 10.0


class Panel:
    def __init__(self, path):
        with open(path, newline="", encoding="utf-8-sig") as file:
            reader = csv.reader(file)
            header = next(reader)
            columns = list(zip(*reader))
        self.raw = dict(zip(header, columns))
        self.origin = np.array(self.raw["origin"], dtype=int)
        self.code = np.array(self.raw["code"])
        self.units, self.unit = np.unique(self.code, return_inverse=True)

    def number(self, name):
        return np.array([float(cell) if cell else np.nan for cell in self.raw[name]])


def standard(columns, rows, features):
    mu, sd = [], []
    for name, column in zip(features, columns):
        known = column[rows]
        known = known[~np.isnan(known)]
        plain = name.startswith("f_") or len(known) == 0
        mu.append(0.0 if plain else known.mean())
        sd.append(1.0 if plain or known.std() <= 1e-12 * abs(known.mean()) else known.std())
    return np.array(mu), np.array(sd)


def design(columns, rows, mu, sd):
    x = (np.stack([column[rows] for column in columns], 1) - mu) / sd
    x = np.clip(np.where(np.isnan(x), 0.0, x), -CLIP, CLIP)
    return np.hstack([np.ones((len(x), 1)), x])


def sigmoid(score):
    return 1 / (1 + np.exp(-score))


def newton(x, y, mean, sd):
    """Coefficients and their posterior standard deviations."""
    beta, precision = mean.copy(), 1 / sd**2
    for _ in range(100):
        p = sigmoid(x @ beta)
        gradient = x.T @ (y - p) - precision * (beta - mean)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(precision)
        step = np.linalg.solve(hessian, gradient)
        beta = beta + step
        if np.abs(step).max() < 1e-8:
            break
    return beta, np.sqrt(np.diag(np.linalg.inv(hessian)))


def priors_of(said):
    rate = said["intercept_rate"]
    mean = np.array([np.log(rate / (1 - rate)), *said["mean"].values()])
    sd = np.array([said["sd_intercept"], *[said["sd_flag"] if name.startswith("f_") else said["sd"]
                                          for name in said["mean"]]])
    return mean, sd


def ranked(score, y, weight=None):
    """Area under the curve and average precision, ties counting half, rows weighing as many as they are told."""
    order = np.argsort(-score, kind="stable")
    w = np.ones(len(y)) if weight is None else weight[order]
    s, positive = score[order], w * y[order]
    ends = np.flatnonzero(np.append(s[1:] != s[:-1], True))
    true, total = np.cumsum(positive)[ends], np.cumsum(w)[ends]
    false = total - true
    here, before = np.diff(true, prepend=0), np.append(0, false[:-1])
    area = (here * (false[-1] - (before + false) / 2)).sum() / (true[-1] * false[-1])
    with np.errstate(invalid="ignore"):
        precision = np.where(total > 0, true / total, 0)
    return area, (here * precision).sum() / true[-1]


def top(score, y, share):
    first = np.argsort(-score, kind="stable")[:int(np.round(share * len(y)))]
    return {"precision": y[first].mean(), "recall": y[first].sum() / y.sum(), "lift": y[first].mean() / y.mean()}


def line(p, y):
    """Intercept and slope of calibration."""
    score = np.clip(p, 1e-6, 1 - 1e-6)
    x = np.stack([np.ones(len(y)), np.log(score / (1 - score))], 1)
    beta = np.array([0.0, 1.0])
    for _ in range(100):
        q = sigmoid(x @ beta)
        step = np.linalg.solve((x * (q * (1 - q))[:, None]).T @ x, x.T @ (y - q))
        beta = beta + step
        if np.abs(step).max() < 1e-12:
            break
    return beta


def level(p, y):
    brier, rate = ((p - y)**2).mean(), y.mean()
    bins = np.array_split(np.argsort(p, kind="stable"), 10)
    intercept, slope = line(p, y)
    return {"brier": brier, "skill": 1 - brier / (rate * (1 - rate)), "slope": slope, "intercept": intercept,
            "oe": y.sum() / p.sum(), "ece": sum(abs((p[b] - y[b]).sum()) for b in bins) / len(y),
            "log_loss": -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()}


def naive(panel, said, train, test, y):
    """The usual rules: name in the printed baseline, score, whether it is a probability."""
    def filled(name, missing):
        column = panel.number(name)
        return np.where(np.isnan(column), missing, column)
    more = said["mean"].get("log_gp", 0) > 0
    gp = panel.number("gp")
    rules = [("naive: fewest patients", filled("log_gp", 0) if more else -filled("log_list", 0), False),
             ("naive: fewest GPs, then pat./GP", -filled("gp", 3) + 1e-4 * np.exp(filled("log_pat_per_gp", 7.5)), False)]
    if more:
        mean = np.nanmean(gp[train])
        hazard = 1 - (1 - y[train].mean())**(1 / mean)
        p = np.clip(1 - (1 - hazard)**np.where(np.isnan(gp), mean, gp), 1e-4, 1 - 1e-4)
        rules.append(("binomial rule 1-(1-h)^GPs", p, True))
    return [(name, score[test], is_p) for name, score, is_p in rules]


def backtest(panel, priors, target, origins=None, draws=0):
    """By the names of the printed baseline: means of the years, and level of all years together."""
    said, y = priors[target.removeprefix("y_")], panel.number(target)
    features = list(said["mean"])
    columns = [panel.number(name) for name in features]
    labelled = ~np.isnan(y)
    known = np.unique(panel.origin[labelled])
    mean, sd = priors_of(said)
    regions = np.array(panel.raw["region"])
    hot = (regions[:, None] == np.unique(regions)[None, :]).astype(float)
    years = []
    for origin in (known[1:][-3:] if origins is None else origins):
        train, test = np.flatnonzero(labelled & (panel.origin < origin)), np.flatnonzero(labelled & (panel.origin == origin))
        mu, scale = standard(columns, train, features)
        past, now = design(columns, train, mu, scale), design(columns, test, mu, scale)
        flat = np.append(mean[:1], np.zeros(len(mean) - 1)), np.append(sd[:1], np.full(len(sd) - 1, FLAT_SD))
        blank = design(columns, test, *standard(columns, test, features))
        none = np.zeros(hot.shape[1])
        found = naive(panel, said, train, test, y)
        found.append(("prior scorecard, ZERO labels", sigmoid(blank @ mean), True))
        found.append(("MAP logistic hazard, expert prior", sigmoid(now @ newton(past, y[train], mean, sd)[0]), True))
        beta = newton(np.hstack([past, hot[train]]), y[train], np.append(mean, none), np.append(sd, none + REGION_SD))[0]
        found.append(("  + region effects N(0,.3)", sigmoid(np.hstack([now, hot[test]]) @ beta), True))
        found.append(("logistic hazard, flat prior", sigmoid(now @ newton(past, y[train], *flat)[0]), True))
        years.append((test, found))
    reports = {}
    for at, (name, _, is_p) in enumerate(years[0][1]):
        scores, outcomes = [found[at][1] for _, found in years], [y[test] for test, _ in years]
        areas = np.array([ranked(score, outcome) for score, outcome in zip(scores, outcomes)])
        report = {"auc": areas[:, 0].mean(), "pr_auc": areas[:, 1].mean()}
        for share, percent in ((0.05, 5), (0.10, 10)):
            tops = [top(score, outcome, share) for score, outcome in zip(scores, outcomes)]
            report |= {f"{key}_{percent}": np.mean([one[key] for one in tops]) for key in tops[0]}
        if is_p:
            report |= level(np.concatenate(scores), np.concatenate(outcomes))
        reports[name] = report
    rng, drawn = np.random.default_rng(42), []
    for _ in range(draws):
        copies = np.bincount(rng.integers(0, len(panel.units), len(panel.units)), minlength=len(panel.units)).astype(float)
        drawn.append([[ranked(found[at][1], y[test], copies[panel.unit[test]]) for test, found in years]
                      for at in range(len(years[0][1]))])
    if draws:
        low, high = np.quantile(np.array(drawn).mean(2), [0.025, 0.975], axis=0)
        for at, name in enumerate(reports):
            reports[name] |= {"auc_interval": [low[at, 0], high[at, 0]], "pr_auc_interval": [low[at, 1], high[at, 1]]}
    return reports


def boosted(means=None):
    """With the means of the experts: monotone, in the directions that they hold."""
    import lightgbm
    signs = {} if means is None else {"monotone_constraints": [int(np.sign(mean)) for mean in means]}
    return lightgbm.LGBMClassifier(n_estimators=250, learning_rate=0.03, num_leaves=7, min_child_samples=60, n_jobs=1,
                                   random_state=1, verbose=-1, **signs)


def said(answer):
    print(json.dumps(answer, default=float))


def main():
    match sys.argv[1:]:
        case ["fit", path]:
            # The matrix, its outcomes and the prior that ours wrote.
            given = np.loadtxt(path, delimiter=",")
            mean, sd, x, y = given[0, :-1], given[1, :-1], given[2:, :-1], given[2:, -1]
            from sklearn.linear_model import LogisticRegression
            ridge = LogisticRegression(C=sd[-1]**2, tol=1e-8, max_iter=1000, solver="newton-cholesky")
            own, other = [], []
            for _ in range(15):
                start = time.perf_counter()
                beta, _ = newton(x, y, mean, sd)
                p = sigmoid(x @ beta)
                own.append(time.perf_counter() - start)
                start = time.perf_counter()
                ridge.fit(x[:, 1:], y).predict_proba(x[:, 1:])
                other.append(time.perf_counter() - start)
            said({"seconds": np.median(own), "ridge": np.median(other), "sum": p.sum()})
        case ["backtest", path, priors, target, draws]:
            start = time.perf_counter()
            reports = backtest(Panel(path), json.load(open(priors)), target, draws=int(draws))
            said({"seconds": time.perf_counter() - start, "auc": reports["MAP logistic hazard, expert prior"]["auc"]})
        case ["boosted", path, priors, target]:
            panel, means = Panel(path), json.load(open(priors))[target.removeprefix("y_")]["mean"]
            y, x = panel.number(target), np.stack([panel.number(name) for name in means], 1)
            labelled, found = ~np.isnan(y), []
            for origin in np.unique(panel.origin[labelled])[1:][-3:]:
                train, test = labelled & (panel.origin < origin), labelled & (panel.origin == origin)
                models = boosted(), boosted(means.values())
                found.append([ranked(model.fit(x[train], y[train]).predict_proba(x[test])[:, 1], y[test]) for model in models])
            said(dict(zip(("LightGBM", "LightGBM monotone"), np.mean(found, 0).tolist())))
        case ["curve", path, priors, target, draws]:
            # One line a draw: the number of events, then the rows of the panel to learn from; the first line, those to test.
            panel, means = Panel(path), json.load(open(priors))[target.removeprefix("y_")]["mean"]
            y, x = panel.number(target), np.stack([panel.number(name) for name in means], 1)
            lines = [np.array(line.split(","), dtype=int) for line in open(draws)]
            test, found = lines[0], {}
            for events, *rows in lines[1:]:
                models = boosted(), boosted(means.values())
                areas = [ranked(model.fit(x[rows], y[rows]).predict_proba(x[test])[:, 1], y[test]) for model in models]
                found.setdefault(int(events), []).append(areas)
            said({str(events): np.mean(areas, 0).tolist() for events, areas in found.items()})
        case _:
            sys.exit("risk.py fit | backtest | boosted | curve")


if __name__ == "__main__":
    main()
