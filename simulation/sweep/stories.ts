/** The stories in which every call fails in turn. */

import { everydayStories } from './everyday-stories.ts';
import { storiesOfLoss } from './stories-of-loss.ts';
import type { Story } from './story.ts';

export const stories: readonly Story[] = [...everydayStories, ...storiesOfLoss];
