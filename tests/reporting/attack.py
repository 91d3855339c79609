"""An attacker with a linear program: how small and how large can a hidden number be? Imports nothing of `liangzhan`.

Two-phase simplex with Bland's rule on a dense tableau; the tables of a test are small, their factors -1, 0 and 1.
"""

EPS = 1e-7


class Program:
    """Rows {variable: factor} with a sense ("=", "<", ">") and a right side; every variable is at least 0."""

    def __init__(self):
        self.names, self.rows = {}, []

    def add(self, terms, sense, right):
        if right < 0:
            terms, right = {key: -one for key, one in terms.items()}, -right
            sense = {"=": "=", "<": ">", ">": "<"}[sense]
        for key in terms:
            self.names.setdefault(key, len(self.names))
        self.rows.append((terms, sense, right))

    def solve(self):
        """A first possible solution; AssertionError when the published tables contradict each other."""
        count, extra = len(self.names), sum(sense != "=" for _, sense, _ in self.rows)
        width = count + extra + len(self.rows)
        self.table, self.basis, slack = [], [], count
        for index, (terms, sense, right) in enumerate(self.rows):
            row = [0.0] * width + [float(right)]
            for key, factor in terms.items():
                row[self.names[key]] = float(factor)
            if sense != "=":
                row[slack] = 1.0 if sense == "<" else -1.0
                slack += 1
            row[count + extra + index] = 1.0
            self.table.append(row)
            self.basis.append(count + extra + index)
        self.real = count + extra
        cost = [0.0] * self.real + [1.0] * len(self.rows)
        assert self._minimise(cost) < EPS, "the tables contradict each other"
        self._drop_artificial()
        return self

    def least(self, key):
        cost = [0.0] * len(self.table[0])
        cost[self.names[key]] = 1.0
        return self._minimise(cost[:-1])

    def most(self, key):
        cost = [0.0] * len(self.table[0])
        cost[self.names[key]] = -1.0
        return -self._minimise(cost[:-1])

    def _drop_artificial(self):
        for index in range(len(self.basis)):
            if self.basis[index] >= self.real:
                column = next((at for at in range(self.real) if abs(self.table[index][at]) > EPS), None)
                if column is not None:
                    self._pivot(index, column, [])
        kept = [at for at, one in enumerate(self.basis) if one < self.real]
        self.table = [self.table[at][: self.real] + self.table[at][-1:] for at in kept]
        self.basis = [self.basis[at] for at in kept]

    def _minimise(self, cost):
        prices = [*cost, 0.0]
        for index, at in enumerate(self.basis):
            if prices[at]:
                factor = prices[at]
                prices = [one - factor * two for one, two in zip(prices, self.table[index], strict=True)]
        while True:
            column = next((at for at, one in enumerate(prices[:-1]) if one < -EPS), None)
            if column is None:
                return -prices[-1]
            ratios = [
                (row[-1] / row[column], self.basis[at], at) for at, row in enumerate(self.table) if row[column] > EPS
            ]
            if not ratios:
                return float("-inf")
            least = min(one[0] for one in ratios)
            leaving = min((one[1], one[2]) for one in ratios if one[0] <= least + EPS)[1]
            self._pivot(leaving, column, prices)

    def _pivot(self, index, column, prices):
        row = self.table[index]
        by = row[column]
        row[:] = [one / by for one in row]
        places = [at for at, one in enumerate(row) if one]
        for other in [*self.table, prices]:
            if other is not row and other and other[column]:
                factor = other[column]
                for at in places:
                    other[at] -= factor * row[at]
        self.basis[index] = column
