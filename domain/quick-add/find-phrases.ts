/** Finds the phrases of a line that say when and how often. A line has one day, one time and one repeat. */

import { addDays } from '../civil-date.ts';
import type { CivilDate } from '../civil-date.ts';
import type { Repeat } from '../repeat.ts';
import type { Found, QuickAddContext } from './find-tokens.ts';
import type { Locale } from './locale.ts';
import { repeatPhrasesAt } from './repeat-phrase.ts';
import type { RepeatPhrase } from './repeat-phrase.ts';
import { saidDay } from './said-day.ts';
import { firstDay, saidRule } from './said-rule.ts';
import { saidTime } from './said-time.ts';
import type { Now, SaidTime } from './said-time.ts';
import { firstFreeDay } from './said-when.ts';
import { isMeant } from './surroundings.ts';
import type { Candidate } from './surroundings.ts';
import { vocabularyOf } from './vocabulary.ts';
import { isExactTime, whenPhrasesAt } from './when-phrase.ts';
import type { WhenPhrase } from './when-phrase.ts';
import type { Word } from './words.ts';

export interface SaidWhenPhrase {
  readonly kind: 'when';
  readonly day: CivilDate | undefined;
  readonly time: SaidTime | undefined;
}

export interface SaidRepeatPhrase {
  readonly kind: 'repeat';
  readonly repeat: Repeat;
  /** The first day, if it was said. */
  readonly day: CivilDate | undefined;
  readonly time: SaidTime | undefined;
}

/** In the order of the line. */
export function findPhrases(
  words: readonly Word[],
  isText: readonly boolean[],
  isMark: readonly boolean[],
  context: QuickAddContext,
): readonly Found[] {
  const vocabulary = vocabularyOf(context.locale);
  const readable = words.map((word, at) =>
    isText[at] || isMark[at] ? { ...word, text: '' } : word,
  );
  const scene: Scene = {
    words,
    readable,
    isMark,
    context: withFewReadings(context),
    hint: hintIn(words, context.locale),
    taken: new Set(),
  };
  const found: Found[] = [];
  for (let at = 0; at < words.length;) {
    const text = readable[at]?.text ?? '';
    const isKnown = vocabulary.has(text) || /^[@\d]/.test(text);
    const phrase = isKnown ? phraseAt(at, scene) : undefined;
    if (phrase) found.push(phrase);
    at = phrase?.end ?? at + 1;
  }
  return found;
}

interface Scene {
  readonly words: readonly Word[];
  /** Without what is text or a mark. */
  readonly readable: readonly Word[];
  readonly isMark: readonly boolean[];
  readonly context: QuickAddContext;
  readonly hint: 'morning' | 'evening' | undefined;
  /** What the line has said already. */
  readonly taken: Set<'day' | 'time' | 'repeat'>;
}

function hintIn(words: readonly Word[], { doneAt }: Locale): 'morning' | 'evening' | undefined {
  const hinting = words.find(({ text }) => doneAt.has(text));
  return hinting && doneAt.get(hinting.text);
}

/** A line of nothing but dates that do not exist is not read to its end. */
function withFewReadings(context: QuickAddContext): QuickAddContext {
  let readings = 0;
  const { readWritten } = context.locale;
  return {
    ...context,
    locale: {
      ...context.locale,
      readWritten: (text, today) => {
        readings += 1;
        return readings > MOST_READINGS ? undefined : readWritten(text, today);
      },
    },
  };
}

const MOST_READINGS = 20;

function phraseAt(at: number, scene: Scene): Found | undefined {
  const { readable, context } = scene;
  const repeats = repeatPhrasesAt(readable, at, context.locale);
  const whens = whenPhrasesAt(readable, at, context.locale);
  if (readable[at]?.isEscaped) {
    // What it might mean elsewhere does not matter: the person has said that it means nothing.
    const end = Math.max(0, ...[...repeats, ...whens].map((phrase) => phrase.end));
    const meaning = { kind: 'escape', text: '' } as const;
    return end > 0 ? { first: at, end, meaning } : undefined;
  }
  for (const phrase of repeats) {
    if (!isMeantThere(repeatCandidate(at, phrase), scene)) continue;
    const meaning = repeatMeaning(phrase, scene);
    if (meaning && takes(meaning, scene)) return { first: at, end: phrase.end, meaning };
  }
  for (const phrase of whens) {
    if (!isMeantThere(whenCandidate(at, phrase), scene)) continue;
    const meaning = whenMeaning(phrase, scene);
    if (meaning && takes(meaning, scene)) return { first: at, end: phrase.end, meaning };
  }
  return undefined;
}

