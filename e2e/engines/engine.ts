/**
 * What a story needs of a browser, whatever engine it has and whatever drives it.
 *
 * Each engine finds controls by the role and the name that it itself computes for assistive technology, and clicks and
 * types as a person does.
 */

import type { PageAlterations } from '../harness/page-alterations.ts';

export const engineNames = ['chromium', 'firefox', 'webkit'] as const;
export type EngineName = (typeof engineNames)[number];

export interface EngineOptions extends PageAlterations {
  readonly origin: string;
}

/** One browser with a profile that outlives it. */
export interface Engine {
  readonly name: EngineName;
  /** Where the app is served from. */
  readonly origin: string;
  /** A further tab, in front of the others. */
  readonly openTab: () => Promise<Tab>;
  /** Makes pages believe that there is no network, and where the engine can, cuts them off. */
  readonly goOffline: () => Promise<void>;
  readonly goOnline: () => Promise<void>;
  /** The session cookie as `name=value`, once there is one. */
  readonly sessionCookie: () => Promise<string | undefined>;
  readonly clearCookies: () => Promise<void>;
  /** Kills the browser with everything that belongs to it, as the system does when memory runs out. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the profile it had. No page of the app is open then. */
  readonly start: () => Promise<void>;
  /** Ends the browser, forgets its profile and answers what was wrong in all its life. */
  readonly end: (network: 'whole' | 'spoiled') => Promise<readonly string[]>;
  /** Everything that was said on a console. */
  readonly said: () => readonly string[];
}

export type Role = 'button' | 'checkbox' | 'link' | 'textbox';
export type Key = 'Control+A' | 'Delete' | 'Enter' | 'Escape';

export interface Tab {
  /** Resolves when the page has loaded, or has failed to. */
  readonly go: (url: string) => Promise<void>;
  readonly reload: () => Promise<void>;
  /** To the page before, by the history. It may not be there yet when this resolves. */
  readonly back: () => Promise<void>;
  /** What an expression comes to, as JSON keeps it; waits for a promise. */
  readonly run: (expression: string) => Promise<unknown>;
  /** Clicks the one control of that role and name. @throws {Error} when there is none */
  readonly click: (role: Role, name: string) => Promise<void>;
  /** Types into whatever has the focus. */
  readonly type: (text: string) => Promise<void>;
  readonly press: (key: Key) => Promise<void>;
  /** Brings it before the other tabs. */
  readonly show: () => Promise<void>;
  readonly close: () => Promise<void>;
}
