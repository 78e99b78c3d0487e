/** What quick add understands of a line: each piece with where it was typed and what it means. */

import type { CivilDate } from '../civil-date.ts';
import type { Repeat } from '../repeat.ts';
import type { CivilTime } from '../when.ts';
import type { Range } from './words.ts';

export type QuickAddToken =
  | WhenToken
  | RepeatToken
  | (Range & { readonly kind: 'tag'; readonly tag: string })
  /** One of the lists that there are, as it is called. */
  | (Range & { readonly kind: 'list'; readonly list: string })
  /** 1 is the highest. */
  | (Range & { readonly kind: 'priority'; readonly priority: 1 | 2 | 3 })
  /** A `\` and what it keeps from being understood, which stays in the title without it. */
  | (Range & { readonly kind: 'escape'; readonly text: string });

/** Where day and time stand apart in the line there are two of these, one without a time and one without a day. */
export interface WhenToken extends Range {
  readonly kind: 'when';
  readonly day: CivilDate | undefined;
  readonly time: CivilTime | undefined;
}

export interface RepeatToken extends Range {
  readonly kind: 'repeat';
  readonly repeat: Repeat;
  /** The time that was said with it: "every Monday at 9". */
  readonly time: CivilTime | undefined;
}
