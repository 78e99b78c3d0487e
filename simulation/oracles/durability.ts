/**
 * Nothing is lost: in the end every register that was ever committed is the current one, was overwritten by a later one
 * and is in history, or is kept on a device.
 */

import { LIST_ITEM_ID } from '../../domain/ids.ts';
import { isOfTombstone } from '../../domain/merge.ts';
import type { Item } from '../../domain/register.ts';
import { retention } from '../../domain/retention.ts';
import { finalState } from '../outcome.ts';
import type { FinalState, Witnessed } from '../outcome.ts';
import type { CommittedRegister, Ledger } from './ledger.ts';
import type { Oracle } from './oracle.ts';

export function durabilityOracle(world: Witnessed): Oracle {
  const { ledger, report } = world;
  return {
    ended: async () => {
      const final = await finalState(world);
      for (const [name, edit] of ledger.committed) {
        if (excuses.some((isExcused) => isExcused(name, edit, ledger, final))) continue;
        const wrong = whatBecameOf(name, edit, final, ledger);
        if (wrong !== undefined) report(`${edit.device}: ${name} ${wrong}`);
      }
    },
  };
}

type Excuse = (name: string, edit: CommittedRegister, ledger: Ledger, final: FinalState) => boolean;

/** Where it stood and that it lay in Trash is of no use in another place; who made it is said anew. */
export const LEFT_BEHIND: ReadonlySet<string> = new Set(['c', 'o', 'x']);

const excuses: readonly Excuse[] = [
  isKept,
  isRestamped,
  isExtinct,
  isReplacedUnsent,
  isRecovered,
  isEmptied,
  isHandedOver,
  isNotTheirsToSay,
];

/** On a device, in a place of its own, or for a list that the server does not have or let it into. */
function isKept(
  name: string,
  _edit: CommittedRegister,
  _ledger: Ledger,
  { kept }: FinalState,
): boolean {
  return kept.has(name);
}

/** Stamped anew it is a register of its own here. */
function isRestamped(name: string, _edit: CommittedRegister, { restamped }: Ledger): boolean {
  return restamped.has(name);
}

/** Nobody has it any more. Of places history keeps few, so one may have gone with the place that replaced it. */
function isExtinct(
  name: string,
  { item, key, register: [, stamp] }: CommittedRegister,
  { extinct, extinctPlaces, lastRestoreMs, takenAtMs }: Ledger,
): boolean {
  if (extinct.has(name)) return true;
  const isOldPlace = lastRestoreMs >= 0 && takenAtMs.has(name);
  return key === 'o' && (isOldPlace || stamp < (extinctPlaces.get(item) ?? ''));
}

/** The same person changed it again on that device while it waited there. */
function isReplacedUnsent(name: string, _edit: CommittedRegister, ledger: Ledger): boolean {
  return ledger.replaced.has(name) && ledger.isUnsent(name);
}

/**
 * No server took it and its to-do could not stay; what it said was committed as a recovered one's, or what had replaced
 * it. What was lost with a server that went back may have been replaced here while it was no edit that waited.
 */
function isRecovered(
  name: string,
  { item, key, register: [value] }: CommittedRegister,
  ledger: Ledger,
): boolean {
  if (!ledger.displaced.has(item) || !ledger.isUnsent(name)) return false;
  const copies = ledger.copies.get(`${item} ${key} ${JSON.stringify(value)}`) ?? [];
  if (LEFT_BEHIND.has(key) || copies.some((copy) => !ledger.undone.has(copy))) return true;
  return ledger.untaken.has(name) && ledger.copiedKeys.has(`${item} ${key}`);
}

/**
 * Its to-do was emptied after that, as people wanted it; what was not sent by then is recovered. Of what was purged then
 * nothing is left.
 */
function isEmptied(
  name: string,
  { item, key, register: [value, stamp] }: CommittedRegister,
  { emptied, takenAtMs }: Ledger,
  { items }: FinalState,
): boolean {
  const emptiedAt = emptied.get(item) ?? '';
  const isOld = takenAtMs.has(name) || LEFT_BEHIND.has(key);
  if (isOld && stamp < emptiedAt) return true;
  return emptiedAt !== '' && !items.has(item) && isOfTombstone(key, value);
}

/** Moved to another account, where what it had for itself alone has another name, and a list another maker. */
function isHandedOver(
  _name: string,
  { item, key, register: [value, stamp] }: CommittedRegister,
  { moves, committed }: Ledger,
): boolean {
  const [own, account = '', id = ''] = item.split(':');
  if (own === 'u') return committed.has(`u:${moves.get(account) ?? ''}:${id} ${key} ${stamp}`);
  return (
    item.endsWith(LIST_ITEM_ID) && key === 'c' && typeof value === 'string' && moves.has(value)
  );
}

/** Who belongs to a list is its owner's word; another's device may offer what it holds all the same. */
function isNotTheirsToSay(
  _name: string,
  { key, list, store, isOffer }: CommittedRegister,
  _ledger: Ledger,
  { owners }: FinalState,
): boolean {
  if (!key.startsWith('j.')) return false;
  return isOffer || owners.get(list) !== store;
}

/** What is wrong with where a committed register ended, if anything. */
function whatBecameOf(
  name: string,
  edit: CommittedRegister,
  final: FinalState,
  ledger: Ledger,
): string | undefined {
  // Moved to another account, an item may be in several lists.
  const copies = final.items.get(edit.item) ?? [];
  // What had replaced it went with a disk and a server that went back; that it was there is remembered.
  if (ledger.lastRestoreMs >= 0 && final.history.has(name)) return undefined;
  if (copies.length === 0) return 'is not on the server';
  const isMissing = !final.history.has(name) && mustBeInHistory(name, edit, final, ledger);
  const wrongs = copies.map((copy) => whatIsWrongWith(copy, edit, isMissing));
  return wrongs.includes(undefined) ? undefined : wrongs[0];
}

/** Every value that is not the current one is; of a place only some are, and after 90 days the newest twenty. */
function mustBeInHistory(
  name: string,
  { item, key, register: [, stamp] }: CommittedRegister,
  { stampsInHistory, nowMs }: FinalState,
  { takenAtMs }: Ledger,
): boolean {
  if (key === 'o') return false;
  if (nowMs - (takenAtMs.get(name) ?? nowMs) <= retention.historyMs) return true;
  const newer = (stampsInHistory.get(`${item} ${key}`) ?? []).filter((other) => other > stamp);
  return newer.length < retention.historyValues;
}

function whatIsWrongWith(
  copy: Item,
  { key, register: [value, stamp] }: CommittedRegister,
  isMissingInHistory: boolean,
): string | undefined {
  const now = copy.registers[key];
  if (now === undefined) return 'is not on the server';
  if (now[1] < stamp) return `is newer than the server's ${now[1]}`;
  if (now[1] === stamp)
    return JSON.stringify(now[0]) === JSON.stringify(value) ? undefined : 'has another value';
  return isMissingInHistory ? 'was overwritten and is not in history' : undefined;
}
