/**
 * A script made smaller a second time: terser looks at what esbuild has left, which takes a fifteenth off the service
 * worker. Scripts whose names carry a hash of what esbuild made are left alone.
 */
import { minify } from 'terser';

/** @throws {Error} when it is no script */
export async function smallScript(contents: Uint8Array): Promise<Uint8Array> {
  const { code } = await minify(new TextDecoder().decode(contents), {
    ecma: 2020,
    // No getter of ours does anything, and nothing made by `function` is ever called with `new`.
    compress: { ecma: 2020, passes: 3, pure_getters: true, unsafe_arrows: true },
    format: { ecma: 2020 },
  });
  if (code === undefined) throw new Error('terser made nothing of the script');
  return new TextEncoder().encode(code);
}
