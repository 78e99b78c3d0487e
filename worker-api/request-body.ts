/**
 * A request's body, from bytes to JSON that is safe to look at: sent as JSON, not too large however it is sent, UTF-8,
 * not nested deeper than a request can be, and without a key that could reach a prototype.
 */

import { limits } from '../domain/limits.ts';
import { serverLimits } from '../domain/server-limits.ts';

export type Body =
  | { readonly kind: 'json'; readonly json: unknown }
  | { readonly kind: 'refused'; readonly code: 'size' | 'type'; readonly status?: number };

export async function readJson(request: Request): Promise<Body> {
  const bytes = await readBytes(request);
  if (!JSON_TYPE.test(request.headers.get('Content-Type') ?? '')) return UNSUPPORTED;
  if (!bytes) return { kind: 'refused', code: 'size' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (isTooDeep(text)) return REFUSED;
    const json: unknown = JSON.parse(text);
    return isHarmless(json) ? { kind: 'json', json } : REFUSED;
  } catch {
    // Not UTF-8, not JSON, or nothing at all.
    return REFUSED;
  }
}

/** Nothing that a form can send, so that a browser asks before another site's page may send it. */
const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

const UNSUPPORTED: Body = { kind: 'refused', code: 'type', status: 415 };
const REFUSED: Body = { kind: 'refused', code: 'type' };

/**
 * The whole body, or undefined when it is too large. What is too large is still read to its end, within reason: some
 * servers cut the connection under a client that is still sending, and it would never see why.
 */
async function readBytes(request: Request): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
    length += read.value.length;
    if (length <= limits.requestBytes) chunks.push(read.value);
    if (length > MAX_DRAINED_BYTES) {
      await reader?.cancel();
      break;
    }
  }
  return length <= limits.requestBytes ? joined(chunks, length) : undefined;
}

const MAX_DRAINED_BYTES = 16 * 1024 * 1024;

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Looked at before parsing: a parser recurses. Brackets inside strings do not count. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isInString) {
      if (character === '\\') at += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth > serverLimits.jsonDepth) return true;
  }
  return false;
}

/** No key that could be taken for a prototype's, no number too large to be one (JSON.parse makes it Infinity). */
function isHarmless(json: unknown): boolean {
  if (typeof json === 'number') return Number.isFinite(json);
  if (typeof json !== 'object' || json === null) return true;
  if (Array.isArray(json)) return json.every(isHarmless);
  return Object.entries(json).every(([key, value]) => !HARMFUL.has(key) && isHarmless(value));
}

const HARMFUL = new Set(['__proto__', 'constructor', 'prototype']);
