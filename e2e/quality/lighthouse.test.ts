/** Lighthouse on the built app with 50 to-dos, in the browser that all other stories use. */

import lighthouse from 'lighthouse';
import { expect } from 'vitest';
import { startWith, story } from '../harness/story.ts';

const TODOS = 50;
const FLOOR = 0.95;

story(
  'Lighthouse gives accessibility, best practices and SEO at least 0.95',
  async ({ launch, server }) => {
    const { browser, app, phone } = await startWith(['The first'], { launch, server });
    await phone.add(Array.from({ length: TODOS - 1 }, (_, at) => `To-do number ${at + 2}`));
    await app.syncNow();
    await app.row(`To-do number ${TODOS}`).waitFor();
    await app.page.close();

    const run = await lighthouse(browser.origin, {
      port: browser.debuggingPort,
      // The to-dos and the cookie are what it is to be measured with.
      disableStorageReset: true,
      onlyCategories: ['accessibility', 'best-practices', 'seo', 'performance'],
      logLevel: 'silent',
    });
    if (!run) throw new Error('Lighthouse gave no report');
    const { categories, audits } = run.lhr;
    const scores = Object.fromEntries(
      Object.values(categories).map(({ id, score }) => [id, score ?? 0]),
    );
    const failed = Object.values(categories)
      .filter(({ id }) => id !== 'performance')
      .flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
      .filter(({ id }) => (audits[id]?.score ?? 1) < 1);
    const why = failed.map(({ id }) => `${id}: ${JSON.stringify(audits[id]?.details)}`).join('\n');
    console.log(`measured: Lighthouse ${JSON.stringify(scores)}`);

    for (const id of ['accessibility', 'best-practices', 'seo']) {
      expect(scores[id], `${id}\n${why}`).toBeGreaterThanOrEqual(FLOOR);
    }
    expect(scores['performance']).toBeGreaterThan(0);
  },
  120_000,
);
