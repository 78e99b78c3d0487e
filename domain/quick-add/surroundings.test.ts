/** What stays in the title although it looks like a date. Each phrase between the dots is a line of its own. */

import { describe, expect, test } from 'vitest';
import { quickAdd } from './quick-add.ts';
import { linesOf, rowsOf, sundayNoon, understood } from './spoken.fixture.ts';

function phrasesOf(table: string): readonly string[] {
  return linesOf(table).flatMap((line) => line.split(' · '));
}

describe('weekdays and months that are other words or names', () => {
  test.each(
    phrasesOf(String.raw`
    March with friends · Sun cream · 1/2 cup sugar · 3 day pass · Sat the exam · Friday Night Lights
    friday night lights · Watch Friday Night Lights · may the fourth · May the 4th be with you · mon amour
    Mon chéri chocolates · second · A second opinion · Seconds for dinner · call 5 · Call 5 people · 7 up · Buy 7 up
    24 hours of Le Mans · catch 22 · Read Catch 22 · Ask May about the garden · Call April · Email June
    Talk to August · Visit Jan · May need batteries · March for climate · Order sun hats · Buy Sunday roast
    Sunday roast · Sunday best · Sunday lunch with mum · Buy the Sunday Times · The Sunday paper · My Sunday dress
    Black Friday deals · Black Friday · Good Friday service · Casual Friday · Freaky Friday · Taco Tuesday
    Ash Wednesday · Ruby Tuesday · Blue Monday · Manic Monday · Wednesday Addams costume · Saturday Night Live
    Super Tuesday · Sheffield Wednesday tickets · Thursday Murder Club · Friday the 13th · It's Friday
    Thank God it's Friday · Friday I'm in love · Sunday Bloody Sunday · Any given Sunday · Throwback Thursday post
    Cyber Monday deals · Easter Sunday · Sat nav update · Fix the sat nav · SAT prep book · Sun dried tomatoes
    Plants need sun · Walk in the sun · Baltimore Sun subscription · Wed the couple · Newly wed gift · Dog sat well
    Where the cat sat
    `),
  )('%s', (line) => {
    expect(quickAdd(line, sundayNoon)).toMatchObject({ title: line, tokens: [] });
  });
});

describe('days that are spoken about', () => {
  test.each(
    phrasesOf(String.raw`
    Read today's paper · Tomorrow's leftovers · Tomorrow Never Dies · The Day After Tomorrow
    Watch The Day After Tomorrow · All Tomorrow's Parties · Edge of Tomorrow · Land of tomorrow · Today is a gift
    Today I learned · Tomorrow is another day · USA Today crossword · The Tonight Show
    `),
  )('%s', (line) => {
    expect(quickAdd(line, sundayNoon)).toMatchObject({ title: line, tokens: [] });
  });
});

describe('numbers that count things', () => {
  test.each(
    phrasesOf(String.raw`
    Buy 2 tickets · Buy 12 eggs · Run 5k · Run 10 km · Pack 3 shirts · 5 a day · 9 to 5 · Watch 9 to 5
    24/7 support · 50/50 split · 9/11 memorial · Read 1984 · 2001: A Space Odyssey · Blade Runner 2049
    Fix bug 1234 · Room 237 · Area 51 · Ocean's 11 · 12 Angry Men · 10 Things I Hate About You · 28 Days Later
    127 Hours · 48 hour film project · 30 day challenge · 7 day free trial · 21 days to a habit · two weeks notice
    Two Weeks' Notice · One day at a time · One Hundred Years of Solitude · 100 days of code
    Two week sprint review · 3 week holiday photos · 5 minute journal · 15 minute meals · Give it 5 minutes
    Boil eggs 7 minutes · Bake 40 min · Wait a minute · In a minute · 24 hours in A&E · 60 Minutes
    Around the World in 80 Days · around the world in 80 days · Gone in 60 seconds · Half an hour of reading
    Quarter past nowhere
    `),
  )('%s', (line) => {
    expect(quickAdd(line, sundayNoon)).toMatchObject({ title: line, tokens: [] });
  });
});

