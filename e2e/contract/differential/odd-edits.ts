/** Edits that can never be stored, among such as can. */

import { newStamp } from './household.ts';
import type { Device, Household } from './household.ts';
import type { PlannedRequest } from './planned-request.ts';
import { ordinaryBody, pickList, syncOf } from './sync-requests.ts';

/** Edits of which some can never be stored, among some that can. */
export function oddEditsSync(household: Household, device: Device): PlannedRequest {
  const { random } = household;
  const body = ordinaryBody(household, device, pickList(household, device));
  const stamp = newStamp(household, device.node);
  const id = 'odd-odd-odd-odd-';
  const odd: readonly unknown[] = [
    ...[
      'nonsense',
      null,
      [],
      [id],
      [id, {}],
      [id, { c: ['', stamp] }, -1],
      [id, { c: ['', stamp], T: [1, stamp] }],
    ],
    ...[
      [id, { c: [''] }],
      [id, { c: ['', stamp.slice(1)] }],
      [id, { c: ['', `${stamp} `] }],
      ['short', { c: ['', stamp] }],
    ],
    ...[
      [id, { c: ['', stamp, 'base'] }],
      [id, { c: ['', stamp], t: ['x'.repeat(65_535), stamp] }],
      [id, { e: [false, stamp] }],
    ],
    ...[
      [id, { c: ['', stamp], 'j.annaannaannaanna': ['editor', stamp] }],
      ['_list', { e: [true, stamp] }],
      [id, { c: ['', stamp] }, 0, 0],
    ],
    ...[[id, Object.fromEntries(Array.from({ length: 65 }, (_, at) => [`g.${at}`, [at, stamp]]))]],
    ...[
      [id, { c: ['', '----------------'] }],
      [id, { c: ['', 'zzzzzzzzzzzzzzzz'] }],
      [id, { c: ['', stamp], t: [1, stamp], n: [2, stamp] }],
    ],
  ];
  const edits: unknown[] = [...(body.e ?? [])];
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    edits.splice(random.below(edits.length + 1), 0, random.pick(odd));
  }
  return syncOf(household, device, [{ ...body, e: edits }]);
}
