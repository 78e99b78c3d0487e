/**
 * One title for each line of a pasted text that has something in it, without the marks that lists in plain text begin
 * their lines with.
 */
export function pastedLines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•]\s+)?(?:\[[ x]?\]\s+)?/i, '').trim())
    .filter(Boolean);
}