describe('times that name things', () => {
  test.each(
    phrasesOf(String.raw`
    5 o'clock shadow · High noon · Midnight in Paris · Midnight snack · Burn the midnight oil · 3:10 to Yuma
    John 3:16 · Read John 3:16 · Psalm 23:14 · Mix 1:10 · Ratio 1:20 · 5pm train to Bern · Take 17:30 train
    Catch the 5pm train · The 9am class · Meeting 16:00-17:00 · 9am - 5pm shift · 9am to 5pm shift · from 9am
    Arrive at 5 Main Street · Lunch at 5 Guys · 10 Downing Street · Meet at 10 Downing Street · Look at 3 houses
    Look at 5 different shops · At one with nature · Aim for 8 · Score 10
    `),
  )('%s', (line) => {
    expect(quickAdd(line, sundayNoon)).toMatchObject({ title: line, tokens: [] });
  });
});

describe('repeats that are none', () => {
  test.each(
    phrasesOf(String.raw`
    Every Breath You Take · Every Day I Write the Book · Every day is a gift · Every day carry knife
    Everyday objects · Every man for himself · Every little helps · every other person · Almost every day
    For every day of the trip · Daily Mail · Daily standup notes · Weekly report · Monthly budget · Annual review
    Yearly planning · Quarterly goals · Each day a gift · Tuesdays with Morrie · Happy Mondays tickets
    Month of Sundays · Mondays suck · Every 3 hours check oven
    `),
  )('%s', (line) => {
    expect(quickAdd(line, sundayNoon)).toMatchObject({ title: line, tokens: [] });
  });
});

describe('words that only begin like a date', () => {
  test.each(
    phrasesOf(String.raw`
    March madness · The Ides of March · Long March · Mid-march trip · May Day · May queen · Augustus bust
    Decide on colours · Market research · Monitor the server · Monk fish · Sunny day clothes · Sunscreen
    Fridge repair · Satellite dish · Wedding present · Thursday's child · Friday's notes · Monday-Friday pass
    Weekend bag · Weekend in Rome · The weekend
    `),
  )('%s', (line) => {
    expect(quickAdd(line, sundayNoon)).toMatchObject({ title: line, tokens: [] });
  });
});

describe('days of a sentence', () => {
  test.each(
    phrasesOf(String.raw`
    Next to the bank · Next of kin form · Next door neighbour · Next year's calendar · This is it · This or that
    Last Friday · Yesterday · Yesterday's news · last monday's minutes · Move meeting from Monday to Friday
    Friday and Saturday · Meet Friday or Saturday · Open Monday to Friday · Closed Monday through Thursday
    Plan Friday · Plan next week · Review tomorrow · Cancel tomorrow · Worry about tomorrow
    Book a table for Friday · Homework for tomorrow · Before Friday · Since Monday · Until tomorrow
    `),
  )('%s', (line) => {
    expect(quickAdd(line, sundayNoon)).toMatchObject({ title: line, tokens: [] });
  });
});

describe('days and numbers that do not exist or are over', () => {
  test.each(
    phrasesOf(String.raw`
    31 February · Pay 32 Jan · Feb 30 · Report 15.01.2020 · 2020-01-01 backup · Version 1.2.3 · Upgrade to 2.5
    Call 555-1234 · 1-800-555-0199 · 192.168.1.1
    `),
  )('%s', (line) => {
    expect(quickAdd(line, sundayNoon)).toMatchObject({ title: line, tokens: [] });
  });
});

describe('addresses, file names and quotations', () => {
  test.each(
    phrasesOf(String.raw`
    http://example.com/#tag · https://example.com/today · mail tomorrow@example.com · @today · today-ish
    tomorrow_file.txt · notes-friday.md · pre-tomorrow · Friday.com domain · 5pm-ish · "Call tomorrow at 5"
    “Every Monday” sticker · «demain» tomorrow's word
    `),
  )('%s', (line) => {
    expect(quickAdd(line, sundayNoon)).toMatchObject({ title: line, tokens: [] });
  });
});

