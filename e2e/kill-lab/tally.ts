/** What rounds of the kill lab came to. */

/** What must not be found after any kill. */
export interface Finding {
  readonly kind:
    /** Something that was saved or acknowledged is not there, or only a part of what is all or nothing. */
    | 'lost'
    /** There twice. */
    | 'duplicated'
    /** It was not all sent, or did not become the same everywhere. */
    | 'undrained'
    /** The screen said "saved" of something that the server had not acknowledged. */
    | 'untrue';
  readonly evidence: string;
}

export interface RoundResult {
  readonly kills: number;
  /** What was begun, what the screen showed as saved, and what the server acknowledged to the device. */
  readonly edits: number;
  readonly saved: number;
  readonly acknowledged: number;
  readonly findings: readonly Finding[];
  /** What happened, for the report of a round that failed. */
  readonly story: readonly string[];
}

export class Tally {
  rounds = 0;
  #counts = { kills: 0, edits: 0, saved: 0, acknowledged: 0 };
  readonly #found = { lost: 0, duplicated: 0, undrained: 0, untrue: 0 };

  add(result: RoundResult): void {
    this.rounds += 1;
    const { kills, edits, saved, acknowledged } = this.#counts;
    this.#counts = {
      kills: kills + result.kills,
      edits: edits + result.edits,
      saved: saved + result.saved,
      acknowledged: acknowledged + result.acknowledged,
    };
    this.addLate(result.findings);
  }

  /** What was found when all rounds were over. */
  addLate(findings: readonly Finding[]): void {
    for (const { kind } of findings) this.#found[kind] += 1;
  }

  get kills(): number {
    return this.#counts.kills;
  }

  get isGood(): boolean {
    return Object.values(this.#found).every((count) => count === 0);
  }

  toString(): string {
    const all = { rounds: this.rounds, ...this.#counts, ...this.#found };
    return Object.entries(all)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  }
}
