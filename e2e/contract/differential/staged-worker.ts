/** The production Worker in workerd, on the stage. */

import production from '../../../worker-api/worker.ts';
import { runStatements, serveBundle, serveOnStage } from './staged-requests.ts';
import { onStage, SCENE_HEADER, takeOverGlobals } from './stage.ts';

takeOverGlobals();

type Environment = Parameters<typeof production.fetch>[1];

export default {
  async fetch(request, environment) {
    const serve = (each: Request) => production.fetch(each as typeof request, environment);
    switch (new URL(request.url).pathname) {
      case '/staged/bundle':
        return serveBundle(request, serve);
      case '/staged/sql':
        return Response.json(await runStatements(environment.DB, await request.json()));
      case '/staged/tidy': {
        const controller = { scheduledTime: 0, cron: '', noRetry: () => undefined } as const;
        await onStage(request.headers.get(SCENE_HEADER), () =>
          production.scheduled(controller as never, environment),
        );
        return new Response();
      }
      default:
        return serveOnStage(request, serve);
    }
  },
} satisfies ExportedHandler<Environment>;
