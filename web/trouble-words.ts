/** What a person is told when this device's storage fails: what happened, what is safe, what to do. In English. */

import type { StorageErrorKind } from '../replica/storage-error.ts';
import type { StorageTrouble } from '../replica/storage-recovery.ts';
import { amount } from './moments.ts';

/** @param held how many to-dos have changes that are in memory only */
export function troubleWords({ state, why }: StorageTrouble, held: number): string {
  switch (state) {
    case 'held': {
      const changes = held === 1 ? '1 change is' : `${amount(held)} changes are`;
      return `${causes[why] ?? STOPPED}: ${changes} in this tab only. ${cures[why] ?? KEEP_OPEN} Holdfast keeps trying, and sends to the server meanwhile.`;
    }
    case 'unopened':
      return why === 'blocked'
        ? 'The browser does not open its storage; another tab may hold it. Nothing is lost. Close other Holdfast tabs: this one goes on by itself.'
        : 'The browser cannot reach its storage. Nothing was deleted. Holdfast keeps trying; if it stays so, restart the browser.';
    case 'behind':
      return why === 'quota'
        ? 'This device has no room left for what comes from the server. What you write is sent all the same. Make room.'
        : 'The browser’s storage fails, so nothing new comes in. What was saved here is still there. Holdfast keeps trying.';
    case 'in-memory':
      return why === 'corrupt'
        ? 'The browser says that its storage is damaged. Nothing in it was deleted. You see what the server has; what you write stays in this tab until it is sent.'
        : 'This browser keeps nothing here; a private window, perhaps. Your to-dos are in this tab and on the server, and last until you close the window.';
  }
}

const STOPPED = 'The browser has stopped storing';
const KEEP_OPEN = 'Keep it open.';

const causes: Partial<Readonly<Record<StorageErrorKind, string>>> = {
  quota: 'This device has no room left',
  blocked: 'Another tab holds the storage',
  corrupt: 'The browser says that its storage is damaged',
};

const cures: Partial<Readonly<Record<StorageErrorKind, string>>> = {
  quota: 'Keep it open and make room.',
  blocked: 'Keep it open and close the other one.',
};
