/** How English says that a thing repeats. */

import type { RepeatMeaning, RepeatPattern, Trust } from '../locale.ts';
import { pattern } from '../pattern.ts';

export const enRepeats: readonly RepeatPattern[] = [
  repeat('every|each single? {unit}', { is: 'every' }),
  repeat('every|each day of the week', { is: 'every', unit: 'day' }),
  repeat('once? every {count} {unit}', { is: 'every' }),
  repeat('once a|every {unit}', { is: 'every' }, 'likely'),
  repeat('every other|second|2nd {unit}', { is: 'every', interval: 2 }),
  repeat('every third|3rd {unit}', { is: 'every', interval: 3 }),
  repeat('every! {count}? {unit}', { is: 'every', isDone: true }),
  repeat('every! other {unit}', { is: 'every', interval: 2, isDone: true }),
  repeat('every! {weekdays}', { is: 'every', isDone: true }),
  repeat('{count} {unit} after completion|completing|done|finishing', {
    is: 'every',
    isDone: true,
  }),
  repeat('daily', { is: 'every', unit: 'day' }, 'likely'),
  repeat('weekly', { is: 'every', unit: 'week' }, 'likely'),
  repeat('fortnightly|biweekly', { is: 'every', unit: 'week', interval: 2 }, 'likely'),
  repeat('monthly', { is: 'every', unit: 'month' }, 'likely'),
  repeat('quarterly', { is: 'every', unit: 'month', interval: 3 }, 'likely'),
  repeat('yearly|annually', { is: 'every', unit: 'year' }, 'likely'),
  repeat('every|each {part}', { is: 'part' }),

  repeat('every|each {weekdays}', { is: 'every' }),
  repeat('every other|second|2nd {weekdays}', { is: 'every', interval: 2 }),
  repeat('every|each {count}? {unit} on {weekdays}', { is: 'every' }),
  repeat('every other|second|2nd {unit} on {weekdays}', { is: 'every', interval: 2 }),
  repeat('weekly on {weekdays}', { is: 'every', unit: 'week' }),
  repeat('on {plurals}', { is: 'every' }, 'likely'),
  repeat('every|each weekday|workday', { is: 'workdays' }),
  repeat('every|each working|business day', { is: 'workdays' }),
  repeat('every|each mon-fri|monday-friday', { is: 'workdays' }),
  repeat('on weekdays|workdays', { is: 'workdays' }, 'likely'),
  repeat('every|each weekend', { is: 'weekends' }),
  repeat('on|at weekends', { is: 'weekends' }, 'likely'),

  repeat('every|each {monthDays}', { is: 'every', unit: 'month' }),
  repeat('every|each {monthDays} of the|each|every month', { is: 'every', unit: 'month' }),
  repeat('on? the? {monthDays} of each|every month', { is: 'every', unit: 'month' }),
  repeat('every|each {count}? {unit} on the? {monthDays}', { is: 'every' }),
  repeat('monthly on the? {monthDays}', { is: 'every', unit: 'month' }),
  repeat('every|each {ordinal} {weekday}', { is: 'weekday-of-month' }),
  repeat('every|each {ordinal} {weekday} of|in the|each|every month', { is: 'weekday-of-month' }),
  repeat('on? the? {ordinal} {weekday} of|in each|every month', { is: 'weekday-of-month' }),
  repeat('every|each month on the {ordinal} {weekday}', { is: 'weekday-of-month' }),
  repeat('monthly on the {ordinal} {weekday}', { is: 'weekday-of-month' }),
  repeat('every|each last day', { is: 'last-day' }),
  repeat('every|each last day of the|each|every month', { is: 'last-day' }),
  repeat('on? the? last day of each|every month', { is: 'last-day' }),
  repeat('every|each month on the last day', { is: 'last-day' }),
  repeat('at? the? end of each|every month', { is: 'last-day' }),
  repeat('every|each {ordinal} workday|weekday', { is: 'workday-of-month' }),
  repeat('every|each {ordinal} workday|weekday of the|each|every month', {
    is: 'workday-of-month',
  }),
  repeat('on? the? {ordinal} workday|weekday of each|every month', { is: 'workday-of-month' }),
  repeat('every|each {ordinal} working|business day', { is: 'workday-of-month' }),
  repeat('every|each {ordinal} working|business day of the|each|every month', {
    is: 'workday-of-month',
  }),

  repeat('every|each {month} {dayNumber}?', { is: 'every', unit: 'year' }),
  repeat('every|each {dayNumber} of? {month}', { is: 'every', unit: 'year' }),
  repeat('every|each year on {month} {dayNumber}', { is: 'every', unit: 'year' }),
  repeat('every|each year on the? {dayNumber} of? {month}', { is: 'every', unit: 'year' }),
  repeat('yearly|annually on {month} {dayNumber}', { is: 'every', unit: 'year' }),
  repeat('yearly|annually on the? {dayNumber} of? {month}', { is: 'every', unit: 'year' }),
];

function repeat(says: string, means: RepeatMeaning, trust: Trust = 'sure'): RepeatPattern {
  return { ...pattern(says, means), trust };
}
