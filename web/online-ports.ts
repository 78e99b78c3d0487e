/** The browser's hint about the network: it can say that there is none, never that there is one. */
export function isOnlineHint(): boolean {
  return navigator.onLine;
}
