/**
 * What only a page does: so seldom needed that the service worker, which every browser fetches in the background, does
 * not carry it. Where a repair is due the worker leaves everything as it is for the page.
 */

import { moveAccount } from './account-move.ts';
import { keepDeleted } from './deletion-brake.ts';
import { leaveList } from './leave-list.ts';
import { isSameAs } from './list-check.ts';
import { isolate } from './quarantine.ts';
import { restampHopelessEdits } from './restamp.ts';

export interface Repairs {
  /** Finds the edit that makes the server refuse a whole request. */
  readonly isolate: typeof isolate;
  /** Puts right what a wrong clock stamped. */
  readonly restamp: typeof restampHopelessEdits;
  /** Compares a list with the server's. */
  readonly isSameAs: typeof isSameAs;
  /** Keeps to-dos as they were before very many of them go. */
  readonly keepDeleted: typeof keepDeleted;
  /** Gives up a list that the account was taken off. */
  readonly leaveList: typeof leaveList;
  /** Moves everything to the account that this browser turned out to belong to. */
  readonly moveAccount: typeof moveAccount;
}

export const repairs: Repairs = {
  isolate,
  restamp: restampHopelessEdits,
  isSameAs,
  keepDeleted,
  leaveList,
  moveAccount,
};
