import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pastedLines } from './pasted-lines.ts';

test('each line with something in it is a title', () => {
  expect(pastedLines('Milk\r\n\n  Bread \nEggs\n\rFlour\u2028Salt')).toEqual([
    'Milk',
    'Bread',
    'Eggs',
    'Flour',
    'Salt',
  ]);
});

test('the marks of a plain-text list are not part of the title', () => {
  const text =
    '- Milk\n* Bread\n• Eggs\n[ ] Flour\n- [x] Salt\n  + Oil\n- [X] Tea\n☐ Rice\n☑ Peas\n– Nuts';
  expect(pastedLines(text)).toEqual([
    'Milk',
    'Bread',
    'Eggs',
    'Flour',
    'Salt',
    'Oil',
    'Tea',
    'Rice',
    'Peas',
    'Nuts',
  ]);
});

test('numbers that count the lines are not part of the title', () => {
  expect(pastedLines('1. Milk\n2. Bread\n\n3. Eggs')).toEqual(['Milk', 'Bread', 'Eggs']);
  expect(pastedLines('7) Milk\n8) [ ] Bread')).toEqual(['Milk', 'Bread']);
  expect(pastedLines('Shop\n1. Milk\n   - brown\n2. Bread')).toEqual([
    'Shop',
    'Milk',
    'brown',
    'Bread',
  ]);
});

test('numbers that count nothing stay', () => {
  const titles = ['1. FC Köln tickets', '10. birthday', '2.5 kg flour', '3 eggs', '2026 budget'];
  expect(pastedLines(titles.join('\n'))).toEqual(titles);
});

test('ordinary words and signs stay', () => {
  const titles = [
    '-5 degrees: cover the figs',
    '*important*',
    '[draft] letter',
    '[link](there)',
    '?',
  ];
  expect(pastedLines(titles.join('\n'))).toEqual(titles);
});

test('bullets with nothing behind them and lines across the page are no to-dos', () => {
  expect(pastedLines('Milk\n-\n- \n[ ]\n---\n* * *\n====\n \t\nBread')).toEqual(['Milk', 'Bread']);
});

test('any text gives lines with something in them, none of them longer than it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const lines = pastedLines(text);
      expect(lines.every((line) => line !== '' && text.includes(line))).toBe(true);
    }),
  );
});
