/**
 * Whether a Holdfast server answers on this port.
 *
 * @param {number} port
 * @param {number} timeoutMs
 * @returns {Promise<boolean>}
 */
export async function askHealth(port, timeoutMs) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`, {
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body = /** @type {{ ok?: unknown }} */ (await answer.json());
    return answer.ok && body.ok === true;
  } catch {
    return false;
  }
}
