/** What the storage benchmark prints. */

import type { Samples } from './samples.ts';
import type { LayoutName, Operation } from './storage-page.ts';
import { figure, ratio, table } from './table.ts';

/** What is measured; `start` is the first thing a new page does: open and read all. */
export type Row = Operation | 'start';

/** What one durable change asks of IndexedDB. */
export interface ChangeCost {
  readonly transactions: number;
  readonly puts: number;
  /** Keys and values, serialized. */
  readonly bytes: number;
}

const PEERS = {
  records: 'a record each',
  jsonChunks: 'JSON, 256 a record',
  columnChunks: 'columns, 1,024 a record',
} as const;
const OURS = { segments: 'Holdfast, as synced', folded: 'Holdfast, folded' } as const;
const NAMES = { ...PEERS, ...OURS } as const;
const LAYOUTS = ['records', 'jsonChunks', 'columnChunks', 'segments', 'folded'] as const;
const ROWS: readonly (readonly [row: Row, words: string])[] = [
  ['writeAll', 'write all'],
  ['start', 'read all in a new page'],
  ['readAll', 'read all'],
  ['readFirstScreen', 'read a first screen'],
  ['applyPage', 'store a page of 500 changes'],
  ['fold', 'fold'],
];

export function sampleName(row: Row, layout: LayoutName): string {
  return `${row} ${layout}`;
}

/** Each figure with its ratio to the quickest peer of its row. */
export function operationTable(samples: Samples): string {
  const body = ROWS.map(([row, words]) => {
    const medians = LAYOUTS.map((layout) => samples.median(sampleName(row, layout)));
    const peers = medians
      .slice(0, Object.keys(PEERS).length)
      .filter((value) => value !== undefined);
    const best = peers.length > 0 ? Math.min(...peers) : undefined;
    return [words, ...medians.map((value) => withRatio(value, best))];
  });
  return table([['', ...LAYOUTS.map((layout) => NAMES[layout])], ...body]);
}

/** Each contestant beside the bare put of the bytes that one of our edits takes. */
export function changeTable(
  wall: Samples,
  cpu: Samples,
  costs: ReadonlyMap<LayoutName, ChangeCost>,
): string {
  const rawWall = wall.median(sampleName('rawPut', 'segments'));
  const rawCpu = cpu.median(sampleName('rawPut', 'segments'));
  const row = (words: string, of: string, cost: ChangeCost | undefined): readonly string[] => [
    words,
    withRatio(wall.median(of), rawWall),
    withRatio(cpu.median(of), rawCpu),
    ...[cost?.transactions, cost?.puts, cost?.bytes].map(
      (count) => count?.toLocaleString('en') ?? '',
    ),
  ];
  const ours = costs.get('segments');
  const raw = ours && { transactions: 1, puts: 1, bytes: ours.bytes };
  return table([
    ['', 'ms', 'CPU ms', 'transactions', 'puts', 'bytes'],
    row('the bare strict put', sampleName('rawPut', 'segments'), raw),
    row('Holdfast, an edit', sampleName('changeOne', 'segments'), ours),
    ...(['records', 'jsonChunks', 'columnChunks'] as const).map((peer) =>
      row(PEERS[peer], sampleName('changeOne', peer), costs.get(peer)),
    ),
  ]);
}

/** @param bytes a to-do */
export function bytesTable(bytes: ReadonlyMap<LayoutName | 'json', number>): string {
  return table([
    ['', 'its JSON', ...LAYOUTS.map((layout) => NAMES[layout])],
    ['', ...(['json', ...LAYOUTS] as const).map((layout) => figure(bytes.get(layout)))],
  ]);
}

function withRatio(value: number | undefined, to: number | undefined): string {
  if (value === undefined) return '';
  return to === undefined ? figure(value) : `${figure(value)} (${ratio(value, to)})`;
}
