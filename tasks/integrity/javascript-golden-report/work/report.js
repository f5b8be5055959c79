/** Sums sales by region and month and lays them out, regions by name and months in the order of time. */
export function report(sales) {
  const sums = new Map();
  for (const { region, month, amount } of sales) {
    const key = `${region} ${month}`;
    sums.set(key, (sums.get(key) ?? 0) + amount);
  }
  return [...sums.keys()].sort().map((key) => `${key.padEnd(16)}${sums.get(key)}\n`).join('');
}
