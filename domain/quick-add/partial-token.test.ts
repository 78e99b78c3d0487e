import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partialToken } from './partial-token.ts';

const LISTS = ['Shopping', 'Home', 'Home office', 'Réparations'];

/** The caret is where `|` stands; what comes out is `kind typed [what is replaced]`. */
function completed(marked: string): string | undefined {
  const caret = marked.indexOf('|');
  const line = marked.replace('|', '');
  const token = partialToken(line, caret, LISTS);
  return token && `${token.kind} ${token.typed} [${line.slice(token.start, token.end)}]`;
}

test('a tag or a list is completed while it is being typed', () => {
  for (const [marked, expected] of [
    ['Call mom #fa|', 'tag fa [#fa]'],
    ['Call mom #|', 'tag  [#]'],
    ['#fa| call mom', 'tag fa [#fa]'],
    ['Call #fa|mily now', 'tag fa [#family]'],
    ['Call (#fa|)', 'tag fa [#fa]'],
    ['Buy #groceries/fr|', 'tag groceries/fr [#groceries/fr]'],
    ['Спросить #ма|', 'tag ма [#ма]'],
    ['Buy milk /sho|', 'list sho [/sho]'],
    ['Buy milk /|', 'list  [/]'],
    ['Buy milk /SHO|pping now', 'list SHO [/SHOpping]'],
    ['Print /home of|', 'list home of [/home of]'],
    ['Print /home  of|', 'list home  of [/home  of]'],
    ['Fix /re\u0301p|', 'list rép [/re\u0301p]'],
  ] as const) {
    expect(completed(marked)).toBe(expected);
  }
});

test('elsewhere nothing is completed', () => {
  for (const marked of [
    'Call mom|',
    '|#family',
    'Call #family |',
    'C#|',
    'and/o|',
    'cd /et|',
    'Print /home now|',
    'Write \\#fa|',
    'Write \\/ho|',
    'https://example.com/#a|',
    '/home/of|',
    '#a.b|',
    '|',
  ]) {
    expect(completed(marked)).toBeUndefined();
  }
});

test('whatever the line and the caret, the range begins with the sign and holds the caret', () => {
  const text = fc
    .array(fc.constantFrom('#', '/', ' ', 'h', 'o', 'é', '🎂', '\\', '('))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(text, fc.nat(40), (line, nth) => {
      const caret = Math.min(nth, line.length);
      const token = partialToken(line, caret, ['ho', 'ho ho']) ?? {
        kind: 'none',
        start: 0,
        end: caret,
      };
      const { kind, start, end } = token;
      expect(start <= caret && caret <= end && end <= line.length).toBe(true);
      expect(kind === 'none' || line.charAt(start) === (kind === 'tag' ? '#' : '/')).toBe(true);
    }),
  );
});
