/** Everything `wrangler deploy` does before it would talk to Cloudflare. */
import process from 'node:process';
import { wrangler } from '../serve/wrangler.mjs';

process.exitCode = await wrangler(['deploy', '--dry-run', '--outdir=.cache/deploy']);
