import { describe, expect, test } from 'vitest';
import { rowsOf, understood } from './spoken.fixture.ts';

describe('what held the pieces of a line together goes with what it held', () => {
  test.each(
    rowsOf(`
    Call mom (tomorrow)           → Call mom | 2026-11-23
    Call mom (tomorrow at 5) now  → Call mom now | 2026-11-23 17:00
    (tomorrow) call mom           → call mom | 2026-11-23
    Call [tomorrow] mom           → Call mom | 2026-11-23
    Call mom (about rent tomorrow) → Call mom (about rent) | 2026-11-23
    Call mom - tomorrow           → Call mom | 2026-11-23
    Call mom – tomorrow           → Call mom | 2026-11-23
    Call mom, tomorrow            → Call mom | 2026-11-23
    Call mom, tomorrow, about it  → Call mom, about it | 2026-11-23
    Call mom: tomorrow            → Call mom | 2026-11-23
    Tomorrow - call mom           → call mom | 2026-11-23
    Tomorrow: call mom            → call mom | 2026-11-23
    Tomorrow! Call mom            → Call mom | 2026-11-23
    Call mom tomorrow!            → Call mom! | 2026-11-23
    Call mom tomorrow?            → Call mom? | 2026-11-23
    Call mom tomorrow.            → Call mom. | 2026-11-23
    Call mom. Tomorrow.           → Call mom. | 2026-11-23
    Call mom... tomorrow          → Call mom... | 2026-11-23
    Check -5 degrees tomorrow     → Check -5 degrees | 2026-11-23
    Grade C- tomorrow             → Grade C- | 2026-11-23
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('what is only a date, or only a tag, is the title', () => {
  test.each(
    rowsOf(`
    tomorrow              → tomorrow
    Friday                → Friday
    at 5                  → at 5
    tomorrow at 5         → tomorrow at 5
    every monday          → every monday
    (tomorrow)            → (tomorrow)
    tomorrow?             → tomorrow?
    tomorrow #family      → tomorrow | #family
    !1 every monday /home → every monday | /Home | !1
    #family               → #family
    !1                    → !1
    #family !1            → #family !1
    /home                 → /home
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

test('all other space stays as it was typed', () => {
  expect(understood('  two  spaces   tomorrow  and   more ')).toBe(
    'two  spaces and   more | 2026-11-23',
  );
});

test('scripts from right to left, pictures and combining marks are left alone', () => {
  for (const [line, expected] of [
    ['להתקשר לאמא tomorrow 5pm #משפחה', 'להתקשר לאמא | 2026-11-23 17:00 | #משפחה'],
    ['\u200Fاتصل بأمي\u200F tomorrow', '\u200Fاتصل بأمي\u200F | 2026-11-23'],
    ['🎂 party tomorrow 🎈', '🎂 party 🎈 | 2026-11-23'],
    ['👩‍👩‍👧‍👦 lunch friday', '👩‍👩‍👧‍👦 lunch | 2026-11-27'],
    ['tomorrow\u0301 cake', 'tomorrow\u0301 cake'],
    ['e\u0301clair tomorrow', 'e\u0301clair | 2026-11-23'],
    ['🎂', '🎂'],
    ['🎂tomorrow', '🎂tomorrow'],
  ] as const) {
    expect(understood(line)).toBe(expected);
  }
});
