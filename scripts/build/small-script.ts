/**
 * A script made smaller a second time: terser looks at what esbuild has left, which takes a fifteenth off the service
 * worker. Scripts whose names carry a hash of what esbuild made are left alone.
 */
import { minify } from 'terser';

/** @throws {Error} when it is no script */
export async function smallScript(contents: Uint8Array): Promise<Uint8Array> {
  const { code } = await minify(new TextDecoder().decode(contents), {
    ecma: 2020,
    compress: { ecma: 2020, passes: 3 },
    format: { ecma: 2020 },
  });
  if (code === undefined) throw new Error('terser made nothing of the script');
  return new TextEncoder().encode(code);
}
