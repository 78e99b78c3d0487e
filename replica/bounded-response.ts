/** An answer that is read no further than a limit, however much it unpacks to. */

/** More than a page of every list that one request may ask for. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The same answer; reading it fails after {@link MOST_BYTES}. */
export function boundedResponse(response: Response): Response {
  if (!response.body) return response;
  let read = 0;
  const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (chunk, controller) => {
      read += chunk.byteLength;
      if (read > MOST_BYTES) controller.error(new TypeError('the answer is too long'));
      else controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(count), response);
}
