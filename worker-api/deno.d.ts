/**
 * The server on Deno: one process, one SQLite file, for people who host it themselves.
 *
 *   PORT             where `deno serve` listens; only needed for the default of HOLDFAST_ORIGIN
 *   HOLDFAST_DATA    the folder of the database, `.holdfast` unless said otherwise
 *   HOLDFAST_ORIGIN  the address in people's address bars
 */
/** What `deno serve` runs. */
declare const _default: {
    fetch: (request: Request) => Promise<Response> | Response;
};
export default _default;
