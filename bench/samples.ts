/** Measurements kept by name, and the medians of them. */

export class Samples {
  readonly #byName = new Map<string, number[]>();

  add(name: string, value: number): void {
    const held = this.#byName.get(name) ?? [];
    held.push(value);
    this.#byName.set(name, held);
  }

  /** The median, or undefined where nothing was measured. */
  median(name: string): number | undefined {
    const held = this.#byName.get(name);
    return held && median(held);
  }
}

/** Of a list that is not empty; the mean of the middle two where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}
