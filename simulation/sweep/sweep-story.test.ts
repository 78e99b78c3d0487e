import { expect, test } from 'vitest';
import { stories } from './stories.ts';
import { sweepStory } from './sweep-story.ts';

/** Of each story; `npm run simulate:sweep` leaves none out. */
const WAYS = 14;

test.for(stories.map((story, at) => ({ story, at })))(
  'nothing is lost when any one call fails: $story.name',
  { timeout: 60_000 },
  async ({ story, at }) => {
    const { runs, failures } = await sweepStory(story, { atMost: WAYS, offset: at });
    expect(failures).toEqual([]);
    expect(runs).toBeGreaterThan(5);
  },
);
