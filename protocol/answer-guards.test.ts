import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { isProblem, isSessionAnswer, isSyncAnswer } from './answer-guards.ts';
import { problemSchema } from './problem.ts';
import { sessionAnswerSchema } from './session-answer.ts';
import { syncAnswerSchema } from './sync-answer.ts';

/** No array, which the schemas take for an object; the guards do not. */
const wrong = fc.jsonValue().filter((value) => !Array.isArray(value));

/** Right values often, wrong ones now and then, so that whole messages are right about half of the time. */
const mostly = (right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 60, arbitrary: right }, { weight: 1, arbitrary: wrong });
const count = mostly(fc.nat());
const token = mostly(fc.constantFrom('', 'tag', 'ABCDEFGH'));
const itemId = mostly(fc.constantFrom('ABCDEFGHIJKLMNOP', '_list'));
const stamp = mostly(fc.constantFrom('0000000000000000', 'zzzzzzz-----AAAA'));
const key = fc.constantFrom('t', 'c', 'g.dGFn', 'j.ABCDEFGHIJKLMNOP', 'later.kind', '9', 'T');
const registers = fc.dictionary(key, mostly(fc.tuple(fc.jsonValue(), stamp)), { maxKeys: 3 });
const change = fc.oneof(
  fc.tuple(itemId, count, mostly(registers)),
  fc.tuple(itemId, count),
  fc.tuple(itemId, count, mostly(registers), fc.nat()),
);
const rejection = fc.tuple(count, mostly(fc.constantFrom('gone', 'size', 'type', 'role')));
const answered = fc.record(
  {
    to: count,
    hd: mostly(fc.tuple(count, token)),
    ep: token,
    gc: count,
    gm: count,
    ch: mostly(fc.array(mostly(change), { maxLength: 3 })),
    no: mostly(fc.array(mostly(rejection), { maxLength: 2 })),
    m: mostly(fc.constant(1)),
    n: count,
    h: count,
    dg: mostly(fc.tuple(count, count)),
    later: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
const codes = fc.constantFrom('reset', 'member', 'unknown', 'clock', 'later');
const failed = fc.record({ code: mostly(codes), ep: token }, { requiredKeys: ['code'] });
const parts = mostly(fc.array(mostly(fc.oneof(answered, failed)), { maxLength: 3 }));
const syncAnswer = mostly(fc.record({ now: count, ls: parts }));
const problem = mostly(
  fc.record(
    {
      type: mostly(fc.string()),
      title: mostly(fc.string()),
      status: count,
      code: mostly(fc.constantFrom('reset', 'clock', 'busy', 'upgrade', 'later')),
      now: count,
      retryAfterMs: count,
      ls: parts,
    },
    { requiredKeys: ['type', 'title', 'status', 'code', 'now'] },
  ),
);
const sessionAnswer = mostly(
  fc.record(
    {
      accountId: mostly(fc.constant('ABCDEFGHIJKLMNOP')),
      inboxId: mostly(fc.constantFrom('PONMLKJIHGFEDCBA', 'u:ABCDEFGHIJKLMNOP')),
      lastSeenDay: mostly(fc.constant('2026-11-22')),
      now: count,
    },
    { requiredKeys: ['accountId', 'inboxId', 'now'] },
  ),
);

test.each([
  ['a sync answer', syncAnswer, isSyncAnswer, syncAnswerSchema],
  ['a problem', problem, isProblem, problemSchema],
  ['a session answer', sessionAnswer, isSessionAnswer, sessionAnswerSchema],
] as const)('whether it is %s is answered as the schema answers', (_name, drawn, isIt, schema) => {
  const answers = new Set<boolean>();
  fc.assert(
    fc.property(drawn, (message) => {
      const json: unknown = JSON.parse(JSON.stringify(message));
      const isAccepted = v.safeParse(schema, json).success;
      answers.add(isAccepted);
      expect(isIt(json)).toBe(isAccepted);
    }),
    { numRuns: 3000 },
  );
  expect(answers).toEqual(new Set([true, false]));
});

test('a change whose registers cannot be read is not one without registers', () => {
  const answer = (change: unknown): unknown => ({ now: 1, ls: [{ to: 3, ch: [change] }] });
  expect(isSyncAnswer(answer(['ABCDEFGHIJKLMNOP', 3]))).toBe(true);
  expect(isSyncAnswer(answer(['ABCDEFGHIJKLMNOP', 3, { t: ['a', 'no stamp'] }]))).toBe(false);
});

test('an array is no part, although an empty part is one', () => {
  expect(isSyncAnswer({ now: 1, ls: [{}] })).toBe(true);
  expect(isSyncAnswer({ now: 1, ls: [[]] })).toBe(false);
});
