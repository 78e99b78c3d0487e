import { expect, test } from 'vitest';
import { pastedLines } from './pasted-lines.ts';

test('each line with something in it is a title', () => {
  expect(pastedLines('Milk\r\n\n  Bread \nEggs\n')).toEqual(['Milk', 'Bread', 'Eggs']);
});

test('the marks of a plain-text list are not part of the title', () => {
  expect(pastedLines('- Milk\n* Bread\n• Eggs\n[ ] Flour\n- [x] Salt')).toEqual([
    'Milk',
    'Bread',
    'Eggs',
    'Flour',
    'Salt',
  ]);
});

test('ordinary words and signs stay', () => {
  const titles = [
    '-5 degrees: cover the figs',
    '*important*',
    '[draft] letter',
    '1. FC Köln tickets',
  ];
  expect(pastedLines(titles.join('\n'))).toEqual(titles);
});
