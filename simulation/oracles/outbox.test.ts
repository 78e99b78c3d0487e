import { expect, test } from 'vitest';
import type { ItemId, ListId } from '../../domain/ids.ts';
import type { Json } from '../../domain/register.ts';
import { stampFromParts } from '../../domain/stamp-parts.ts';
import type { Stamp } from '../../domain/stamp.ts';
import { keys } from '../../replica/records.ts';
import type { EditRecord } from '../../replica/records.ts';
import { segmentFromItems } from '../../replica/segment.ts';
import { createScene } from '../scenarios/scene.fixture.ts';
import { Ledger } from './ledger.ts';
import { written } from './oracle.fixture.ts';
import { outboxOracle } from './outbox.ts';

const LIST = 'LLLLLLLLLLLLLLLL' as ListId;
const OWN = 'u:AAAAAAAAAAAAAAAA' as ListId;
const MILK = 'MMMMMMMMMMMMMMMM' as ItemId;
const COPY = 'CCCCCCCCCCCCCCCC' as ItemId;
const at = (ms: number): Stamp => stampFromParts({ ms, counter: 0, node: '00000' });

function edit(
  list: ListId,
  id: ItemId,
  values: Readonly<Record<string, Json>>,
  ms: number,
): EditRecord {
  const registers = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, [value, at(ms)] as const]),
  );
  return { list, generation: 1, edits: [[id, registers, 0]] };
}

/** What is reported of a device that has an edit and a to-do, and of its writes after that. */
async function device() {
  const scene = await createScene();
  const ann = await scene.stranger('ann');
  const reported: string[] = [];
  const ledger = new Ledger();
  const oracle = outboxOracle({ ledger, report: (line) => reported.push(line) });
  const write = async (put: Readonly<Record<string, unknown>>, ...gone: string[]) => {
    const seen = await written(ann.device, put, gone);
    ledger.noteWrite(seen);
    oracle.wrote?.(seen);
    return reported.splice(0);
  };
  const milk = { id: MILK, rev: 1, registers: { t: ['Milk', at(1)] } } as const;
  await write({
    [keys.edit('1')]: edit(LIST, MILK, { t: 'Oat milk' }, 5),
    [keys.segment(LIST, 0, 1)]: segmentFromItems([milk]),
  });
  return { ledger, write };
}

const recovered = (title: string): Readonly<Record<string, unknown>> => ({
  [keys.edit('9')]: edit(OWN, COPY, { t: title, f: [LIST, MILK, 'gone'] }, 9),
});

test('what leaves the outbox is told of, unless it goes on in the same write', async () => {
  const { write } = await device();
  expect(await write({}, keys.edit('1'))).toEqual([
    `ann: ${MILK} t ${at(5)} left the outbox and is nowhere`,
  ]);
  const kept = await device();
  expect(await kept.write(recovered('Oat milk'), keys.edit('1'))).toEqual([]);
});

test('that a to-do was recovered once excuses nothing that leaves later, nor a copy of something else', async () => {
  const { write } = await device();
  expect(await write(recovered('Soy milk'))).toEqual([]);
  expect(await write({}, keys.edit('1'))).toHaveLength(1);
  const other = await device();
  expect(await other.write(recovered('Soy milk'), keys.edit('1'))).toHaveLength(1);
});

test('that a to-do was emptied once excuses nothing that was written after it', async () => {
  const { ledger, write } = await device();
  ledger.noteEmptied(MILK, at(3));
  expect(await write({}, keys.edit('1'))).toHaveLength(1);
  expect(await write({}, keys.segment(LIST, 0, 1))).toEqual([]);
});

test('a folded segment is told of where a register of it is in no other', async () => {
  const { write } = await device();
  expect(await write({}, keys.segment(LIST, 0, 1))).toEqual([
    `ann: ${MILK} t ${at(1)} was folded away`,
  ]);
});
