/** A server that goes back to a backup: its files are copied aside and back while it is down. */

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { AppServer } from '../harness/app-server.ts';
import { contractOnBothServers } from './both-servers.ts';
import { at, cursorAfter, itemId, partOf, syncList, syncLists } from './replica-request.ts';

const contract = contractOnBothServers();

const X = itemId('x');
const Y = itemId('y');
const created = { c: ['anna', at(0)], t: ['Milk', at(0)] } as const;

contract(
  'S02 D09 what a restore has lost comes back from the device that has it',
  async (server) => {
    const device = await server.newDevice();
    const { inboxId: l } = device;
    const cookie = await server.signIn(device);
    const first = cursorAfter(await syncList(server, cookie, { l, e: [[X, created]] }));
    const backup = await backUp(server.app);
    const lost = cursorAfter(
      await syncList(server, cookie, { l, c: first, e: [[Y, created]] }),
      first,
    );
    await backup.restore();

    const told = await syncLists(server, cookie, [{ l, c: lost }]);
    expect(partOf(told)).toEqual({ code: 'reset', ep: lost[0] });
    expect((await syncList(server, cookie, { l, c: first })).code).toBeUndefined();
    const healed = await syncList(server, cookie, {
      l,
      e: [
        [X, created],
        [Y, created],
      ],
    });
    expect(healed.ch?.map(([id]) => id)).toEqual([X, Y]);
    expect((await syncLists(server, cookie, [{ l, c: lost }])).json()).toMatchObject({
      code: 'reset',
    });
  },
);

contract(
  'P68 a restore to before the account: the device makes it again under its ids',
  async (server) => {
    const backup = await backUp(server.app);
    const device = await server.newDevice();
    const { inboxId: l } = device;
    const stale = await server.signIn(device);
    await syncList(server, stale, { l, e: [[X, created]] });
    await backup.restore();

    expect((await syncLists(server, stale, [{ l }])).status).toBe(401);
    const cookie = await server.signIn(device);
    expect(await syncList(server, cookie, { l, e: [[X, created]] })).toMatchObject({ to: 1 });
  },
);

contract('A11 what was acknowledged is there after a power cut', async (server) => {
  const device = await server.newDevice();
  const { inboxId: l } = device;
  const cookie = await server.signIn(device);
  const before = await syncList(server, cookie, { l, e: [[X, created]] });
  await server.app.stop();
  await server.app.start();
  expect(await syncList(server, cookie, { l })).toEqual(before);
});

/** Copies the data of a stopped server, and can put it back. */
async function backUp({ data, stop, start }: AppServer): Promise<{ restore: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-backup-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await stop();
  await cp(data, folder, { recursive: true });
  await start();
  return {
    restore: async () => {
      await stop();
      await rm(data, { recursive: true });
      await cp(folder, data, { recursive: true });
      await start();
    },
  };
}
