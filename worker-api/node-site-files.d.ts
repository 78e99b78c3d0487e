/**
 * The built site from a folder, answered as Cloudflare's file server answers it: the page is `/`, every file has an
 * ETag, what is not there is 404 and only reading is allowed.
 */
/** Reads the folder at every request, so that a new build is served at once. */
export declare function siteFilesIn(folder: string): (request: Request) => Promise<Response>;
