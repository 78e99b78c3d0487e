/**
 * The session: shows the server that this device holds its key, and so gets a cookie. Asks the person nothing.
 *
 * The same request creates the account the first time, so it may be lost and repeated.
 */

import { isSessionAnswer } from '../protocol/answer-guards.ts';
import type { SessionAnswer } from '../protocol/session-answer.ts';
import { sessionProofText } from '../protocol/session-proof.ts';
import type { SessionRequest } from '../protocol/session-request.ts';
import type { ProblemCode } from '../protocol/problem-codes.ts';
import type { AccountIds, Account } from './account.ts';
import { isDeviceKey } from './device-key.ts';
import type { DeviceKey } from './device-key.ts';
import type { SyncOutcome } from './journal.ts';
import type { Ports } from './ports.ts';
import { call } from './remote.ts';
import type { Reply } from './remote.ts';
import { keys, readMeta } from './records.ts';
import type { SyncEnd } from './sync-end.ts';

/** Gets a session for the account, creating it on the server if need be; answers how the sync ends where there is none. */
export async function renewSession(
  ports: Ports,
  account: Account,
  timeoutMs: number,
): Promise<SyncEnd | undefined> {
  const meta = await account.store.read(readMeta);
  const offsetMs = meta?.offsetMs ?? 0;
  const device = await ensureDeviceKey(ports, account);
  const first = await request(ports, account, device, offsetMs, timeoutMs);
  const isClockOff = first.kind === 'problem' && first.problem.code === 'clock' && first.sample;
  const reply = isClockOff
    ? await request(ports, account, device, isClockOff.offsetMs, timeoutMs)
    : first;
  return endAfter(reply, account);
}

/** This device's key; drawn the first time it is needed. Two contexts that draw at once keep one. */
async function ensureDeviceKey(ports: Ports, { store }: Account): Promise<DeviceKey> {
  const held = await store.read((records) => records.get(keys.device));
  if (isDeviceKey(held)) return held;
  const drawn = await ports.deviceKeys.generate();
  return store.write('strict', async (records) => {
    await readMeta(records);
    const meanwhile = await records.get(keys.device);
    if (isDeviceKey(meanwhile)) return meanwhile;
    records.put(keys.device, drawn);
    return drawn;
  });
}

async function request(
  ports: Ports,
  { accountId, inboxId }: AccountIds,
  key: DeviceKey,
  offsetMs: number,
  timeoutMs: number,
): Promise<Reply<SessionAnswer>> {
  const t = Math.max(0, Math.round(ports.nowMs() + offsetMs));
  const text = sessionProofText(ports.origin, accountId, inboxId, t);
  const signature = await ports.deviceKeys.sign(key, text);
  const body: SessionRequest = {
    accountId,
    inboxId,
    publicKey: key.publicKey,
    proof: { t, signature },
  };
  return call(ports, '/api/session', isSessionAnswer, body, timeoutMs);
}

function endAfter(reply: Reply<SessionAnswer>, account: AccountIds): SyncEnd | undefined {
  switch (reply.kind) {
    case 'answer': {
      const { accountId, inboxId } = reply.answer;
      if (accountId === account.accountId) return undefined;
      // The browser's cookie belongs to another account, which wins.
      return { outcome: 'synced', otherAccount: { accountId, inboxId } };
    }
    case 'problem': {
      const { status, problem } = reply;
      return { outcome: outcomeOf(problem.code), status, retryAfterMs: problem.retryAfterMs };
    }
    case 'offline':
      return { outcome: 'offline' };
  }
}

function outcomeOf(code: ProblemCode): SyncOutcome {
  if (code === 'upgrade') return 'too-old';
  // A clock that could not be read this time may be the next.
  return code === 'busy' || code === 'clock' ? 'busy' : 'signed-out';
}
