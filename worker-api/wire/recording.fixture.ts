/**
 * Requests and answers as they were on the wire when a version of the protocol was released, and their replay.
 *
 * A recording is never changed: replicas that ask so are still out there. What the server draws (epochs, tags) stands in
 * it by a name, `<1>`, `<2>`, …, in the order of its first appearance.
 */

export interface Recording {
  /** The server's time in all of it, and its address. */
  readonly nowMs: number;
  readonly origin: string;
  readonly exchanges: readonly Exchange[];
}

export interface Exchange {
  readonly says: string;
  readonly path: string;
  /** Bodies, to the byte. */
  readonly request: string;
  readonly status: number;
  readonly answer: string;
}

export interface Replayed {
  readonly status: number;
  readonly answer: string;
}

type Ask = (path: string, init: RequestInit) => Promise<Response>;

/** Asks each request again, with the session that the first of them opened. Answers what came, named like a recording. */
export async function replay(
  ask: Ask,
  exchanges: readonly Pick<Exchange, 'path' | 'request'>[],
): Promise<readonly Replayed[]> {
  const replayed: Replayed[] = [];
  const drawn: string[] = [];
  let cookie = '';
  for (const { path, request } of exchanges) {
    const body = request.replaceAll(NAME, (_, at) => drawn[Number(at) - 1] ?? '');
    const came = await ask(path, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/json',
        'Sec-Fetch-Site': 'same-origin',
        Cookie: cookie,
      },
    });
    cookie = came.headers.get('Set-Cookie')?.split(';')[0] ?? cookie;
    const text = await came.text();
    for (const [, token = ''] of text.matchAll(DRAWN))
      if (!drawn.includes(token)) drawn.push(token);
    const named = drawn.reduce(
      (sofar, token, at) => sofar.replaceAll(`"${token}"`, `"<${at + 1}>"`),
      text,
    );
    replayed.push({ status: came.status, answer: named });
  }
  return replayed;
}

const NAME = /<(\d+)>/g;
/** An epoch, or the tag of a head. */
const DRAWN = /(?:"ep":|"hd":\[\d+,)"([\w-]+)"/g;
