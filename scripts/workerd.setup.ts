/** Gives every test file that runs inside workerd an up-to-date database. */
import { applyD1Migrations, type D1Migration } from 'cloudflare:test';
import { env } from 'cloudflare:workers';

declare global {
  namespace Cloudflare {
    interface Env {
      readonly DB: D1Database;
      /** Read from worker-api/migrations by vitest.config.ts. */
      readonly MIGRATIONS: D1Migration[];
    }
  }
}

await applyD1Migrations(env.DB, env.MIGRATIONS);
