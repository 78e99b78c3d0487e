import { describe, expect, test } from 'vitest';
import { quickAdd } from './quick-add.ts';
import { linesOf, rowsOf, sundayNoon, understood } from './spoken.fixture.ts';

describe('tags, lists and priorities', () => {
  test.each(
    rowsOf(String.raw`
    Call mom #family                → Call mom | #family
    #work call Bob                  → call Bob | #work
    Call #work, then #home          → Call, then | #work | #home
    Call mom #a #b #a               → Call mom | #a | #b
    Buy #groceries/fruit            → Buy | #groceries/fruit
    Plan #2027-goals                → Plan | #2027-goals
    Plan #v2                        → Plan | #v2
    Plan #snake_case                → Plan | #snake_case
    Call mom (#family)              → Call mom | #family
    Call mom #family.               → Call mom. | #family
    Ask #über-größe                 → Ask | #über-größe
    Ask #мама                       → Ask | #мама
    Learn #日本語                   → Learn | #日本語
    Ask #عائلة                      → Ask | #عائلة
    Learn #हिन्दी                      → Learn | #हिन्दी
    Buy milk /shopping              → Buy milk | /Shopping
    Buy milk /SHOPPING, eggs        → Buy milk, eggs | /Shopping
    Print form /home office         → Print form | /Home office
    Print form /home officer        → Print form officer | /Home
    /home print form                → print form | /Home
    Fix tap /réparations            → Fix tap | /Réparations
    Buy milk /shopping /home        → Buy milk /home | /Shopping
    Call mom !1                     → Call mom | !1
    !3 call mom                     → call mom | !3
    Call mom (!2)                   → Call mom | !2
    Call mom !2 !3                  → Call mom !3 | !2
    Call mom tomorrow 5pm #family !1 → Call mom | 2026-11-23 17:00 | #family | !1
    !2 /home yoga every wed #health → yoga | 2026-11-25 | FREQ=WEEKLY;BYDAY=WE | #health | /Home | !2
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

describe('signs that are part of the title', () => {
  test.each(
    linesOf(String.raw`
    Order #1
    issue #42
    Fix #12 and #13
    C# course
    Learn C# and F#
    # heading
    ##double
    #tag's
    #a//b
    #work/
    #-
    Press #️⃣
    cd /etc
    /etc/hosts
    /shopping/milk
    and/or
    w/o sugar
    1/2
    3/4 inch screws
    /nolist thing
    / shopping
    !important
    wow!1
    Wow!!!
    Call now !!!
    Call !!
    !4 cylinders
    !0
    !12
    !1st
    a!1
    \
    \\server\share
    C:\temp
    \o/
    \d+ matches digits
    AC/DC tickets
    http://example.com/#tag
    `),
  )('%s', (line) => {
    expect(quickAdd(line, sundayNoon)).toMatchObject({ title: line, tokens: [] });
  });
});

describe('a backslash keeps what follows in the title', () => {
  test.each(
    rowsOf(String.raw`
    Write \#family                → Write #family
    Write \!1                     → Write !1
    Write \/home                  → Write /home
    \tomorrow never dies          → tomorrow never dies
    Read \friday tomorrow         → Read friday | 2026-11-23
    Send \5pm train note          → Send 5pm train note
    Eat \at 5 guys                → Eat at 5 guys
    Sing \every breath            → Sing \every breath
    Sing \every monday            → Sing every monday
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});

test('a tag is in NFC, however it was typed', () => {
  expect(quickAdd('Order #cafe\u0301', sundayNoon).tags).toEqual(['caf\u00E9']);
  expect(quickAdd('Order #caf\u00E9 #cafe\u0301', sundayNoon).tags).toEqual(['caf\u00E9']);
});

test('a tag has no more than a hundred characters', () => {
  expect(quickAdd(`Order #${'x'.repeat(100)}`, sundayNoon).tags).toHaveLength(1);
  expect(quickAdd(`Order #${'x'.repeat(101)}`, sundayNoon).tags).toEqual([]);
});

test('of two lists that differ in case only the first is meant', () => {
  const lists = ['Work', 'work'];
  expect(quickAdd('Call Bob /WORK', { ...sundayNoon, lists }).list).toBe('Work');
});

test('a list is found whatever its spaces and its form of letters', () => {
  const lists = ['Cafe\u0301  noir'];
  expect(quickAdd('Order /café noir', { ...sundayNoon, lists }).list).toBe('Cafe\u0301  noir');
});