describe('names and ordinals', () => {
  test.each(
    phrasesOf(String.raw`
    Cut 1/2 inch · Score 3/4 · In 3D · Buy 2m cable · Walk in 2 mile race · Rent 24/12/20
    Tom's birthday card · Ask Tom · Call Mona · Fix Sun/Oracle JDK · MON protein · The Second Sex · First aid kit
    Fourth of July fireworks · 4th of July fireworks · Louis the 15th chair · Henry the 8th · 21st birthday card
    1st aid kit · The 39 Steps · The 5th Element · 5th Avenue · Meet at 5th Avenue · Size 10 Mar shoes
    `),
  )('%s', (line) => {
    expect(quickAdd(line, sundayNoon)).toMatchObject({ title: line, tokens: [] });
  });
});

describe('names of things, films, songs and people, and what is counted', () => {
  test.each(
    phrasesOf(String.raw`
    Reduce costs by 5 · Divide by 3 · Set thermostat at 20 · Fix lamp on 1st floor · Watch Dr. No
    Read Nineteen Eighty-Four · Buy The Sun newspaper · Sun and moon poster · Sunday school lesson
    Sunday Night Football tickets · Monday Night Football · Watch Monday Night Football · Saturday morning cartoons
    Watch Saturday Morning Cartoons · Friday afternoon blues · Monday morning quarterback · Listen to Sunday Morning
    Read Wednesday Comics · One Tree Hill season 3 · Season 5 finale · S02E05 · Episode 12 · iPhone 15 case
    Windows 11 install · Python 3 course · Chapter 7 summary · Page 32 · Level 5 boss · Formula 1 tickets
    Route 66 trip · Boeing 747 model · Size 8 shoes · 2 for 1 offer · Top 10 list · 5 star hotel · 3 in 1 printer
    1 on 1 with Sam · 1:1 with Sam · One on one with Sam · 1-2-3 Go · 007 movie · 50 First Dates · 13 Going on 30
    21 Jump Street · 2 Fast 2 Furious · Se7en · 300 words essay · 500 Days of Summer · Summer of 69 · Summer dress
    Spring cleaning · Spring onions · Fall in love · Winter tires · Autumn leaves photo · Christmas presents
    New Year resolutions · New Year's Eve party · Valentine's day card · Mother's Day gift · Day off request
    Day care forms · Days Gone game · Night shift schedule · Night light bulb · Morning pages · Good morning text
    Morning routine · Evening gown · Afternoon tea booking · Noon meal · Midnight Mass series · Second hand shop
    Second World War essay · Minute Maid juice · Minutes of meeting · Hour of Code · Hourly rate invoice
    Weekly planner · Week 12 report · Month end closing · Year in review · Yearbook · Decade playlist
    Now and Then magazine · Later gator · Soon to be mom card · Marching band · Marchesa gown · April Fools prank
    April showers book · June Carter biography · August Wilson play · Julius Caesar · Augustus Gloop · Octopus salad
    October Sky film · Red October · Hunt for Red October · November Rain · Janet 5 dollars · Jan Steen exhibit
    Jan van Eyck · Mark Twain · Mark 5 essays · Ask Mark 3 questions · Mar del Plata · Deckchair · Dec the halls
    Aprilia service · Septic tank · Sept of Baelor · Sepia photos · Wednesday is leg day
    Thursday is the new Friday · Tuesday's child · Tuesday Weld · Fri-Sun pass · Mon-Thu opening hours
    Thurman book · Satin dress · Saturn documentary · Sunset photos · Monopoly game · Wedge salad · Tuesdays only
    Buy 5 pm cables · am I late · I am 5 · Ham and eggs · Pay 5 am dues · Buy 2pm band album · Meet Joe at 7-Eleven
    at 7-Eleven buy milk · Stay at Motel 6 · Party at Studio 54 · Look at 9 options · Work at 100 percent · at last
    at first light · at noon tide · By the Sea · On Golden Pond · On the Road · On the 7th Day · On Monday's list
    In 5 easy steps · In two minds · In a while · In a day's work · in 3D · within reason · Learn C in 21 days book
    Every Thing · Every week something new · Everybody · Every other week is busy · Each to their own · Daily Bread
    Weekly World News · Tomorrow Land · Tomorrow Morrow Land · Tomorrowland · The Tomorrow War
    Tomorrow, When the War Began · Todays Special · Today FM app · Tonight You Belong to Me · Tonight's dinner
    This Is Us · This American Life · This week's plan · This Morning with Holly · This weekend's plan
    Next Friday movie · Next level · Next in line · next to me · Last Christmas · Last week tonight
    Last Week Tonight with John Oliver · Late Night with Seth · Before Midnight · After hours · Two and a half men
    Half past dead · Quarter to three album · Ten past · Twelve Monkeys · Eight days a week · Nine to five
    7 days in Tibet · Seven Days War · 52 weeks savings · 90 day fiance · 2026 budget · 2027 goals · Tax 2025
    Report 2026-13-45 · Nokia 3310 · Pi 3.14 · Buy 1.5 l milk · 10.30 euros · Pay 12.50 · Room 5.12 · IP 10.0.0.1
    Lot 12/24 · Ratio 3/12 · Blood pressure 120/80 · 20/20 vision · 6/8 time signature
    `),
  )('%s', (line) => {
    expect(quickAdd(line, sundayNoon)).toMatchObject({ title: line, tokens: [] });
  });
});

