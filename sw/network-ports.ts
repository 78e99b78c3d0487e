/** The worker's way to the network. */
export function fetchFromNetwork(request: Request | string, init?: RequestInit): Promise<Response> {
  return fetch(request, init);
}