/** Whether the line has not said the same kind of thing before. */
function takes({ kind, day, time }: SaidWhenPhrase | SaidRepeatPhrase, { taken }: Scene): boolean {
  const kinds = [
    ...(kind === 'repeat' ? (['repeat'] as const) : []),
    ...(day ? (['day'] as const) : []),
    ...(time ? (['time'] as const) : []),
  ];
  if (kinds.some((each) => taken.has(each))) return false;
  for (const each of kinds) taken.add(each);
  return true;
}

function isMeantThere(candidate: Candidate, { words, isMark, context }: Scene): boolean {
  return isMeant(candidate, words, (at) => isMark[at] === true, context.locale);
}

function repeatCandidate(from: number, { end, rule, times, starting }: RepeatPhrase): Candidate {
  const holds = { lead: false, day: starting !== undefined, ...heldTime(times), repeat: true };
  return { from, end, trust: rule.pattern.trust, holds };
}

function whenCandidate(from: number, { end, day, times, isLed, trust }: WhenPhrase): Candidate {
  const holds = { lead: isLed, day: day !== undefined, ...heldTime(times), repeat: false };
  return { from, end, trust, holds };
}

function heldTime(times: WhenPhrase['times']): Pick<Candidate['holds'], 'time' | 'hour' | 'clock'> {
  return {
    time: times.length > 0,
    hour: times.some(({ pattern }) => pattern.means.is !== 'part'),
    clock: times.some(isExactTime),
  };
}

function repeatMeaning(phrase: RepeatPhrase, scene: Scene): SaidRepeatPhrase | undefined {
  const { context, readable, hint } = scene;
  const { now, locale, numericOrder } = context;
  const { rule: said, starting, until, times, isAfterDone } = phrase;
  const start = starting && saidDay(starting, readable, now.day, numericOrder, locale);
  const last = until && saidDay(until, readable, now.day, numericOrder, locale);
  if ((starting && !start) || (until && !last)) return undefined;
  const part = said.pattern.means.is === 'part' ? said.captures.part : undefined;
  const time = saidTime(times, part, hint, locale);
  const rule = saidRule(phrase, start ?? firstFreeDay(time, now), last);
  if (!rule) return undefined;
  const repeat: Repeat = { rule, from: isAfterDone ? 'done' : 'due', seriesDay: undefined };
  return { kind: 'repeat', repeat, day: start && firstDay(rule, start), time };
}

function whenMeaning({ day, times }: WhenPhrase, scene: Scene): SaidWhenPhrase | undefined {
  const { context, readable, hint } = scene;
  const { now, locale, numericOrder } = context;
  if (!day) return { kind: 'when', day: undefined, time: saidTime(times, undefined, hint, locale) };
  const { means } = day.pattern;
  if (means.is === 'after' && isShort(day.captures.unit?.unit)) {
    return times.length > 0 ? undefined : soon(day.captures, means.count, now);
  }
  const date = saidDay(day, readable, now.day, numericOrder, locale);
  if (!date) return undefined;
  const part = means.is === 'from-today' ? means.part : undefined;
  const partOfToday = means.is === 'part-of-today' ? day.captures.part : undefined;
  if (partOfToday && locale.partMinutes[partOfToday].over <= now.minutes) return undefined;
  return { kind: 'when', day: date, time: saidTime(times, part ?? partOfToday, hint, locale) };
}

function isShort(unit: string | undefined): boolean {
  return unit === 'minute' || unit === 'hour';
}

/** So many minutes or hours from now. */
function soon(
  { unit, count }: WhenPhrase['times'][number]['captures'],
  givenCount: number | undefined,
  now: Now,
): SaidWhenPhrase | undefined {
  if (!unit) return undefined;
  const length = unit.unit === 'hour' ? 60 : 1;
  const minutes = now.minutes + Math.round((givenCount ?? count ?? 1) * unit.times * length);
  const time = {
    minutes: minutes % DAY_MINUTES,
    isVague: false,
    isFlexible: false,
    isPart: false,
  };
  return { kind: 'when', day: addDays(now.day, Math.floor(minutes / DAY_MINUTES)), time };
}

const DAY_MINUTES = 24 * 60;
