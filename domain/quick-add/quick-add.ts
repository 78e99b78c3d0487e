/**
 * Quick add: one line that a person types becomes a title and what else was said: when, how often, tags, a list and a
 * priority.
 *
 * The same line at the same moment gives the same result, wherever the device is. The title is what is left when all
 * that was understood is taken out, and it is never empty: where nothing else is left, the date is the title.
 */

import type { Repeat } from '../repeat.ts';
import { findTokens } from './find-tokens.ts';
import type { FoundToken, QuickAddContext } from './find-tokens.ts';
import { saidWhen } from './said-when.ts';
import type { SaidWhen } from './said-when.ts';
import { titleWithout } from './title.ts';
import type { QuickAddToken } from './token.ts';

export interface QuickAdd {
  readonly title: string;
  /** In the order of the line; they do not overlap. */
  readonly tokens: readonly QuickAddToken[];
  readonly when: SaidWhen | undefined;
  readonly repeat: Repeat | undefined;
  /** Each once, in NFC. */
  readonly tags: readonly string[];
  /** As the list is called in the context. */
  readonly list: string | undefined;
  /** 1 is the highest; 0 for none. */
  readonly priority: 0 | 1 | 2 | 3;
}

/** Takes time in proportion to the line's length. */
export function quickAdd(line: string, context: QuickAddContext): QuickAdd {
  const all = findTokens(line, context);
  const undated = all.filter(({ meaning: { kind } }) => kind !== 'when' && kind !== 'repeat');
  const found = [all, undated].find((found) => SAYS_SOMETHING.test(titleOf(line, found))) ?? [];
  const meanings = found.map(({ meaning }) => meaning);
  const when = saidWhen(meanings, context.now);
  const tokens = found.map((token) => shown(token, found, when));
  return {
    title: titleOf(line, found),
    tokens,
    when,
    repeat: tokens.find((token) => token.kind === 'repeat')?.repeat,
    tags: [...new Set(tokens.flatMap((token) => (token.kind === 'tag' ? [token.tag] : [])))],
    list: tokens.find((token) => token.kind === 'list')?.list,
    priority: tokens.find((token) => token.kind === 'priority')?.priority ?? 0,
  };
}

/** A letter, a digit or a picture; punctuation alone is no title. */
const SAYS_SOMETHING = /[\p{L}\p{N}\p{S}]/u;

function titleOf(line: string, found: readonly FoundToken[]): string {
  const cuts = found.map(({ start, end, meaning }) => ({
    start,
    end,
    kept: meaning.kind === 'escape' ? meaning.text : undefined,
  }));
  return titleWithout(line, cuts);
}

/** With the day and the time that came out for the whole line. */
function shown(
  { start, end, meaning }: FoundToken,
  found: readonly FoundToken[],
  when: SaidWhen | undefined,
): QuickAddToken {
  switch (meaning.kind) {
    case 'when': {
      const isAlone = found.every(({ meaning: other }) => other === meaning || !isDated(other));
      const day = meaning.day ?? (isAlone ? when?.day : undefined);
      return { kind: 'when', start, end, day, time: meaning.time && when?.time };
    }
    case 'repeat':
      return {
        kind: 'repeat',
        start,
        end,
        repeat: meaning.repeat,
        time: meaning.time && when?.time,
      };
    case 'tag':
    case 'list':
    case 'priority':
    case 'escape':
      return { start, end, ...meaning };
  }
}

function isDated({ kind }: FoundToken['meaning']): boolean {
  return kind === 'when' || kind === 'repeat';
}
