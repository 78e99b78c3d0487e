/** What people were told is saved, held against what there is. */

import { registerKeys } from '../../domain/register.ts';
import type { Json, Registers } from '../../domain/register.ts';
import { isRefusedRecord } from '../../replica/records.ts';
import { currentStore } from '../outcome.ts';
import type { Holdings } from './holdings.ts';
import type { Deed, Person } from './person.ts';

/**
 * Each device's last word on a register that was told to be saved is on the server, or recovered from a to-do that is
 * gone, or has lost to another device's and is in history. What a person does not know the fate of may have come after.
 */
export function brokenPromises(people: readonly Person[], server: Holdings): readonly string[] {
  const now = valuesByRegister(people, server);
  const lastWords = people.map(({ deeds }) => lastWordsOf(deeds));
  const wrong: string[] = [];
  for (const words of lastWords) {
    for (const [register, { promised, possible }] of words) {
      const held = now.get(register) ?? [];
      const isThere = [promised, ...possible].some((value) => value && held.includes(value));
      if (isThere || promised === undefined) continue;
      const isOthers = lastWords.some((others) => {
        const word = others !== words && others.get(register);
        return (
          word && [word.promised, ...word.possible].some((value) => value && held.includes(value))
        );
      });
      // Of places no history is kept.
      const isKept =
        !server.history ||
        register.endsWith(` ${registerKeys.place}`) ||
        [promised, ...possible].some((value) => server.history?.has(`${register} ${value}`));
      if (isOthers && isKept) continue;
      wrong.push(`${register} was saved as ${short(promised)} and is ${short(held.join())}`);
    }
  }
  return wrong;
}

/** The last value that was stored, if any was, and those that may have been since, as JSON. */
interface LastWord {
  readonly promised: string | undefined;
  readonly possible: readonly string[];
}

/** By `item key`. */
function lastWordsOf(deeds: readonly Deed[]): ReadonlyMap<string, LastWord> {
  const words = new Map<string, LastWord>();
  for (const { item, values, outcome } of deeds) {
    if (outcome === 'refused') continue;
    for (const [key, value] of Object.entries<Json>(values)) {
      const register = `${item} ${key}`;
      const { promised, possible } = words.get(register) ?? { promised: undefined, possible: [] };
      const text = JSON.stringify(value);
      words.set(
        register,
        outcome === 'stored'
          ? { promised: text, possible: [] }
          : { promised, possible: [...possible, text] },
      );
    }
  }
  return words;
}

/** By `item key`, in every list; a recovered to-do counts as the one that it was, and what was refused is kept. */
function valuesByRegister(
  people: readonly Person[],
  { itemsByList }: Holdings,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (item: string, registers: Registers): void => {
    for (const [key, [value]] of Object.entries(registers)) {
      const register = `${item} ${key}`;
      found.set(register, [...(found.get(register) ?? []), JSON.stringify(value)]);
    }
  };
  for (const items of itemsByList.values()) {
    for (const { id, registers } of items.values()) {
      const from = registers[registerKeys.recoveredFrom]?.[0];
      add(Array.isArray(from) ? String(from[1]) : id, registers);
    }
  }
  for (const { device } of people) {
    for (const [key, record] of currentStore(device)?.records ?? []) {
      if (key.startsWith('refused/') && isRefusedRecord(record)) add(record.id, record.registers);
    }
  }
  return found;
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text || 'nowhere';
}
