/** The to-dos in a text that was pasted: one a line, whatever list it was copied from. */

/**
 * One line for each of the text that has something in it, without the marks that lists begin their lines with: bullets,
 * boxes to tick, and numbers where one follows another. A number by itself is part of the line: "1. FC Köln".
 */
export function pastedLines(text: string): readonly string[] {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => withoutBullet(line.trim()));
  const numbers = lines.flatMap((line, at) => {
    const number = numberOf(line);
    return number === undefined ? [] : [{ at, number }];
  });
  const counted = new Set<number>();
  for (const [index, { at, number }] of numbers.entries()) {
    const next = numbers[index + 1];
    if (next && next.number === number + 1) counted.add(at).add(next.at);
  }
  return lines
    .map((line, at) => (counted.has(at) ? withoutBullet(line.replace(NUMBER, '')) : line))
    .filter((line) => line !== '' && !RULE.test(line));
}

/** A bullet, a box, or both; a sign without a space behind it belongs to the word. */
const BULLET = /^(?:[-–*+•‣◦▪·](?:\s+|$))?(?:(?:\[[ x]?\]|[☐☑☒✓✔✗])(?:\s+|$))?/i;

/** `1.` and `1)`. */
const NUMBER = /^(\d{1,3})[.)]\s+/;

/** A line across the page. */
const RULE = /^[-–—*_=~\s]+$/;

function withoutBullet(line: string): string {
  return line.replace(BULLET, '');
}

function numberOf(line: string): number | undefined {
  const [, digits] = NUMBER.exec(line) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
