/**
 * The title that is left when what was understood has been taken out of a line.
 *
 * Nothing else of the line changes but what held the pieces together: the space on one side, a comma or a dash that has
 * nothing to part any more, and brackets with nothing in them.
 */

import type { Range } from './words.ts';

/** A range that goes, and what stands in its place; the ranges are in order and do not overlap. */
export interface Cut extends Range {
  /** What a `\` kept in the title; undefined for what was understood. */
  readonly kept: string | undefined;
}

/** Takes time in proportion to the line's length: of what is done already it looks at the last piece only. */
export function titleWithout(line: string, cuts: readonly Cut[]): string {
  const pieces: string[] = [];
  const segments = segmentsBetween(line, cuts);
  for (const [at, segment] of segments.entries()) {
    const plain = at > 0 && pieces.length === 0 ? withoutLeadingSigns(segment) : segment;
    const right = plain.trim() === '' ? '' : at > 0 ? plain.trimStart() : plain;
    if (right === '') continue;
    const left = pieces.pop();
    if (left === undefined) pieces.push(right);
    else addJoined(pieces, left.trimEnd(), right, right === plain);
  }
  const last = pieces.pop() ?? '';
  const endsCut = segments.length > 1 && segments.at(-1)?.trim() === '';
  pieces.push(endsCut ? withoutTrailingSigns(last.trimEnd()) : last);
  return pieces.join('').trim();
}

function segmentsBetween(line: string, cuts: readonly Cut[]): readonly string[] {
  const segments: string[] = [];
  let segment: string[] = [];
  let at = 0;
  for (const { start, end, kept } of cuts) {
    segment.push(line.slice(at, start));
    at = end;
    if (kept === undefined) {
      segments.push(segment.join(''));
      segment = [];
    } else {
      segment.push(kept);
    }
  }
  segment.push(line.slice(at));
  return [...segments, segment.join('')];
}

/** Adds what stood before and after a cut; `isClose` when no space was between the cut and what followed. */
function addJoined(pieces: string[], before: string, after: string, isClose: boolean): void {
  let [left, right] = [before, after];
  const bracket = BRACKETS.indexOf(left.slice(-1) + right.charAt(0));
  if (bracket >= 0 && bracket % 3 === 0 && left !== '') {
    left = left.slice(0, -1).trimEnd();
    right = right.slice(1).trimStart();
  }
  const isGlued = isClose && /^[,.;:!?)\]}…]/.test(right);
  if (isGlued) left = left.replace(/[,;:]$/, '');
  // "Call. Tomorrow." ends once.
  if (/[.!?…]$/.test(left)) right = right.replace(/^\./, '');
  const isOpen = /[([{]$/.test(left);
  pieces.push(left, left === '' || right === '' || isGlued || isOpen ? right : ` ${right}`);
}

const BRACKETS = '() [] {}';

/** What followed the cut at once, and a dash or a colon that set it off. */
function withoutLeadingSigns(segment: string): string {
  return segment
    .replace(/^[,;:.!?…)\]}]+/, '')
    .trimStart()
    .replace(/^(?:[-–—]+|[,;:])\s+/, '');
}

function withoutTrailingSigns(segment: string): string {
  return segment.replace(/(?:\s[-–—]+|[,;:])$/, '');
}
