/** A process that runs what it is sent, one after the other, and sends back how each ended. */

import type { Job } from './job.ts';
import { run } from './run.ts';

process.on('message', (job: Job) => {
  void run(job).then((result) => process.send?.(result));
});
