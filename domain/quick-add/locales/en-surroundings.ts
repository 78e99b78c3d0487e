/** The English words around dates that tell whether they are dates. */

import type { Surroundings, WordSet } from '../locale.ts';

export const enSurroundings: Surroundings = {
  ambiguous: words('sat sun wed'),
  blockers: words(`
    at around @ the a an my our your his her their its that these those new any some no not another other such what which whose
    of is was are were be been am it's that's to from than into onto until till since before after between through
    throughout during like as per versus vs and or nor but last previous past every each either neither given
    about against without with for called named titled almost nearly if because
    this next late-night good-bye yeah hey`),
  aboutDays: words(`
    plan planning schedule scheduling reschedule prepare organise organize discuss cancel review survive enjoy hate
    love celebrate skip seize describe remember forget block postpone thank welcome hello goodbye bless free`),
  followers: words(`
    with w/ about for to at on by in and or from via re before after if when while because so then without regarding
    near every each until till through but due per as unless around instead into over online together again vs & +
    please pls using during @ -> → | /`),
  starters: words(`
    accept add adjust agree apply approve arrange ask assemble attend back bake bath bathe begin bill bleach board book
    borrow bring brush buy call cancel celebrate change charge chase check choose claim clean clear close collect
    complete compose confirm contact cook copy create cut debug decide declutter decorate defrost deliver deploy deposit
    descale discuss dispute donate download draft drop dust edit email empty exchange exercise feed fertilise fertilize
    file fill find finalise finalize finish fix fold follow get give go grab hand hang help hire hoover install invite
    invoice iron join jog keep launch learn leave lend let lock mail make measure meditate meet mend message mop mow move
    note notify oil open order organise organize pack paint park pay phone pick ping plan plant plug polish post
    practise practice prep prepare print proofread prune publish pull push put reach read rebook receive record recycle
    refill register remind remove renew rent repair replace reply report request reschedule research reserve reset
    respond return review revise ring rinse rotate run save scan schedule sell send service set sew sharpen ship shop
    show sign skype solve sort speak start stop store study submit subscribe sweep swim take talk tax tell test text
    thank throw tidy top train transfer translate treat trim turn unblock unload unpack unsubscribe update upgrade
    upload use vacuum verify visit volunteer vote wait wake walk wash watch water weed weigh wipe withdraw work wrap
    write zip zoom
    appointment appt dentist doctor doctor's dr gp gym haircut optician physio therapist therapy vet yoga pilates standup
    stand-up`),
  continuers: words(`
    is was will won't wasn't isn't are were has had have i i'm i'll i've we we're we'll you he she it they never always
    people something someone somebody who which that of knows dies belongs counts matters carry carries comes came show shows show's night's land
    ever may might can could should would do does did only's a-ha`),
  timedThings: words(`
    train trains flight flights bus coach ferry tram boat plane ship shuttle sailing express departure arrival show
    showing screening film movie news bulletin slot deadline shift mass service curfew alarm lecture class session
    checkout check-in kick-off kickoff show-time edition`),
  spans: words('to - – — and or & + / through thru till until vs versus'),
  numbered: words(`
    genesis exodus leviticus deuteronomy joshua judges samuel kings chronicles psalm psalms proverbs ecclesiastes isaiah
    jeremiah ezekiel daniel hosea corinthians galatians ephesians philippians colossians thessalonians timothy titus
    hebrews romans revelation ratio scale odds score mix aspect dilute resolution volume
    temperature thermostat oven level chapter verse surah sura`),
  books: words('john luke mark matthew acts james peter job ruth'),
  reading: words('read reread study memorise memorize recite learn discuss'),
};

function words(text: string): WordSet {
  return new Set(text.trim().split(/\s+/));
}
