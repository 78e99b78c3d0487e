/** Records by key, with the keys in order: what a store's prefix queries read. */

export class SortedRecords {
  readonly #valueByKey = new Map<string, unknown>();
  readonly #keys: string[] = [];

  get map(): ReadonlyMap<string, unknown> {
    return this.#valueByKey;
  }

  get(key: string): unknown {
    return this.#valueByKey.get(key);
  }

  set(key: string, value: unknown): void {
    if (!this.#valueByKey.has(key)) this.#keys.splice(this.#place(key), 0, key);
    this.#valueByKey.set(key, value);
  }

  delete(key: string): void {
    if (this.#valueByKey.delete(key)) this.#keys.splice(this.#place(key), 1);
  }

  /** In order. */
  keysFrom(prefix: string): readonly string[] {
    return this.#keys.slice(this.#place(prefix), this.#end(prefix));
  }

  lastKey(prefix: string): string | undefined {
    const last = this.#keys[this.#end(prefix) - 1];
    return last?.startsWith(prefix) ? last : undefined;
  }

  #end(prefix: string): number {
    return this.#place(`${prefix}\uFFFF`);
  }

  /** Where the key stands, or would stand. */
  #place(key: string): number {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#keys[middle] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
