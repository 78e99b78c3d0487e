/** One telling of a story, with one planned fault or none. */

import { endingOf } from './ending.ts';
import type { Plan } from './planned-faults.ts';
import { Stage } from './stage.ts';
import type { Scenery } from './stage.ts';
import type { Story } from './story.ts';

export interface Telling {
  /** How often each kind of fault could have struck, until the world healed. */
  readonly opportunities: ReadonlyMap<string, number>;
  readonly wrong: readonly string[];
}

/** What has happened before the story; all its tellings begin from there. */
export async function sceneryOf(story: Story): Promise<Scenery> {
  const stage = await Stage.open(undefined);
  await story.before?.(stage);
  return stage.leave();
}

export async function tell(
  story: Story,
  scenery: Scenery,
  plan: Plan | undefined,
): Promise<Telling> {
  const stage = await Stage.open(plan, scenery);
  const unheard: string[] = [];
  const note = (reason: unknown): void => {
    unheard.push(`nobody caught ${reason instanceof Error ? reason.stack : String(reason)}`);
  };
  process.on('unhandledRejection', note);
  try {
    stage.faults.arm();
    await story.tell(stage);
    const opportunities = new Map(stage.faults.opportunities);
    const wrong = await endingOf(stage, story);
    return { opportunities, wrong: [...wrong, ...unheard] };
  } finally {
    process.off('unhandledRejection', note);
  }
}
