/** Serves one script in an empty page on loopback, isolated so that the browser's clock is fine-grained. */

import { once } from 'node:events';
import { createServer } from 'node:http';

export interface PageServer {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

export async function servePage(script: string, port: number): Promise<PageServer> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.writeHead(200, {
      'content-type': `${isScript ? 'text/javascript' : 'text/html'}; charset=utf-8`,
      // Without these two performance.now() ticks in tenths of a millisecond.
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
    response.end(isScript ? script : PAGE);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const PAGE = '<!doctype html><title>bench</title><script src="/page.js"></script>';
