/** Devices that come for a session, and such as have no claim to one. */

import type { AccountId, ListId } from '../../../domain/ids.ts';
import { addAccount, addDevice, newId } from './household.ts';
import type { Device, Household } from './household.ts';
import { ORIGIN } from './origin.ts';
import { envelope, learnNothing, post } from './planned-request.ts';
import type { PlannedRequest } from './planned-request.ts';
import type { WireAnswer } from './wire.ts';

/** A device asks for a session, for the first time or again. */
export function signIn(household: Household, device: Device, cookie?: string): PlannedRequest {
  const { accountId, inboxId } = device.account;
  const t = household.nowMs - household.random.below(3000);
  const body = device.key.sessionRequest({ origin: ORIGIN, accountId, inboxId, t });
  const request = post(household, '/api/session', JSON.stringify(body), { cookie });
  return { request, learn: (answer) => learnCookie(device, answer, household.nowMs) };
}

/** Somebody new, or a further device of somebody who is known already. */
export function arrival(household: Household): PlannedRequest {
  const { random, devices, accounts } = household;
  if (accounts.length < 4 || random.chance(0.05)) {
    return signIn(household, addDevice(household, addAccount(household)));
  }
  const friend = random.pick(devices);
  const isOwnAccount = random.chance(0.8);
  const account = isOwnAccount ? friend.account : random.pick(accounts);
  return signIn(household, addDevice(household, account), friend.cookies.at(-1));
}

/** A session that must not come about, or that comes about in a roundabout way. */
export function oddSession(household: Household, device: Device): PlannedRequest {
  const { random, nowMs, devices } = household;
  const other = random.pick(devices);
  const { accountId, inboxId } = device.account;
  const proper = { origin: ORIGIN, accountId, inboxId, t: nowMs };
  const signed = device.key.sessionRequest(
    random.pick([
      proper,
      { ...proper, origin: 'https://evil.example' },
      { ...proper, t: nowMs + random.pick([-120_001, -120_000, 120_000, 120_001]) },
      { ...proper, accountId: other.account.accountId },
      { ...proper, accountId: newId<AccountId>(household), inboxId: newId<ListId>(household) },
      { ...proper, inboxId: other.account.inboxId },
    ]),
  );
  const { proof } = signed;
  const sent = random.pick<object>([
    signed,
    { ...signed, accountId: other.account.accountId },
    { ...signed, publicKey: other.key.publicKey },
    { ...signed, publicKey: 'A'.repeat(87) },
    { ...signed, publicKey: `B${signed.publicKey.slice(1)}` },
    { ...signed, inboxId: `u:${accountId}` },
    { ...signed, inboxId: '_list' },
    { ...signed, proof: { ...proof, t: proof.t - 1 } },
    { ...signed, proof: { ...proof, signature: 'A'.repeat(86) } },
    { ...signed, proof: { ...proof, signature: proof.signature.slice(2) } },
    { ...signed, extra: { role: 'owner' } },
  ]);
  const cookie = random.pick([undefined, device.cookies.at(-1), other.cookies.at(-1), 's=x']);
  const request = post(household, '/api/session', JSON.stringify(sent), { cookie });
  return { request, learn: learnNothing };
}

/** Who am I? */
export function whoAmI(household: Household, device: Device): PlannedRequest {
  const { random } = household;
  const cookie = random.pick([
    device.cookies.at(-1),
    device.cookies.at(-1),
    device.cookies[0],
    `__Host-s=${'A'.repeat(43)}`,
    's=x',
    undefined,
  ]);
  const headers = cookie === undefined ? {} : { Cookie: cookie };
  const transport = random.chance(0.2) ? ('http' as const) : ('any' as const);
  const method = random.chance(0.9) ? 'GET' : 'HEAD';
  const request = { ...envelope(household), method, path: '/api/session', headers, transport };
  return { request, learn: learnNothing };
}

function learnCookie(device: Device, { headers }: WireAnswer, nowMs: number): void {
  const cookie = headers.find(([name]) => name === 'set-cookie')?.[1].split(';', 1)[0];
  if (cookie === undefined) return;
  device.cookies.push(cookie);
  device.signedInMs = nowMs;
  if (device.cookies.length > 6) device.cookies.shift();
}
