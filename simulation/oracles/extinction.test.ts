import { expect, test } from 'vitest';
import { nextId } from '../scenarios/person.fixture.ts';
import { createScene } from '../scenarios/scene.fixture.ts';
import { extinctionOracle } from './extinction.ts';
import { Ledger } from './ledger.ts';

test('what a member holds of who belongs to a list is nobody’s to give back, and what its owner holds is theirs', async () => {
  const scene = await createScene();
  const { server, scheduler } = scene;
  const ann = await scene.stranger('ann');
  await ann.add('Of Ann alone');
  await ann.sync();
  const list = await ann.makeList('Groceries');
  await ann.set(nextId(), { t: 'Milk' }, list);
  const ben = await scene.stranger('ben');
  await ben.add('Of Ben alone');
  await ben.sync();
  const backup = await server.backUp();
  const saidOfBen = (): string => {
    const [settings] = [...ann.registersIn(list)].flatMap(([id, registers]) =>
      id === '_list' ? [registers] : [],
    );
    return `${list}:_list j.${ben.accountId} ${settings?.[`j.${ben.accountId}`]?.[1] ?? ''}`;
  };
  await ann.setRole(list, ben, 'editor');
  const first = saidOfBen();
  await ben.useList(list);
  await ben.sync();
  await ann.setRole(list, ben, 'viewer');
  const ledger = new Ledger();
  const devices = [ann.device, ben.device];
  const report = (line: string): void => expect.unreachable(line);
  const oracle = extinctionOracle({ server, scheduler, ledger, devices, report, skippedMs: 0 });
  oracle.restoring?.();
  await server.restore(backup);
  oracle.restored?.();
  await scene.wait(1);
  expect([...ledger.extinct]).toEqual([first]);
  expect(saidOfBen()).not.toBe(first);
});
