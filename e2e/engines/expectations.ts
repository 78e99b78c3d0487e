/** What each engine has and lacks, as far as Holdfast cares: asserted of the real engines, so that news is noticed. */

import type { EngineName } from './engine.ts';

export interface Expectations {
  /** The browser wakes the worker when the network is back, page or no page. */
  readonly hasBackgroundSync: boolean;
  readonly hasPeriodicSync: boolean;
  /** It tells the page that it could be installed. */
  readonly hasInstallPrompt: boolean;
  readonly hasBadge: boolean;
  readonly hasPush: boolean;
  /** It can be asked not to evict what is stored. */
  readonly canPersist: boolean;
  readonly tellsStorageUsed: boolean;
  /** A page that was left and comes back is the same page. */
  readonly keepsLeftPages: boolean;
}

export const expectations: Readonly<Record<EngineName, Expectations>> = {
  chromium: {
    hasBackgroundSync: true,
    hasPeriodicSync: true,
    hasInstallPrompt: true,
    hasBadge: true,
    hasPush: true,
    canPersist: true,
    tellsStorageUsed: true,
    keepsLeftPages: true,
  },
  firefox: {
    hasBackgroundSync: false,
    hasPeriodicSync: false,
    hasInstallPrompt: false,
    hasBadge: false,
    hasPush: true,
    canPersist: true,
    tellsStorageUsed: true,
    keepsLeftPages: true,
  },
  webkit: {
    hasBackgroundSync: false,
    hasPeriodicSync: false,
    hasInstallPrompt: false,
    hasBadge: false,
    hasPush: false,
    canPersist: false,
    tellsStorageUsed: false,
    keepsLeftPages: true,
  },
};