describe('a date among the words of a sentence', () => {
  test.each(
    rowsOf(`
    Call mom tomorrow about the party   → Call mom about the party | 2026-11-23
    Meet Anna on Friday with cake       → Meet Anna with cake | 2026-11-27
    Send report tomorrow to Bob         → Send report to Bob | 2026-11-23
    Call tomorrow mom at 5              → Call mom | 2026-11-23 17:00
    Mail Anna friday, please            → Mail Anna, please | 2026-11-27
    Lunch with Ann friday and cake      → Lunch with Ann and cake | 2026-11-27
    tomorrow call mom                   → call mom | 2026-11-23
    Tomorrow: call mom                  → call mom | 2026-11-23
    Tomorrow, call mom                  → call mom | 2026-11-23
    tomorrow 5pm call mom               → call mom | 2026-11-23 17:00
    5pm call mom                        → call mom | 2026-11-22 17:00
    17:30 dentist                       → dentist | 2026-11-22 17:30
    At 5 call mom                       → call mom | 2026-11-22 17:00
    Friday call mom                     → call mom | 2026-11-27
    Friday - call mom                   → call mom | 2026-11-27
    Sat: call mom                       → call mom | 2026-11-28
    On Friday call mom                  → call mom | 2026-11-27
    Next week call mom                  → call mom | 2026-11-23
    In 3 days call mom                  → call mom | 2026-11-25
    15 jan call mom                     → call mom | 2027-01-15
    Tonight finish the report           → finish the report | 2026-11-22 20:00
    Brunch Sun                          → Brunch | 2026-11-29
    Brunch on sun                       → Brunch | 2026-11-29
    Brunch sun                          → Brunch sun
    Brunch sun 11am                     → Brunch | 2026-11-29 11:00
    Sit on sun lounger                  → Sit on sun lounger
    Dinner at 5 with Bob                → Dinner with Bob | 2026-11-22 17:00
    Dinner at 5 guys                    → Dinner at 5 guys
    Dinner friday at 5 guys             → Dinner at 5 guys | 2026-11-27
    Table for friday                    → Table for friday
    Table for friday 7pm                → Table | 2026-11-27 19:00
    Meeting tomorrow 16:00-17:00        → Meeting 16:00-17:00 | 2026-11-23
    Call Bob, not Ann, on friday        → Call Bob, not Ann | 2026-11-27
    Prepare Friday deck tomorrow        → Prepare Friday deck | 2026-11-23
    Plan on friday                      → Plan | 2026-11-27
    Plan summer friday                  → Plan summer | 2026-11-27
    Call mom tomorrow and dad on friday → Call mom and dad on friday | 2026-11-23
    CALL MOM TOMORROW                   → CALL MOM | 2026-11-23
    Call Mom Tomorrow                   → Call Mom | 2026-11-23
    Call Mark 5:30                      → Call Mark | 2026-11-22 17:30
    `),
  )('%s', (line, expected) => {
    expect(understood(line)).toBe(expected);
  });
});
