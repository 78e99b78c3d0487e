/**
 * One clock and one chance for every server: what a server asks of the world while it answers a request, it gets from
 * that request's scene. So the answers of two servers, and their databases, can be compared as they are.
 *
 * The servers themselves know nothing of it: their runtimes' globals are taken over before they start.
 */

import { AsyncLocalStorage } from 'node:async_hooks';
import { randomStream } from '../../../simulation/random.ts';
import type { RandomStream } from '../../../simulation/random.ts';

export interface Scene {
  readonly nowMs: number;
  readonly seed: number;
  /** What happens here has a random stream of this name to itself. */
  readonly name: string;
}

/** The header in which a request names its scene. */
export const SCENE_HEADER = 'Scene';

const scenes = new AsyncLocalStorage<Scene & { readonly random: RandomStream }>();

export function sceneToText({ nowMs, seed, name }: Scene): string {
  return `${nowMs} ${seed} ${name}`;
}

/** Runs the function in the scene; without one it runs in the real world. */
export function onStage<T>(sceneText: string | null, act: () => T): T {
  if (sceneText === null) return act();
  const [nowMs, seed, name = ''] = sceneText.split(' ');
  const scene = { nowMs: Number(nowMs), seed: Number(seed), name };
  return scenes.run({ ...scene, random: randomStream(scene.seed, name) }, act);
}

const realNow = Date.now;
const realRandom = crypto.getRandomValues.bind(crypto);

export function stagedNowMs(): number {
  return scenes.getStore()?.nowMs ?? realNow();
}

export function stagedBytes(count: number): Uint8Array {
  return scenes.getStore()?.random.bytes(count) ?? realRandom(new Uint8Array(count));
}

/** From now on whoever asks this process for the time or for chance is given the scene's. */
export function takeOverGlobals(): void {
  Date.now = stagedNowMs;
  crypto.getRandomValues = ((into: Uint8Array) => {
    into.set(stagedBytes(into.length));
    return into;
  }) as typeof crypto.getRandomValues;
}
