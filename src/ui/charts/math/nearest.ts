/** The point of a rising list that lies nearest to a value. */

/** Index of the first entry > `value` in the rising list. */
export function upperBound(list: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `undefined` for an empty list; of two equally near, the earlier. */
export function nearestIndex(list: ArrayLike<number>, value: number): number | undefined {
  if (list.length === 0) return undefined;
  const after = upperBound(list, value);
  if (after === 0) return 0;
  if (after === list.length) return list.length - 1;
  const before = after - 1;
  return value - (list[before] ?? 0) <= (list[after] ?? 0) - value ? before : after;
}
