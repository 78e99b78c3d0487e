/** Lines as people type them, on Sunday, 22 November 2026, at noon. */

import { expect, test } from 'vitest';
import { rowsOf, understood } from './spoken.fixture.ts';

test.each(
  rowsOf(`
  Pick up dry cleaning after work tomorrow       → Pick up dry cleaning after work | 2026-11-23
  Dentist appointment on Tuesday at 3:30pm       → Dentist appointment | 2026-11-24 15:30
  Submit tax return by April 15                  → Submit tax return | 2027-04-15
  Buy groceries this evening                     → Buy groceries | 2026-11-22 19:00
  Team meeting every Monday at 10am              → Team meeting | 2026-11-23 10:00 | FREQ=WEEKLY;BYDAY=MO
  Pay electricity bill on the 5th of every month → Pay electricity bill | 2026-12-05 | FREQ=MONTHLY;BYMONTHDAY=5
  Take out the trash every Thursday night        → Take out the trash | 2026-11-26 20:00 | FREQ=WEEKLY;BYDAY=TH
  Call the bank tomorrow morning at 9            → Call the bank | 2026-11-23 09:00
  Flight to Paris on Dec 20 at 6:45am            → Flight to Paris | 2026-12-20 06:45
  Mom's birthday June 3                          → Mom's birthday | 2027-06-03
  Mom's birthday is on June 3                    → Mom's birthday | 2027-06-03
  Anniversary every June 3                       → Anniversary | 2027-06-03 | FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=3
  Renew passport next month                      → Renew passport | 2026-12-01
  Gym tomorrow 6am                               → Gym | 2026-11-23 06:00
  Gym at 6am tomorrow                            → Gym | 2026-11-23 06:00
  Lunch with Sarah Friday at noon                → Lunch with Sarah | 2026-11-27 12:00
  Lunch with Sarah on Friday noon                → Lunch with Sarah | 2026-11-27 12:00
  Change air filter every 3 months               → Change air filter | 2026-11-22 | FREQ=MONTHLY;INTERVAL=3
  Haircut in 6 weeks                             → Haircut | 2027-01-03
  Backup laptop every sunday at 22:00            → Backup laptop | 2026-11-22 22:00 | FREQ=WEEKLY;BYDAY=SU
  Read 20 pages every night                      → Read 20 pages | 2026-11-22 20:00 | FREQ=DAILY
  Water the plants every other day at 7am        → Water the plants | 2026-11-23 07:00 | FREQ=DAILY;INTERVAL=2
  Doctor Jan 7 2027 at 14:00                     → Doctor | 2027-01-07 14:00
  Project deadline 2026-12-15 17:00              → Project deadline | 2026-12-15 17:00
  Return library books by next Wednesday         → Return library books | 2026-11-25
  Send invoice on the last day of the month      → Send invoice | 2026-11-30
  Book flights this week                         → Book flights this week
  Oil change in 3 months                         → Oil change | 2027-02-22
  Call Jan on Friday                             → Call Jan | 2026-11-27
  Meet April tomorrow at 5                       → Meet April | 2026-11-23 17:00
  Email May about march budget tomorrow          → Email May about march budget | 2026-11-23
  Finish chapter 3 by tomorrow                   → Finish chapter 3 | 2026-11-23
  Buy 2 tickets for friday 8pm                   → Buy 2 tickets | 2026-11-27 20:00
  Standup every weekday 9:15                     → Standup | 2026-11-23 09:15 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
  Standup every mon-fri at 9                     → Standup | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
  Vet for Rex 12/1/2027                          → Vet for Rex | 2027-01-12
  Rent is due tomorrow                           → Rent | 2026-11-23
  Review PR #42 today                            → Review PR #42 | 2026-11-22
  Party saturday night                           → Party | 2026-11-28 20:00
  Movie Saturday night at 9                      → Movie | 2026-11-28 21:00
  Concert on 3rd December 8pm                    → Concert | 2026-12-03 20:00
  Meeting tomorrow from 3pm to 5pm               → Meeting from 3pm to 5pm | 2026-11-23
  Call Anna tomorrow or friday                   → Call Anna tomorrow or friday
  Yoga mondays                                   → Yoga mondays
  Yoga on Mon & Wed at 18:00                     → Yoga on Mon & Wed at 18:00
  Review quarterly report friday                 → Review quarterly report | 2026-11-27
  Feed cat twice a day                           → Feed cat twice a day
  Remind me to call Bob at 4pm                   → Remind me to call Bob | 2026-11-22 16:00
  Remember to buy milk tonight                   → Remember to buy milk | 2026-11-22 20:00
  Do laundry sunday afternoon                    → Do laundry | 2026-11-29 15:00
  Pay taxes 15.04.2027                           → Pay taxes | 2027-04-15
  Call mom in the morning tomorrow               → Call mom | 2026-11-23 09:00
  Submit by 5 tomorrow                           → Submit | 2026-11-23 17:00
  call mom at noon                               → call mom | 2026-11-23 12:00
  take meds at 8am and 8pm                       → take meds at 8am and 8pm
  plan trip for next month                       → plan trip for next month
  new year party dec 31 at 10pm                  → new year party | 2026-12-31 22:00
  Essay is due on friday                         → Essay | 2026-11-27
  Call mom, she is on monday duty                → Call mom, she is on monday duty
  `),
)('%s', (line, expected) => {
  expect(understood(line)).toBe(expected);
});
