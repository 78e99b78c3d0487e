import { expect, test } from 'vitest';
import { randomStream } from '../../simulation/random.ts';
import { KillTrigger, drawKillMoment } from './kill-moment.ts';

const mostByEvent = { edit: 5, asked: 9, delivered: 3 };

test('a seed draws the same moment every time, and seeds draw moments of every kind', () => {
  const draw = (seed: number) => drawKillMoment(randomStream(seed, 'round'), mostByEvent);
  const moments = Array.from({ length: 60 }, (_, seed) => draw(seed));
  expect(moments.map((_, seed) => draw(seed))).toEqual(moments);
  expect(new Set(moments.map(({ event }) => event))).toEqual(new Set(Object.keys(mostByEvent)));
  for (const { event, nth } of moments) {
    expect(nth).toBeGreaterThanOrEqual(1);
    expect(nth).toBeLessThanOrEqual(mostByEvent[event as keyof typeof mostByEvent]);
  }
});

test('it kills at the n-th event of its kind, at once and once', () => {
  let kills = 0;
  const trigger = new KillTrigger({ event: 'asked', nth: 2, delayMs: 0 }, () => (kills += 1));
  trigger.note('asked');
  trigger.note('edit');
  expect([kills, trigger.isFired]).toEqual([0, false]);
  trigger.note('asked');
  expect([kills, trigger.isFired]).toEqual([1, true]);
  trigger.note('asked');
  trigger.fire();
  expect(kills).toBe(1);
});

test('a round that is over before its moment is killed then', async () => {
  const killed = Promise.withResolvers<string>();
  const late = new KillTrigger({ event: 'edit', nth: 9, delayMs: 0 }, () => killed.resolve('now'));
  late.fire();
  expect(await killed.promise).toBe('now');
});
