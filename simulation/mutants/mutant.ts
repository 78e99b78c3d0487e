/** A mistake that can be planted: a small change of the production source. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** Why no run can catch it, where none can. */
  readonly survives?: string;
}
