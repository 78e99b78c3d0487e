/** Moments, days, spans of time and amounts, as a person reads them. */

/** "12:04" today, "Sat 21 Nov, 12:04" on another day. */
export function moment(ms: number, now: number): string {
  return day(ms) === day(now) ? clock.format(ms) : `${day(ms)}, ${clock.format(ms)}`;
}

/** "12:04". */
export function time(ms: number): string {
  return clock.format(ms);
}

/** "Sat 21 Nov". */
export function day(ms: number): string {
  return days.format(ms).replace(',', '');
}

/** "40 min", "3 h", "4 days". */
export function duration(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

/** "Today", "Yesterday", "Thu 19 Nov": a heading over what happened on that day. */
export function dayHeading(ms: number, now: number): string {
  if (day(ms) === day(now)) return 'Today';
  return day(ms) === day(now - 86_400_000) ? 'Yesterday' : day(ms);
}

/** A civil day, "2026-11-20", as "Fri 20 Nov". */
export function dayFromIso(iso: string): string {
  return day(Date.parse(`${iso}T12:00`));
}

/** "40", "1,500". */
export function amount(count: number): string {
  return amounts.format(count);
}

/** "12 kB", "3.4 MB". */
export function bytes(count: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, count)) / 3));
  return new Intl.NumberFormat(LOCALE, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    maximumFractionDigits: 1,
  }).format(count / 1000 ** power);
}

export const LOCALE = 'en-GB';
const amounts = new Intl.NumberFormat(LOCALE);
const clock = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short' });
const days = new Intl.DateTimeFormat(LOCALE, { weekday: 'short', day: 'numeric', month: 'short' });
