/**
 * English names and sayings that hold a weekday, a month, a time or a repeat and mean none, one a line. A capital letter
 * has to be one in the line too.
 */

export const enNames: readonly string[] = `
  friday night lights
  friday night dinner
  friday i'm in love
  friday the 13th
  black friday
  good friday
  casual friday
  freaky friday
  girl friday
  man friday
  fat friday
  last friday night
  thank god it's friday
  saturday night live
  saturday night fever
  holy saturday
  small business saturday
  sunday times
  sunday best
  sunday roast
  sunday bloody sunday
  bloody sunday
  easter sunday
  palm sunday
  lazy sunday
  stir-up sunday
  mothering sunday
  super bowl sunday
  any given sunday
  blue monday
  manic monday
  cyber monday
  easter monday
  whit monday
  mad monday
  stormy monday
  monday blues
  ruby tuesday
  super tuesday
  shrove tuesday
  pancake tuesday
  fat tuesday
  giving tuesday
  taco tuesday
  ash wednesday
  wednesday addams
  watch wednesday
  sheffield wednesday
  maundy thursday
  throwback thursday
  thursday murder club
  sun valley
  baltimore sun
  vancouver sun
  toronto sun
  black hole sun
  midnight sun
  usa today
  the today show
  psychology today
  today in history
  today only
  the tonight show
  tonight show
  tomorrow never dies
  tomorrow when the war began
  last week tonight
  tomorrow never knows
  tomorrow x together
  edge of tomorrow
  Day After Tomorrow
  around the world in 80 days
  10 days that shook the world
  three men in a boat
  may day
  march madness
  long march
  4th of july fireworks
  born on the 4th of july
  born on the fourth of july
  the ides of march
  every day carry
  every breath you take
  each day a gift
  3:10 to yuma
  12:01 am
  at one with
  five o'clock shadow
  5 o'clock shadow
  5 o'clock tea
  5 o'clock club
  five o'clock club
  at midnight mass
  daily mail
  daily express
  weekly shop
`
  .trim()
  .split(/\s*\n\s*/);
