import { expect, test } from 'vitest';
import type { ListId } from '../../domain/ids.ts';
import { answeredLists } from '../answered-lists.ts';
import type { Witnessed } from '../outcome.ts';
import { nextId } from '../scenarios/person.fixture.ts';
import { createScene } from '../scenarios/scene.fixture.ts';
import { durabilityOracle } from './durability.ts';
import { extinctionOracle } from './extinction.ts';
import { Ledger } from './ledger.ts';

/** A person whose every write is witnessed, and who has written "Milk"; then a backup was made, and then "Bread". */
async function witnessed() {
  const scene = await createScene();
  const ann = await scene.stranger('ann');
  const reported: string[] = [];
  const { server, scheduler, wire } = scene;
  const ledger = new Ledger();
  const report = (line: string): void => void reported.push(line);
  const devices = [ann.device];
  const world: Witnessed = { server, scheduler, ledger, devices, report, skippedMs: 0 };
  const oracle = extinctionOracle(world);
  ann.device.disk.onCommit = (store, write) => {
    ledger.noteWrite({ device: ann.device, store, write });
    oracle.wrote?.({ device: ann.device, store, write });
  };
  const sync = async (): Promise<void> => {
    await ann.sync();
    for (const sent of wire.sent.splice(0)) {
      const answered = sent.answered ? answeredLists(sent, sent.answered) : [];
      for (const each of answered) ledger.noteAnswer(each, scheduler.nowMs());
    }
  };
  const restore = async (backup: Awaited<ReturnType<typeof server.backUp>>): Promise<void> => {
    oracle.restoring?.();
    await server.restore(backup);
    oracle.restored?.();
    await scene.wait(1);
  };
  const wipe = async (): Promise<void> => {
    ann.kill();
    oracle.losing?.(ann.device, 'wipe');
    ann.device.disk.wipe();
    oracle.lost?.(ann.device, 'wipe');
    await scene.wait(1);
  };
  const lost = async (): Promise<readonly string[]> => {
    await durabilityOracle(world).ended?.();
    return reported.splice(0);
  };
  await ann.add('Milk');
  await sync();
  const backup = await server.backUp();
  const bread = await ann.add('Bread');
  await sync();
  return { scene, ann, bread, backup, sync, restore, wipe, lost };
}

test('nothing is missed where nothing is lost, and whatever a server drops is', async () => {
  const { scene, bread, lost } = await witnessed();
  expect(await lost()).toEqual([]);
  await scene.rows('DELETE FROM items WHERE id = ?1', bread);
  expect(await lost()).toEqual(
    ['c', 't', 'o'].map((key) => expect.stringMatching(`${bread} ${key} .* is not on the server`)),
  );
});

test('what a restored server has lost is asked of the disk that has it, and of nobody when that is wiped too', async () => {
  const { backup, restore, wipe, lost } = await witnessed();
  await restore(backup);
  expect(await lost()).toHaveLength(3);
  await wipe();
  expect(await lost()).toEqual([]);
});

test('what was lost before a server went back is not excused by that', async () => {
  const { scene, bread, backup, restore, lost } = await witnessed();
  await scene.rows('DELETE FROM items WHERE id = ?1', bread);
  await restore(backup);
  expect(await lost()).toHaveLength(3);
});

test('a value that was replaced must be in history, whether or not it was ever sent', async () => {
  const { scene, ann, bread, sync, lost } = await witnessed();
  await ann.write(bread, { title: 'Rye bread' });
  await sync();
  expect(await lost()).toEqual([]);
  await scene.rows('DELETE FROM history');
  expect(await lost()).toEqual([
    expect.stringMatching(`${bread} t .* was overwritten and is not in history`),
  ]);
});

test('what a stranger has in a list of the same name does not stand for what is lost', async () => {
  const { scene, ann, bread, lost } = await witnessed();
  ann.device.setOnline(false);
  const list = nextId() as string as ListId;
  await ann.set(nextId(), { t: 'Not sent yet' }, list);
  await scene.rows("INSERT INTO lists (id, epoch) VALUES (?1, 'stranger')", list);
  await scene.rows(
    "INSERT INTO members (list_id, account_id, role, since) VALUES (?1, 'EEEEEEEEEEEEEEEE', 'owner', 0)",
    list,
  );
  await scene.rows('UPDATE items SET list_id = ?1 WHERE id = ?2', list, bread);
  expect(await lost()).toHaveLength(3);
  await scene.rows('UPDATE items SET list_id = ?1 WHERE id = ?2', ann.inbox, bread);
  expect(await lost()).toEqual([]);
});
