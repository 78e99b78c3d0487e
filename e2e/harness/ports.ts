/** Ports on the loopback interface. */

import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}

/** Listens on a port of the system's choice, or on the given one, and answers it. */
export async function listen(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Whether somebody listens there. */
export async function isTaken(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await listen(server, port);
    return false;
  } catch {
    return true;
  } finally {
    server.close();
  }
}
