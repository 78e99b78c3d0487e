/** The server on Cloudflare: D1 for the data, the platform's own file server for the site. */
interface Environment {
    readonly DB: D1Database;
    readonly ASSETS: Fetcher;
    readonly HOLDFAST_ORIGIN: string;
}
declare const _default: ExportedHandler<Environment>;
export default _default;
