/**
 * The cookie that carries a session's token. Its name and flags follow the configured origin and never the request, so
 * that nobody can talk the server into the weaker one.
 */

import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/** The token in the request's cookie, if it has the shape of one. The other name of the cookie is ignored. */
export function readToken(c: Context, origin: string): string | undefined {
  const token = isSecure(origin) ? getCookie(c, NAME, 'host') : getCookie(c, NAME);
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}

export function writeToken(c: Context, origin: string, token: string): void {
  setCookie(c, NAME, token, {
    ...(isSecure(origin) && { prefix: 'host', secure: true }),
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    maxAge: SESSION_SECONDS,
  });
}

/** How long a session lasts: 400 days, the most that browsers keep a cookie. */
export const SESSION_SECONDS = 34_560_000;

/** `__Host-s` with https. */
const NAME = 's';
const TOKEN = /^[\w-]{43}$/;

function isSecure(origin: string): boolean {
  return origin.startsWith('https://');
}
